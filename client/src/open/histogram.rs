//! Opening a histogram with noise.

use super::{order::sides, ResultError, SealedBytes};
use crate::words;
use panshi_compute::{protocols::results, questions::OrderQuestion, sealed_sum::ResultKeyPair};
use panshi_primitives::{
	job::{Job, NOISED_HISTOGRAM},
	privacy::{BadPlan, NoisePlan, Release},
};
use serde::Serialize;

/// How many people have which number, with noise.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct NoisedHistogram {
	/// The column.
	pub column: String,
	/// Standard deviation of the noise in every bin, rounded up.
	pub standard_deviation: String,
	/// The bins.
	pub bins: Vec<NoisedBin>,
}

/// A bin of it. The number may be negative.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct NoisedBin {
	/// Where it begins; the first has no beginning.
	pub from: Option<String>,
	/// Where it ends, itself outside; the last has no end.
	pub to: Option<String>,
	/// People in it, with noise; absent where the disclosure rule keeps it back.
	pub people: Option<i64>,
}

impl SealedBytes {
	/// How the noise in the result was made.
	pub fn noise(&self) -> Result<NoisePlan, ResultError> {
		let Job { spec, participants, .. } = &self.job;
		let no_noise = |why| ResultError::NoNoise { job: self.id, why };
		let holders = participants.iter().map(|p| &p.holder);
		Release::of(&self.algorithm.code)
			.plan(self.algorithm.aggregation, spec.items, spec.rho, holders)
			.map_err(no_noise)?
			.ok_or(no_noise(BadPlan::NoRho))
	}

	/// Opens a histogram with noise; for `parameters` see [`SealedBytes::parameters`].
	pub fn noised_histogram(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<NoisedHistogram, ResultError> {
		let strength = self.strength_of(NOISED_HISTOGRAM)?;
		let deviation = self.noise()?.total_variance().deviation_milli().unwrap_or(u64::MAX);
		let question = self.question(OrderQuestion::read(self.parameters(parameters)?))?;
		let packets = self.packets(key)?;
		let found = results::noised_histogram(&question.parameters, strength, &packets);
		let bins = sides(&question).into_iter().zip(self.output(found)?);
		Ok(NoisedHistogram {
			standard_deviation: words::thousandths(deviation),
			bins: bins.map(|((from, to), people)| NoisedBin { from, to, people }).collect(),
			column: question.column,
		})
	}
}
