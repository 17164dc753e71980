//! Order statistics at a holder.

use super::{
	bounds, tables, HolderInput, ParametersError, Program, Round, SharedInput, PACKET_NUMBER,
};
use crate::{
	engine::{Task, TaskError},
	questions::OrderQuestion,
	tables::{Number, People},
	variants::DataSource,
};
use panshi_mpc::{
	programs::{order::Question, spending, ProgramError},
	Parties, Tally,
};
use panshi_primitives::{
	genomics::VariantList,
	job::{AbortReason, RefusalReason},
};
use std::sync::atomic::AtomicBool;

impl Program for OrderQuestion {
	fn items(&self) -> u32 {
		OrderQuestion::items(self)
	}

	fn content(&self, _: u8) -> u64 {
		let answers = u64::try_from(self.parameters.question.answers()).unwrap_or(u64::MAX);
		answers.saturating_mul(PACKET_NUMBER)
	}

	fn minimum_cell(&self) -> Option<u32> {
		Some(self.parameters.minimum_cell)
	}

	fn rounding(&self) -> Option<u32> {
		let counts = matches!(self.parameters.question, Question::Histogram { .. });
		counts.then_some(self.parameters.rounding)
	}

	fn check(&self, round: Round) -> Result<(), ParametersError> {
		Ok(self.parameters.check(round.parties)?)
	}

	fn spending(&self, parties: Parties) -> Result<Tally, ProgramError> {
		spending::order(&self.parameters, parties)
	}

	fn list(&self) -> Option<&VariantList> {
		None
	}

	fn fits(&self, source: &DataSource, index: usize, samples: usize) -> Result<(), RefusalReason> {
		let people = tables::people(source).ok_or(RefusalReason::DataMissing)?;
		tables::column(&people, &self.column, source).ok_or(RefusalReason::DataMissing)?;
		// How many of them have a number does not show in what is announced, or refused.
		bounds(&self.parameters.values, index, people.len(), samples)
	}

	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let people = tables::registered_people(task, stop)?;
		let gone = TaskError::Aborted(AbortReason::Interrupted);
		let values = self.values(&people, &task.source).ok_or(gone)?;
		Ok(SharedInput::Order(self.parameters.clone(), values).into())
	}
}

impl OrderQuestion {
	/// The numbers of this holder's people, of those who have one.
	pub(super) fn values(&self, people: &People, source: &DataSource) -> Option<Vec<u64>> {
		let rows = tables::complete(people, &[&self.column], source)?;
		let whole = |number: Number| self.scale.whole(number.0.into(), self.parameters.bits);
		Some(rows.into_iter().flatten().map(whole).collect())
	}
}
