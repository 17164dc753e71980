//! Arithmetic shares over the integers modulo 2^128.

use zeroize::Zeroize;

/// One party's part of a secret modulo 2^128: the secret is the sum of three parts, and party `i`
/// holds the parts `i` and `i + 1` (Araki et al., CCS 2016, section 2.2, with every part
/// additive).
#[derive(Clone, Copy, Default)]
pub struct Share {
	/// Part `i` of party `i`; the previous party holds it too.
	pub(super) own: u128,
	/// Part `i + 1` of party `i`; the next party holds it too.
	pub(super) next: u128,
}

impl std::fmt::Debug for Share {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str("Share(..)")
	}
}

impl Zeroize for Share {
	fn zeroize(&mut self) {
		self.own.zeroize();
		self.next.zeroize();
	}
}

/// What one party holds of a secret in three parts.
pub(super) trait Parts: Copy {
	fn of(own: u128, next: u128) -> Self;
	fn own(&self) -> u128;
	fn next(&self) -> u128;
}

impl Parts for Share {
	fn of(own: u128, next: u128) -> Self {
		Self { own, next }
	}

	fn own(&self) -> u128 {
		self.own
	}

	fn next(&self) -> u128 {
		self.next
	}
}

impl Share {
	pub(super) fn plus(self, other: Self) -> Self {
		Self { own: self.own.wrapping_add(other.own), next: self.next.wrapping_add(other.next) }
	}

	pub(super) fn minus(self, other: Self) -> Self {
		Self { own: self.own.wrapping_sub(other.own), next: self.next.wrapping_sub(other.next) }
	}

	pub(super) fn times(self, factor: u128) -> Self {
		Self { own: self.own.wrapping_mul(factor), next: self.next.wrapping_mul(factor) }
	}

	/// This party's term of the product: the three terms add up to it (Araki et al., section 2.2).
	pub(super) fn product_term(self, other: Self) -> u128 {
		self.own
			.wrapping_mul(other.own.wrapping_add(other.next))
			.wrapping_add(self.next.wrapping_mul(other.own))
	}
}

/// Little-endian bytes of numbers, one after the other.
pub(super) fn to_bytes(values: impl ExactSizeIterator<Item = u128>) -> Vec<u8> {
	let mut bytes = Vec::with_capacity(values.len() * WORD);
	values.for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
	bytes
}

/// Bytes of a number.
pub(super) const WORD: usize = 16;

/// Numbers of little-endian bytes; a rest is left out.
pub(super) fn from_bytes(bytes: &[u8]) -> impl ExactSizeIterator<Item = u128> + '_ {
	bytes.chunks_exact(WORD).map(word)
}

/// The number of 16 little-endian bytes.
fn word(bytes: &[u8]) -> u128 {
	let mut word = [0; WORD];
	word.copy_from_slice(bytes);
	u128::from_le_bytes(word)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn deal(parts: [u128; 3]) -> [Share; 3] {
		[0, 1, 2].map(|i| Share { own: parts[i], next: parts[(i + 1) % 3] })
	}

	proptest! {
		#[test]
		fn terms_add_up_to_the_product(a: [u128; 3], b: [u128; 3]) {
			let sum = |parts: [u128; 3]| parts.into_iter().fold(0u128, u128::wrapping_add);
			let (shares_a, shares_b) = (deal(a), deal(b));
			let terms = [0, 1, 2].map(|i| shares_a[i].product_term(shares_b[i]));
			prop_assert_eq!(sum(terms), sum(a).wrapping_mul(sum(b)));
		}

		#[test]
		fn bytes_are_read_back(values: Vec<u128>) {
			let bytes = to_bytes(values.iter().copied());
			prop_assert_eq!(from_bytes(&bytes).collect::<Vec<_>>(), values);
		}
	}
}
