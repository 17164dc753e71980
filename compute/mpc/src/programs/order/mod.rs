//! Minimum, maximum, quantiles and histogram of the values of all holders.
//!
//! The parties learn nothing; the receiver learns the answer alone. How many values each holder has
//! is public.

mod histogram;
mod noised;
mod parameters;
pub mod plain;
mod rank;
#[cfg(test)]
mod tests;

pub use noised::{read_noised, run_noised, Noise};
pub use parameters::{Parameters, Question, MAX_BITS, MAX_EDGES, MAX_QUANTILES, MAX_VALUES};

use super::{
	common::{check_ranges, share_all},
	receive, Packet, ProgramError, Progress,
};
use crate::Mpc;
use codec::{Decode, Encode};
use parameters::Plan;

/// Values that are worked on at once.
const BLOCK: usize = 2_048;

/// The answer.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Output {
	/// The minimum, the maximum, or the quantiles in the order asked for.
	Values(Vec<u64>),
	/// Values in each bin, the first below the first edge, the last from the last edge on; absent
	/// where the disclosure rule keeps it back.
	Histogram(Vec<Option<u64>>),
}

/// Answers the question of `parameters`; `values` are this holder's.
pub fn run<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	values: &[u64],
	progress: &mut dyn FnMut(Progress),
) -> Result<Packet<()>, ProgramError> {
	let plan = Plan::new(mpc, parameters)?;
	histogram::check_bins(parameters)?;
	check_own(mpc, parameters, values)?;
	let mine: Vec<_> = values.iter().copied().map(i128::from).collect();
	let shared = share(mpc, parameters, &plan, &mine)?;
	let answer = match &parameters.question {
		Question::Histogram { edges } => {
			let bins = histogram::count(mpc, &plan, edges, &shared, progress)?;
			histogram::disclose(mpc, &plan, parameters, bins)?
		},
		_ => rank::values(mpc, &plan, &shared, progress)?,
	};
	Ok(Packet { opened: (), shares: mpc.deliver(&answer)? })
}

fn check_own<M: Mpc>(mpc: &M, parameters: &Parameters, values: &[u64]) -> Result<(), ProgramError> {
	let announced = announced(mpc, parameters);
	if values.len() != announced {
		return Err(ProgramError::InputLength { got: values.len(), announced });
	}
	check_values(parameters, values)
}

/// How many values this party brings.
fn announced<M: Mpc>(mpc: &M, parameters: &Parameters) -> usize {
	parameters.lengths().get(mpc.me().index()).copied().unwrap_or_default()
}

fn check_values(parameters: &Parameters, values: &[u64]) -> Result<(), ProgramError> {
	match values.iter().position(|value| value >> parameters.bits != 0) {
		Some(index) => Err(ProgramError::InputRange { index }),
		None => Ok(()),
	}
}

/// Shares of the values of all; `mine` are this party's.
fn share<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	mine: &[i128],
) -> Result<Vec<M::Share>, ProgramError> {
	let lists = share_all(mpc, mine, &parameters.lengths())?;
	check_ranges(mpc, &lists, mine, plan.bits)?;
	Ok(lists.into_iter().flatten().collect())
}

/// The output that the `packets` of all parties make, in the order of the parties.
pub fn read<M: Mpc>(
	parameters: &Parameters,
	packets: &[Packet<()>],
) -> Result<Output, ProgramError> {
	let ((), answer) = receive::<M, _>(packets)?;
	if answer.len() != parameters.question.answers() {
		return Err(ProgramError::Packets);
	}
	let number = |value: i128| u64::try_from(value).map_err(|_| ProgramError::Packets);
	Ok(match parameters.question {
		Question::Histogram { .. } => {
			let bin = |value| (value != histogram::HIDDEN).then(|| number(value)).transpose();
			Output::Histogram(answer.into_iter().map(bin).collect::<Result<_, _>>()?)
		},
		_ => Output::Values(answer.into_iter().map(number).collect::<Result<_, _>>()?),
	})
}
