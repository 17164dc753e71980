//! What can go wrong with look-ups; failures that somebody caused name that party.

use super::{ItemError, MAX_LOOKUPS, MAX_RECORD};
use crate::error::CallError;
use thiserror::Error;

/// Why the owner refuses a query. It is the asker's doing.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum QueryError {
	/// It belongs to something else.
	#[error("the asker's query: {0}")]
	Call(#[from] CallError),
	/// No look-up, or too many.
	#[error("the asker sent {given} look-ups; one to {MAX_LOOKUPS} are taken")]
	Lookups {
		/// Look-ups given.
		given: usize,
	},
	/// Not the encoding of a group element, or the identity.
	#[error("blinded element {index} of the asker is not a group element")]
	Element {
		/// Which, from zero.
		index: usize,
	},
}

/// Why the asker refuses an answer. It is the owner's doing.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum AnswerError {
	/// It belongs to something else.
	#[error("the owner's answer: {0}")]
	Call(#[from] CallError),
	/// It answers another query, perhaps an earlier one.
	#[error("the owner answered another query than this one")]
	OtherQuery,
	/// More or fewer elements than asked.
	#[error("the owner sent {given} elements for {wanted} look-ups")]
	Count {
		/// Elements given.
		given: usize,
		/// Elements wanted.
		wanted: usize,
	},
	/// Not the encoding of a group element, or the identity.
	#[error("element {index} of the owner is not a group element")]
	Element {
		/// Which, from zero.
		index: usize,
	},
	/// The key on chain is no group element.
	#[error("the owner committed to a key that is not a group element")]
	PublicKey,
	/// The elements were not made with the key that the owner committed to.
	#[error("the owner's proof fails: it did not use the key of the epoch for this answer")]
	Proof,
}

/// Why no table could be built.
#[derive(Debug, Error)]
pub enum BuildError {
	/// Temporary or output file.
	#[error("the table cannot be written")]
	Write(#[from] std::io::Error),
	/// An item cannot be looked up.
	#[error("record {index}: {error}")]
	Item {
		/// Which, in the order added, from zero.
		index: u64,
		/// Why.
		error: ItemError,
	},
	/// A record does not fit.
	#[error("record {index} has {given} bytes; the layout pads to {max}")]
	RecordLength {
		/// Which, in the order added, from zero.
		index: u64,
		/// Its bytes.
		given: usize,
		/// What the layout takes.
		max: usize,
	},
	/// Two records have the same item; the asker would find only one.
	#[error("records {first} and {second} have the same item; join them")]
	RepeatedItem {
		/// The one added first, from zero.
		first: u64,
		/// The one added later.
		second: u64,
	},
	/// A layout outside its bounds.
	#[error("records are padded to one to {MAX_RECORD} bytes and built by one to 256 threads")]
	Layout,
	/// A table needs records.
	#[error("there is no record")]
	Empty,
}

/// Why a table file cannot be used.
#[derive(Debug, Error)]
pub enum TableError {
	/// The file cannot be read.
	#[error("the table cannot be read")]
	Read(#[from] std::io::Error),
	/// Not a table, or not of this format.
	#[error("the file is not a table of this format")]
	Format,
	/// A table of an earlier or later release.
	#[error("the table has format {found}, and this program reads format 2 alone; ask the owner for a table made with this release")]
	OtherFormat {
		/// Its format.
		found: u32,
	},
	/// The file has another length than its header says.
	#[error("the table has {given} bytes instead of {wanted}; fetch it again")]
	Length {
		/// Bytes of the file.
		given: u64,
		/// Bytes that the header asks for.
		wanted: u64,
	},
	/// The table is another one than the owner committed to.
	#[error("the table is not the one that its owner committed to on chain; fetch it again")]
	Root,
	/// A page was altered.
	#[error("page {page} of the table was altered; fetch the table again")]
	Page {
		/// Which, from zero.
		page: u64,
	},
	/// The row of an item does not open, although the page is the one committed to.
	#[error("the owner committed to a row in page {page} that does not open")]
	Row {
		/// Which page, from zero.
		page: u64,
	},
}
