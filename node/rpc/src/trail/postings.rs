//! What the index keeps, in the node's own database: every event of a trail once, and for each
//! subject the places of its events, in order.
//!
//! Everything about a block is written at once, so that a power cut leaves no half of it.

use super::Happened;
use crate::{
	reader::{ChainAccess, StateError},
	types::{BlockRef, Cursor, EventEntry},
	RpcError,
};
use codec::{Decode, Encode};
use panshi_primitives::{trail::Subject, BlockNumber, Hash};
use std::collections::BTreeMap;

/// Begins every key. The number is that of the rule and of the form of what is kept: another one
/// has the trail indexed again.
const PREFIX: &[u8] = b"panshi/trail/1/";

/// How far the index has come.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) struct Head {
	/// The last block in it.
	pub(super) last: Last,
	/// First block from which it knows every event.
	pub(super) known_from: BlockNumber,
	/// How often the index was made from the beginning.
	pub(super) generation: u32,
}

/// A finalized block.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) struct Last {
	pub(super) hash: Hash,
	pub(super) number: BlockNumber,
}

impl From<BlockRef> for Last {
	fn from(block: BlockRef) -> Self {
		Last { hash: block.hash, number: block.number }
	}
}

/// What the index keeps.
pub(super) struct Postings<'a> {
	chain: &'a dyn ChainAccess,
	generation: u32,
}

fn head_key() -> Vec<u8> {
	[PREFIX, b"h"].concat()
}

fn failed(error: StateError) -> RpcError {
	RpcError::Internal(error.to_string())
}

fn broken<E>(_: E) -> RpcError {
	RpcError::Internal("the index of the audit trail is broken".to_owned())
}

fn read<T: Decode>(chain: &dyn ChainAccess, key: &[u8]) -> Result<Option<T>, RpcError> {
	let bytes = chain.kept(key).map_err(failed)?;
	bytes.map(|bytes| T::decode(&mut bytes.as_slice())).transpose().map_err(broken)
}

impl<'a> Postings<'a> {
	pub(super) fn new(chain: &'a dyn ChainAccess, generation: u32) -> Self {
		Postings { chain, generation }
	}

	/// How far the index has come; `None` before its first block.
	pub(super) fn head(chain: &dyn ChainAccess) -> Result<Option<Head>, RpcError> {
		read(chain, &head_key())
	}

	fn key(&self, kind: u8, rest: &impl Encode) -> Vec<u8> {
		[PREFIX, &[kind], &self.generation.to_le_bytes(), &rest.encode()].concat()
	}

	fn event_key(&self, place: Cursor) -> Vec<u8> {
		self.key(b'e', &(place.block, place.event))
	}

	fn count_key(&self, subject: &Subject) -> Vec<u8> {
		self.key(b'c', subject)
	}

	fn place_key(&self, subject: &Subject, index: u32) -> Vec<u8> {
		self.key(b'p', &(subject, index))
	}

	/// Number of events about `subject`.
	pub(super) fn count(&self, subject: &Subject) -> Result<u32, RpcError> {
		Ok(read(self.chain, &self.count_key(subject))?.unwrap_or_default())
	}

	/// Where the event `index` about `subject` is.
	pub(super) fn place(&self, subject: &Subject, index: u32) -> Result<Cursor, RpcError> {
		let place: Option<(BlockNumber, u32)> = read(self.chain, &self.place_key(subject, index))?;
		let (block, event) = place.ok_or(()).map_err(broken)?;
		Ok(Cursor { block, event })
	}

	/// The event at a place.
	pub(super) fn event(&self, place: Cursor) -> Result<EventEntry, RpcError> {
		let bytes = self.chain.kept(&self.event_key(place)).map_err(failed)?;
		serde_json::from_slice(&bytes.ok_or(()).map_err(broken)?).map_err(broken)
	}

	/// Index of the first of `count` events about `subject` that is at `place` or after it.
	pub(super) fn first_at_or_after(
		&self,
		subject: &Subject,
		count: u32,
		place: Cursor,
	) -> Result<u32, RpcError> {
		let (mut low, mut high) = (0, count);
		while low < high {
			let middle = low.midpoint(high);
			match self.place(subject, middle)? < place {
				true => low = middle.saturating_add(1),
				false => high = middle,
			}
		}
		Ok(low)
	}

	/// Takes the events of the block of `head` in.
	pub(super) fn append(&self, head: &Head, happened: &[Happened]) -> Result<(), RpcError> {
		let mut entries = vec![(head_key(), head.encode())];
		let mut counts = BTreeMap::new();
		for Happened { entry, about } in happened {
			let place = Cursor { block: entry.block, event: entry.index };
			entries.push((self.event_key(place), serde_json::to_vec(entry).map_err(broken)?));
			for subject in about {
				let count = match counts.get(subject) {
					Some(count) => *count,
					None => self.count(subject)?,
				};
				entries.push((self.place_key(subject, count), (place.block, place.event).encode()));
				counts.insert(subject, count.saturating_add(1));
			}
		}
		let counts = counts.into_iter();
		entries.extend(counts.map(|(subject, count)| (self.count_key(subject), count.encode())));
		self.chain.keep(&entries).map_err(failed)
	}
}
