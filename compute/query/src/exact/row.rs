//! One row of a table: where it stands and how it opens.

use super::key::Output;
use chacha20poly1305::{
	aead::{Aead, Payload},
	ChaCha20Poly1305, KeyInit, Nonce,
};
use hkdf::Hkdf;
use sha2::Sha512;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of a label. Among 2^32 rows two labels of different items meet with probability 2^-65.
pub(super) const LABEL: usize = 16;
/// Bytes of a row besides the padded record: label, length of the record, tag.
pub(super) const OVERHEAD: usize = LABEL + LENGTH + 16;
const LENGTH: usize = 2;

/// Where the row of an item stands.
pub(super) type Label = [u8; LABEL];

/// Label and key of one item in one table.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct RowSecrets {
	pub(super) label: Label,
	key: [u8; 32],
}

impl RowSecrets {
	/// HKDF-SHA512 (RFC 5869) from the output of the OPRF; the salt is the table's own, so a key
	/// seals one record only, even if a table is built twice with the same epoch key.
	pub(super) fn derive(output: &Output, salt: &[u8; 32]) -> Self {
		let hkdf = Hkdf::<Sha512>::new(Some(salt), output.as_slice());
		let mut secrets = Self { label: [0; LABEL], key: [0; 32] };
		let short = "HKDF-SHA512 gives up to 16,320 bytes";
		hkdf.expand(b"panshi/query/label", &mut secrets.label).expect(short);
		hkdf.expand(b"panshi/query/record", &mut secrets.key).expect(short);
		secrets
	}

	/// The row of `record`, which is not longer than `padded`: label, then length and record,
	/// padded with zeros and sealed. The nonce is zero, since a key seals once.
	pub(super) fn seal(&self, record: &[u8], padded: usize) -> Vec<u8> {
		let length = u16::try_from(record.len()).expect("records are bounded by MAX_RECORD");
		let mut plain = Zeroizing::new(vec![0; LENGTH + padded]);
		plain[..LENGTH].copy_from_slice(&length.to_le_bytes());
		plain[LENGTH..][..record.len()].copy_from_slice(record);
		let payload = Payload { msg: &plain, aad: &self.label };
		let sealed = ChaCha20Poly1305::new(&self.key.into())
			.encrypt(&Nonce::default(), payload)
			.expect("a record is far shorter than the cipher's limit");
		[self.label.as_slice(), &sealed].concat()
	}

	/// The record of a row; none if the row was not sealed for this item.
	pub(super) fn open(&self, row: &[u8]) -> Option<Vec<u8>> {
		let sealed = row.strip_prefix(&self.label)?;
		let plain = ChaCha20Poly1305::new(&self.key.into())
			.decrypt(&Nonce::default(), Payload { msg: sealed, aad: &self.label })
			.ok()?;
		let (length, record) = plain.split_first_chunk::<LENGTH>()?;
		record.get(..usize::from(u16::from_le_bytes(*length))).map(<[u8]>::to_vec)
	}
}
