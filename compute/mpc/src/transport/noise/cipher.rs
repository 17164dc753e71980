//! ChaCha20-Poly1305 for Noise.
//!
//! The same as `snow`'s own, on the same crate; here it is compiled with the optimisation of this
//! crate, which in development builds `snow` does not have, and overwrites its key when dropped.

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use snow::params::{CipherChoice, DHChoice, HashChoice};
use snow::resolvers::{CryptoResolver, DefaultResolver};
use snow::types::{Cipher, Dh, Hash, Random};
use snow::Error;

/// Bytes of a tag.
const TAG: usize = 16;

/// `snow`'s primitives, but for the cipher.
#[derive(Default)]
pub(super) struct Resolver(DefaultResolver);

impl CryptoResolver for Resolver {
	fn resolve_rng(&self) -> Option<Box<dyn Random>> {
		self.0.resolve_rng()
	}

	fn resolve_dh(&self, choice: &DHChoice) -> Option<Box<dyn Dh>> {
		self.0.resolve_dh(choice)
	}

	fn resolve_hash(&self, choice: &HashChoice) -> Option<Box<dyn Hash>> {
		self.0.resolve_hash(choice)
	}

	fn resolve_cipher(&self, choice: &CipherChoice) -> Option<Box<dyn Cipher>> {
		match choice {
			CipherChoice::ChaChaPoly => Some(Box::new(ChaChaPoly::default())),
			_ => None,
		}
	}
}

/// The cipher of one direction; `snow` sets the key before the first use.
#[derive(Default)]
struct ChaChaPoly(Option<ChaCha20Poly1305>);

/// Four zero bytes and the little-endian number (Noise, section 12.3).
fn nonce(number: u64) -> Nonce {
	let mut nonce = Nonce::default();
	nonce[4..].copy_from_slice(&number.to_le_bytes());
	nonce
}

impl Cipher for ChaChaPoly {
	fn name(&self) -> &'static str {
		"ChaChaPoly"
	}

	fn set(&mut self, key: &[u8]) {
		self.0 = ChaCha20Poly1305::new_from_slice(key).ok();
	}

	fn encrypt(&self, number: u64, authtext: &[u8], plaintext: &[u8], out: &mut [u8]) -> usize {
		let (text, rest) = out.split_at_mut(plaintext.len());
		text.copy_from_slice(plaintext);
		let cipher = self.0.as_ref().expect("snow sets a key of 32 bytes before it encrypts");
		let tag = cipher
			.encrypt_in_place_detached(&nonce(number), authtext, text)
			.expect("a Noise message has less than 2^16 bytes, far below the cipher's limit");
		rest[..TAG].copy_from_slice(&tag);
		plaintext.len() + TAG
	}

	fn decrypt(
		&self,
		number: u64,
		authtext: &[u8],
		ciphertext: &[u8],
		out: &mut [u8],
	) -> Result<usize, Error> {
		let length = ciphertext.len().checked_sub(TAG).ok_or(Error::Decrypt)?;
		let (text, tag) = ciphertext.split_at(length);
		let out = out.get_mut(..length).ok_or(Error::Decrypt)?;
		out.copy_from_slice(text);
		let cipher = self.0.as_ref().ok_or(Error::Decrypt)?;
		cipher
			.decrypt_in_place_detached(&nonce(number), authtext, out, tag.into())
			.map_err(|_| Error::Decrypt)?;
		Ok(length)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn is_the_cipher_of_snow() {
		let cipher = |resolver: &dyn CryptoResolver| {
			let mut cipher = resolver.resolve_cipher(&CipherChoice::ChaChaPoly).unwrap();
			cipher.set(&[6; 32]);
			cipher
		};
		let (ours, theirs) = (cipher(&Resolver::default()), cipher(&DefaultResolver));
		for (number, length) in [(0, 0), (1, 5), (u64::MAX - 1, 70), (1 << 33, 65_519)] {
			let plain: Vec<u8> = (0..length).map(|place| place as u8).collect();
			let (mut sealed, mut expected) = (vec![0; length + TAG], vec![0; length + TAG]);
			assert_eq!(ours.encrypt(number, b"ad", &plain, &mut sealed), length + TAG);
			theirs.encrypt(number, b"ad", &plain, &mut expected);
			assert!(sealed == expected, "{number}");
			let mut opened = vec![0; length];
			assert_eq!(ours.decrypt(number, b"ad", &sealed, &mut opened).ok(), Some(length));
			assert!(opened == plain, "{number}");
			assert!(ours.decrypt(number, b"other", &sealed, &mut opened).is_err());
			sealed[length / 2] ^= 1;
			assert!(ours.decrypt(number, b"ad", &sealed, &mut opened).is_err());
		}
	}
}
