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

/// Memory and messages grow with the bound, not with the list, so that it may be so many times as
/// great.
const MOST_TIMES: usize = 4;
/// A bound of so many people is never too great.
const ALWAYS_FINE: usize = 1_024;

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
		super::announces(&self.question.bounds, index, identifiers.len())?;
		// That tells no more of the length of the list than the line above, which tells it to whoever
		// tries bounds; where the list is all of the data, it is in the data identity.
		let most = identifiers.len().max(samples).saturating_mul(MOST_TIMES).max(ALWAYS_FINE);
		let bound = self.question.bounds.get(index).and_then(|bound| usize::try_from(*bound).ok());
		match bound.is_some_and(|bound| bound <= most) {
			true => Ok(()),
			false => {
				tracing::warn!(bound, most, "an overlap announces far more people than are here");
				Err(RefusalReason::BadParameters)
			},
		}
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
