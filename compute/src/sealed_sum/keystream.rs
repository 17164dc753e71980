//! ChaCha20 (RFC 8439, section 2.4): sixteen blocks side by side where the processor has registers
//! for that, else by the crate `chacha20`. Masks are nearly all that a sealed sum costs.
//!
//! Neither has a branch or an index that depends on the key.

#[cfg(target_arch = "x86_64")]
mod wide;

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
		if !wide::is_here() {
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
			Self::Wide(state) => wide::fill(state, bytes),
			Self::Narrow(cipher) => {
				bytes.fill(0);
				cipher.apply_keystream(bytes);
			},
		}
	}
}

/// Where the processor has no such registers nothing is wide.
#[cfg(not(target_arch = "x86_64"))]
mod wide {
	pub(super) fn is_here() -> bool {
		false
	}

	pub(super) fn fill(_: &mut [u32; 16], _: &mut [u8]) {
		unreachable!("a wide stream is made only where registers are wide");
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
}
