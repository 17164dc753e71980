//! What a compute node computes with others, or answers by itself: the engine's port
//! [`Protocols`], by the code name of the algorithm.
//!
//! - `joint`: programs of multi-party computation among the nodes of a job.
//! - `exact`: answers to exact look-ups.
//! - `query`: answers to encrypted rankings.
//! - [`results`]: what the consumer reads from the opened packets.

mod exact;
mod joint;
mod query;
pub mod results;
mod rng;

pub use joint::{Held, Joint, Meeting, MeetingError, Patience, Prepared};
pub use query::Queries;

use exact::Lookups;

use crate::{
	daemon::Config,
	engine::{Progress, Protocols, Request, Task, TaskError},
	keystore::NodeKeys,
};
use panshi_primitives::job::{AbortReason, RefusalReason};
use std::{io, path::Path, sync::Arc};

/// All that a compute node runs beside sealed sums.
pub struct NodeProtocols {
	/// None where other nodes have no way to reach this one.
	joint: Option<Joint>,
	queries: Arc<Queries>,
	lookups: Lookups,
}

impl NodeProtocols {
	/// Listens for other compute nodes, if the configuration says where, and begins to read the
	/// databases that it names. What is made ahead of time is kept in the first of the folders, what
	/// overlaps tell this holder in the second.
	pub fn start(
		config: &Config,
		keys: &NodeKeys,
		(prepared, overlaps): (&Path, &Path),
	) -> io::Result<Self> {
		let listen = |address| {
			let joint = Joint::listen(address, keys, Patience::default())?
				.with_prepared(Prepared::new(prepared, keys))
				.with_overlaps(overlaps);
			Ok::<_, io::Error>(joint.with_minimum_cell(config.policy.minimum_cell))
		};
		let joint = config.node.peers_listen.map(listen).transpose()?;
		let queries = Arc::new(Queries::new(&config.data));
		queries.warm();
		let lookups = Lookups::new(&config.data, Some(keys.storage().clone()));
		Ok(NodeProtocols { joint, queries, lookups })
	}

	/// What it computes together with others, if they can reach it.
	pub fn joint(&self) -> Option<&Joint> {
		self.joint.as_ref()
	}
}

impl From<Joint> for NodeProtocols {
	fn from(joint: Joint) -> Self {
		let (queries, lookups) = (Arc::new(Queries::new([])), Lookups::new([], None));
		NodeProtocols { joint: Some(joint), queries, lookups }
	}
}

impl Protocols for NodeProtocols {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		let code = request.algorithm.code.as_slice();
		match &self.joint {
			_ if Queries::answers(code) => self.queries.check(request),
			_ if Lookups::answers(code) => self.lookups.check(request),
			_ if !joint::runs(code) => Err(RefusalReason::UnknownAlgorithm),
			Some(joint) => joint.check(request),
			None => {
				tracing::warn!("a joint job is refused: set peers_listen in [node] to take part");
				Err(RefusalReason::HolderPolicy)
			},
		}
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		if Queries::answers(&task.algorithm.code) {
			return self.queries.run(task, progress);
		}
		if Lookups::answers(&task.algorithm.code) {
			return self.lookups.run(task, progress);
		}
		match (&self.joint, task.strength()) {
			(Some(joint), Some(strength)) => joint.run(task, strength, progress),
			_ => Err(TaskError::Aborted(AbortReason::Unfit)),
		}
	}
}
