//! The overlap of cohorts at a holder.

use super::{tables, HolderInput, ParametersError, Program, Round};
use crate::{
	engine::{Task, TaskError},
	protocols::joint::overlap::OverlapInput,
	questions::OverlapQuestion,
	tables::Identifiers,
	variants::DataSource,
};
use panshi_primitives::{
	genomics::VariantList,
	job::{AbortReason, RefusalReason},
};
use std::sync::atomic::AtomicBool;

/// An overlap, whose algorithm may rule out that it is told who the people are.
pub(super) struct Overlap {
	pub(super) question: OverlapQuestion,
	/// The parties have signed that nothing but a size comes out.
	pub(super) size_only: bool,
}

impl Program for Overlap {
	fn items(&self) -> u32 {
		self.question.items()
	}

	fn content(&self, participant: u8) -> u64 {
		u64::try_from(self.question.packet_length(participant)).unwrap_or(u64::MAX)
	}

	fn minimum_cell(&self) -> Option<u32> {
		Some(self.question.minimum)
	}

	fn check(&self, round: Round) -> Result<(), ParametersError> {
		if self.size_only && self.question.names_people() {
			return Err(ParametersError::SizeOnly);
		}
		Ok(self.question.check(round.parties, round.strength)?)
	}

	fn list(&self) -> Option<&VariantList> {
		None
	}

	fn fits(&self, source: &DataSource, index: usize, samples: usize) -> Result<(), RefusalReason> {
		if self.counts(index) {
			return Ok(());
		}
		let identifiers = tables::all(source).and_then(|tables| tables.identifiers);
		let Some(identifiers) = identifiers else {
			let source = &source.config().name;
			tracing::warn!(source, "the data have no table of identifiers in the configuration");
			return Err(RefusalReason::DataMissing);
		};
		if Some(identifiers.scheme()) != self.question.scheme().as_ref() {
			let (asked, here) = (&self.question.scheme, identifiers.scheme());
			tracing::warn!(asked, %here, "an overlap asks for identifiers of another scheme");
			return Err(RefusalReason::RuleMismatch);
		}
		super::bounds(&self.question.bounds, index, identifiers.len(), samples)
	}

	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let list = match self.counts(usize::from(task.index)) {
			true => None,
			false => Some(self.identifiers(task, stop)?),
		};
		Ok(HolderInput::Overlap(OverlapInput { question: self.question.clone(), list }))
	}
}

impl Overlap {
	/// Whether the participant brings no list, but counts.
	fn counts(&self, index: usize) -> bool {
		self.question.counter().map(usize::from) == Some(index)
	}

	/// The table of identifiers of data that are what was registered.
	fn identifiers(&self, task: &Task, stop: &AtomicBool) -> Result<Identifiers, TaskError> {
		let identifiers = tables::registered(task, stop)?.identifiers;
		identifiers.ok_or(TaskError::Aborted(AbortReason::Interrupted))
	}
}
