//! ChaCha20 (RFC 8439, section 2.4): sixteen blocks side by side where the processor has registers
//! for that, else by the crate `chacha20`. Masks are nearly all that a sealed sum costs.
//!
//! The wide way is plain Rust over arrays, which the compiler turns into instructions of 512 bits;
//! it has no branch and no index that depends on the key.

use chacha20::{
	cipher::{KeyIvInit, StreamCipher},
	ChaCha20,
};
use zeroize::Zeroizing;

/// Blocks side by side.
const BLOCKS: usize = 16;
/// Bytes of these: a key stream is made in multiples of it.
pub(super) const STEP: usize = BLOCKS * 64;
/// "expand 32-byte k".
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// One word of all blocks.
type Word = [u32; BLOCKS];

/// A key stream from its start.
pub(super) enum KeyStream {
	/// The state of the next block.
	Wide(Zeroizing<[u32; 16]>),
	/// Where registers are narrower.
	Narrow(ChaCha20),
}

impl KeyStream {
	/// The stream under a key, with a nonce that begins with a number and is zero otherwise.
	pub(super) fn new(key: &[u8; 32], number: u32) -> Self {
		if !is_wide() {
			return Self::narrow(key, number);
		}
		let mut state = Zeroizing::new([0; 16]);
		state[..4].copy_from_slice(&CONSTANTS);
		for (word, bytes) in state[4..12].iter_mut().zip(key.as_chunks().0) {
			*word = u32::from_le_bytes(*bytes);
		}
		state[13] = number;
		Self::Wide(state)
	}

	fn narrow(key: &[u8; 32], number: u32) -> Self {
		let mut nonce = [0; 12];
		nonce[..4].copy_from_slice(&number.to_le_bytes());
		Self::Narrow(ChaCha20::new(key.into(), &nonce.into()))
	}

	/// The next bytes, a multiple of [`STEP`].
	pub(super) fn fill(&mut self, bytes: &mut [u8]) {
		match self {
			Self::Wide(state) => fill_wide(state, bytes),
			Self::Narrow(cipher) => {
				bytes.fill(0);
				cipher.apply_keystream(bytes);
			},
		}
	}
}

#[cfg(target_arch = "x86_64")]
fn is_wide() -> bool {
	std::arch::is_x86_feature_detected!("avx512f")
}

#[cfg(not(target_arch = "x86_64"))]
fn is_wide() -> bool {
	false
}

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "a function for wider registers is called after a look at them")]
fn fill_wide(state: &mut [u32; 16], bytes: &mut [u8]) {
	assert!(is_wide(), "a wide stream is made only where registers are wide");
	// SAFETY: the processor has these registers.
	unsafe { fill_512(state, bytes) }
}

#[cfg(not(target_arch = "x86_64"))]
fn fill_wide(state: &mut [u32; 16], bytes: &mut [u8]) {
	steps(state, bytes);
}

/// [`steps`], compiled for registers of 512 bits.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn fill_512(state: &mut [u32; 16], bytes: &mut [u8]) {
	steps(state, bytes);
}

#[inline(always)]
fn steps(state: &mut [u32; 16], bytes: &mut [u8]) {
	for bytes in bytes.as_chunks_mut().0 {
		step(state, bytes);
		state[12] = state[12].wrapping_add(16);
	}
}

/// Sixteen blocks (RFC 8439, section 2.3).
#[inline(always)]
fn step(state: &[u32; 16], bytes: &mut [u8; STEP]) {
	let mut start: [Word; 16] = state.map(|word| [word; BLOCKS]);
	for (counter, block) in start[12].iter_mut().zip(0..) {
		*counter = counter.wrapping_add(block);
	}
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
	for (word, start) in words.iter_mut().zip(&start) {
		add(word, start);
	}
	for (block, bytes) in bytes.as_chunks_mut::<64>().0.iter_mut().enumerate() {
		for (word, bytes) in words.iter().zip(bytes.as_chunks_mut().0) {
			*bytes = word[block].to_le_bytes();
		}
	}
}

/// The quarter round (RFC 8439, section 2.1) of all blocks.
#[inline(always)]
fn quarter(words: &mut [Word; 16], [a, b, c, d]: [usize; 4]) {
	for (first, second, third, bits) in [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)] {
		let addend = words[second];
		add(&mut words[first], &addend);
		let sum = words[first];
		for (word, sum) in words[third].iter_mut().zip(&sum) {
			*word = (*word ^ sum).rotate_left(bits);
		}
	}
}

#[inline(always)]
fn add(word: &mut Word, other: &Word) {
	for (word, other) in word.iter_mut().zip(other) {
		*word = word.wrapping_add(*other);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn is_chacha20_either_way() {
		for number in [0, 1, 77, u32::MAX] {
			let key = [number as u8 ^ 0x5a; 32];
			let mut narrow = vec![0; 6 * STEP];
			KeyStream::narrow(&key, number).fill(&mut narrow);
			let mut stream = KeyStream::new(&key, number);
			let mut either = vec![9; 6 * STEP];
			let (first, rest) = either.split_at_mut(STEP);
			stream.fill(first);
			stream.fill(rest);
			assert!(either == narrow, "{number}");
		}
	}

	#[test]
	fn the_wide_way_needs_no_wide_registers_to_be_right() {
		let mut state = [0; 16];
		state[..4].copy_from_slice(&CONSTANTS);
		let mut bytes = vec![0; 2 * STEP];
		steps(&mut state, &mut bytes);
		let mut narrow = vec![0; 2 * STEP];
		KeyStream::narrow(&[0; 32], 0).fill(&mut narrow);
		assert!(bytes == narrow);
	}
}
