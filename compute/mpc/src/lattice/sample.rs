//! Random coefficients. Each takes the same time whatever it returns.

use crate::authenticated::prg::Prg;
use rand_core::RngCore;
use zeroize::Zeroize;

/// Uniform words.
pub(crate) fn words(rng: &mut Prg, count: usize) -> Vec<u64> {
	let mut bytes = vec![0; 8 * count];
	rng.fill_bytes(&mut bytes);
	let (chunks, _) = bytes.as_chunks::<8>();
	let words = chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect();
	bytes.zeroize();
	words
}

/// Uniform coefficients in {-1, 0, 1}, up to a distance of `2^-62`.
pub(crate) fn ternary(rng: &mut Prg, count: usize) -> Vec<i32> {
	let trit = |word: u64| ((u128::from(word) * 3) >> 64) as i32 - 1;
	words(rng, count).into_iter().map(trit).collect()
}

/// Centred binomial coefficients of 21 + 21 coins: deviation 3.24.
pub(crate) fn errors(rng: &mut Prg, count: usize) -> Vec<i32> {
	const COINS: u64 = (1 << 21) - 1;
	let error = |word: u64| {
		let (heads, tails) = ((word & COINS).count_ones(), ((word >> 21) & COINS).count_ones());
		heads as i32 - tails as i32
	};
	words(rng, count).into_iter().map(error).collect()
}

/// Uniform coefficients from `-2^bits` to `2^bits - 1`.
pub(crate) fn boxed(rng: &mut Prg, count: usize, bits: u32) -> Vec<i64> {
	words(rng, count).into_iter().map(|word| word as i64 >> (63 - bits)).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn have_the_stated_sizes() {
		let rng = &mut Prg::from_seed([1; 32]);
		let errors = errors(rng, 100_000);
		let variance = errors.iter().map(|e| f64::from(e * e)).sum::<f64>() / 100_000.0;
		assert!((10.2..10.8).contains(&variance), "{variance}");
		assert!(errors.iter().all(|error| error.abs() <= 21));
		let trits = ternary(rng, 90_000);
		for trit in -1..=1 {
			let count = trits.iter().filter(|t| **t == trit).count();
			assert!((29_000..31_000).contains(&count), "{count}");
		}
		let boxed = boxed(rng, 10_000, 20);
		assert!(boxed.iter().all(|value| (-(1 << 20)..1 << 20).contains(value)));
		assert!(boxed.iter().any(|value| *value < -(1 << 19)));
	}
}
