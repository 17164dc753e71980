//! Binary shares: 128 secret bits beside each other.

use super::ring::Parts;
use zeroize::Zeroize;

/// Bits in a word.
pub(super) const LANES: usize = 128;

/// One party's part of 128 secret bits: they are the exclusive or of three parts, and party `i`
/// holds the parts `i` and `i + 1`.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
	pub(super) own: u128,
	pub(super) next: u128,
}

impl Parts for Word {
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

impl Zeroize for Word {
	fn zeroize(&mut self) {
		self.own.zeroize();
		self.next.zeroize();
	}
}

impl Word {
	pub(super) fn xor(self, other: Self) -> Self {
		Self { own: self.own ^ other.own, next: self.next ^ other.next }
	}

	/// This party's term of the conjunction: the three terms add up to it (Araki et al., CCS 2016,
	/// section 2.1, with the parts of section 2.2).
	pub(super) fn and_term(self, other: Self) -> u128 {
		(self.own & (other.own ^ other.next)) ^ (self.next & other.own)
	}
}

/// Turns a matrix of 128 by 128 bits: bit `c` of word `r` becomes bit `r` of word `c`.
///
/// Warren, *Hacker's Delight*, section 7-3, for 128 bits: blocks off the diagonal change places,
/// from half the matrix down to single bits.
pub(super) fn transpose(matrix: &mut [u128; LANES]) {
	let mut size = LANES / 2;
	let mut mask = u128::MAX >> size;
	while size > 0 {
		for block in matrix.chunks_exact_mut(2 * size) {
			let (upper, lower) = block.split_at_mut(size);
			for (upper, lower) in upper.iter_mut().zip(lower) {
				let changed = ((*upper >> size) ^ *lower) & mask;
				*upper ^= changed << size;
				*lower ^= changed;
			}
		}
		size /= 2;
		mask ^= mask << size;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	proptest! {
		#[test]
		fn turns_each_bit(seed: u128) {
			let mut matrix = [0u128; LANES];
			let mut state = seed;
			for word in &mut matrix {
				state = state.wrapping_mul(0xda94_2042_e4dd_58b5).wrapping_add(0x1234_5678_9abc_def1);
				*word = state.rotate_right(61);
			}
			let before = matrix;
			transpose(&mut matrix);
			for (r, row) in before.iter().enumerate() {
				for (c, column) in matrix.iter().enumerate() {
					prop_assert_eq!((row >> c) & 1, (column >> r) & 1);
				}
			}
		}

		#[test]
		fn terms_add_up_to_the_conjunction(a: [u128; 3], b: [u128; 3]) {
			let word = |parts: [u128; 3], i: usize| Word { own: parts[i], next: parts[(i + 1) % 3] };
			let terms = [0, 1, 2].map(|i| word(a, i).and_term(word(b, i)));
			let all = |parts: [u128; 3]| parts[0] ^ parts[1] ^ parts[2];
			prop_assert_eq!(all(terms), all(a) & all(b));
		}
	}
}
