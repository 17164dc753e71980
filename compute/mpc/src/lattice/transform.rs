//! The number-theoretic transform modulo `X^N + 1` and a prime of 60 bits.
//!
//! Cooley-Tukey forth, Gentleman-Sande back, with the powers of the root in bit-reversed order
//! (Longa and Naehrig, CANS 2016, algorithms 1 and 2) and sums that are reduced late (Harvey,
//! "Faster arithmetic for number-theoretic transforms", 2014, algorithms 2 and 3).

use crate::lattice::modulus::{once, Factor, Modulus};

/// Tables of one prime.
pub(crate) struct Transform {
	pub(crate) modulus: Modulus,
	forth: Vec<Factor>,
	back: Vec<Factor>,
	scale: Factor,
}

/// The lowest `log` bits of an index in reverse order.
pub(crate) fn reversed(index: usize, log: u32) -> usize {
	index.reverse_bits() >> (usize::BITS - log)
}

impl Transform {
	/// The tables for `2^log` coefficients.
	pub(crate) fn new(prime: u64, log: u32) -> Self {
		let modulus = Modulus::new(prime);
		let root = modulus.root(log + 1);
		let table = |root: u64| {
			let mut powers = vec![1; 1 << log];
			for index in 1..powers.len() {
				powers[index] = modulus.multiply(powers[index - 1], root);
			}
			let factor = |index| modulus.factor(powers[reversed(index, log)]);
			(0..powers.len()).map(factor).collect()
		};
		let scale = modulus.factor(modulus.invert(1 << log));
		Self { modulus, forth: table(root), back: table(modulus.invert(root)), scale }
	}

	/// Coefficients to values.
	pub(crate) fn forward(&self, values: &mut [u64]) {
		let (prime, double) = (self.modulus.prime, 2 * self.modulus.prime);
		let mut half = values.len() / 2;
		let mut blocks = 1;
		while half > 0 {
			let factors = &self.forth[blocks..2 * blocks];
			for (block, factor) in values.chunks_exact_mut(2 * half).zip(factors) {
				let (low, high) = block.split_at_mut(half);
				for (low, high) in low.iter_mut().zip(high) {
					let u = once(*low, double);
					let v = self.modulus.scale_lazily(*high, *factor);
					*low = u + v;
					*high = u + double - v;
				}
			}
			half /= 2;
			blocks *= 2;
		}
		values.iter_mut().for_each(|value| *value = once(once(*value, double), prime));
	}

	/// Values to coefficients.
	pub(crate) fn inverse(&self, values: &mut [u64]) {
		let (prime, double) = (self.modulus.prime, 2 * self.modulus.prime);
		let mut half = 1;
		let mut blocks = values.len() / 2;
		while blocks > 0 {
			let factors = &self.back[blocks..2 * blocks];
			for (block, factor) in values.chunks_exact_mut(2 * half).zip(factors) {
				let (low, high) = block.split_at_mut(half);
				for (low, high) in low.iter_mut().zip(high) {
					let (u, v) = (*low, *high);
					*low = once(u + v, double);
					*high = self.modulus.scale_lazily(u + double - v, *factor);
				}
			}
			half *= 2;
			blocks /= 2;
		}
		let scale =
			|value: &mut u64| *value = once(self.modulus.scale_lazily(*value, self.scale), prime);
		values.iter_mut().for_each(scale);
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::lattice::params::PRIMES;
	use rand_chacha::ChaCha20Rng;
	use rand_core::{RngCore, SeedableRng};

	fn schoolbook(modulus: &Modulus, a: &[u64], b: &[u64]) -> Vec<u64> {
		let mut product = vec![0; a.len()];
		for (i, a_i) in a.iter().enumerate() {
			for (j, b_j) in b.iter().enumerate() {
				let term = modulus.multiply(*a_i, *b_j);
				let place = &mut product[(i + j) % a.len()];
				*place = if i + j < a.len() {
					modulus.add(*place, term)
				} else {
					modulus.subtract(*place, term)
				};
			}
		}
		product
	}

	#[test]
	fn multiplies_as_a_schoolbook_does() {
		let mut rng = ChaCha20Rng::seed_from_u64(1);
		for prime in PRIMES {
			for log in [1, 4, 7] {
				let transform = Transform::new(prime, log);
				let mut random =
					|| (0..1 << log).map(|_| rng.next_u64() % prime).collect::<Vec<_>>();
				let (mut a, mut b) = (random(), random());
				let expected = schoolbook(&transform.modulus, &a, &b);
				transform.forward(&mut a);
				transform.forward(&mut b);
				let mut product: Vec<_> =
					a.iter().zip(&b).map(|(a, b)| transform.modulus.multiply(*a, *b)).collect();
				transform.inverse(&mut product);
				assert_eq!(product, expected);
			}
		}
	}

	#[test]
	fn returns_what_it_took_at_full_size() {
		let mut rng = ChaCha20Rng::seed_from_u64(2);
		for prime in PRIMES {
			let transform = Transform::new(prime, 14);
			let values: Vec<_> = (0..1 << 14).map(|_| rng.next_u64() % prime).collect();
			let mut copy = values.clone();
			transform.forward(&mut copy);
			assert_ne!(copy, values);
			transform.inverse(&mut copy);
			assert_eq!(copy, values);
		}
	}
}
