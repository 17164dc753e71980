//! Minimum, maximum, quantiles and histogram of the values of all holders.
//!
//! The parties learn nothing; the receiver learns the answer alone. How many values each holder has
//! at most is public; how many there are is not: who has fewer fills up with values that count nowhere.

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
	/// The minimum, the maximum, or the quantiles in the order asked for; absent where there are no
	/// values, or fewer on one side of it than the disclosure rule asks for.
	Values(Vec<Option<u64>>),
	/// Values in each bin, the first below the first edge, the last from the last edge on; absent
	/// where the disclosure rule keeps it back.
	Histogram(Vec<Option<u64>>),
}

/// Answers the question of `parameters`; `values` are this holder's, at most as many as they announce.
pub fn run<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	values: &[u64],
	progress: &mut dyn FnMut(Progress),
) -> Result<Packet<()>, ProgramError> {
	let answer = match &parameters.question {
		Question::Histogram { .. } => {
			let (plan, edges) = noised::plan(mpc, parameters)?;
			histogram::check_bins(parameters)?;
			let mine = noised::filled(mpc, parameters, values)?;
			let shared = share(mpc, parameters, &plan, &mine)?;
			let mut bins = histogram::count(mpc, &plan, &edges, &shared, progress)?;
			// In the last one is what counts nowhere.
			bins.truncate(edges.len());
			histogram::disclose(mpc, &plan, parameters, bins)?
		},
		_ => {
			let plan = Plan::new(mpc, parameters)?.with_room(mpc)?;
			let mine = noised::filled(mpc, parameters, values)?;
			let shared = share(mpc, parameters, &plan, &mine)?;
			rank::values(mpc, &plan, &shared, progress)?
		},
	};
	Ok(Packet { opened: (), shares: mpc.deliver(&answer)? })
}

/// How many values this party brings, with those that count nowhere.
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
		_ => {
			let told = |value| (value != rank::WITHHELD).then(|| number(value)).transpose();
			Output::Values(answer.into_iter().map(told).collect::<Result<_, _>>()?)
		},
	})
}
