//! The variants with the greatest chi-square, without ranking the others.
//!
//! A public threshold is moved until exactly as many variants are above it as are wanted. Each
//! probe compares every variant with the threshold, adds the secret results, and opens only whether
//! the sum is greater than, or equal to, the number wanted. What that tells, besides the selection
//! itself, is the last interval of the search: where between two thresholds the k-th greatest
//! chi-square lies.

use super::{
	super::{
		common::{signed_bits, sum},
		ProgramError, Progress,
	},
	limit::keep_first,
	parameters::Plan,
	run::{allowed, pool, Found, BLOCK},
	trend::{fractions, Fractions, Pooled},
	GenotypeCounts, Parameters,
};
use crate::Mpc;

/// Bits of a threshold after its leading one.
const MANTISSA: u32 = 16;

/// Thresholds in ascending order: numbers of at most `MANTISSA + 1` bits times powers of two, as
/// floating-point numbers are coded.
fn threshold(code: u64) -> u128 {
	let (exponent, fraction) = (code >> MANTISSA, code & ((1 << MANTISSA) - 1));
	match exponent {
		0 => fraction.into(),
		_ => u128::from(fraction | 1 << MANTISSA) << (exponent - 1),
	}
}

/// The least code whose threshold is `least` or more.
fn code_of(least: u128) -> u64 {
	let (mut low, mut high) = (0, 128 << MANTISSA);
	while low < high {
		let middle = (low + high) / 2;
		let enough = middle >> MANTISSA > 64 || threshold(middle) >= least;
		(low, high) = if enough { (low, middle) } else { (middle + 1, high) };
	}
	low
}

/// How a probe went.
struct Probe<S> {
	/// One for each variant above the threshold.
	above: Vec<S>,
	/// How many there are.
	count: S,
}

struct Search<'a, M: Mpc> {
	mpc: &'a mut M,
	plan: &'a Plan,
	chi: Fractions<M::Share>,
	wanted: u32,
	/// Bits of a difference between two numbers of variants.
	count_bits: u32,
}

impl<M: Mpc> Search<'_, M> {
	/// Compares every chi-square with the threshold of `code`.
	fn probe(&mut self, code: u64) -> Result<Probe<M::Share>, ProgramError> {
		let factor = i128::try_from(threshold(code)).unwrap_or(i128::MAX);
		let mut above = Vec::with_capacity(self.chi.numerators.len());
		let blocks = self.chi.numerators.chunks(BLOCK).zip(self.chi.denominators.chunks(BLOCK));
		for (numerators, denominators) in blocks {
			let differences: Vec<_> = numerators
				.iter()
				.zip(denominators)
				.map(|(numerator, denominator)| {
					let scaled = self.mpc.scale(numerator, 1 << self.plan.fraction);
					self.mpc.subtract(&self.mpc.scale(denominator, factor), &scaled)
				})
				.collect();
			above.extend(self.mpc.negative(&differences, self.plan.comparison)?);
		}
		let count = sum(self.mpc, &above);
		Ok(Probe { above, count })
	}

	/// Opens whether more variants than wanted are above, and whether exactly as many are.
	fn compare(&mut self, probe: &Probe<M::Share>) -> Result<(bool, bool), ProgramError> {
		let missing = [self.mpc.subtract(&self.mpc.public(self.wanted.into()), &probe.count)];
		let verdict = [
			self.mpc.negative(&missing, self.count_bits)?,
			self.mpc.zero(&missing, self.count_bits)?,
		];
		let opened = self.mpc.open(&verdict.concat())?;
		Ok((opened.first() == Some(&1), opened.get(1) == Some(&1)))
	}

	/// One for each variant that is selected.
	fn selected(&mut self, progress: &mut dyn FnMut()) -> Result<Vec<M::Share>, ProgramError> {
		let nothing = self.mpc.public(0);
		let none = vec![nothing.clone(); self.chi.numerators.len()];
		let most = u128::from(self.plan.people) << self.plan.fraction;
		// More than wanted are above every code before `low`; at most as many above `high`.
		let (mut low, mut high) = (0, code_of(most));
		let mut few = Probe { above: none, count: nothing };
		let mut many = None;
		while low < high {
			let middle = (low + high) / 2;
			let probe = self.probe(middle)?;
			let (exceeds, equal) = self.compare(&probe)?;
			progress();
			if equal {
				return Ok(probe.above);
			} else if exceeds {
				(low, many) = (middle + 1, Some(probe));
			} else {
				(high, few) = (middle, probe);
			}
		}
		match many {
			Some(many) => self.break_ties(&few, &many),
			None => Ok(few.above),
		}
	}

	/// `few` and the first of `many`, by index, until there are as many as wanted.
	fn break_ties(
		&mut self,
		few: &Probe<M::Share>,
		many: &Probe<M::Share>,
	) -> Result<Vec<M::Share>, ProgramError> {
		let mpc = &mut *self.mpc;
		let ties: Vec<_> =
			many.above.iter().zip(&few.above).map(|(many, few)| mpc.subtract(many, few)).collect();
		let room = mpc.subtract(&mpc.public(self.wanted.into()), &few.count);
		let first = keep_first(mpc, &ties, room, self.count_bits)?;
		Ok(few.above.iter().zip(&first).map(|(few, tie)| mpc.add(few, tie)).collect())
	}
}

/// Probes of the longest search among so many people, with so many bits behind a threshold's point: every
/// other one leaves at most as many codes as going down does.
pub(super) fn most_probes(people: u64, fraction: u32) -> u64 {
	u64::from(u64::BITS - code_of(u128::from(people) << fraction).leading_zeros())
}

/// What a run opens in which the last probe of the longest search finds ties, and `wanted` variants
/// come out.
pub(super) fn longest_search(plan: &Plan, wanted: u32) -> impl Iterator<Item = i128> {
	let down = (1..most_probes(plan.people, plan.fraction)).flat_map(|_| [0, 0]);
	let selected = (0..wanted).map(|_| 1);
	down.chain([1, 0]).chain(selected)
}

/// Finds the `wanted` variants of the greatest chi-square.
pub(super) fn run<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	wanted: u32,
	counts: &[GenotypeCounts],
	progress: &mut dyn FnMut(Progress),
) -> Result<Found<M::Share>, ProgramError> {
	let variants = u64::from(parameters.variants);
	let probes = most_probes(plan.people, plan.fraction);
	let mut done = Progress { done: 0, total: variants * (1 + probes) };
	let mut report = |units: u64| {
		done.done += units;
		progress(done);
	};
	let (chi, pooled) = statistics(mpc, parameters, plan, counts, &mut report)?;
	// Sums of up to `variants` bits, and one more for the tie that is one too many.
	let count_bits = signed_bits(u128::from(variants.max(wanted.into())) + 1);
	let mut search = Search { mpc, plan, chi, wanted, count_bits };
	let selected = search.selected(&mut || report(variants))?;
	let opened = mpc.open(&selected)?;
	let found: Vec<_> = (0u32..)
		.zip(pooled)
		.zip(opened)
		.filter_map(|(found, selected)| (selected == 1).then_some(found))
		.collect();
	report(0);
	Ok(found)
}

/// Chi-squares and pooled counts of all variants.
type Statistics<S> = (Fractions<S>, Pooled<S>);

/// Chi-squares and pooled counts of all variants; the chi-square is zero where the disclosure rule
/// keeps a variant back.
fn statistics<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	counts: &[GenotypeCounts],
	report: &mut dyn FnMut(u64),
) -> Result<Statistics<M::Share>, ProgramError> {
	let mut all = Fractions { numerators: Vec::new(), denominators: Vec::new() };
	let mut pooled = Vec::with_capacity(counts.len());
	for block in counts.chunks(BLOCK) {
		let cells = pool(mpc, parameters, plan, block)?;
		let mut chi = fractions(mpc, &cells)?;
		if let Some(allowed) = allowed(mpc, parameters, plan, &cells)? {
			chi.numerators = mpc.multiply(&chi.numerators, &allowed)?;
		}
		all.numerators.extend(chi.numerators);
		all.denominators.extend(chi.denominators);
		pooled.extend(cells);
		report(u64::try_from(block.len()).unwrap_or(u64::MAX));
	}
	Ok((all, pooled))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn codes_ascend_and_cover() {
		let all: Vec<_> = (0..20 << MANTISSA).step_by(97).map(threshold).collect();
		assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
		for least in [0, 1, 65_535, 65_536, 131_073, 1 << 40, (1 << 40) + 1] {
			let code = code_of(least);
			assert!(threshold(code) >= least);
			assert!(code == 0 || threshold(code - 1) < least);
		}
	}
}
