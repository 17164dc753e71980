//! The values of given ranks, found bit by bit under the protocol.

use super::{
	super::{
		common::{not, sum},
		ProgramError, Progress,
	},
	parameters::{Plan, Rank},
	BLOCK,
};
use crate::Mpc;

/// Stands for a value that is kept back, or that there is not.
pub(super) const WITHHELD: i128 = -1;

/// The values of the plan's ranks, with [`WITHHELD`] for those of which fewer values lie on one side
/// than it takes. The plan has room for what counts nowhere.
///
/// The value of rank r is the greatest m below which fewer than r values lie. Its bits are found
/// from the highest: a bit is set if fewer than r values lie below m with it. Unlike in the
/// protocol of Aggarwal, Mishra and Pinkas (EUROCRYPT 2004) m stays secret and the values are
/// shared once, so that nobody can answer two steps by different data. How many values count is
/// secret, too: what counts nowhere lies above all m, and r is compared by what it follows from.
pub(super) fn values<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	values: &[M::Share],
	progress: &mut dyn FnMut(Progress),
) -> Result<Vec<M::Share>, ProgramError> {
	let mut found = vec![mpc.public(0); plan.ranks.len()];
	let units = u64::try_from(values.len()).unwrap_or(u64::MAX);
	let nowhere = [mpc.public(1 << (plan.bits - 1))];
	let people = count_below(mpc, plan, values, &nowhere)?;
	let people = sum(mpc, &people);
	for place in (0..plan.bits - 1).rev() {
		let bit = mpc.public(1 << place);
		let candidates: Vec<_> = found.iter().map(|found| mpc.add(found, &bit)).collect();
		let below = count_below(mpc, plan, values, &candidates)?;
		let missing: Vec<_> = below
			.iter()
			.zip(&plan.ranks)
			.map(|(below, rank)| surplus(mpc, below, rank, &people))
			.collect();
		let fewer = mpc.negative(&missing, plan.rank_bits)?;
		for (found, fewer) in found.iter_mut().zip(&fewer) {
			*found = mpc.add(found, &mpc.scale(fewer, 1 << place));
		}
		let done = u64::from(plan.bits - place) * units;
		progress(Progress { done, total: u64::from(plan.bits) * units });
	}
	withhold(mpc, plan, found, &people)
}

/// Below zero where `below` is less than the place of `rank` among `people` values.
fn surplus<M: Mpc>(mpc: &M, below: &M::Share, rank: &Rank, people: &M::Share) -> M::Share {
	let reached = mpc.scale(below, rank.below.into());
	let wanted = mpc.add(&mpc.scale(people, rank.of_all.into()), &mpc.public(rank.plus.into()));
	mpc.subtract(&reached, &wanted)
}

/// Puts [`WITHHELD`] in the place of what has too few values on one side. With m needed and n values
/// in all, the place r of one has to be above m - 1 and no greater than n - (m - 1).
fn withhold<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	found: Vec<M::Share>,
	people: &M::Share,
) -> Result<Vec<M::Share>, ProgramError> {
	let before = mpc.public((plan.needed - 1).into());
	let after = mpc.subtract(people, &before);
	let sides: Vec<_> = plan
		.ranks
		.iter()
		.flat_map(|rank| [&before, &after].map(|side| surplus(mpc, side, rank, people)))
		.collect();
	// The first has to be below zero, the second must not.
	let below = mpc.negative(&sides, plan.rank_bits)?;
	let (first, second): (Vec<_>, Vec<_>) =
		below.as_chunks::<2>().0.iter().map(|[a, b]| (a.clone(), not(mpc, b))).unzip();
	let shown = mpc.multiply(&first, &second)?;
	let withheld = mpc.public(WITHHELD);
	let above: Vec<_> = found.iter().map(|found| mpc.subtract(found, &withheld)).collect();
	let products = mpc.multiply(&above, &shown)?;
	Ok(products.iter().map(|product| mpc.add(product, &withheld)).collect())
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
