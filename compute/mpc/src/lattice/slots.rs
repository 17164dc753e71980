//! The number-theoretic transform modulo `X^N + 1` and the field's prime.
//!
//! The values of a plaintext polynomial at the roots of `X^N + 1` are its slots: products of
//! polynomials are products slot by slot. Algorithms as in `transform`, without late reduction.

use crate::authenticated::field::Fp;
use crate::lattice::transform::reversed;

/// Tables of the field.
pub(crate) struct Slots {
	forth: Vec<Fp>,
	back: Vec<Fp>,
	scale: Fp,
}

impl Slots {
	/// The tables for `2^log` slots.
	pub(crate) fn new(log: u32) -> Self {
		// 5 is no square, so its odd power has order 2^65.
		let root = Fp::new(5).power(((1 << 62) - 1) << (64 - log));
		let table = |root: Fp| {
			let mut powers = vec![Fp::ONE; 1 << log];
			for index in 1..powers.len() {
				powers[index] = powers[index - 1] * root;
			}
			(0..powers.len()).map(|index| powers[reversed(index, log)]).collect()
		};
		Self { forth: table(root), back: table(root.invert()), scale: Fp::new(1 << log).invert() }
	}

	/// Coefficients to slots.
	pub(crate) fn forward(&self, values: &mut [Fp]) {
		let mut half = values.len() / 2;
		let mut blocks = 1;
		while half > 0 {
			let factors = &self.forth[blocks..2 * blocks];
			for (block, factor) in values.chunks_exact_mut(2 * half).zip(factors) {
				let (low, high) = block.split_at_mut(half);
				for (low, high) in low.iter_mut().zip(high) {
					let (u, v) = (*low, *high * *factor);
					*low = u + v;
					*high = u - v;
				}
			}
			half /= 2;
			blocks *= 2;
		}
	}

	/// Slots to coefficients.
	pub(crate) fn inverse(&self, values: &mut [Fp]) {
		let mut half = 1;
		let mut blocks = values.len() / 2;
		while blocks > 0 {
			let factors = &self.back[blocks..2 * blocks];
			for (block, factor) in values.chunks_exact_mut(2 * half).zip(factors) {
				let (low, high) = block.split_at_mut(half);
				for (low, high) in low.iter_mut().zip(high) {
					let (u, v) = (*low, *high);
					*low = u + v;
					*high = (u - v) * *factor;
				}
			}
			half *= 2;
			blocks /= 2;
		}
		values.iter_mut().for_each(|value| *value *= self.scale);
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;

	#[test]
	fn multiply_slot_by_slot() {
		let (slots, mut rng) = (Slots::new(5), ChaCha20Rng::seed_from_u64(1));
		let mut random = || (0..32).map(|_| Fp::random(&mut rng)).collect::<Vec<_>>();
		let (mut a, mut b) = (random(), random());
		let mut expected = [Fp::ZERO; 32];
		for (i, a) in a.iter().enumerate() {
			for (j, b) in b.iter().enumerate() {
				let term = *a * *b;
				expected[(i + j) % 32] += if i + j < 32 { term } else { -term };
			}
		}
		slots.forward(&mut a);
		slots.forward(&mut b);
		let mut product: Vec<_> = a.iter().zip(&b).map(|(a, b)| *a * *b).collect();
		slots.inverse(&mut product);
		assert_eq!(product, expected);
	}

	#[test]
	fn hold_a_constant_in_every_slot() {
		let slots = Slots::new(6);
		let mut values = vec![Fp::ZERO; 64];
		values[0] = Fp::new(7);
		slots.forward(&mut values);
		assert_eq!(values, vec![Fp::new(7); 64]);
	}
}
