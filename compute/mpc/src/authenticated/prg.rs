//! Pseudorandom bytes: the extendable output of BLAKE3, which is wide and needs no set-up.

use rand_core::{CryptoRng, Error, RngCore};
use zeroize::Zeroize;

/// Bytes made at a time.
const BUFFER: usize = 2048;

/// A generator with a secret or public seed of 32 bytes.
pub(crate) struct Prg {
	reader: blake3::OutputReader,
	buffer: Box<[u8; BUFFER]>,
	used: usize,
}

impl Prg {
	/// The generator of a seed.
	pub(crate) fn from_seed(seed: [u8; 32]) -> Self {
		let mut hasher = blake3::Hasher::new_derive_key("panshi mpc 2026 pseudorandom bytes");
		let reader = hasher.update(&seed).finalize_xof();
		Self { reader, buffer: Box::new([0; BUFFER]), used: BUFFER }
	}

	/// The next few bytes.
	#[inline(always)]
	pub(crate) fn take<const N: usize>(&mut self) -> [u8; N] {
		if self.used + N > BUFFER {
			self.reader.fill(&mut self.buffer[..]);
			self.used = 0;
		}
		let mut bytes = [0; N];
		bytes.copy_from_slice(&self.buffer[self.used..self.used + N]);
		self.used += N;
		bytes
	}
}

impl Drop for Prg {
	fn drop(&mut self) {
		self.buffer.zeroize();
	}
}

impl RngCore for Prg {
	#[inline(always)]
	fn next_u32(&mut self) -> u32 {
		u32::from_le_bytes(self.take())
	}

	#[inline(always)]
	fn next_u64(&mut self) -> u64 {
		u64::from_le_bytes(self.take())
	}

	#[inline(always)]
	fn fill_bytes(&mut self, bytes: &mut [u8]) {
		if let Ok(bytes) = <&mut [u8; 16]>::try_from(&mut *bytes) {
			*bytes = self.take();
		} else {
			// What is buffered stays for later: the stream is cut by calls, the same for the same calls.
			self.reader.fill(bytes);
		}
	}

	fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
		self.fill_bytes(bytes);
		Ok(())
	}
}

impl CryptoRng for Prg {}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn never_gives_the_same_twice() {
		let mut prg = Prg::from_seed([1; 32]);
		let mut seen = std::collections::HashSet::new();
		for round in 0..1_000 {
			let mut long = [0; 100];
			prg.fill_bytes(&mut long);
			assert!(seen.insert(prg.take::<16>()), "{round}");
			assert!(seen.insert(long[..16].try_into().unwrap()), "{round}");
		}
	}

	#[test]
	fn gives_the_same_for_a_seed() {
		let draw =
			|seed| (Prg::from_seed([seed; 32]).next_u64(), Prg::from_seed([seed; 32]).next_u64());
		assert_eq!(draw(1).0, draw(1).1);
		assert_ne!(draw(1).0, draw(2).0);
	}
}
