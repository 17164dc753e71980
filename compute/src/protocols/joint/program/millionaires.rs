//! The millionaires' comparison at a holder.

use super::{tables, HolderInput, ParametersError, Program, Round, SharedInput};
use crate::{
	engine::{Task, TaskError},
	questions::{Measure, MillionairesQuestion},
	tables::People,
	variants::DataSource,
};
use panshi_primitives::{
	genomics::VariantList,
	job::{AbortReason, RefusalReason},
};
use std::sync::atomic::AtomicBool;

impl Program for MillionairesQuestion {
	fn items(&self) -> u32 {
		MillionairesQuestion::items(self)
	}

	fn content(&self, _: u8) -> u64 {
		1
	}

	fn minimum_cell(&self) -> Option<u32> {
		// Who has most may hang on one person: nothing in it keeps a minimum cell.
		Some(0)
	}

	fn rounding(&self) -> Option<u32> {
		// Who, not how many.
		None
	}

	fn check(&self, _: Round) -> Result<(), ParametersError> {
		Ok(self.parameters.check()?)
	}

	fn list(&self) -> Option<&VariantList> {
		None
	}

	fn fits(&self, source: &DataSource, _: usize, _: usize) -> Result<(), RefusalReason> {
		let people = tables::people(source).ok_or(RefusalReason::DataMissing)?;
		self.wealth(&people, source).map(drop).ok_or(RefusalReason::DataMissing)
	}

	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let people = tables::registered_people(task, stop)?;
		let gone = TaskError::Aborted(AbortReason::Interrupted);
		let wealth = self.wealth(&people, &task.source).ok_or(gone)?;
		Ok(SharedInput::Millionaires(self.parameters, wealth).into())
	}
}

impl MillionairesQuestion {
	fn wealth(&self, people: &People, source: &DataSource) -> Option<u64> {
		let rows = tables::complete(people, &[&self.column], source)?;
		let bits = self.parameters.bits;
		let numbers = rows.iter().flatten().map(|number| i128::from(number.0));
		let measured = match self.measure {
			Measure::People => {
				let most = (1u64 << bits.min(63)).saturating_sub(1);
				return Some(u64::try_from(rows.len()).unwrap_or(u64::MAX).min(most));
			},
			Measure::Sum => numbers.sum(),
			Measure::Greatest => match numbers.max() {
				Some(greatest) => greatest,
				None => return Some(0),
			},
		};
		Some(self.scale.whole(measured, bits))
	}
}
