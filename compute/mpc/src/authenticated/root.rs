//! Inverse square roots of public elements, which turn a random square into a random bit.
//!
//! The multiplicative group has a part of order `2^65`, so a root needs a logarithm in it; windows
//! of eight bits find it by eight look-ups (Pohlig and Hellman 1978; windows as in Sarkar,
//! "Computing square roots faster than the Tonelli-Shanks/Bernstein algorithm", 2020, section 3).

use crate::authenticated::field::Fp;
use std::collections::HashMap;

/// `(p - 1) / 2^65`.
const ODD: u128 = (1 << 62) - 1;
/// The smallest element that is no square.
const NON_SQUARE: Fp = Fp::new(5);
const WINDOWS: usize = 8;
const WINDOW: usize = 256;

/// Tables for inverse square roots.
pub(crate) struct Roots {
	/// `g^(-d 2^(8k))` for each window `k` and digit `d`, where `g` has order `2^65`.
	powers: Vec<[Fp; WINDOW]>,
	/// Digit `d` by `g^(d 2^57)`.
	digits: HashMap<[u8; 16], usize>,
}

impl Roots {
	/// Makes the tables.
	pub(crate) fn new() -> Self {
		let generator = NON_SQUARE.power(ODD);
		let mut base = generator.invert();
		let mut powers = Vec::with_capacity(WINDOWS);
		for _ in 0..WINDOWS {
			let mut row = [Fp::ONE; WINDOW];
			for digit in 1..WINDOW {
				row[digit] = row[digit - 1] * base;
			}
			base = row[WINDOW - 1] * base;
			powers.push(row);
		}
		let step = generator.power(1 << 57);
		let mut power = Fp::ONE;
		let mut digits = HashMap::with_capacity(WINDOW);
		for digit in 0..WINDOW {
			digits.insert(power.to_bytes(), digit);
			power *= step;
		}
		Self { powers, digits }
	}

	/// `1 / sqrt(square)`, one of the two; nothing for zero and for what is no square. Takes time
	/// that depends on the argument, which is public.
	pub(crate) fn inverse(&self, square: Fp) -> Option<Fp> {
		let root = square.power((ODD - 1) / 2);
		// `square^ODD = (g^2)^e` with `e` below 2^64; then `root g^(-e)` is the inverse root.
		let mut residues = [root * root * square; WINDOWS];
		for window in 1..WINDOWS {
			residues[window] = (0..8).fold(residues[window - 1], |x, _| x * x);
		}
		let mut digits = [0usize; WINDOWS];
		for place in 0..WINDOWS {
			// Without the digits below it the residue lies in the group of order 256.
			let level = WINDOWS - 1 - place;
			let mut residue = residues[level];
			for (lower, digit) in digits[..place].iter().enumerate() {
				let power = self.powers[lower + level][*digit];
				residue *= power * power;
			}
			digits[place] = *self.digits.get(&residue.to_bytes())?;
		}
		let shift = digits.iter().enumerate().map(|(place, digit)| self.powers[place][*digit]);
		Some(shift.fold(root, |product, power| product * power))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;

	#[test]
	fn inverts_the_root_of_a_square() {
		let (roots, mut rng) = (Roots::new(), ChaCha20Rng::seed_from_u64(1));
		for _ in 0..200 {
			let value = Fp::random(&mut rng);
			let inverse = roots.inverse(value * value).unwrap();
			assert!(inverse * value == Fp::ONE || inverse * value == -Fp::ONE);
		}
	}

	#[test]
	fn fails_when_there_is_no_root() {
		let (roots, mut rng) = (Roots::new(), ChaCha20Rng::seed_from_u64(2));
		assert_eq!(roots.inverse(Fp::ZERO), None);
		for _ in 0..50 {
			let value = Fp::random(&mut rng);
			assert_eq!(roots.inverse(value * value * NON_SQUARE), None);
		}
	}
}
