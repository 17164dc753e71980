//! The extension: from a few seeds to a row for each slot of the store (Orrù, Orsini and Scholl,
//! CT-RSA 2017, without the hash at its end). Columns of a batch lie one after the other.

use crate::{
	bits::{transpose64, Row, Stream, ROW_WORDS},
	code,
};

/// Rows of a batch as columns: word w of column c holds rows 64w to 64w + 63.
pub(super) fn value_columns(values: &[u128]) -> Vec<u64> {
	let words = values.len() / 64;
	let mut columns = vec![0; code::DIMENSION * words];
	for (word, block) in values.as_chunks::<64>().0.iter().enumerate() {
		for half in 0..2 {
			let mut turned = block.map(|value| {
				let bytes = value.to_le_bytes();
				u64::from_le_bytes(bytes.as_chunks().0[half])
			});
			transpose64(&mut turned);
			for (bit, column) in turned.iter().enumerate() {
				columns[(64 * half + bit) * words + word] = *column;
			}
		}
	}
	columns
}

/// Columns of a batch as rows.
pub(super) fn rows(columns: &[u64], count: usize) -> Vec<Row> {
	let words = count / 64;
	let mut rows = vec![Row::default(); count];
	for (word, block) in rows.as_chunks_mut::<64>().0.iter_mut().enumerate() {
		for part in 0..ROW_WORDS {
			let mut turned = [0; 64];
			let held = 64.min(code::LENGTH.saturating_sub(64 * part));
			for (bit, column) in turned[..held].iter_mut().enumerate() {
				*column = columns[(64 * part + bit) * words + word];
			}
			transpose64(&mut turned);
			for (row, bits) in block.iter_mut().zip(turned) {
				row.0[part] = bits;
			}
		}
	}
	rows
}

fn add(sum: &mut [u64], other: &[u64]) {
	for (word, other) in sum.iter_mut().zip(other) {
		*word ^= other;
	}
}

/// Adds the code words of the values to the columns of a batch. `map` are the columns of the code;
/// value columns are taken in groups of four, so that each code column adds one of sixteen sums.
pub(super) fn add_code_words(map: &[u128], values: &[u64], columns: &mut [u64]) {
	let words = values.len() / code::DIMENSION;
	let mut sums = vec![0; 16 * words];
	for (group, inputs) in values.chunks_exact(4 * words).enumerate() {
		for index in 1..16_usize {
			let (done, rest) = sums.split_at_mut(index * words);
			let rest = &mut rest[..words];
			let lowest = index & (index - 1);
			let bit = usize::try_from(index.trailing_zeros()).unwrap_or_default();
			rest.copy_from_slice(&done[lowest * words..][..words]);
			add(rest, &inputs[bit * words..][..words]);
		}
		for (column, picks) in columns.chunks_exact_mut(words).zip(map) {
			let pick = usize::try_from(picks >> (4 * group) & 15).unwrap_or_default();
			add(column, &sums[pick * words..][..words]);
		}
	}
}

/// The next batch of the columns that seeds expand to.
pub(super) fn expand(streams: &mut [Stream], rows: usize) -> Vec<u64> {
	let mut columns = vec![0; streams.len() * rows / 64];
	add_next(streams, &mut columns);
	columns
}

/// Adds the next batch of the columns that seeds expand to.
pub(super) fn add_next(streams: &mut [Stream], columns: &mut [u64]) {
	let words = columns.len() / streams.len();
	for (stream, column) in streams.iter_mut().zip(columns.chunks_exact_mut(words)) {
		stream.add_to(column);
	}
}

/// Columns as bytes.
pub(super) fn encode(columns: &[u64]) -> Vec<u8> {
	columns.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Adds the columns in `bytes` where the secret has a bit, in constant time.
pub(super) fn add_where(secret: &Row, bytes: &[u8], columns: &mut [u64]) {
	let words = columns.len() / code::LENGTH;
	let received = bytes.as_chunks::<8>().0.chunks_exact(words);
	for (index, (column, received)) in columns.chunks_exact_mut(words).zip(received).enumerate() {
		let mask = u64::from(secret.bit(index)).wrapping_neg();
		for (word, bytes) in column.iter_mut().zip(received) {
			*word ^= u64::from_le_bytes(*bytes) & mask;
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::bits::Xor;

	#[test]
	fn columns_hold_the_code_words_of_the_rows() {
		let values = Stream::new(&[1; 16]).numbers(192);
		let mut columns = vec![0; code::LENGTH * 3];
		add_code_words(code::columns(), &value_columns(&values), &mut columns);
		let encode = code::masked(&Row([u64::MAX; ROW_WORDS]));
		for (row, value) in rows(&columns, 192).iter().zip(values) {
			assert_eq!(*row, encode.apply(&value.to_le_bytes()));
		}
	}

	#[test]
	fn the_two_sides_differ_by_the_masked_code_word() {
		let seeds = Stream::new(&[2; 16]).numbers(2 * code::LENGTH);
		let mut bits = vec![0; code::LENGTH];
		Stream::new(&[4; 16]).add_to(&mut bits);
		let secret = rows(&bits, 64)[5];
		let streams = |branch: &dyn Fn(usize) -> usize| -> Vec<Stream> {
			let seed = |i: usize| seeds[2 * i + branch(i)].to_le_bytes();
			(0..code::LENGTH).map(|i| Stream::new(&seed(i))).collect()
		};
		let values = Stream::new(&[3; 16]).numbers(128);
		let t = expand(&mut streams(&|_| 0), 128);
		let mut sent = t.clone();
		add_next(&mut streams(&|_| 1), &mut sent);
		add_code_words(code::columns(), &value_columns(&values), &mut sent);
		let mut q = expand(&mut streams(&|i| usize::from(secret.bit(i))), 128);
		add_where(&secret, &encode(&sent), &mut q);
		let map = code::masked(&secret);
		for ((t, q), value) in rows(&t, 128).iter().zip(rows(&q, 128)).zip(values) {
			let mut want = *t;
			want.add(&map.apply(&value.to_le_bytes()));
			assert_eq!(q, want);
		}
	}
}
