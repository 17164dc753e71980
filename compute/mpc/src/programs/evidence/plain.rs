//! The same verdicts in the clear: what tests compare with.

use super::{Thresholds, VariantCounts, Verdict};
use panshi_primitives::acmg::{FrequencyEvidence, Strength};
use std::ops::RangeInclusive;

/// The sums over holders.
pub fn pool(holders: &[Vec<VariantCounts>]) -> Vec<VariantCounts> {
	let variants = holders.iter().map(Vec::len).max().unwrap_or_default();
	let mut pooled = vec![VariantCounts::default(); variants];
	for holder in holders {
		for (sum, counts) in pooled.iter_mut().zip(holder) {
			sum.case_carriers += counts.case_carriers;
			sum.case_others += counts.case_others;
			sum.control_carriers += counts.control_carriers;
			sum.control_others += counts.control_others;
			sum.alternate_alleles += counts.alternate_alleles;
			sum.other_alleles += counts.other_alleles;
			sum.healthy_carriers += counts.healthy_carriers;
			sum.meioses += counts.meioses;
		}
	}
	pooled
}

fn level(thresholds: [u32; 3], number: u32) -> Option<Strength> {
	let strengths = [Strength::Supporting, Strength::Moderate, Strength::Strong];
	let reached = |(threshold, _): &(u32, Strength)| number >= *threshold;
	thresholds.into_iter().zip(strengths).filter(reached).map(|(_, strength)| strength).max()
}

/// Whether the odds ratio of carriers is past its threshold and significant.
pub fn is_significant(thresholds: &Thresholds, counts: &VariantCounts) -> bool {
	let [a, b, c, d] =
		[counts.case_carriers, counts.case_others, counts.control_carriers, counts.control_others]
			.map(f64::from);
	let people = a + b + c + d;
	let ratio = |ratio: super::super::association::Ratio| {
		f64::from(ratio.numerator) / f64::from(ratio.denominator)
	};
	let corrected = a * d - b * c - people / 2.0;
	let margins = (a + b) * (c + d) * (a + c) * (b + d);
	corrected > 0.0
		&& a * d > ratio(thresholds.odds_ratio) * b * c
		&& people * corrected * corrected / margins > ratio(thresholds.chi_square)
}

/// Numbers of a total that may not be told from `number`: where that is at most `few`, or the rest
/// is, everything that is.
fn alike(number: u32, total: u32, few: u32) -> RangeInclusive<u32> {
	let (low, high) = (0..=few.min(total), total.saturating_sub(few)..=total);
	match (low.contains(&number), high.contains(&number)) {
		(false, false) => number..=number,
		_ if high.start() <= low.end() => 0..=total,
		(true, _) => low,
		_ => high,
	}
}

/// The verdict on a variant: the most cautious one on all numbers that a minimum cell does not tell
/// apart.
pub fn verdict(thresholds: &Thresholds, minimum_cell: u32, counts: &VariantCounts) -> Verdict {
	let few = minimum_cell.max(1) - 1;
	let VariantCounts { case_carriers, control_carriers, alternate_alleles, .. } = *counts;
	let cases = case_carriers + counts.case_others;
	let controls = control_carriers + counts.control_others;
	let alleles = alternate_alleles + counts.other_alleles;
	let among_cases = alike(case_carriers, cases, few);
	let mut by_copies = alike(alternate_alleles, alleles, 2 * few)
		.map(|copies| thresholds.frequency.evidence(copies.into(), alleles.into()));
	let first = by_copies.next().flatten();
	let frequency = first.filter(|_| alleles >= thresholds.least_alleles);
	let frequency = frequency.filter(|_| by_copies.all(|other| other == first));
	let is_absent = frequency == Some(FrequencyEvidence::Pm2);
	let by_cases = thresholds.probands.filter(|_| is_absent);
	let by_cases = by_cases.and_then(|levels| level(levels, *among_cases.start()));
	let significant = |case_carriers: u32| {
		alike(control_carriers, controls, few).all(|control_carriers| {
			let table = VariantCounts {
				case_carriers,
				case_others: cases - case_carriers,
				control_carriers,
				control_others: controls - control_carriers,
				..VariantCounts::default()
			};
			is_significant(thresholds, &table)
		})
	};
	let by_odds = among_cases.clone().all(significant).then_some(Strength::Strong);
	Verdict {
		frequency,
		ps4: by_odds.max(by_cases),
		pp1: level(thresholds.meioses, counts.meioses),
		bs2: counts.healthy_carriers >= thresholds.healthy_carriers,
	}
}
