//! Noise for differential privacy, drawn exactly and made of shares.
//!
//! A result that several parties compute together gets its noise from all of them: each draws a
//! share of its own and adds it to its input, so that nobody ever sees the exact result, and
//! whoever plays into the consumer's hands can take away no more than its own share. How large a
//! share is says [`panshi_primitives::privacy::NoisePlan`]; docs/protocols/noise.md argues why.
//!
//! - [`NoiseSeed`]: the secret from which one party's noise for one result follows.
//! - [`share`]: that party's noise, for protocols that add in public (the sealed sum).
//! - [`private_inputs`]: the same numbers as inputs of a program on secret shares.
//! - [`DiscreteGaussian`]: the sampler, for any exact variance.
//!
//! # Security
//!
//! Numbers are exact: no floating point is used anywhere, so that the attack of Mironov ("On
//! Significance of the Least Significant Bits for Differential Privacy", CCS 2012) has no purchase.
//! The *time* that a draw takes depends on the draw (Jin et al., "Are We There Yet? Timing and
//! Floating-Point Attacks on Differential Privacy Systems", S&P 2022). The total over all lanes of
//! a result is hidden behind the reading of the data and the length of a block, and nobody but the
//! holder itself can measure it more closely.

mod error;
mod gaussian;
mod seed;

pub use error::NoiseError;
pub use gaussian::DiscreteGaussian;
pub use seed::{NoiseSeed, NoiseStream};

use panshi_primitives::privacy::{NoisePlan, MAX_NOISY_LANES};
use zeroize::Zeroizing;

/// One party's noise for a result of `lanes` lanes: independent discrete Gaussians of
/// [`NoisePlan::share_variance`]. The same seed gives the same noise.
pub fn share(
	plan: &NoisePlan,
	lanes: usize,
	seed: &NoiseSeed,
) -> Result<Zeroizing<Vec<i64>>, NoiseError> {
	if u32::try_from(lanes).is_ok_and(|lanes| lanes <= MAX_NOISY_LANES) {
		let sampler = DiscreteGaussian::new(plan.share_variance())?;
		let mut stream = seed.stream();
		Ok(Zeroizing::new((0..lanes).map(|_| sampler.sample(&mut stream)).collect()))
	} else {
		Err(NoiseError::TooManyLanes { lanes })
	}
}

/// One party's private inputs to a program that adds noise to `count` secrets: each party gives
/// its own, and the program adds the inputs of all parties before it opens anything.
///
/// The plan's `honest` is the number of parties that the program's strength takes to be honest: one
/// where all but one may cheat, two of three under an honest majority. A party that cheats may give
/// any number instead, which spoils the result but not the privacy of the others; the program
/// refuses what has more than [`magnitude_bits`] bits where it can check that.
pub fn private_inputs(
	plan: &NoisePlan,
	count: usize,
	seed: &NoiseSeed,
) -> Result<Zeroizing<Vec<i128>>, NoiseError> {
	let noise = share(plan, count, seed)?;
	Ok(Zeroizing::new(noise.iter().map(|value| i128::from(*value)).collect()))
}

/// Bits, the sign included, that the noise of all parties together fits into, but for a chance of
/// less than 2^-64 over all lanes.
///
/// A sum of discrete Gaussians is subgaussian (Canonne, Kamath and Steinke 2020, section 3): it
/// exceeds 12 standard deviations with probability at most 2 e^-72 < 2^-102.
pub fn magnitude_bits(plan: &NoisePlan) -> u32 {
	let variance = plan.total_variance();
	let square = u128::from(variance.numerator())
		.saturating_mul(144)
		.div_ceil(u128::from(variance.denominator()).max(1));
	u128::BITS - square.isqrt().leading_zeros() + 1
}
