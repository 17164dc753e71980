//! Typed readers of the chain's storage, one file per pallet.

mod agreements;
mod audits;
mod collators;
mod compute_jobs;
mod consortium;
mod data_registry;
mod privacy_budget;
mod sdk;
mod upgrade;

pub use sdk::{Funds, Votes};

use super::{ChainError, Config};
use codec::{Decode, Encode};
use panshi_primitives::{BlockNumber, Hash};
use subxt::{client::OnlineClientAtBlock, dynamic, utils::Static, Metadata};

/// The state of the chain at one finalized block.
pub struct Snapshot {
	at: OnlineClientAtBlock<Config>,
}

impl Snapshot {
	pub(super) fn new(at: OnlineClientAtBlock<Config>) -> Self {
		Snapshot { at }
	}

	pub(super) fn inner(&self) -> &OnlineClientAtBlock<Config> {
		&self.at
	}

	pub(super) fn metadata(&self) -> &Metadata {
		self.at.metadata_ref()
	}

	/// Height of the block.
	pub fn number(&self) -> BlockNumber {
		BlockNumber::try_from(self.at.block_number()).unwrap_or(BlockNumber::MAX)
	}

	/// Hash of the block.
	pub fn hash(&self) -> Hash {
		Hash::from_slice(self.at.block_hash().as_ref())
	}

	/// Time of the block by its author's clock, in milliseconds since 1970. A development chain's
	/// clock is its own.
	pub async fn time(&self) -> Result<u64, ChainError> {
		Ok(self.value("Timestamp", "Now").await?.unwrap_or_default())
	}

	/// The plain value `entry` of `pallet`.
	async fn value<V: Decode>(&self, pallet: &str, entry: &str) -> Result<Option<V>, ChainError> {
		let address = dynamic::storage::<(), Static<V>>(pallet, entry);
		let value = self.at.storage().try_fetch(address, ()).await?;
		Ok(value.map(|value| value.decode()).transpose()?.map(|value| value.0))
	}

	/// Whether the plain value `entry` of `pallet` is set.
	async fn has_value(&self, pallet: &str, entry: &str) -> Result<bool, ChainError> {
		let address = dynamic::storage::<(), dynamic::Value>(pallet, entry);
		Ok(self.at.storage().try_fetch(address, ()).await?.is_some())
	}

	/// The value under `key` in the map `entry` of `pallet`.
	async fn get<K, V>(&self, pallet: &str, entry: &str, key: K) -> Result<Option<V>, ChainError>
	where
		K: Encode + Decode,
		V: Decode,
	{
		let address = dynamic::storage::<(Static<K>,), Static<V>>(pallet, entry);
		let value = self.at.storage().try_fetch(address, (Static(key),)).await?;
		Ok(value.map(|value| value.decode()).transpose()?.map(|value| value.0))
	}

	/// The value under three keys in the map `entry` of `pallet`.
	async fn get3<A, B, C, V>(
		&self,
		pallet: &str,
		entry: &str,
		(a, b, c): (A, B, C),
	) -> Result<Option<V>, ChainError>
	where
		A: Encode + Decode,
		B: Encode + Decode,
		C: Encode + Decode,
		V: Decode,
	{
		let address =
			dynamic::storage::<(Static<A>, Static<B>, Static<C>), Static<V>>(pallet, entry);
		let keys = (Static(a), Static(b), Static(c));
		let value = self.at.storage().try_fetch(address, keys).await?;
		Ok(value.map(|value| value.decode()).transpose()?.map(|value| value.0))
	}

	/// The bytes of the value under `key` in the map `entry` of `pallet`.
	async fn raw<K>(&self, pallet: &str, entry: &str, key: K) -> Result<Option<Vec<u8>>, ChainError>
	where
		K: Encode + Decode,
	{
		let address = dynamic::storage::<(Static<K>,), dynamic::Value>(pallet, entry);
		let value = self.at.storage().try_fetch(address, (Static(key),)).await?;
		Ok(value.map(|value| value.into_bytes()))
	}

	/// Everything in the map `entry` of `pallet`, in the order of its keys.
	async fn entries<K, V>(&self, pallet: &str, entry: &str) -> Result<Vec<(K, V)>, ChainError>
	where
		K: Encode + Decode + Ord,
		V: Decode,
	{
		let address = dynamic::storage::<(Static<K>,), Static<V>>(pallet, entry);
		let mut stream = self.at.storage().iter(address, ()).await?;
		let mut entries = Vec::new();
		while let Some(found) = stream.next().await {
			let found = found?;
			let (key,) = found.key()?.decode()?;
			entries.push((key.0, found.value().decode()?.0));
		}
		entries.sort_by(|(a, _), (b, _)| a.cmp(b));
		Ok(entries)
	}

	/// Everything under `first` in the double map `entry` of `pallet`, in the order of the second
	/// key.
	async fn entries_under<K1, K2, V>(
		&self,
		pallet: &str,
		entry: &str,
		first: K1,
	) -> Result<Vec<(K2, V)>, ChainError>
	where
		K1: Encode + Decode,
		K2: Encode + Decode + Ord,
		V: Decode,
	{
		let address = dynamic::storage::<(Static<K1>, Static<K2>), Static<V>>(pallet, entry);
		let mut stream = self.at.storage().iter(address, (Static(first),)).await?;
		let mut entries = Vec::new();
		while let Some(found) = stream.next().await {
			let found = found?;
			let (_, key) = found.key()?.decode()?;
			entries.push((key.0, found.value().decode()?.0));
		}
		entries.sort_by(|(a, _), (b, _)| a.cmp(b));
		Ok(entries)
	}

	/// The answer of the runtime API method `method` at this block.
	async fn ask<A: Encode, R: Decode>(&self, method: &str, argument: A) -> Result<R, ChainError> {
		let argument = argument.encode();
		let answer = self.at.runtime_apis().call_raw(method, Some(&argument)).await?;
		Ok(R::decode(&mut answer.as_slice())?)
	}

	fn not_found(&self, what: &'static str, id: impl ToString) -> ChainError {
		ChainError::NotFound { what, id: id.to_string(), block: self.number() }
	}
}
