//! The encrypted table as a file.
//!
//! Header, pages of rows in the order of their labels, index. The index has the first label and
//! the hash of every page, so that a reader that has checked the index against the chain finds a
//! row by reading one page, and any altered page is found. docs/protocols/query.md gives the
//! bytes.

mod build;
mod read;
mod runs;

pub use build::TableBuilder;
pub use read::Table;

use super::{
	row::{LABEL, OVERHEAD},
	TableError,
};
use crate::messages::digest;
use codec::{Decode, Encode};
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild},
	Hash,
};

/// Rows of every page but the last.
pub const ROWS_PER_PAGE: u64 = 64;
/// Longest record.
pub const MAX_RECORD: usize = 4_096;

const MAGIC: [u8; 8] = *b"panshi-q";
const FORMAT: u32 = 2;
/// Bytes of the header: magic, format, epoch, public key, salt, rows, padded record, assembly, rule; a
/// rule without a reference is filled up with zeros.
const HEADER: usize = 8 + 4 + 4 + 32 + 32 + 8 + 4 + 1 + (1 + 32);
/// Bytes of an entry of the index: first label, hash.
const ENTRY: usize = LABEL + 32;

/// How the variants of a table are written. Written otherwise, a variant is another item: whoever asks
/// for it finds nothing.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Spelling {
	/// Assembly of the positions.
	pub build: ReferenceBuild,
	/// Rule by which they are normalised.
	pub rule: NormalisationRule,
}

/// What an owner commits to on chain for an epoch.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Commitment {
	/// Epoch; grows with every new key.
	pub epoch: u32,
	/// Key of the epoch, a Ristretto point.
	pub public_key: [u8; 32],
	/// Digest over the header and the index of the table.
	pub root: Hash,
	/// Records of the table.
	pub rows: u64,
	/// How its variants are written.
	pub spelling: Spelling,
}

/// How a table is laid out and built.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TableLayout {
	/// Every record is padded to this many bytes, so that lengths say nothing.
	pub record: usize,
	/// Threads that evaluate.
	pub threads: usize,
	/// Rows held in memory before they are sorted and written aside.
	pub rows_in_memory: usize,
}

impl Default for TableLayout {
	fn default() -> Self {
		Self { record: 64, threads: 2, rows_in_memory: 1 << 18 }
	}
}

/// The first bytes of a table.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
struct Header {
	magic: [u8; 8],
	format: u32,
	epoch: u32,
	public_key: [u8; 32],
	salt: [u8; 32],
	rows: u64,
	record: u32,
	spelling: Spelling,
}

impl Header {
	/// The bytes at the start of a table.
	fn to_bytes(&self) -> [u8; HEADER] {
		let encoded = self.encode();
		let mut bytes = [0; HEADER];
		bytes[..encoded.len()].copy_from_slice(&encoded);
		bytes
	}

	/// Reads what [`Self::to_bytes`] gives, of this format and within its bounds.
	fn from_bytes(bytes: &[u8; HEADER]) -> Result<Self, TableError> {
		let (magic, mut rest) = bytes.split_at(MAGIC.len());
		if magic != MAGIC {
			return Err(TableError::Format);
		}
		match u32::decode(&mut rest) {
			Ok(FORMAT) => (),
			Ok(found) => return Err(TableError::OtherFormat { found }),
			Err(_) => return Err(TableError::Format),
		}
		let header = Header::decode(&mut bytes.as_slice()).map_err(|_| TableError::Format)?;
		let rows = (1..=u64::from(u32::MAX)).contains(&header.rows);
		let record = (1..=MAX_RECORD).contains(&(header.record as usize));
		match rows && record && header.to_bytes() == *bytes {
			true => Ok(header),
			false => Err(TableError::Format),
		}
	}

	fn row(&self) -> usize {
		OVERHEAD + self.record as usize
	}

	fn pages(&self) -> u64 {
		self.rows.div_ceil(ROWS_PER_PAGE)
	}

	/// Rows of a page.
	fn rows_in(&self, page: u64) -> u64 {
		(self.rows - page * ROWS_PER_PAGE).min(ROWS_PER_PAGE)
	}

	/// Bytes of the file.
	fn file(&self) -> u64 {
		HEADER as u64 + self.rows * self.row() as u64 + self.pages() * ENTRY as u64
	}

	/// What the owner of the table commits to.
	fn commitment(&self, index: &[u8]) -> Commitment {
		let Header { epoch, public_key, rows, spelling, .. } = *self;
		Commitment { epoch, public_key, root: self.root(index), rows, spelling }
	}

	fn root(&self, index: &[u8]) -> Hash {
		digest(b"panshi/query/table", (self, digest(b"panshi/query/index", index)))
	}
}

/// Hash of a page, bound to its place.
fn page_hash(page: u64, rows: &[u8]) -> Hash {
	digest(b"panshi/query/page", (page, rows))
}

/// Rebuilds the index of the table in `bytes` and commits to it, as an owner might do who altered
/// its rows.
#[cfg(test)]
pub(super) fn commit_to(bytes: &mut [u8]) -> Commitment {
	let header = Header::decode(&mut &bytes[..HEADER]).unwrap();
	let (rows, index) = bytes[HEADER..].split_at_mut(header.rows as usize * header.row());
	let pages = rows.chunks(ROWS_PER_PAGE as usize * header.row());
	for ((number, page), entry) in pages.enumerate().zip(index.chunks_exact_mut(ENTRY)) {
		entry[..LABEL].copy_from_slice(&page[..LABEL]);
		entry[LABEL..].copy_from_slice(page_hash(number as u64, page).as_bytes());
	}
	header.commitment(index)
}
