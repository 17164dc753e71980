//! What a job asks of this node, before it accepts.

use super::{
	check_parameters,
	protocols::{Protocols, Request},
	verify::{read_parameters, Finding},
};
use crate::variants::DataSource;
use panshi_primitives::{agreement::NotCovered, job::JobOutput, offchain::Assignment};
use std::sync::Arc;

/// What a job asks of the participant at an index.
pub(super) struct Asked {
	assignment: Assignment,
	parameters: Vec<u8>,
	index: usize,
	protocols: Arc<dyn Protocols>,
}

impl Asked {
	/// Fails if `chunks` are not the parameters that the job names.
	pub(super) fn new(
		assignment: &Assignment,
		chunks: &[Vec<u8>],
		index: usize,
		protocols: &Arc<dyn Protocols>,
	) -> Result<Self, Finding> {
		let parameters = match assignment.job.output {
			// Nothing else is to be checked of them.
			JobOutput::Sum { .. } => check_parameters(assignment, chunks).map(|_| Vec::new())?,
			_ => read_parameters(assignment, chunks)?,
		};
		let (assignment, protocols) = (assignment.clone(), protocols.clone());
		Ok(Asked { assignment, parameters, index, protocols })
	}

	/// Checks that this node can do it, with the data in `source` once they have been found. That
	/// reads tables, and blocks: call it where that is allowed.
	pub(super) fn check(&self, source: Option<&DataSource>) -> Result<(), Finding> {
		let Assignment { job, agreement, algorithm, data, .. } = &self.assignment;
		if matches!(job.output, JobOutput::Sum { .. }) {
			return Ok(());
		}
		let terms = agreement.content.authorization();
		let terms = terms.ok_or(Finding::NotCovered(NotCovered::NotAnAuthorization))?;
		let request = Request {
			algorithm: &algorithm.content,
			parameters: &self.parameters,
			items: job.spec.items,
			data,
			result_key: &job.spec.result_key,
			disclosure: &terms.disclosure,
			parties: job.participants.len(),
			index: self.index,
			source,
		};
		self.protocols.check(&request).map_err(Finding::Protocol)
	}
}
