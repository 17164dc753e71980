//! Goodness of fit, with plain floating point: tests alone use it.

use panshi_primitives::privacy::Variance;
use std::collections::BTreeMap;

/// Significance of every test: a right sampler with a random seed fails one test in a million. The
/// seeds are fixed, so that none fails by chance.
pub(crate) const SIGNIFICANCE: &str = "1e-6";
/// Standard normal quantile of 1 - 10^-6.
const QUANTILE: f64 = 4.753_424;
/// Bins of fewer expected samples are joined.
const LEAST_EXPECTED: f64 = 20.0;

pub(crate) type Histogram = BTreeMap<i64, u64>;

pub(crate) fn histogram(samples: impl IntoIterator<Item = i64>) -> Histogram {
	let mut histogram = Histogram::new();
	for sample in samples {
		*histogram.entry(sample).or_default() += 1;
	}
	histogram
}

/// Probabilities of the discrete Gaussian of `variance`, out to fourteen standard deviations.
pub(crate) fn probabilities(variance: Variance) -> BTreeMap<i64, f64> {
	let square = variance.numerator() as f64 / variance.denominator() as f64;
	let reach = (14.0 * square.sqrt()).ceil() as i64 + 1;
	let weight = |x: i64| (-((x * x) as f64) / (2.0 * square)).exp();
	let total: f64 = (-reach..=reach).map(weight).sum();
	(-reach..=reach).map(|x| (x, weight(x) / total)).collect()
}

/// Probabilities of the sum of two independent numbers.
pub(crate) fn sum_of(a: &BTreeMap<i64, f64>, b: &BTreeMap<i64, f64>) -> BTreeMap<i64, f64> {
	let mut sum = BTreeMap::new();
	for (x, p) in a {
		for (y, q) in b {
			*sum.entry(x + y).or_insert(0.0) += p * q;
		}
	}
	sum
}

/// Whether the statistic of Pearson's test stays below the critical value for so many degrees of
/// freedom (Wilson and Hilferty 1931).
fn is_below_critical(statistic: f64, freedom: usize) -> bool {
	assert!(freedom >= 2, "there are too few bins to say anything");
	let k = freedom as f64;
	let critical = k * (1.0 - 2.0 / (9.0 * k) + QUANTILE * (2.0 / (9.0 * k)).sqrt()).powi(3);
	statistic <= critical
}

/// Pearson's chi-square test of samples against probabilities.
pub(crate) fn fits(samples: &Histogram, expected: &BTreeMap<i64, f64>) -> bool {
	let total: u64 = samples.values().sum();
	if samples.keys().any(|x| !expected.contains_key(x)) {
		return false;
	}
	let (mut statistic, mut bins) = (0.0, 0);
	let (mut want, mut got, mut left) = (0.0, 0.0, total as f64);
	for (x, p) in expected {
		want += p * total as f64;
		got += samples.get(x).copied().unwrap_or_default() as f64;
		// The last bin takes the rest.
		if want >= LEAST_EXPECTED && left - want >= LEAST_EXPECTED {
			statistic += (got - want).powi(2) / want;
			bins += 1;
			left -= want;
			(want, got) = (0.0, 0.0);
		}
	}
	statistic += (got - want).powi(2) / want;
	is_below_critical(statistic, bins)
}

/// The chi-square test of two samples against each other (Press et al., "Numerical Recipes",
/// section 14.3, for samples of different sizes).
pub(crate) fn agree(a: &Histogram, b: &Histogram) -> bool {
	let totals = (a.values().sum::<u64>() as f64, b.values().sum::<u64>() as f64);
	let (ratio, inverse) = ((totals.1 / totals.0).sqrt(), (totals.0 / totals.1).sqrt());
	let mut values: Vec<i64> = a.keys().chain(b.keys()).copied().collect();
	values.sort_unstable();
	values.dedup();
	let of = |h: &Histogram, x: &i64| h.get(x).copied().unwrap_or_default() as f64;
	let (mut statistic, mut bins) = (0.0, 0usize);
	let (mut m, mut n) = (0.0, 0.0);
	for x in &values {
		m += of(a, x);
		n += of(b, x);
		if m + n >= 2.0 * LEAST_EXPECTED {
			statistic += (ratio * m - inverse * n).powi(2) / (m + n);
			bins += 1;
			(m, n) = (0.0, 0.0);
		}
	}
	if m + n > 0.0 {
		statistic += (ratio * m - inverse * n).powi(2) / (m + n);
		bins += 1;
	}
	is_below_critical(statistic, bins - 1)
}
