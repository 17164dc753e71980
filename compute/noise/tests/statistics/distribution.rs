//! The sampler against the probabilities it should have, and against another one.

use crate::fit::{agree, fits, histogram, probabilities, Histogram, SIGNIFICANCE};
use panshi_noise::{DiscreteGaussian, NoiseSeed};
use panshi_primitives::privacy::Variance;

const SAMPLES: usize = 1_000_000;

fn draw(variance: Variance, samples: usize, seed: u8) -> Histogram {
	let sampler = DiscreteGaussian::new(variance).expect("the terms are small");
	let seed = NoiseSeed::derive(&[seed; 32], &[0; 32], b"panshi/noise/test");
	let mut stream = seed.stream();
	histogram((0..samples).map(|_| sampler.sample(&mut stream)))
}

fn variance(numerator: u64, denominator: u64) -> Variance {
	Variance::new(numerator, denominator).expect("no term is zero")
}

#[test]
fn samples_have_the_probabilities_of_the_discrete_gaussian() {
	for (seed, (n, d)) in (10..).zip([(1, 3), (1, 1), (4, 1), (9, 4), (2_250, 1), (1_000_003, 77)])
	{
		let samples = draw(variance(n, d), SAMPLES, seed);
		assert!(
			fits(&samples, &probabilities(variance(n, d))),
			"variance {n}/{d} at significance {SIGNIFICANCE}"
		);
	}
}

/// The test above can fail: it tells a variance from one that is one in forty off.
#[test]
fn samples_do_not_fit_another_variance() {
	let samples = draw(variance(400, 100), SAMPLES, 30);
	assert!(!fits(&samples, &probabilities(variance(410, 100))));
	assert!(!fits(&samples, &probabilities(variance(390, 100))));
}

#[test]
fn samples_agree_with_those_of_opendp() {
	let read = |text: &str| -> Histogram {
		let number = |word: Option<&str>| word.and_then(|w| w.parse::<i64>().ok());
		text.lines()
			.map(|line| {
				let mut words = line.split(' ');
				let value = number(words.next()).expect("a line has a value");
				let count = number(words.next()).expect("a line has a count");
				(value, u64::try_from(count).expect("counts are positive"))
			})
			.collect()
	};
	let narrow = read(include_str!("samples/opendp-1.5.txt"));
	let wide = read(include_str!("samples/opendp-12.25.txt"));
	assert!(agree(&draw(variance(9, 4), SAMPLES, 40), &narrow), "at {SIGNIFICANCE}");
	assert!(agree(&draw(variance(2_401, 16), SAMPLES, 41), &wide), "at {SIGNIFICANCE}");
	// And not where it should not.
	assert!(!agree(&draw(variance(23, 10), SAMPLES, 42), &narrow));
	assert!(!agree(&draw(variance(2_401, 16), SAMPLES, 43), &narrow));
}

/// Under a fixed seed the samples are these: what a party seals once it must be able to seal again,
/// also with a later version.
#[test]
fn samples_of_a_fixed_seed_stay_the_same() {
	let seed = NoiseSeed::derive(&[1; 32], &[2; 32], b"panshi/noise/test");
	let mut stream = seed.stream();
	let sampler = DiscreteGaussian::new(variance(2_250, 1)).expect("the terms are small");
	let drawn: Vec<i64> = (0..12).map(|_| sampler.sample(&mut stream)).collect();
	assert_eq!(drawn, [-8, -3, -16, -97, 3, -11, -24, 28, 38, 50, 64, -35]);
}
