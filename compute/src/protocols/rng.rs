//! The randomness of one run.

use chacha20::{
	cipher::{KeyIvInit, StreamCipher},
	ChaCha20,
};
use rand_core::{impls, CryptoRng, Error, RngCore};

/// The key stream of ChaCha20 (RFC 8439) under a seed that serves one run; forgotten at the end.
pub(super) struct SeedRng(ChaCha20);

impl SeedRng {
	pub(super) fn new(seed: &[u8; 32]) -> Self {
		SeedRng(ChaCha20::new(seed.into(), &Default::default()))
	}
}

impl RngCore for SeedRng {
	fn next_u32(&mut self) -> u32 {
		impls::next_u32_via_fill(self)
	}

	fn next_u64(&mut self) -> u64 {
		impls::next_u64_via_fill(self)
	}

	fn fill_bytes(&mut self, bytes: &mut [u8]) {
		bytes.fill(0);
		self.0.apply_keystream(bytes);
	}

	fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
		self.fill_bytes(bytes);
		Ok(())
	}
}

impl CryptoRng for SeedRng {}
