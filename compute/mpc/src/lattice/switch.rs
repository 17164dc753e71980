//! The switch of a response from modulus `q = p q_0 r` to `p q_0`, where `r = q_1 q_2 q_3 q_4`.
//!
//! The noise of a response `c_0` is drowned by a uniform number below `2^58 r`; then `r` is divided
//! out. With `E = E_a + r E_b` and `E_a` uniform below `r`, the outcome `floor((c_0 + E) / r)` is
//! `floor(c_0 / r) + E_b` plus a carry that is set with probability `(c_0 mod r) / r`: drawing the
//! carry and `E_b` is the same as drawing `E`. The residue of `c_0` modulo `r` comes from the Chinese
//! remainder theorem with a quotient in 64-bit fixed point; a quotient that is one off, which happens
//! with probability `2^-58` a coefficient, moves the noise by one.

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::lattice::modulus::{Factor, Modulus};
use crate::lattice::params::{DROWNING, LIMBS, PRIMES};
use crate::lattice::ring::{Element, Ring};
use crate::lattice::sample::{boxed, words};

/// What is left of an element: residues modulo `q_0` and `p`.
#[derive(Clone)]
pub(crate) struct Switched {
	pub(crate) limb: Vec<u64>,
	pub(crate) slots: Vec<Fp>,
}

/// Constants of one prime that is divided out.
struct Dropped {
	modulus: Modulus,
	/// `(r / q_i)^-1` modulo `q_i`.
	digit: Factor,
	/// `floor(2^123 / q_i)`.
	fraction: u64,
	/// `q_i^-1` modulo `q_0`.
	limb: Factor,
	/// `q_i^-1` modulo `p`, raised.
	slot: Fp,
}

/// Constants of the switch.
pub(crate) struct Switch {
	dropped: Vec<Dropped>,
	kept: Modulus,
	/// `r^-1` modulo `q_0`.
	limb: Factor,
	/// `r^-1` modulo `p`.
	slot: Fp,
	/// 1 modulo `p`, raised.
	one: Fp,
}

/// How a coefficient is rounded when `r` is divided out.
enum Rounding {
	/// To the nearest.
	Nearest,
	/// Drowned: the numbers `E_b` and the coins of the carries.
	Drowned(Vec<i64>, Vec<u64>),
}

impl Switch {
	/// Makes the constants.
	pub(crate) fn new() -> Self {
		let kept = Modulus::new(PRIMES[0]);
		let product = |modulus: &Modulus, but: u64| {
			let others = PRIMES[1..].iter().filter(|prime| **prime != but);
			others.fold(1, |product, prime| modulus.multiply(product, prime % modulus.prime))
		};
		let dropped = |prime: &u64| {
			let modulus = Modulus::new(*prime);
			Dropped {
				modulus,
				digit: modulus.factor(modulus.invert(product(&modulus, *prime))),
				fraction: ((1u128 << 123) / u128::from(*prime)) as u64,
				limb: kept.factor(kept.invert(prime % kept.prime)),
				slot: Fp::new(u128::from(*prime)).invert().raised(),
			}
		};
		let slot = PRIMES[1..].iter().fold(Fp::ONE, |r, prime| r * Fp::new(u128::from(*prime)));
		Self {
			dropped: PRIMES[1..].iter().map(dropped).collect(),
			kept,
			limb: kept.factor(kept.invert(product(&kept, 0))),
			slot: slot.invert(),
			one: Fp::ONE.raised(),
		}
	}

	/// Divides `r` out of an element in values, to the nearest; in values again.
	pub(crate) fn round(&self, ring: &Ring, element: Element) -> Switched {
		self.switch(ring, element, &Rounding::Nearest)
	}

	/// Drowns an element in values and divides `r` out; in values again.
	pub(crate) fn drown(&self, ring: &Ring, element: Element, rng: &mut Prg) -> Switched {
		let (noise, carries) = (boxed(rng, ring.size(), DROWNING - 1), words(rng, ring.size()));
		self.switch(ring, element, &Rounding::Drowned(noise, carries))
	}

	fn switch(&self, ring: &Ring, mut element: Element, rounding: &Rounding) -> Switched {
		for (transform, limb) in ring.limbs[1..].iter().zip(&mut element.limbs[1..]) {
			transform.inverse(limb);
		}
		let size = ring.size();
		let (mut limb, mut slots) = (Vec::with_capacity(size), Vec::with_capacity(size));
		for place in 0..size {
			let residues = std::array::from_fn(|index| element.limbs[index + 1][place]);
			let (shift, slot) = self.residue(&residues, rounding, place);
			limb.push(shift);
			slots.push(slot);
		}
		ring.limbs[0].forward(&mut limb);
		ring.slots.forward(&mut slots);
		for (value, kept) in limb.iter_mut().zip(&element.limbs[0]) {
			*value = self.kept.add(*value, self.kept.scale(*kept, self.limb));
		}
		for (value, kept) in slots.iter_mut().zip(&element.slots) {
			*value += *kept * self.slot;
		}
		Switched { limb, slots }
	}

	/// What is added to `c / r`, modulo `q_0` and modulo `p`: minus the fraction, plus the rounding.
	#[inline(always)]
	fn residue(&self, residues: &[u64; LIMBS - 1], rounding: &Rounding, place: usize) -> (u64, Fp) {
		let (mut limb, mut slot, mut fraction) = (0, Fp::ZERO, 0u128);
		for (dropped, residue) in self.dropped.iter().zip(residues) {
			let digit = dropped.modulus.scale(*residue, dropped.digit);
			fraction += (u128::from(digit) * u128::from(dropped.fraction)) >> 59;
			limb = self.kept.add(limb, self.kept.scale(digit, dropped.limb));
			slot += dropped.slot.times(digit);
		}
		let (quotient, fraction) = ((fraction >> 64) as i64, fraction as u64);
		let rounded = match rounding {
			Rounding::Nearest => quotient + (fraction >> 63) as i64,
			Rounding::Drowned(noise, coins) => {
				quotient + noise[place] + i64::from(coins[place] < fraction)
			},
		};
		let sign = (rounded >> 63) as u64;
		let size = self.one.times(((rounded as u64) ^ sign).wrapping_sub(sign));
		let signed = Fp::select(size, -size, u128::from(sign & 1));
		(self.kept.subtract(self.kept.signed(rounded), limb), signed - slot)
	}
}
