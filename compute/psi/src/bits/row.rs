//! A row of a matrix: as many bits as the code has, filled up with zeros to whole words.

use zeroize::DefaultIsZeroes;

/// Words of a row: 624 bits and 16 zeros.
pub(crate) const ROW_WORDS: usize = 10;

/// What can be added by exclusive or.
pub(crate) trait Xor: DefaultIsZeroes {
	/// Adds `other`.
	fn add(&mut self, other: &Self);
}

impl Xor for u128 {
	#[inline]
	fn add(&mut self, other: &Self) {
		*self ^= other;
	}
}

/// A row; bit i is bit i mod 64 of word i / 64.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Row(pub(crate) [u64; ROW_WORDS]);

impl DefaultIsZeroes for Row {}

impl Xor for Row {
	#[inline]
	fn add(&mut self, other: &Self) {
		for (word, other) in self.0.iter_mut().zip(&other.0) {
			*word ^= other;
		}
	}
}

impl Row {
	/// Keeps the bits that `mask` has.
	pub(crate) fn and(mut self, mask: &Self) -> Self {
		for (word, mask) in self.0.iter_mut().zip(&mask.0) {
			*word &= mask;
		}
		self
	}

	/// Bit `index`.
	pub(crate) fn bit(&self, index: usize) -> bool {
		self.0[index / 64] >> (index % 64) & 1 == 1
	}

	/// Little-endian bytes.
	pub(crate) fn bytes(&self) -> [u8; ROW_WORDS * 8] {
		let mut bytes = [0; ROW_WORDS * 8];
		for (chunk, word) in bytes.as_chunks_mut().0.iter_mut().zip(&self.0) {
			*chunk = word.to_le_bytes();
		}
		bytes
	}
}
