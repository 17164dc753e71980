//! The field of 2^128 elements in which AND gates are checked.
//!
//! The product is POLYVAL's `dot` of RFC 8452, section 3: `a * b * x^-128` modulo
//! `x^128 + x^127 + x^126 + x^121 + 1`. With exclusive or as the sum it makes a field like any
//! other of this size, whose one is [`ONE`]. The crate `polyval` computes it in constant time, with
//! the processor's carry-less multiplication where there is one.

use polyval::universal_hash::{KeyInit, UniversalHash};
use polyval::Polyval;

/// The neutral element of the product: `x^128` reduced.
pub(super) const ONE: u128 = 0xc200_0000_0000_0000_0000_0000_0000_0001;

/// A factor, ready to multiply many elements.
#[derive(Clone)]
pub(super) struct Factor(Polyval);

impl Factor {
	pub(super) fn new(factor: u128) -> Self {
		Self(Polyval::new(&factor.to_le_bytes().into()))
	}

	pub(super) fn times(&self, element: u128) -> u128 {
		let mut product = self.0.clone();
		product.update(&[element.to_le_bytes().into()]);
		u128::from_le_bytes(product.finalize().into())
	}
}

/// The product of two elements.
pub(super) fn multiply(a: u128, b: u128) -> u128 {
	Factor::new(a).times(b)
}

/// `x * element` as polynomials: the next element of a basis, without a product of the field.
pub(super) fn shift(element: u128) -> u128 {
	let carry = (element >> 127).wrapping_neg();
	(element << 1) ^ (carry & ONE)
}

/// A sum of elements weighted by falling powers of a factor (Horner's rule).
#[derive(Clone)]
pub(super) struct Horner(Polyval);

impl Horner {
	pub(super) fn new(factor: u128) -> Self {
		Self(Polyval::new(&factor.to_le_bytes().into()))
	}

	/// `sum <- (sum + element) * factor`.
	pub(super) fn add(&mut self, element: u128) {
		self.0.update(&[element.to_le_bytes().into()]);
	}

	pub(super) fn sum(self) -> u128 {
		u128::from_le_bytes(self.0.finalize().into())
	}
}

/// A short tag of elements under a key: two different lists of `n` elements have the same tag for
/// at most `n` of the 2^128 keys.
pub(super) fn tag(key: u128, elements: impl Iterator<Item = u128>) -> u128 {
	let mut horner = Horner::new(key);
	elements.for_each(|element| horner.add(element));
	horner.sum()
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	proptest! {
		#[test]
		fn is_a_field(a: u128, b: u128, c: u128) {
			prop_assert_eq!(multiply(a, ONE), a);
			prop_assert_eq!(multiply(a, b), multiply(b, a));
			prop_assert_eq!(multiply(a, multiply(b, c)), multiply(multiply(a, b), c));
			prop_assert_eq!(multiply(a, b ^ c), multiply(a, b) ^ multiply(a, c));
			prop_assert_eq!(multiply(shift(a), b), shift(multiply(a, b)));
		}

		#[test]
		fn horner_weights_by_powers(t: u128, a: u128, b: u128) {
			let mut horner = Horner::new(t);
			horner.add(a);
			horner.add(b);
			prop_assert_eq!(horner.sum(), multiply(multiply(a, t) ^ b, t));
		}
	}

	#[test]
	fn shifts_through_the_top() {
		assert_eq!(shift(1 << 127), ONE);
		assert_eq!(shift(5), 10);
	}
}
