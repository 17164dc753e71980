//! Transposition of bit matrices.

/// Transposes 64 words of 64 bits in place: bit c of word r becomes bit r of word c (Warren,
/// *Hacker's Delight*, 2nd edition, section 7-3).
#[inline]
pub(crate) fn transpose64(words: &mut [u64; 64]) {
	let mut width = 32;
	let mut mask = 0x0000_0000_ffff_ffff_u64;
	while width > 0 {
		for pair in words.chunks_exact_mut(2 * width) {
			let (upper, lower) = pair.split_at_mut(width);
			for (a, b) in upper.iter_mut().zip(lower) {
				let moved = ((*a >> width) ^ *b) & mask;
				*a ^= moved << width;
				*b ^= moved;
			}
		}
		width /= 2;
		mask ^= mask << width;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::bits::Stream;

	#[test]
	fn swaps_rows_and_columns() {
		let mut words = [0; 64];
		Stream::new(&[9; 16]).add_to(&mut words);
		let mut turned = words;
		transpose64(&mut turned);
		for (r, word) in words.iter().enumerate() {
			for (c, column) in turned.iter().enumerate() {
				assert_eq!(word >> c & 1, column >> r & 1, "row {r}, column {c}");
			}
		}
	}
}
