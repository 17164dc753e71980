//! What the receiver computes from pooled counts.

use super::GenotypeCounts;

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Statistics of one variant. One that the counts do not determine is absent: without cases,
/// without controls, or where all people have the same genotype.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Statistics {
	/// Chi-square of the trend test with one degree of freedom (Armitage 1955, with N - 1).
	pub chi1: Option<f64>,
	/// Chi-square of the genotype test with two degrees of freedom (Pearson, times (N - 1) / N);
	/// absent where one of the three genotypes does not occur.
	pub chi2: Option<f64>,
	/// Odds of the alternate allele among cases over those among controls.
	pub odds_ratio: Option<f64>,
	/// Its 95 % confidence bounds.
	pub interval: Option<(f64, f64)>,
}

impl Statistics {
	/// Computes them. The chi-squares are those of `single.snp.tests` of R's snpStats.
	pub fn of(counts: &GenotypeCounts) -> Self {
		let (odds_ratio, interval) = odds(counts).unzip();
		Statistics { chi1: trend(counts), chi2: genotype(counts), odds_ratio, interval }
	}
}

fn float(counts: [u32; 3]) -> [f64; 3] {
	counts.map(f64::from)
}

fn total(counts: [f64; 3]) -> f64 {
	counts.iter().sum()
}

fn quotient(numerator: f64, denominator: f64) -> Option<f64> {
	(denominator > 0.0).then(|| numerator / denominator)
}

fn trend(counts: &GenotypeCounts) -> Option<f64> {
	let (r, s) = (float(counts.cases), float(counts.controls));
	let (cases, controls) = (total(r), total(s));
	let people = cases + controls;
	let (x, w) = (r[1] + 2.0 * r[2], s[1] + 2.0 * s[2]);
	let (y, z) = (x + w, x + w + 2.0 * (r[2] + s[2]));
	let difference = controls * x - cases * w;
	let variance = people * z - y * y;
	quotient((people - 1.0) * difference * difference, cases * controls * variance)
}

fn genotype(counts: &GenotypeCounts) -> Option<f64> {
	let (r, s) = (float(counts.cases), float(counts.controls));
	let (cases, controls) = (total(r), total(s));
	let people = cases + controls;
	let mut sum = 0.0;
	for (r, s) in r.into_iter().zip(s) {
		let difference = controls * r - cases * s;
		sum += quotient(difference * difference, r + s)?;
	}
	quotient(sum * (people - 1.0) / people, cases * controls)
}

/// The odds ratio of alleles and its bounds by the standard error of its logarithm (B. Woolf, Ann.
/// Hum. Genet. 19 (1955) 251). If one of the four numbers is zero, a half is added to each (J. B. S.
/// Haldane, Ann. Hum. Genet. 20 (1956) 309; F. J. Anscombe, Biometrika 43 (1956) 461).
fn odds(counts: &GenotypeCounts) -> Option<(f64, (f64, f64))> {
	let alleles = |counts: [u32; 3]| {
		let [none, one, two] = float(counts);
		[one + 2.0 * two, 2.0 * none + one]
	};
	let ([a, b], [c, d]) = (alleles(counts.cases), alleles(counts.controls));
	if a + b == 0.0 || c + d == 0.0 || a + c == 0.0 || b + d == 0.0 {
		return None;
	}
	let cells = [a, b, c, d];
	let shift = if cells.contains(&0.0) { 0.5 } else { 0.0 };
	let [a, b, c, d] = cells.map(|cell| cell + shift);
	let logarithm = (a * d / (b * c)).ln();
	let error = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
	let bounds = ((logarithm - Z * error).exp(), (logarithm + Z * error).exp());
	Some((logarithm.exp(), bounds))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn statistics(cases: [u32; 3], controls: [u32; 3]) -> Statistics {
		Statistics::of(&GenotypeCounts { cases, controls })
	}

	#[test]
	fn leaves_out_what_is_undetermined() {
		assert_eq!(statistics([30, 0, 0], [40, 0, 0]), Statistics::default());
		assert_eq!(statistics([30, 4, 0], [0, 0, 0]), Statistics::default());
		let two_genotypes = statistics([30, 15, 0], [40, 8, 0]);
		assert!(two_genotypes.chi1.is_some() && two_genotypes.chi2.is_none());
	}

	#[test]
	fn adds_a_half_where_a_number_is_zero() {
		let found = statistics([8, 2, 0], [10, 0, 0]);
		let wanted = (2.5 * 20.5) / (18.5 * 0.5);
		assert!((found.odds_ratio.expect("it runs") - wanted).abs() < 1e-12);
	}
}
