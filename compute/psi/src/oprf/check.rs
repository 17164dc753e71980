//! The check that the receiver's matrix is made of code words (Roy, *SoftSpokenOT*, CRYPTO 2022, the
//! check of the subspace VOLE: a universal hash of each column, and the same linear relation between
//! the hashes).
//!
//! The hash is POLYVAL (RFC 8452, section 3), a polynomial over the field of 2^128 elements: two
//! different columns of b blocks agree for at most b of 2^128 keys. The key is drawn by the sender
//! and shown after the whole matrix has arrived. The last block of each column is random and is
//! multiplied by the key alone, so the hash of a column of the store is masked completely.

use crate::{bits::Row, code};
use polyval::{
	universal_hash::{KeyInit, UniversalHash},
	Block, Polyval,
};
use subtle::{Choice, ConstantTimeEq};

/// Hashes of columns that arrive in batches.
#[derive(Clone)]
pub(super) struct Hashes(Vec<Polyval>);

impl Hashes {
	/// Empty columns.
	pub(super) fn new(key: &[u8; 16], columns: usize) -> Self {
		Self(vec![Polyval::new(key.into()); columns])
	}

	/// Takes the next batch of each column.
	pub(super) fn update(&mut self, columns: &[u64]) {
		let words = columns.len() / self.0.len();
		for (hash, column) in self.0.iter_mut().zip(columns.chunks_exact(words)) {
			for pair in column.as_chunks::<2>().0 {
				let mut block = Block::default();
				block[..8].copy_from_slice(&pair[0].to_le_bytes());
				block[8..].copy_from_slice(&pair[1].to_le_bytes());
				hash.update(&[block]);
			}
		}
	}

	/// The hashes.
	pub(super) fn finish(self) -> Vec<u128> {
		self.0.into_iter().map(|hash| u128::from_le_bytes(hash.finalize().into())).collect()
	}
}

/// Whether q_c = t_c ⊕ s_c · C(d)_c for every column c, given the hashes of all of them; takes the
/// same time whatever the secret is.
pub(super) fn holds(secret: &Row, map: &[u128], q: &[u128], t: &[u128], d: &[u128]) -> bool {
	let mut good = Choice::from(1);
	for (index, picks) in map.iter().enumerate().take(code::LENGTH) {
		let picked = d.iter().enumerate().filter(|(bit, _)| picks >> bit & 1 == 1);
		let word = picked.fold(0, |sum, (_, hash)| sum ^ hash);
		let mask = u128::from(secret.bit(index)).wrapping_neg();
		good &= (q[index] ^ t[index] ^ word & mask).to_le_bytes().ct_eq(&[0; 16]);
	}
	good.into()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::bits::Stream;

	#[test]
	fn is_linear_and_does_not_depend_on_batches() {
		let words = |seed| {
			let mut words = vec![0; 2 * 64];
			Stream::new(&[seed; 16]).add_to(&mut words);
			words
		};
		let hash = |parts: &[&[u64]]| {
			let mut hashes = Hashes::new(&[9; 16], 1);
			parts.iter().for_each(|part| hashes.update(part));
			hashes.finish()[0]
		};
		let (a, b) = (words(1), words(2));
		let sum: Vec<u64> = a.iter().zip(&b).map(|(a, b)| a ^ b).collect();
		assert_eq!(hash(&[&a]) ^ hash(&[&b]), hash(&[&sum]));
		assert_eq!(hash(&[&a[..30], &a[30..]]), hash(&[&a]));
	}
}
