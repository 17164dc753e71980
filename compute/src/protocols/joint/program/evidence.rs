//! Evidence from pooled cases at a holder.

use super::{announces, HolderInput, ParametersError, Program, Round, SharedInput, PACKET_NUMBER};
use crate::{
	association::AssociationError,
	engine::{Task, TaskError},
	evidence::{count_evidence, Groups},
	questions::EvidenceQuestion,
	tables::Tables,
	variants::{DataSource, Stoppable, VariantsError},
};
use panshi_mpc::{
	programs::{spending, ProgramError},
	Parties, Tally,
};
use panshi_primitives::{
	genomics::VariantList,
	job::{AbortReason, RefusalReason},
};
use std::sync::atomic::AtomicBool;

impl Program for EvidenceQuestion {
	fn items(&self) -> u32 {
		EvidenceQuestion::items(self)
	}

	fn content(&self, _: u8) -> u64 {
		PACKET_NUMBER * u64::from(self.parameters.variants)
	}

	fn minimum_cell(&self) -> Option<u32> {
		Some(self.parameters.minimum_cell)
	}

	fn rounding(&self) -> Option<u32> {
		// Criteria, no numbers.
		None
	}

	fn check(&self, round: Round) -> Result<(), ParametersError> {
		Ok(self.parameters.check(round.parties)?)
	}

	fn spending(&self, parties: Parties) -> Result<Tally, ProgramError> {
		spending::evidence(&self.parameters, parties)
	}

	fn list(&self) -> Option<&VariantList> {
		Some(&self.list)
	}

	fn fits(&self, source: &DataSource, index: usize, samples: usize) -> Result<(), RefusalReason> {
		let tables = super::tables::all(source).ok_or(RefusalReason::DataMissing)?;
		let groups = groups(source, &tables).ok_or(RefusalReason::DataMissing)?;
		announces(&self.parameters.people, index, groups.people().min(samples))
	}

	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let gone = || TaskError::Aborted(AbortReason::Interrupted);
		let tables = super::tables::all(&task.source).ok_or_else(gone)?;
		let groups = groups(&task.source, &tables).ok_or_else(gone)?;
		let mut source = Stoppable::new(task.source.open()?, stop);
		let counted = count_evidence(&self.list, self.inheritance, &groups, &mut source);
		let (mut counts, genotypes) = match counted {
			Ok(counted) => counted,
			Err(AssociationError::Data(VariantsError::Cancelled)) => {
				return Err(TaskError::Stopped)
			},
			Err(AssociationError::Data(error)) => return Err(error.into()),
			Err(_) => return Err(TaskError::Aborted(AbortReason::Unfit)),
		};
		// The very tables that were counted with are bound to the genotypes of the same pass.
		if tables.bind(Some(genotypes)).fingerprint != task.wanted {
			return Err(TaskError::DataChanged);
		}
		if let Some(families) = &tables.segregation {
			let people = self.parameters.people.get(usize::from(task.index));
			let most = people.copied().unwrap_or_default();
			for (counts, key) in counts.iter_mut().zip(&self.list.variants) {
				counts.meioses = families.meioses(key).min(most);
			}
		}
		Ok(SharedInput::Evidence(self.parameters.clone(), counts).into())
	}
}

/// Who belongs to which group, by the table of people or else by that of phenotypes.
fn groups(source: &DataSource, tables: &Tables) -> Option<Groups> {
	match &tables.people {
		Some(people) => {
			let case = super::tables::column(people, "case", source)?;
			Some(Groups::of(people, case))
		},
		None => super::phenotypes(source, tables).map(Groups::from),
	}
}
