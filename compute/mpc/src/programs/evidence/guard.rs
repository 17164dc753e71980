//! What verdicts may depend on under a minimum cell.
//!
//! With a minimum cell m of two or more, pools that differ in a number of people between zero and
//! m - 1 have the same verdict: the most cautious one on all of them. It is taken from numbers in
//! which these pools are alike, so that no threshold can tell them apart. The numbers of cases and
//! controls who were genotyped, and of alleles that were called, are those of the pool.

use super::{super::common::not, parameters::Plan};
use crate::{Error, Mpc};

/// One for each variant and criterion that the rule admits, else zero.
pub(super) struct Admitted<S> {
	/// PS4 by the odds ratio: enough cases have the variant, and enough controls have not.
	pub(super) odds: Vec<S>,
	/// PM2: among so many alleles the copies of fewer people than the minimum cell mean the same as
	/// none.
	pub(super) absence: Vec<S>,
}

/// Makes the fourfold tables of `pooled` such that verdicts may depend on them, and says what they
/// admit; without a rule there is nothing to do.
///
/// The odds ratio and its significance fall as controls become carriers and as cases cease to be: if
/// fewer than m - 1 cases are without the variant, or fewer than m - 1 controls have it, so many
/// count as m - 1. Where then fewer than m cases have it, or fewer than m controls have not, there is
/// a pool that is not to be told apart and does not meet PS4.
pub(super) fn guard<M: Mpc>(
	mpc: &mut M,
	minimum_cell: u32,
	plan: &Plan,
	pooled: &mut [[M::Share; 8]],
) -> Result<Option<Admitted<M::Share>>, Error> {
	if minimum_cell < 2 {
		return Ok(None);
	}
	let least = mpc.public(minimum_cell.into());
	let most_hidden = mpc.public(i128::from(minimum_cell) - 1);
	let beyond: Vec<_> = pooled
		.iter()
		.flat_map(|[_, b, c, ..]| [b, c].map(|number| mpc.subtract(number, &most_hidden)))
		.collect();
	let below = mpc.negative(&beyond, plan.count)?;
	let lacking = mpc.multiply(&beyond, &below)?;
	for ([a, b, c, d, ..], [others, carriers]) in pooled.iter_mut().zip(lacking.as_chunks().0) {
		(*a, *b) = (mpc.add(a, others), mpc.subtract(b, others));
		(*c, *d) = (mpc.subtract(c, carriers), mpc.add(d, carriers));
	}
	let absence = mpc.public(plan.absence.into());
	let beyond = |[a, _, _, d, alternate, other, ..]: &[M::Share; 8]| {
		let alleles = mpc.add(alternate, other);
		[mpc.subtract(a, &least), mpc.subtract(d, &least), mpc.subtract(&alleles, &absence)]
	};
	let beyond: Vec<_> = pooled.iter().flat_map(beyond).collect();
	let few = mpc.negative(&beyond, plan.count)?;
	let (mut carriers, mut others, mut absence) = (vec![], vec![], vec![]);
	for [a, d, alleles] in few.as_chunks().0 {
		carriers.push(not(mpc, a));
		others.push(not(mpc, d));
		absence.push(not(mpc, alleles));
	}
	Ok(Some(Admitted { odds: mpc.multiply(&carriers, &others)?, absence }))
}
