//! What the state of the chain consists of: entries and bytes of every storage item.

use super::{Chain, ChainError};
use sp_crypto_hashing::twox_128;

/// Keys that a node gives at a time.
const PAGE: u32 = 512;

/// Entries of one storage item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemSize {
	/// Its pallet.
	pub pallet: String,
	/// Its name.
	pub item: String,
	/// Entries that were read.
	pub entries: u64,
	/// Bytes of their keys.
	pub key_bytes: u64,
	/// Bytes of their values.
	pub value_bytes: u64,
	/// Whether there are more than were read.
	pub more: bool,
}

impl Chain {
	/// Reads the sizes of all storage items of `pallets` that have entries, at the latest finalized
	/// block, at most `most` entries each.
	pub async fn state_sizes(
		&self,
		pallets: &[&str],
		most: u64,
	) -> Result<Vec<ItemSize>, ChainError> {
		let head = self.head().await?;
		let items: Vec<(String, String)> = pallets
			.iter()
			.filter_map(|name| head.metadata().pallet_by_name(name))
			.flat_map(|pallet| {
				let items = pallet.storage().map(|storage| storage.entries()).unwrap_or_default();
				let names = items.iter().map(|item| item.name().to_owned());
				names.map(|name| (pallet.name().to_owned(), name)).collect::<Vec<_>>()
			})
			.collect();
		let at = head.inner().block_hash();
		let mut sizes = Vec::new();
		for (pallet, item) in items {
			let prefix = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
			let mut size =
				ItemSize { pallet, item, entries: 0, key_bytes: 0, value_bytes: 0, more: false };
			let mut last: Option<Vec<u8>> = None;
			while !size.more {
				let keys = self.rpc.state_get_keys_paged(&prefix, PAGE, last.as_deref(), Some(at));
				let keys = keys.await?;
				let found = keys.iter().map(Vec::as_slice);
				for set in self.rpc.state_query_storage_at(found, Some(at)).await? {
					for (key, value) in set.changes {
						size.entries += 1;
						size.key_bytes += length(&key.0);
						size.value_bytes += value.map(|value| length(&value.0)).unwrap_or_default();
					}
				}
				let Some(key) = keys.into_iter().last() else { break };
				last = Some(key);
				size.more = size.entries >= most;
			}
			if size.entries > 0 {
				sizes.push(size);
			}
		}
		Ok(sizes)
	}
}

fn length(bytes: &[u8]) -> u64 {
	u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
