//! Prints how many exact samples a second one core draws, for some variances.

use panshi_noise::{DiscreteGaussian, NoiseError, NoiseSeed};
use panshi_primitives::privacy::Variance;
use std::time::Instant;

const SAMPLES: u32 = 2_000_000;

fn main() -> Result<(), NoiseError> {
	let seed = NoiseSeed::derive(&[1; 32], &[2; 32], b"panshi/noise/throughput");
	for variance in [(9, 4), (2_250, 1), (2_401, 16), (900_000_000_007, 2_000_003)] {
		let (numerator, denominator) = variance;
		let Some(exact) = Variance::new(numerator, denominator) else { continue };
		let sampler = DiscreteGaussian::new(exact)?;
		let mut stream = seed.stream();
		let start = Instant::now();
		let sum: i64 = (0..SAMPLES).map(|_| sampler.sample(&mut stream)).sum();
		let rate = f64::from(SAMPLES) / start.elapsed().as_secs_f64();
		println!("variance {numerator}/{denominator}: {rate:.0} samples/s (sum {sum})");
	}
	Ok(())
}
