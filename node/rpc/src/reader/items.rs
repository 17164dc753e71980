//! Where the state keeps what can be proved.

use crate::types::Item;
use codec::Encode;
use sp_crypto_hashing::{blake2_128, twox_128, twox_64};

/// A storage entry that is a part of an item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ItemKey {
	pub(crate) pallet: &'static str,
	pub(crate) entry: &'static str,
	/// Its key in the state.
	pub(crate) key: Vec<u8>,
}

/// How a map of the state hashes its keys, which then follow the hash.
#[derive(Clone, Copy)]
pub(crate) enum Hasher {
	/// For numbers that the chain gives.
	Twox64,
	/// For what others choose.
	Blake2,
}

/// Key in the state of the value under `key` in the map `entry` of `pallet`.
pub(crate) fn storage_key(pallet: &str, entry: &str, hasher: Hasher, key: &[u8]) -> Vec<u8> {
	let mut full = [twox_128(pallet.as_bytes()), twox_128(entry.as_bytes())].concat();
	match hasher {
		Hasher::Twox64 => full.extend(twox_64(key)),
		Hasher::Blake2 => full.extend(blake2_128(key)),
	}
	full.extend(key);
	full
}

/// The storage entries that make up an item.
pub(crate) fn storage_keys_of(item: &Item) -> Vec<ItemKey> {
	use Hasher::{Blake2, Twox64};
	let (hasher, id, places): (_, _, &[(&str, &str)]) = match item {
		Item::Data(id) => (Twox64, id.encode(), &[("DataRegistry", "Identities")]),
		Item::PrivacyLedger(id) => (Twox64, id.encode(), &[("PrivacyBudget", "Budgets")]),
		Item::Template(id) => (Twox64, id.encode(), &[("Agreements", "Templates")]),
		Item::Agreement(id) => (
			Twox64,
			id.encode(),
			&[
				("Agreements", "Agreements"),
				("Agreements", "Contents"),
				("Agreements", "Attestations"),
			],
		),
		Item::Algorithm(digest) => (Blake2, digest.encode(), &[("ComputeJobs", "Algorithms")]),
		Item::Job(id) => {
			(Twox64, id.encode(), &[("ComputeJobs", "Jobs"), ("ComputeJobs", "Records")])
		},
		Item::Member(account) => (Blake2, account.encode(), &[("Consortium", "Members")]),
		Item::ComputeNode(id) => (Twox64, id.encode(), &[("Consortium", "ComputeNodes")]),
	};
	let key = |(pallet, entry): &(&'static str, &'static str)| ItemKey {
		pallet,
		entry,
		key: storage_key(pallet, entry, hasher, &id),
	};
	places.iter().map(key).collect()
}
