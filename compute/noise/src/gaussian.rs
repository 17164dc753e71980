//! Exact samples of the discrete Gaussian: Canonne, Kamath and Steinke, "The Discrete Gaussian for
//! Differential Privacy", NeurIPS 2020, section 5.
//!
//! All probabilities are fractions of integers, and every coin is flipped by comparing as many
//! random bits with its binary expansion as it takes.

use crate::NoiseError;
use panshi_primitives::privacy::{Variance, MAX_TERM};
use rand_core::{CryptoRng, RngCore};

/// Steps after which [`below_exp`] stops counting. Reaching it has a probability of 1 / 2048!.
const MOST_STEPS: u128 = 1 << 11;

/// The distribution on the integers with probabilities in proportion to e^(-x^2 / (2 variance)).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DiscreteGaussian {
	/// Variance parameter: `numerator / denominator`, each at most 2^41.
	numerator: u128,
	denominator: u128,
	/// floor(sigma) + 1, the scale of the discrete Laplace that is thinned out.
	scale: u64,
}

impl DiscreteGaussian {
	/// The distribution with this variance parameter. The true variance is never more, and for one
	/// or more less by a relative error below 10^-6 (Canonne et al. 2020, section 3).
	pub fn new(variance: Variance) -> Result<Self, NoiseError> {
		let (numerator, denominator) = (variance.numerator(), variance.denominator());
		let fits = |term: u64| u128::from(term) <= MAX_TERM;
		if !fits(numerator) || !fits(denominator) {
			return Err(NoiseError::Variance { numerator, denominator });
		}
		let scale = (numerator / denominator).isqrt() + 1;
		Ok(DiscreteGaussian {
			numerator: u128::from(numerator),
			denominator: u128::from(denominator),
			scale,
		})
	}

	/// One sample (algorithm 3).
	pub fn sample(&self, rng: &mut (impl RngCore + CryptoRng)) -> i64 {
		loop {
			let sample = discrete_laplace(self.scale, rng);
			if self.keeps(sample, rng) {
				return sample;
			}
		}
	}

	/// True with probability e^(-(|y| - variance/t)^2 / (2 variance)).
	///
	/// With variance a/b the exponent is (|y| b t - a)^2 / (2 a b t^2). For a, b <= 2^41 the
	/// denominator is at most 2^85.
	fn keeps(&self, sample: i64, rng: &mut (impl RngCore + CryptoRng)) -> bool {
		let (a, b, t) = (self.numerator, self.denominator, u128::from(self.scale));
		let distance = (u128::from(sample.unsigned_abs()) * b * t).abs_diff(a);
		// Too far to be squared means an exponent of more than 2^42: never, in effect.
		let Some(square) = distance.checked_mul(distance) else { return false };
		below_exp(square, 2 * a * b * t * t, rng)
	}
}

/// The distribution with probabilities in proportion to e^(-|x| / scale) (algorithm 2).
fn discrete_laplace(scale: u64, rng: &mut (impl RngCore + CryptoRng)) -> i64 {
	loop {
		let low = uniform_below(scale, rng);
		if !below_exp(u128::from(low), u128::from(scale), rng) {
			continue;
		}
		let mut high = 0u64;
		while below_exp(1, 1, rng) {
			high += 1;
		}
		let magnitude = i64::try_from(high.saturating_mul(scale).saturating_add(low));
		let magnitude = magnitude.unwrap_or(i64::MAX);
		let is_negative = rng.next_u32() & 1 == 1;
		match (is_negative, magnitude) {
			// Zero has one sign only.
			(true, 0) => continue,
			(true, _) => return -magnitude,
			(false, _) => return magnitude,
		}
	}
}

/// True with probability e^-(numerator / denominator) (algorithm 1). The denominator is between 1
/// and 2^85.
fn below_exp(numerator: u128, denominator: u128, rng: &mut (impl RngCore + CryptoRng)) -> bool {
	let mut whole = numerator / denominator;
	while whole > 0 {
		if !below_exp_of_fraction(1, 1, rng) {
			return false;
		}
		whole -= 1;
	}
	below_exp_of_fraction(numerator % denominator, denominator, rng)
}

/// As [`below_exp`], for a numerator of at most the denominator.
fn below_exp_of_fraction(
	numerator: u128,
	denominator: u128,
	rng: &mut (impl RngCore + CryptoRng),
) -> bool {
	let mut step = 1;
	while step < MOST_STEPS && below(numerator, denominator * step, rng) {
		step += 1;
	}
	step % 2 == 1
}

/// True with probability `numerator / denominator`, at most one: whether a uniform real number,
/// drawn 32 bits at a time, is below it. The denominator is between 1 and 2^96.
fn below(numerator: u128, denominator: u128, rng: &mut (impl RngCore + CryptoRng)) -> bool {
	if let (Ok(numerator), Ok(denominator)) = (u32::try_from(numerator), u32::try_from(denominator))
	{
		return below_small(numerator.into(), denominator.into(), rng);
	}
	let mut rest = numerator;
	while rest > 0 {
		if rest >= denominator {
			return true;
		}
		let scaled = rest << 32;
		let digit = scaled / denominator;
		rest = scaled % denominator;
		let drawn = u128::from(rng.next_u32());
		if drawn != digit {
			return drawn < digit;
		}
	}
	false
}

/// As [`below`], for terms of less than 2^32: most coins are of this kind.
fn below_small(numerator: u64, denominator: u64, rng: &mut (impl RngCore + CryptoRng)) -> bool {
	let mut rest = numerator;
	while rest > 0 {
		if rest >= denominator {
			return true;
		}
		let scaled = rest << 32;
		let digit = scaled / denominator;
		rest = scaled % denominator;
		let drawn = u64::from(rng.next_u32());
		if drawn != digit {
			return drawn < digit;
		}
	}
	false
}

/// A uniform number below `bound`, which is at least one: as many bits as it has, drawn until they
/// are below it.
fn uniform_below(bound: u64, rng: &mut (impl RngCore + CryptoRng)) -> u64 {
	let mask = bound.next_power_of_two() - 1;
	loop {
		let drawn = match u32::try_from(mask) {
			Ok(mask) => u64::from(rng.next_u32() & mask),
			Err(_) => rng.next_u64() & mask,
		};
		if drawn < bound {
			return drawn;
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;

	/// Whether `hits` of `tries` fit probability `p`: within 5 standard deviations, which a fair
	/// coin misses once in 1.7 million.
	fn fits(hits: u32, tries: u32, p: f64) -> bool {
		let (n, deviation) = (f64::from(tries), (f64::from(tries) * p * (1.0 - p)).sqrt());
		(f64::from(hits) - n * p).abs() <= 5.0 * deviation
	}

	#[test]
	fn coins_have_their_probability() {
		let mut rng = ChaCha20Rng::seed_from_u64(1);
		let tries = 200_000;
		for (numerator, denominator) in
			[(0, 1), (1, 1), (1, 2), (1, 3), (2, 7), (1 << 90, 3 << 90), (5 << 80, (7 << 80) + 1)]
		{
			let hits: u32 =
				(0..tries).map(|_| u32::from(below(numerator, denominator, &mut rng))).sum();
			let p = numerator as f64 / denominator as f64;
			assert!(fits(hits, tries, p), "{numerator}/{denominator}: {hits}");
		}
	}

	#[test]
	fn exponential_coins_have_their_probability() {
		let mut rng = ChaCha20Rng::seed_from_u64(2);
		let tries = 200_000;
		for (numerator, denominator) in [(0, 1), (1, 1), (1, 3), (5, 2), (7 << 70, 5 << 70)] {
			let hits: u32 =
				(0..tries).map(|_| u32::from(below_exp(numerator, denominator, &mut rng))).sum();
			let p = (-(numerator as f64 / denominator as f64)).exp();
			assert!(fits(hits, tries, p), "{numerator}/{denominator}: {hits}");
		}
	}

	#[test]
	fn uniform_numbers_are_below_their_bound_and_reach_it() {
		let mut rng = ChaCha20Rng::seed_from_u64(3);
		for bound in [1u64, 2, 3, 5, 64, 1_000] {
			let drawn: Vec<u64> = (0..20_000).map(|_| uniform_below(bound, &mut rng)).collect();
			assert!(drawn.iter().all(|n| *n < bound));
			assert!(drawn.contains(&(bound - 1)) && drawn.contains(&0));
		}
		assert!((0..99).all(|_| uniform_below(1 << 40, &mut rng) < 1 << 40));
	}

	#[test]
	fn refuses_terms_that_its_arithmetic_cannot_hold() {
		let variance = Variance::new((1 << 41) + 1, 2).expect("no term is zero");
		assert!(matches!(DiscreteGaussian::new(variance), Err(NoiseError::Variance { .. })));
		let most = Variance::new(1 << 41, 1).expect("no term is zero");
		let sampler = DiscreteGaussian::new(most).expect("it is the bound");
		let mut rng = ChaCha20Rng::seed_from_u64(4);
		assert!((0..1_000).any(|_| sampler.sample(&mut rng).abs() > 1 << 20));
		let least = Variance::new(1, 1 << 41).expect("no term is zero");
		let sampler = DiscreteGaussian::new(least).expect("it is the bound");
		assert!((0..1_000).all(|_| sampler.sample(&mut rng) == 0));
	}
}
