//! Shares of several parties, all there or with some missing.

use crate::fit::{fits, histogram, probabilities, sum_of, SIGNIFICANCE};
use panshi_noise::{magnitude_bits, private_inputs, share, NoiseError, NoiseSeed};
use panshi_primitives::privacy::{NoisePlan, Rho, Variance, MAX_NOISY_LANES};
use proptest::prelude::*;

const LANES: usize = 300_000;

fn seed(party: u8) -> NoiseSeed {
	NoiseSeed::derive(&[party; 32], &[9; 32], b"panshi/noise/test")
}

/// Squared sensitivity 36 at rho 1: variance 18, made of shares of 9 by three parties of which two
/// are honest.
fn plan() -> NoisePlan {
	NoisePlan::new(36, Rho::ONE, 3, 2).expect("the sizes fit")
}

fn noise_of(parties: &[u8]) -> Vec<i64> {
	let mut sum = vec![0; LANES];
	for party in parties {
		let noise = share(&plan(), LANES, &seed(*party)).expect("the plan fits");
		sum.iter_mut().zip(noise.iter()).for_each(|(sum, noise)| *sum += noise);
	}
	sum
}

fn variance_of(samples: &[i64]) -> f64 {
	samples.iter().map(|x| (x * x) as f64).sum::<f64>() / samples.len() as f64
}

fn of(numerator: u64) -> std::collections::BTreeMap<i64, f64> {
	probabilities(Variance::new(numerator, 1).expect("it is not zero"))
}

/// Whether the variance of [`LANES`] samples is `wanted`, within 5 standard errors.
fn has_variance(samples: &[i64], wanted: f64) -> bool {
	let error = wanted * (2.0 / samples.len() as f64).sqrt();
	(variance_of(samples) - wanted).abs() <= 5.0 * error
}

#[test]
fn any_two_of_three_make_the_planned_noise() {
	for parties in [[1, 2], [1, 3], [2, 3]] {
		let noise = noise_of(&parties);
		assert!(has_variance(&noise, 18.0), "{parties:?}: {}", variance_of(&noise));
		let histogram = histogram(noise);
		assert!(fits(&histogram, &sum_of(&of(9), &of(9))), "{parties:?} at {SIGNIFICANCE}");
		// The sum is as good as one discrete Gaussian.
		assert!(fits(&histogram, &of(18)), "{parties:?} at {SIGNIFICANCE}");
		assert!(!fits(&histogram, &of(19)));
	}
}

#[test]
fn all_three_make_half_as_much_again() {
	let noise = noise_of(&[1, 2, 3]);
	assert!(has_variance(&noise, 27.0), "{}", variance_of(&noise));
	assert_eq!(Some(plan().total_variance()), Variance::new(27, 1));
}

#[test]
fn one_alone_makes_half() {
	assert!(has_variance(&noise_of(&[3]), 9.0));
	assert!(fits(&histogram(noise_of(&[3])), &of(9)), "at {SIGNIFICANCE}");
}

/// The distance between the sum of shares and one discrete Gaussian, as the paper bounds it.
#[test]
fn the_sum_of_shares_is_as_close_as_the_paper_says() {
	let (sum, one) = (sum_of(&of(4), &of(4)), of(8));
	// tau = 10 e^(-2 pi^2 4 / 2), and each probability is within a factor of about 1 +- tau.
	let tau = 10.0 * (-4.0 * std::f64::consts::PI.powi(2)).exp();
	for x in -20..=20 {
		let ratio = sum[&x] / one[&x];
		assert!((ratio - 1.0).abs() <= tau + 1e-13, "{x}: {ratio}");
	}
}

#[test]
fn shares_of_different_parties_and_results_are_independent() {
	let of = |secret: u8, context: u8, purpose: &[u8]| {
		let seed = NoiseSeed::derive(&[secret; 32], &[context; 32], purpose);
		share(&plan(), 1_000, &seed).expect("the plan fits")
	};
	let first = of(1, 1, b"a");
	assert_eq!(*first, *of(1, 1, b"a"));
	for other in [of(2, 1, b"a"), of(1, 2, b"a"), of(1, 1, b"b")] {
		// Equal lanes happen by chance, at 3 sigma once in ten.
		let equal = first.iter().zip(other.iter()).filter(|(a, b)| a == b).count();
		assert!(equal < 200, "{equal} of 1000 lanes are equal");
	}
}

#[test]
fn refuses_more_lanes_than_the_bound_holds_for() {
	let most = usize::try_from(MAX_NOISY_LANES).expect("it fits");
	let refused = share(&plan(), most + 1, &seed(1)).map(|_| ());
	assert_eq!(refused, Err(NoiseError::TooManyLanes { lanes: most + 1 }));
}

#[test]
fn nothing_secret_is_printed() {
	assert_eq!(format!("{:?} {:?}", seed(1), seed(1).stream()), "NoiseSeed(…) NoiseStream(…)");
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// Inputs of a program are the same numbers, and their sum fits its bound.
	#[test]
	fn private_inputs_are_shares_within_their_bound(
		squared in 1_000u64..1_000_000,
		micro in 1u64..1_000_000,
		parties in 1u32..=16,
		secret in any::<u8>(),
	) {
		let plan = NoisePlan::new(squared, Rho::from_micro(micro), parties, 1).expect("it fits");
		let noise = share(&plan, 50, &seed(secret)).expect("the plan fits");
		let inputs = private_inputs(&plan, 50, &seed(secret)).expect("the plan fits");
		prop_assert!(noise.iter().map(|n| i128::from(*n)).eq(inputs.iter().copied()));
		let bound = 1i128 << (magnitude_bits(&plan) - 1);
		prop_assert!(inputs.iter().all(|n| n.abs() < bound));
	}
}
