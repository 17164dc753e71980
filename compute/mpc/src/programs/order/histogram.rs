//! How many values lie in each bin, and which of the numbers may be told.

use super::{
	super::{
		common::{not, one_hot_greatest, signed_bits, sum},
		rounding::round,
		ProgramError, Progress,
	},
	parameters::{Parameters, Plan},
	rank::count_below,
};
use crate::Mpc;

/// Stands for the number of a bin that is kept back.
pub(super) const HIDDEN: i128 = -1;

/// The number of values in each bin.
pub(super) fn count<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	edges: &[u64],
	values: &[M::Share],
	progress: &mut dyn FnMut(Progress),
) -> Result<Vec<M::Share>, ProgramError> {
	let mut bins = Vec::with_capacity(edges.len() + 1);
	let mut before = mpc.public(0);
	let total = u64::try_from(edges.len()).unwrap_or(u64::MAX);
	for (edge, done) in edges.iter().zip(1..) {
		// Beyond the greatest possible value all edges say the same.
		let edge = mpc.public(i128::from(*edge).min(1 << plan.bits));
		let below = count_below(mpc, plan, values, &[edge])?;
		let below = sum(mpc, &below);
		bins.push(mpc.subtract(&below, &before));
		before = below;
		progress(Progress { done, total });
	}
	bins.push(mpc.subtract(&mpc.public(plan.count.into()), &before));
	Ok(bins)
}

/// The numbers, rounded, with [`HIDDEN`] for those that the rule keeps back: those between zero and
/// the minimum cell, both excluded, and if there is one, the smallest of the others that is not
/// zero.
///
/// The number of all values may be known from elsewhere, and is where everybody has one; without the
/// second, the only small bin would be the difference to it (*complementary suppression*: Hundepool et al., *Statistical Disclosure
/// Control*, Wiley 2012, section 4.4).
pub(super) fn disclose<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	parameters: &Parameters,
	bins: Vec<M::Share>,
) -> Result<Vec<M::Share>, ProgramError> {
	let rounded = round(mpc, &bins, parameters.rounding, 0..=plan.count.into())?;
	if parameters.minimum_cell < 2 {
		return Ok(rounded);
	}
	let least = mpc.public(parameters.minimum_cell.into());
	let beyond: Vec<_> = bins.iter().map(|bin| mpc.subtract(bin, &least)).collect();
	let below = mpc.negative(&beyond, plan.count_bits)?;
	let empty = mpc.zero(&bins, plan.count_bits)?;
	let small: Vec<_> =
		below.iter().zip(&empty).map(|(below, empty)| mpc.subtract(below, empty)).collect();
	let large: Vec<_> = below.iter().map(|below| not(mpc, below)).collect();
	let second = smallest_large(mpc, plan, &bins, &large)?;
	let number = [sum(mpc, &small)];
	let most = u128::try_from(bins.len()).unwrap_or(u128::MAX);
	let none = mpc.zero(&number, signed_bits(most))?;
	let any = vec![not(mpc, &sum(mpc, &none)); bins.len()];
	let second = mpc.multiply(&second, &any)?;
	let one = mpc.public(1);
	let shown: Vec<_> = small
		.iter()
		.zip(&second)
		.map(|(small, second)| not(mpc, &mpc.add(small, second)))
		.collect();
	let shifted: Vec<_> = rounded.iter().map(|bin| mpc.add(bin, &one)).collect();
	let products = mpc.multiply(&shifted, &shown)?;
	Ok(products.iter().map(|product| mpc.subtract(product, &one)).collect())
}

/// One for the first of the smallest of the bins that are `large`, zero for the others.
fn smallest_large<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	bins: &[M::Share],
	large: &[M::Share],
) -> Result<Vec<M::Share>, ProgramError> {
	let most = mpc.public(i128::from(plan.count) + 1);
	let rests: Vec<_> = bins.iter().map(|bin| mpc.subtract(&most, bin)).collect();
	let keys = mpc.multiply(&rests, large)?;
	let first = one_hot_greatest(mpc, &keys, plan.count_bits)?;
	Ok(mpc.multiply(&first, large)?)
}
