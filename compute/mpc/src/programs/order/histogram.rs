//! How many values lie in each bin, and which of the numbers may be told.

use super::{
	super::{
		common::{not, signed_bits, sum, within},
		rounding::round,
		ProgramError, Progress,
	},
	parameters::{Parameters, Plan},
	rank::count_below,
	Question,
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

/// Fails if the rule could not keep small bins back: there are at most as many bins as the minimum
/// cell goes into the number of values, so that the bins all together are enough to hide them among.
pub(super) fn check_bins(parameters: &Parameters) -> Result<(), ProgramError> {
	let Question::Histogram { edges } = &parameters.question else { return Ok(()) };
	if parameters.minimum_cell < 2 {
		return Ok(());
	}
	let values: u64 = parameters.values.iter().map(|count| u64::from(*count)).sum();
	let bins = u64::try_from(edges.len()).unwrap_or(u64::MAX).saturating_add(1);
	within("number of bins", bins, 2, values / u64::from(parameters.minimum_cell))
}

/// The numbers, rounded, with [`HIDDEN`] for those that the rule keeps back: those below the minimum
/// cell m, and so many others that the hidden ones are m or more on average.
///
/// The number of all values may be known from elsewhere, and with it that of the hidden ones. Others
/// are hidden below the first small bin, the nearest first, then above it: which one is next follows
/// from which bins are small, not from how many values are in them. Then whatever numbers from zero
/// to m - 1 the small bins have, the same bins are hidden if the others hidden before the last have m
/// each and that one the rest, which is more than m. So nothing is told of any of them but that it is
/// below m (*complementary suppression*: Hundepool et al., *Statistical Disclosure Control*, Wiley
/// 2012, section 4.4). With fewer values than m for each bin all are hidden if one is small, which
/// then tells nothing beside the number of values.
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
	let small = mpc.negative(&beyond, plan.count_bits)?;
	let large: Vec<_> = small.iter().map(|small| not(mpc, small)).collect();
	let surplus = mpc.multiply(&beyond, &large)?;
	// What the small bins lack, less what the others have too many, is what all bins lack.
	let lack = mpc.subtract(&sum(mpc, &surplus), &sum(mpc, &beyond));
	let before = hidden_before(mpc, &small, &surplus)?;
	let missing: Vec<_> = before.iter().map(|before| mpc.subtract(before, &lack)).collect();
	let wanted = mpc.negative(&missing, plan.count_bits)?;
	let shown: Vec<_> = wanted.iter().map(|wanted| not(mpc, wanted)).collect();
	let shown = mpc.multiply(&shown, &large)?;
	let one = mpc.public(1);
	let shifted: Vec<_> = rounded.iter().map(|bin| mpc.add(bin, &one)).collect();
	let products = mpc.multiply(&shifted, &shown)?;
	Ok(products.iter().map(|product| mpc.subtract(product, &one)).collect())
}

/// For each bin the sum of `surplus` over those that are hidden earlier: between it and the first
/// small bin, and for one above that also those below.
fn hidden_before<M: Mpc>(
	mpc: &mut M,
	small: &[M::Share],
	surplus: &[M::Share],
) -> Result<Vec<M::Share>, ProgramError> {
	let seen = running(mpc, small);
	let most = u128::try_from(small.len()).unwrap_or(u128::MAX);
	let is_below = mpc.zero(&seen, signed_bits(most))?;
	let below = mpc.multiply(surplus, &is_below)?;
	let above: Vec<_> = surplus.iter().zip(&below).map(|(all, b)| mpc.subtract(all, b)).collect();
	let (up_to, above_up_to) = (running(mpc, &below), running(mpc, &above));
	let all_below = sum(mpc, &below);
	// For one below: those below that are nearer. For one above: all below, and those nearer.
	let nearer: Vec<_> = up_to.iter().map(|up_to| mpc.subtract(&all_below, up_to)).collect();
	let is_above: Vec<_> = is_below.iter().map(|is_below| not(mpc, is_below)).collect();
	let all_below = mpc.multiply(&vec![all_below; is_above.len()], &is_above)?;
	let places = nearer.iter().zip(&all_below).zip(above_up_to.iter().zip(&above));
	Ok(places
		.map(|((nearer, all), (up_to, own))| {
			mpc.add(&mpc.add(nearer, all), &mpc.subtract(up_to, own))
		})
		.collect())
}

/// The sums of the first, of the first two, and so on.
fn running<M: Mpc>(mpc: &M, values: &[M::Share]) -> Vec<M::Share> {
	let mut total = mpc.public(0);
	let add = |value| {
		total = mpc.add(&total, value);
		total.clone()
	};
	values.iter().map(add).collect()
}
