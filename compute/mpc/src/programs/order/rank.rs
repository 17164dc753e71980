//! The values of given ranks, found bit by bit under the protocol.

use super::{
	super::{common::sum, ProgramError, Progress},
	parameters::Plan,
	BLOCK,
};
use crate::Mpc;

/// The values of the plan's ranks.
///
/// The value of rank r is the greatest m below which fewer than r values lie. Its bits are found
/// from the highest: a bit is set if fewer than r values lie below m with it. Unlike in the
/// protocol of Aggarwal, Mishra and Pinkas (EUROCRYPT 2004) m stays secret and the values are
/// shared once, so that nobody can answer two steps by different data.
pub(super) fn values<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	values: &[M::Share],
	progress: &mut dyn FnMut(Progress),
) -> Result<Vec<M::Share>, ProgramError> {
	let mut found = vec![mpc.public(0); plan.ranks.len()];
	let units = u64::try_from(values.len()).unwrap_or(u64::MAX);
	for place in (0..plan.bits).rev() {
		let bit = mpc.public(1 << place);
		let candidates: Vec<_> = found.iter().map(|found| mpc.add(found, &bit)).collect();
		let below = count_below(mpc, plan, values, &candidates)?;
		let missing: Vec<_> = below
			.iter()
			.zip(&plan.ranks)
			.map(|(below, rank)| mpc.subtract(below, &mpc.public((*rank).into())))
			.collect();
		let fewer = mpc.negative(&missing, plan.count_bits)?;
		for (found, fewer) in found.iter_mut().zip(&fewer) {
			*found = mpc.add(found, &mpc.scale(fewer, 1 << place));
		}
		let done = u64::from(plan.bits - place) * units;
		progress(Progress { done, total: u64::from(plan.bits) * units });
	}
	Ok(found)
}

/// How many of `values` lie below each of `limits`.
pub(super) fn count_below<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	values: &[M::Share],
	limits: &[M::Share],
) -> Result<Vec<M::Share>, ProgramError> {
	let mut counts = vec![mpc.public(0); limits.len()];
	for block in values.chunks(BLOCK) {
		let differences: Vec<_> = limits
			.iter()
			.flat_map(|limit| block.iter().map(move |value| (value, limit)))
			.map(|(value, limit)| mpc.subtract(value, limit))
			.collect();
		let below = mpc.negative(&differences, plan.bits + 1)?;
		for (count, below) in counts.iter_mut().zip(below.chunks(block.len())) {
			*count = mpc.add(count, &sum(mpc, below));
		}
	}
	Ok(counts)
}
