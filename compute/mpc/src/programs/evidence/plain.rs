//! The same verdicts in the clear: what tests compare with.

use super::{Thresholds, VariantCounts, Verdict};
use panshi_primitives::acmg::{FrequencyEvidence, Strength};

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

/// The verdict on a variant.
pub fn verdict(thresholds: &Thresholds, counts: &VariantCounts) -> Verdict {
	let alleles = u64::from(counts.alternate_alleles) + u64::from(counts.other_alleles);
	let frequency = thresholds.frequency.evidence(counts.alternate_alleles.into(), alleles);
	let frequency = frequency.filter(|_| alleles >= u64::from(thresholds.least_alleles));
	let is_absent = frequency == Some(FrequencyEvidence::Pm2);
	let by_cases = thresholds.probands.filter(|_| is_absent);
	let by_cases = by_cases.and_then(|levels| level(levels, counts.case_carriers));
	let by_odds = is_significant(thresholds, counts).then_some(Strength::Strong);
	Verdict {
		frequency,
		ps4: by_odds.max(by_cases),
		pp1: level(thresholds.meioses, counts.meioses),
		bs2: counts.healthy_carriers >= thresholds.healthy_carriers,
	}
}
