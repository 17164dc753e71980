//! Where noise comes from: a secret, and the stream of random numbers that it expands to.

use chacha20::{
	cipher::{KeyIvInit, StreamCipher},
	ChaCha20,
};
use hkdf::Hkdf;
use rand_core::{CryptoRng, Error, RngCore};
use sha2::Sha256;
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// Secret from which one party's noise for one result follows.
///
/// It is derived and not drawn, so that a party that has to make its message again (after a crash,
/// from an old copy of its state) makes the same one: two noised vectors under the same masks would
/// give away the difference of their noise, and two draws for one result would average it out.
pub struct NoiseSeed(Zeroizing<[u8; 32]>);

impl NoiseSeed {
	/// The seed of `purpose`, such as `panshi/noise/sealed-sum`, in the context of one result, for
	/// the party that knows `secret`: a secret of at least 128 bits of entropy that was made for
	/// this context alone. HKDF-SHA256 (RFC 5869) with `context` as salt and `purpose` as info.
	pub fn derive(secret: &[u8; 32], context: &[u8; 32], purpose: &[u8]) -> Self {
		let mut key = Zeroizing::new([0; 32]);
		Hkdf::<Sha256>::new(Some(context), secret)
			.expand(purpose, key.as_mut_slice())
			.expect("32 bytes are fewer than HKDF-SHA256 can give");
		NoiseSeed(key)
	}

	/// Random numbers from the start of the seed's stream.
	pub fn stream(&self) -> NoiseStream {
		NoiseStream {
			cipher: ChaCha20::new((&*self.0).into(), &[0; 12].into()),
			block: [0; BLOCK],
			used: BLOCK,
		}
	}
}

impl fmt::Debug for NoiseSeed {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("NoiseSeed(…)")
	}
}

const BLOCK: usize = 1_024;

/// The ChaCha20 key stream (RFC 8439) of a seed, with a zero nonce: 256 GiB, of which the largest
/// result takes less than one in a thousand.
pub struct NoiseStream {
	cipher: ChaCha20,
	block: [u8; BLOCK],
	used: usize,
}

impl NoiseStream {
	fn take<const N: usize>(&mut self) -> [u8; N] {
		if self.used + N > BLOCK {
			self.block = [0; BLOCK];
			self.cipher.apply_keystream(&mut self.block);
			self.used = 0;
		}
		let mut bytes = [0; N];
		bytes.copy_from_slice(&self.block[self.used..self.used + N]);
		self.used += N;
		bytes
	}
}

impl RngCore for NoiseStream {
	fn next_u32(&mut self) -> u32 {
		u32::from_le_bytes(self.take())
	}

	fn next_u64(&mut self) -> u64 {
		u64::from_le_bytes(self.take())
	}

	fn fill_bytes(&mut self, dest: &mut [u8]) {
		for byte in dest {
			[*byte] = self.take();
		}
	}

	fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
		self.fill_bytes(dest);
		Ok(())
	}
}

impl CryptoRng for NoiseStream {}

impl Drop for NoiseStream {
	fn drop(&mut self) {
		self.block.zeroize();
	}
}

impl fmt::Debug for NoiseStream {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("NoiseStream(…)")
	}
}
