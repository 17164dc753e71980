//! Joint association at a holder.

use super::{
	announces, phenotypes, HolderInput, ParametersError, Program, Round, SharedInput, PACKET_NUMBER,
};
use crate::{
	association::{count_genotypes, AssociationError},
	engine::{Task, TaskError},
	questions::AssociationQuestion,
	variants::{DataSource, Stoppable, VariantsError},
};
use panshi_mpc::{
	programs::{association::Selection, spending, ProgramError},
	Parties, Tally,
};
use panshi_primitives::{
	genomics::VariantList,
	job::{AbortReason, RefusalReason},
};
use std::sync::atomic::AtomicBool;

/// Most bytes of a variant in a packet: its index, and six numbers.
const PACKET_VARIANT: u64 = 4 + 6 * PACKET_NUMBER;

impl Program for AssociationQuestion {
	fn items(&self) -> u32 {
		AssociationQuestion::items(self)
	}

	fn content(&self, _: u8) -> u64 {
		PACKET_VARIANT * u64::from(self.told())
	}

	fn minimum_cell(&self) -> Option<u32> {
		Some(self.parameters.minimum_cell)
	}

	fn rounding(&self) -> Option<u32> {
		Some(self.parameters.rounding)
	}

	fn told(&self) -> u32 {
		let (Selection::Above { limit, .. } | Selection::Top { count: limit }) =
			self.parameters.selection;
		limit.min(self.parameters.variants)
	}

	fn check(&self, round: Round) -> Result<(), ParametersError> {
		Ok(self.parameters.check(round.parties)?)
	}

	fn spending(&self, parties: Parties) -> Result<Tally, ProgramError> {
		spending::association(&self.parameters, parties)
	}

	fn list(&self) -> Option<&VariantList> {
		Some(&self.list)
	}

	fn fits(&self, source: &DataSource, index: usize, samples: usize) -> Result<(), RefusalReason> {
		let tables = super::tables::all(source).ok_or(RefusalReason::DataMissing)?;
		let table = phenotypes(source, &tables).ok_or(RefusalReason::DataMissing)?;
		announces(&self.parameters.people, index, table.people().min(samples))
	}

	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let gone = || TaskError::Aborted(AbortReason::Interrupted);
		let tables = super::tables::all(&task.source).ok_or_else(gone)?;
		let table = phenotypes(&task.source, &tables).ok_or_else(gone)?;
		let mut source = Stoppable::new(task.source.open()?, stop);
		let cohort = match count_genotypes(&self.list, &table, &mut source) {
			Ok(cohort) => cohort,
			Err(AssociationError::Data(VariantsError::Cancelled)) => {
				return Err(TaskError::Stopped)
			},
			Err(AssociationError::Data(error)) => return Err(error.into()),
			Err(_) => return Err(TaskError::Aborted(AbortReason::Unfit)),
		};
		// Counted and hashed in one pass, with the tables that said who is a case: nothing of other
		// data leaves.
		if tables.bind(Some(cohort.summary)).fingerprint != task.wanted {
			return Err(TaskError::DataChanged);
		}
		Ok(SharedInput::Association(self.parameters.clone(), cohort.counts).into())
	}
}
