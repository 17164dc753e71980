//! Sixteen blocks side by side in registers of 512 bits: each register has one word of all of them.
//!
//! Instructions are named one by one. From loops over arrays the compiler makes the same rounds, but
//! it turns words of all blocks into blocks word by word, which takes twice as long as the rounds.

use super::STEP;
use std::arch::x86_64::{
	__m512i, _mm512_add_epi32, _mm512_rol_epi32, _mm512_set1_epi32, _mm512_setr_epi32,
	_mm512_shuffle_i32x4, _mm512_storeu_si512, _mm512_unpackhi_epi32, _mm512_unpackhi_epi64,
	_mm512_unpacklo_epi32, _mm512_unpacklo_epi64, _mm512_xor_si512,
};

/// One word of sixteen blocks.
type Word = __m512i;

/// The quarters 0 and 2 of two registers.
const EVEN: i32 = 0b10_00_10_00;
/// The quarters 1 and 3 of two registers.
const ODD: i32 = 0b11_01_11_01;

/// Whether the processor has these registers.
pub(super) fn is_here() -> bool {
	std::arch::is_x86_feature_detected!("avx512f")
}

/// Fills `bytes`, a multiple of [`STEP`], with the blocks from `state` on, and moves its counter.
#[expect(unsafe_code, reason = "a function for wider registers is called after a look at them")]
pub(super) fn fill(state: &mut [u32; 16], bytes: &mut [u8]) {
	assert!(is_here(), "a wide stream is made only where registers are wide");
	// SAFETY: the processor has these registers.
	unsafe { steps(state, bytes) }
}

#[target_feature(enable = "avx512f")]
fn steps(state: &mut [u32; 16], bytes: &mut [u8]) {
	for bytes in bytes.as_chunks_mut().0 {
		store(in_blocks(blocks(state)), bytes);
		state[12] = state[12].wrapping_add(16);
	}
}

/// Sixteen blocks (RFC 8439, section 2.3), by words.
#[target_feature(enable = "avx512f")]
fn blocks(state: &[u32; 16]) -> [Word; 16] {
	let mut start = state.map(|word| _mm512_set1_epi32(word.cast_signed()));
	let block = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
	start[12] = _mm512_add_epi32(start[12], block);
	let mut words = start;
	for _ in 0..10 {
		for column in 0..4 {
			quarter(&mut words, [column, 4 + column, 8 + column, 12 + column]);
		}
		for diagonal in 0..4 {
			let at = |row: usize| 4 * row + (diagonal + row) % 4;
			quarter(&mut words, [at(0), at(1), at(2), at(3)]);
		}
	}
	for (word, start) in words.iter_mut().zip(start) {
		*word = _mm512_add_epi32(*word, start);
	}
	words
}

/// The quarter round (RFC 8439, section 2.1) of all blocks.
#[inline]
#[target_feature(enable = "avx512f")]
fn quarter(words: &mut [Word; 16], [a, b, c, d]: [usize; 4]) {
	words[a] = _mm512_add_epi32(words[a], words[b]);
	words[d] = _mm512_rol_epi32::<16>(_mm512_xor_si512(words[d], words[a]));
	words[c] = _mm512_add_epi32(words[c], words[d]);
	words[b] = _mm512_rol_epi32::<12>(_mm512_xor_si512(words[b], words[c]));
	words[a] = _mm512_add_epi32(words[a], words[b]);
	words[d] = _mm512_rol_epi32::<8>(_mm512_xor_si512(words[d], words[a]));
	words[c] = _mm512_add_epi32(words[c], words[d]);
	words[b] = _mm512_rol_epi32::<7>(_mm512_xor_si512(words[b], words[c]));
}

/// The blocks, one after the other, of which there are words: a matrix is transposed.
#[inline]
#[target_feature(enable = "avx512f")]
fn in_blocks(words: [Word; 16]) -> [Word; 16] {
	let mut pairs = words;
	for i in (0..16).step_by(2) {
		pairs[i] = _mm512_unpacklo_epi32(words[i], words[i + 1]);
		pairs[i + 1] = _mm512_unpackhi_epi32(words[i], words[i + 1]);
	}
	// Then the quarter q of register 4i + k has the words 4i to 4i + 3 of block 4q + k.
	let mut fours = pairs;
	for i in (0..16).step_by(4) {
		fours[i] = _mm512_unpacklo_epi64(pairs[i], pairs[i + 2]);
		fours[i + 1] = _mm512_unpackhi_epi64(pairs[i], pairs[i + 2]);
		fours[i + 2] = _mm512_unpacklo_epi64(pairs[i + 1], pairs[i + 3]);
		fours[i + 3] = _mm512_unpackhi_epi64(pairs[i + 1], pairs[i + 3]);
	}
	let mut blocks = fours;
	for k in 0..4 {
		let [a, b, c, d] = [0, 4, 8, 12].map(|i| fours[i + k]);
		let (even, odd) = (_mm512_shuffle_i32x4::<EVEN>(a, b), _mm512_shuffle_i32x4::<ODD>(a, b));
		let (even_end, odd_end) =
			(_mm512_shuffle_i32x4::<EVEN>(c, d), _mm512_shuffle_i32x4::<ODD>(c, d));
		blocks[k] = _mm512_shuffle_i32x4::<EVEN>(even, even_end);
		blocks[4 + k] = _mm512_shuffle_i32x4::<EVEN>(odd, odd_end);
		blocks[8 + k] = _mm512_shuffle_i32x4::<ODD>(even, even_end);
		blocks[12 + k] = _mm512_shuffle_i32x4::<ODD>(odd, odd_end);
	}
	blocks
}

#[inline]
#[target_feature(enable = "avx512f")]
#[expect(unsafe_code, reason = "registers are stored through a pointer")]
fn store(blocks: [Word; 16], bytes: &mut [u8; STEP]) {
	for (block, bytes) in blocks.into_iter().zip(bytes.as_chunks_mut::<64>().0) {
		// SAFETY: 64 bytes, of any alignment, are written to 64 bytes.
		unsafe { _mm512_storeu_si512(bytes.as_mut_ptr().cast(), block) }
	}
}
