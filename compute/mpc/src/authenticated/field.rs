//! The field that secrets live in: the integers modulo `p = 2^127 - 2^65 + 1`.
//!
//! `p - 1 = 2^65 (2^62 - 1)`, so the ciphertexts' slots come from a number-theoretic transform
//! modulo `p`, and a Montgomery step needs a single multiplication by `2^63 - 2`. Everything here
//! but [`Fp::invert`] and [`Fp::power`] of a public exponent takes the same time for all values.

use rand_core::RngCore;
use std::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub, SubAssign};
use zeroize::Zeroize;

/// `2^127 - 2^65 + 1`.
pub(crate) const MODULUS: u128 = (1 << 127) - (1 << 65) + 1;
/// Bytes of an element on the wire.
pub(crate) const BYTES: usize = 16;
/// The upper word of the modulus; the lower one is 1.
const UPPER: u64 = (1 << 63) - 2;
/// `2^256 mod p`, which takes a number into Montgomery form.
const SQUARED_RADIX: u128 = squared_radix();

/// An element of the field, in Montgomery form with radix `2^128` and always reduced.
#[derive(Clone, Copy, Default, Eq, PartialEq, Zeroize)]
pub(crate) struct Fp(u128);

const fn squared_radix() -> u128 {
	let mut value: u128 = 1;
	let mut doublings = 0;
	while doublings < 256 {
		value <<= 1;
		if value >= MODULUS {
			value -= MODULUS;
		}
		doublings += 1;
	}
	value
}

/// The modulus if a borrow is set, else zero, in constant time.
#[inline(always)]
const fn if_set(borrow: bool) -> u128 {
	(borrow as u128).wrapping_neg() & MODULUS
}

/// Subtracts the modulus once if the value has reached it, in constant time.
#[inline(always)]
const fn reduce_once(value: u128) -> u128 {
	let (reduced, borrow) = value.overflowing_sub(MODULUS);
	reduced.wrapping_add(if_set(borrow))
}

/// Montgomery product `a b / 2^128`, for factors below `p` (Koc, Acar and Kaliski 1996, CIOS).
#[inline(always)]
const fn montgomery(a: u128, b: u128) -> u128 {
	let (a0, a1) = (a as u64 as u128, a >> 64);
	let (b0, b1) = (b as u64 as u128, b >> 64);
	let x = a0 * b0;
	let y = a0 * b1 + (x >> 64);
	let (low, middle) = step(x as u64, y as u64, (y >> 64) as u64);
	let x = a1 * b0 + low;
	let y = a1 * b1 + (x >> 64) + middle;
	let (low, middle) = step(x as u64, y as u64, (y >> 64) as u64);
	reduce_once(middle << 64 | low)
}

/// Adds the multiple of `p` that clears the lowest word, and shifts that word out. As `p` is 1
/// modulo `2^64` the multiple is the word's negative.
#[inline(always)]
const fn step(low: u64, middle: u64, high: u64) -> (u128, u128) {
	let factor = low.wrapping_neg();
	let carry = (low != 0) as u128;
	let sum = factor as u128 * UPPER as u128 + middle as u128 + carry;
	(sum as u64 as u128, high as u128 + (sum >> 64))
}

impl Fp {
	/// Zero.
	pub(crate) const ZERO: Self = Self(0);
	/// One.
	pub(crate) const ONE: Self = Self::new(1);

	/// The class of a number below the modulus.
	pub(crate) const fn new(value: u128) -> Self {
		Self(montgomery(reduce_once(value), SQUARED_RADIX))
	}

	/// The class of a signed number.
	pub(crate) fn signed(value: i128) -> Self {
		let size = Self::new(reduce_once(value.unsigned_abs()));
		let sign = ((value >> 127) as u128) & 1;
		Self::select(size, -size, sign)
	}

	/// `a` if `choice` is zero, `b` if it is one, in constant time.
	pub(crate) fn select(a: Self, b: Self, choice: u128) -> Self {
		Self(a.0 ^ (choice.wrapping_neg() & (a.0 ^ b.0)))
	}

	/// A factor for [`Fp::times`].
	pub(crate) const fn raised(self) -> Self {
		Self(montgomery(self.0, SQUARED_RADIX))
	}

	/// The product of a [raised](Fp::raised) factor and a word.
	#[inline(always)]
	pub(crate) fn times(self, word: u64) -> Self {
		let (b0, b1) = (self.0 as u64 as u128, self.0 >> 64);
		let x = u128::from(word) * b0;
		let y = u128::from(word) * b1 + (x >> 64);
		let (low, middle) = step(x as u64, y as u64, (y >> 64) as u64);
		let (low, middle) = step(low as u64, middle as u64, 0);
		Self(reduce_once(middle << 64 | low))
	}

	/// The representative between zero and the modulus.
	pub(crate) fn integer(self) -> u128 {
		montgomery(self.0, 1)
	}

	/// The representative nearest to zero.
	pub(crate) fn centred(self) -> i128 {
		let value = self.integer();
		let negative = ((MODULUS / 2).wrapping_sub(value) as i128) >> 127;
		(value as i128).wrapping_sub(negative & MODULUS as i128)
	}

	/// A power, in time that depends on the exponent.
	pub(crate) fn power(self, exponent: u128) -> Self {
		let mut result = Self::ONE;
		for place in (0..128 - exponent.leading_zeros()).rev() {
			result *= result;
			if (exponent >> place) & 1 == 1 {
				result *= self;
			}
		}
		result
	}

	/// The inverse; of zero, zero.
	pub(crate) fn invert(self) -> Self {
		self.power(MODULUS - 2)
	}

	/// A uniform element.
	pub(crate) fn random(rng: &mut impl RngCore) -> Self {
		loop {
			let mut bytes = [0; BYTES];
			rng.fill_bytes(&mut bytes);
			// Refused with probability 2^-62; a refusal says nothing of the next.
			let value = u128::from_le_bytes(bytes) >> 1;
			if value < MODULUS {
				return Self(value);
			}
		}
	}

	/// The wire form: the Montgomery form, lowest byte first.
	pub(crate) fn to_bytes(self) -> [u8; BYTES] {
		self.0.to_le_bytes()
	}

	/// From the wire form; nothing unless it is reduced.
	pub(crate) fn from_bytes(bytes: [u8; BYTES]) -> Option<Self> {
		let value = u128::from_le_bytes(bytes);
		(value < MODULUS).then_some(Self(value))
	}
}

impl std::fmt::Debug for Fp {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str("Fp(…)")
	}
}

impl Add for Fp {
	type Output = Self;

	#[inline(always)]
	fn add(self, other: Self) -> Self {
		Self(reduce_once(self.0 + other.0))
	}
}

impl Sub for Fp {
	type Output = Self;

	#[inline(always)]
	fn sub(self, other: Self) -> Self {
		let (difference, borrow) = self.0.overflowing_sub(other.0);
		Self(difference.wrapping_add(if_set(borrow)))
	}
}

impl Neg for Fp {
	type Output = Self;

	#[inline(always)]
	fn neg(self) -> Self {
		Self::ZERO - self
	}
}

impl Mul for Fp {
	type Output = Self;

	#[inline(always)]
	fn mul(self, other: Self) -> Self {
		Self(montgomery(self.0, other.0))
	}
}

impl AddAssign for Fp {
	#[inline(always)]
	fn add_assign(&mut self, other: Self) {
		*self = *self + other;
	}
}

impl SubAssign for Fp {
	#[inline(always)]
	fn sub_assign(&mut self, other: Self) {
		*self = *self - other;
	}
}

impl MulAssign for Fp {
	#[inline(always)]
	fn mul_assign(&mut self, other: Self) {
		*self = *self * other;
	}
}

impl std::iter::Sum for Fp {
	fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
		values.fold(Self::ZERO, |sum, value| sum + value)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	/// Schoolbook product by doubling.
	fn product(mut a: u128, mut b: u128) -> u128 {
		let mut sum = 0;
		while b > 0 {
			if b & 1 == 1 {
				sum = (sum + a) % MODULUS;
			}
			a = (a << 1) % MODULUS;
			b >>= 1;
		}
		sum
	}

	fn number() -> impl Strategy<Value = u128> {
		prop_oneof![
			8 => any::<u128>().prop_map(|value| value % MODULUS),
			1 => Just(0), 1 => Just(1), 1 => Just(MODULUS - 1), 1 => Just(1 << 64),
			1 => Just((1 << 64) - 1), 1 => Just(MODULUS - (1 << 64)),
		]
	}

	proptest! {
		#[test]
		fn calculates_as_a_schoolbook_does(a in number(), b in number()) {
			let (x, y) = (Fp::new(a), Fp::new(b));
			prop_assert_eq!((x * y).integer(), product(a, b));
			prop_assert_eq!((x + y).integer(), (a + b) % MODULUS);
			prop_assert_eq!((x - y).integer(), (a + MODULUS - b) % MODULUS);
			prop_assert_eq!((-x).integer(), (MODULUS - a) % MODULUS);
			prop_assert_eq!(x.integer(), a);
			prop_assert_eq!(x.raised().times(b as u64).integer(), product(a, u128::from(b as u64)));
		}

		#[test]
		fn divides(a in number()) {
			let x = Fp::new(a);
			prop_assert_eq!(x * x.invert(), if a == 0 { Fp::ZERO } else { Fp::ONE });
		}

		#[test]
		fn keeps_signed_numbers(value in -((1i128 << 126) - (1 << 65))..(1i128 << 126) - (1 << 65)) {
			prop_assert_eq!(Fp::signed(value).centred(), value);
		}

		#[test]
		fn survives_the_wire(a in number()) {
			let x = Fp::new(a);
			prop_assert_eq!(Fp::from_bytes(x.to_bytes()), Some(x));
		}
	}

	#[test]
	fn fails_when_not_reduced() {
		assert_eq!(Fp::from_bytes(MODULUS.to_le_bytes()), None);
		assert!(Fp::from_bytes((MODULUS - 1).to_le_bytes()).is_some());
	}

	#[test]
	fn signs_at_the_middle() {
		assert_eq!(Fp::new(MODULUS / 2).centred(), (MODULUS / 2) as i128);
		assert_eq!(Fp::new(MODULUS / 2 + 1).centred(), -((MODULUS / 2) as i128));
	}
}
