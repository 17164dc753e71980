//! The index of the audit trail: which events are about what, kept beside the node's database.
//!
//! A task reads each finalized block once, by the rule in [`panshi_primitives::trail`], and keeps its
//! events for good. A page of a trail costs what is on the page, however long the chain is, and the
//! trail outlives the states that the node discards.

mod events;
mod postings;

pub(crate) use events::{events_of, Happened};

use crate::{
	limits::{DEFAULT_PAGE, MAX_LAG, MAX_LOOKED_AT, MAX_NAMES, MAX_PAGE, MAX_TEXT},
	reader::Reader,
	types::{Answer, At, BlockRef, Cursor, EventEntry, Trail, TrailQuery},
	RpcError,
};
use futures::{Stream, StreamExt};
use panshi_primitives::{trail::Subject, BlockNumber};
use postings::{Head, Postings};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::broadcast;

/// Blocks without events between two notes of how far the index has come.
const NOTE_EVERY: BlockNumber = 256;

/// The index of the audit trail.
pub struct TrailIndex {
	reader: Arc<Reader>,
	/// How often the index was made from the beginning.
	generation: u32,
	head: RwLock<Option<Head>>,
	news: broadcast::Sender<Arc<BlockEvents>>,
}

/// What happened in a finalized block.
pub(crate) struct BlockEvents {
	pub(crate) block: BlockRef,
	happened: Vec<Happened>,
}

impl BlockEvents {
	/// The events about `subject`.
	pub(crate) fn about(&self, subject: &Subject) -> Vec<EventEntry> {
		let about = self.happened.iter().filter(|happened| happened.about.contains(subject));
		about.map(|happened| happened.entry.clone()).collect()
	}
}

impl TrailIndex {
	/// Opens the index where it stands.
	pub(crate) fn open(reader: Arc<Reader>) -> Result<Self, RpcError> {
		let head = Postings::head(reader.chain())?;
		// A chain that was turned back behind the index is indexed again.
		let (head, generation) = match head {
			None => (None, 0),
			Some(head) => {
				let block = reader.chain().hash(head.last.number);
				let block = block.map_err(|e| RpcError::Internal(e.to_string()))?;
				match block == Some(head.last.hash) {
					true => (Some(head), head.generation),
					false => (None, head.generation.wrapping_add(1)),
				}
			},
		};
		let (news, _) = broadcast::channel(MAX_LAG);
		Ok(TrailIndex { reader, generation, head: RwLock::new(head), news })
	}

	/// Follows the finalized chain as long as `finalized` tells of new blocks.
	pub async fn follow(self: Arc<Self>, finalized: impl Stream<Item = ()>) {
		let mut finalized = std::pin::pin!(finalized);
		loop {
			while self.is_behind() {
				if let Err(error) = self.index_next() {
					tracing::warn!(target: "panshi-rpc", %error, "the audit trail is not indexed further; trying again with the next block");
					break;
				}
				// Lets the node stop the task.
				tokio::task::yield_now().await;
			}
			if finalized.next().await.is_none() {
				return;
			}
		}
	}

	fn postings(&self) -> Postings<'_> {
		Postings::new(self.reader.chain(), self.generation)
	}

	fn head(&self) -> Option<Head> {
		*self.head.read().unwrap_or_else(PoisonError::into_inner)
	}

	fn is_behind(&self) -> bool {
		let (_, finalized) = self.reader.chain().finalized();
		self.head().is_none_or(|head| head.last.number < finalized)
	}

	/// Indexes one block.
	fn index_next(&self) -> Result<(), RpcError> {
		let before = self.head();
		let number = before.map_or(0, |head| head.last.number.saturating_add(1));
		let hash = self.reader.chain().hash(number);
		let hash = hash.map_err(|e| RpcError::Internal(e.to_string()))?;
		let known_from = before.map_or(0, |head| head.known_from);
		let (last, happened, known_from) = match hash.map(|hash| self.read(hash)) {
			Some(Ok((block, happened))) => (block, happened, known_from),
			// Its events are lost on this node, and the answers say from where on it knows all.
			None | Some(Err(RpcError::UnknownBlock(_) | RpcError::StateDiscarded { .. })) => {
				let hash = hash.unwrap_or_default();
				let block = BlockRef { hash, number, finalized: true };
				(block, Vec::new(), number.saturating_add(1))
			},
			Some(Err(error)) => return Err(error),
		};
		let head = Head { last: last.into(), known_from, generation: self.generation };
		let postings = self.postings();
		if !happened.is_empty() || number.is_multiple_of(NOTE_EVERY) {
			postings.append(&head, &happened)?;
		}
		*self.head.write().unwrap_or_else(PoisonError::into_inner) = Some(head);
		if !happened.is_empty() {
			// Nobody may be listening.
			drop(self.news.send(Arc::new(BlockEvents { block: last, happened })));
		}
		Ok(())
	}

	fn read(&self, hash: panshi_primitives::Hash) -> Result<(BlockRef, Vec<Happened>), RpcError> {
		let snapshot = self.reader.at(At::Hash(hash))?;
		Ok((snapshot.block, events_of(&snapshot, self.reader.chain())?))
	}

	/// Tells what happens in blocks that are finalized from now on.
	pub(crate) fn subscribe(&self) -> broadcast::Receiver<Arc<BlockEvents>> {
		self.news.subscribe()
	}

	/// Where the index stands, unless it is far behind the finalized chain.
	pub(crate) fn stand(&self) -> Result<(BlockRef, BlockNumber), RpcError> {
		let (_, of) = self.reader.chain().finalized();
		let head = self.head().ok_or(RpcError::IndexNotReady)?;
		let lag = of.saturating_sub(head.last.number);
		if usize::try_from(lag).is_ok_and(|lag| lag > MAX_LAG) {
			return Err(RpcError::IndexNotReady);
		}
		let block = BlockRef { hash: head.last.hash, number: head.last.number, finalized: true };
		Ok((block, head.known_from))
	}

	/// A page of the trail of `subject`.
	pub(crate) fn page(
		&self,
		subject: &Subject,
		query: &TrailQuery,
	) -> Result<Answer<Trail>, RpcError> {
		let limit = checked_limit(query)?;
		let (block, known_from) = self.stand()?;
		let postings = self.postings();
		let last = query.to.unwrap_or(block.number).min(block.number);
		let count = postings.count(subject)?;
		let mut at = postings.first_at_or_after(subject, count, first(query))?;
		let mut page = Trail { entries: Vec::new(), next: None, known_from };
		let mut looked_at = 0usize;
		let mut place = None;
		while at < count {
			let next = postings.place(subject, at)?;
			if next.block > last {
				break;
			}
			if page.entries.len() >= limit || looked_at >= MAX_LOOKED_AT {
				page.next = place;
				break;
			}
			let entry = postings.event(next)?;
			if is_wanted(&entry, &query.events) {
				page.entries.push(entry);
			}
			place = Some(next);
			looked_at = looked_at.saturating_add(1);
			at = at.saturating_add(1);
		}
		Ok(Answer { block, value: page })
	}
}

/// The first place that the query admits.
fn first(query: &TrailQuery) -> Cursor {
	let from = Cursor { block: query.from.unwrap_or_default(), event: 0 };
	let after = query.after.map(|after| match after.event.checked_add(1) {
		Some(event) => Cursor { event, ..after },
		None => Cursor { block: after.block.saturating_add(1), event: 0 },
	});
	after.map_or(from, |after| after.max(from))
}

fn checked_limit(query: &TrailQuery) -> Result<usize, RpcError> {
	let names = query.events.len();
	if names > MAX_NAMES {
		return Err(RpcError::Limit {
			what: "the number of events",
			given: names,
			most: MAX_NAMES,
		});
	}
	if let Some(given) = query.events.iter().map(String::len).find(|length| *length > MAX_TEXT) {
		return Err(RpcError::Limit { what: "the name of an event", given, most: MAX_TEXT });
	}
	crate::server::page_size(query.limit.unwrap_or(DEFAULT_PAGE), MAX_PAGE)
}

/// Whether an event has one of the names, which are those of events or of pallets.
fn is_wanted(entry: &EventEntry, names: &[String]) -> bool {
	let has = |name: &String| match name.split_once('.') {
		Some((pallet, event)) => pallet == entry.pallet && event == entry.event,
		None => *name == entry.pallet,
	};
	names.is_empty() || names.iter().any(has)
}
#[cfg(test)]
mod tests;
