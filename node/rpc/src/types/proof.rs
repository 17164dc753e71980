//! Proofs that something stood on the chain at a block.

use super::{Item, JsonValue};
use serde::{Deserialize, Serialize};

/// A proof against the state root of a block's header.
///
/// Whoever trusts the block needs nobody's word for the values: [`Self::entries`] follow from
/// [`Self::nodes`], [`Self::nodes`] from the state root in [`Self::header`], and the header from its
/// hash, which is BLAKE2b-256 of its encoding.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StorageProof {
	/// What is proved.
	pub item: Item,
	/// The SCALE encoding of the header of the block, in hexadecimal digits after `0x`.
	pub header: String,
	/// Root of the state after the block, as the header says; `0x` and hexadecimal digits.
	pub state_root: String,
	/// The storage entries that make up the item.
	pub entries: Vec<ProofEntry>,
	/// The nodes of the trie on the way to the entries.
	pub nodes: Vec<String>,
}

/// One storage entry of a proof.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofEntry {
	/// Pallet that keeps it.
	pub pallet: String,
	/// Name of the storage map.
	pub entry: String,
	/// Key in the state, in hexadecimal digits after `0x`.
	pub key: String,
	/// The SCALE encoding of the value; null where the proof shows that there is none.
	pub value: Option<String>,
	/// The value in words; null where there is none.
	pub decoded: Option<JsonValue>,
}
