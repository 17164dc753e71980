//! Audit trails.

use panshi_primitives::{AccountId, BlockNumber, Hash};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Which part of a trail is wanted. Trails go from the oldest event to the newest.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrailQuery {
	/// First block.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub from: Option<BlockNumber>,
	/// Last block.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub to: Option<BlockNumber>,
	/// Names of events, such as `ComputeJobs.Settled`, or of pallets, such as `ComputeJobs`, of which
	/// an event has one. Without any, all events are wanted.
	#[serde(default, skip_serializing_if = "Vec::is_empty")]
	pub events: Vec<String>,
	/// Most events on the page; see [`crate::limits::MAX_PAGE`].
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub limit: Option<u32>,
	/// `next` of the page before.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub after: Option<Cursor>,
}

/// A place in a trail.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cursor {
	/// The block.
	pub block: BlockNumber,
	/// Index of the event in the block; the events after it are still to come.
	pub event: u32,
}

/// A page of a trail.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trail {
	/// The events.
	pub entries: Vec<EventEntry>,
	/// Where the rest begins; null when there is no rest up to the block of the answer. A page may
	/// hold fewer events than were asked for, or none, and still not be the last one.
	pub next: Option<Cursor>,
	/// First block from which this node knows every event: zero unless it joined with a state later
	/// than the genesis, or had discarded the states of older blocks.
	pub known_from: BlockNumber,
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventEntry {
	/// Block in which it happened.
	pub block: BlockNumber,
	/// Hash of the block.
	pub block_hash: Hash,
	/// Index of the event in the block.
	pub index: u32,
	/// Time of the block by its author's clock, in milliseconds since 1970.
	pub time: u64,
	/// Index of the transaction that caused it; null for what the chain does by itself.
	pub extrinsic: Option<u32>,
	/// Account that signed the transaction; null for messages of compute nodes, which are authorized
	/// by the keys of the nodes, and for what the chain does by itself.
	pub signer: Option<AccountId>,
	/// Pallet that says so.
	pub pallet: String,
	/// Name of the event.
	pub event: String,
	/// Its fields.
	pub fields: Map<String, Value>,
}
