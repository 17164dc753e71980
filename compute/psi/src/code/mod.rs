//! The linear code whose words tell two different values apart.
//!
//! Concatenation of a Reed-Solomon code of length 26, dimension 11 and distance 16 over the field of
//! 2^12 elements with the extended binary Golay code of length 24, dimension 12 and distance 8
//! (MacWilliams and Sloane, *The Theory of Error-Correcting Codes*, chapter 10): a binary
//! linear code of length 624, dimension 132 and distance at least 16 · 8 = 128. The first 128 of its
//! dimensions are used. The distance is that of the theory, not of an experiment.

mod field;
mod golay;

use crate::bits::{LinearMap, Row};
use std::sync::LazyLock;

/// Bits of a code word.
pub(crate) const LENGTH: usize = 624;
/// Bits of a value.
pub(crate) const DIMENSION: usize = 128;

const SYMBOLS: u16 = 26;
const SYMBOL_BITS: usize = 12;

/// The code word of the value with these twelve-bit symbols, the coefficients of a polynomial.
fn word(symbols: &[u16]) -> Row {
	let mut row = Row::default();
	for (index, point) in (1..=SYMBOLS).enumerate() {
		let value =
			symbols.iter().rev().fold(0, |sum, symbol| field::multiply(sum, point) ^ symbol);
		let inner = golay::encode(value);
		for bit in 0..golay::LENGTH {
			let at = index * golay::LENGTH + bit;
			row.0[at / 64] |= u64::from(inner >> bit & 1) << (at % 64);
		}
	}
	row
}

/// Code words of the values that have one bit set.
static BASIS: LazyLock<Vec<Row>> = LazyLock::new(|| {
	let single = |bit: usize| {
		let mut symbols = [0; 11];
		symbols[bit / SYMBOL_BITS] = 1 << (bit % SYMBOL_BITS);
		word(&symbols)
	};
	(0..DIMENSION).map(single).collect()
});

static COLUMNS: LazyLock<Vec<u128>> = LazyLock::new(|| {
	let column = |at: usize| {
		BASIS.iter().rev().fold(0, |bits, row| bits << 1 | u128::from(u8::from(row.bit(at))))
	};
	(0..LENGTH).map(column).collect()
});

/// For each bit of a code word, the bits of the value that add up to it.
pub(crate) fn columns() -> &'static [u128] {
	&COLUMNS
}

/// The map from values to code words, restricted to the bits of `mask`.
pub(crate) fn masked(mask: &Row) -> LinearMap<Row> {
	let rows: Vec<Row> = BASIS.iter().map(|row| row.and(mask)).collect();
	LinearMap::new(&rows)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::bits::{Stream, Xor};

	fn weight(row: &Row) -> u32 {
		row.0.iter().map(|word| word.count_ones()).sum()
	}

	#[test]
	fn differs_in_128_bits_wherever_tried() {
		let full = masked(&Row([u64::MAX; 10]));
		let values = Stream::new(&[3; 16]).numbers(20_000);
		let single = (0..128).map(|bit| 1_u128 << bit);
		for value in values.into_iter().chain(single) {
			assert!(weight(&full.apply(&value.to_le_bytes())) >= 128, "{value:x}");
		}
	}

	#[test]
	fn meets_the_bound_of_the_outer_code() {
		// Ten roots among the points leave 16 symbols that are not zero.
		let mut symbols = vec![1_u16];
		for root in 1..=10 {
			let mut next = vec![0; symbols.len() + 1];
			for (i, symbol) in symbols.iter().enumerate() {
				next[i] ^= field::multiply(*symbol, root);
				next[i + 1] ^= symbol;
			}
			symbols = next;
		}
		let row = word(&symbols);
		let zero = |index: usize| (0..24).all(|bit| !row.bit(24 * index + bit));
		assert_eq!((0..26).filter(|index| zero(*index)).count(), 10);
		assert!(weight(&row) >= 128);
	}

	#[test]
	fn columns_are_the_same_map() {
		let value = Stream::new(&[4; 16]).numbers(1)[0];
		let mut row = Row::default();
		for (bit, word) in BASIS.iter().enumerate() {
			if value >> bit & 1 == 1 {
				row.add(word);
			}
		}
		for (at, column) in columns().iter().enumerate() {
			assert_eq!(row.bit(at), (column & value).count_ones() % 2 == 1);
		}
		assert!((LENGTH..640).all(|at| !row.bit(at)), "nothing beyond the code's length");
	}
}
