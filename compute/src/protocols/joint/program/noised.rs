//! A histogram with noise, at a holder.

use super::{
	bounds, input::NoiseShare, tables, HolderInput, ParametersError, Program, Round, SharedInput,
};
use crate::{
	engine::{Task, TaskError},
	questions::OrderQuestion,
	variants::DataSource,
};
use panshi_mpc::{
	programs::{spending, ProgramError},
	Parties, Tally,
};
use panshi_noise::{magnitude_bits, private_inputs};
use panshi_primitives::{
	genomics::VariantList,
	job::{AbortReason, RefusalReason},
};
use std::sync::atomic::AtomicBool;

/// The question of an order statistic, answered with noise: it has to be a histogram.
pub(super) struct NoisedHistogram(pub(super) OrderQuestion);

impl Program for NoisedHistogram {
	fn items(&self) -> u32 {
		self.0.items()
	}

	fn content(&self, party: u8) -> u64 {
		self.0.content(party)
	}

	fn minimum_cell(&self) -> Option<u32> {
		self.0.minimum_cell()
	}

	fn rounding(&self) -> Option<u32> {
		self.0.rounding()
	}

	fn check(&self, round: Round) -> Result<(), ParametersError> {
		Ok(self.0.parameters.check_noised(round.parties)?)
	}

	fn spending(&self, parties: Parties) -> Result<Tally, ProgramError> {
		// Values are what counts, not the few numbers that noise is added to.
		spending::noised_histogram(&self.0.parameters, 1, parties)
	}

	fn list(&self) -> Option<&VariantList> {
		None
	}

	fn fits(&self, source: &DataSource, index: usize, samples: usize) -> Result<(), RefusalReason> {
		let people = tables::people(source).ok_or(RefusalReason::DataMissing)?;
		tables::column(&people, &self.0.column, source).ok_or(RefusalReason::DataMissing)?;
		// How many of them have a number does not show in what is announced, or refused.
		bounds(&self.0.parameters.values, index, people.len(), samples)
	}

	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let people = tables::registered_people(task, stop)?;
		let gone = TaskError::Aborted(AbortReason::Interrupted);
		let values = self.0.values(&people, &task.source).ok_or(gone)?;
		let parameters = self.0.parameters.clone();
		let unfit = || TaskError::Aborted(AbortReason::Unfit);
		let plan = task.noise.as_ref().ok_or_else(unfit)?;
		let seed = task.secret.joint_noise_seed(&task.job_digest);
		let mine = private_inputs(plan, parameters.question.answers(), &seed);
		let mine = mine.map_err(|_| unfit())?;
		let noise = NoiseShare { bits: magnitude_bits(plan), mine };
		Ok(SharedInput::NoisedHistogram(parameters, values, noise).into())
	}
}
