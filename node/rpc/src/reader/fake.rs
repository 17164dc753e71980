//! A chain without a runtime: finalized blocks whose states have all been discarded, and a place for
//! an index.

use super::{BlockHeader, ChainAccess, StateError};
use panshi_primitives::{BlockNumber, Hash};
use std::{
	collections::BTreeMap,
	sync::{
		atomic::{AtomicU32, Ordering},
		Mutex,
	},
};

/// A chain whose latest block can be set.
#[derive(Default)]
pub(crate) struct FakeChain {
	pub(crate) finalized: AtomicU32,
	kept: Mutex<BTreeMap<Vec<u8>, Vec<u8>>>,
}

/// The hash of the block at a height.
pub(crate) fn hash_of(number: BlockNumber) -> Hash {
	Hash::from_low_u64_be(u64::from(number).saturating_add(1_000))
}

impl FakeChain {
	fn height(&self) -> BlockNumber {
		self.finalized.load(Ordering::SeqCst)
	}
}

impl ChainAccess for FakeChain {
	fn finalized(&self) -> (Hash, BlockNumber) {
		(hash_of(self.height()), self.height())
	}

	fn best(&self) -> Hash {
		hash_of(self.height())
	}

	fn header(&self, hash: Hash) -> Result<Option<BlockHeader>, StateError> {
		let number = (0..=self.height()).find(|number| hash_of(*number) == hash);
		let (state_root, encoded) = (Hash::zero(), Vec::new());
		Ok(number.map(|number| BlockHeader { number, state_root, encoded }))
	}

	fn hash(&self, number: BlockNumber) -> Result<Option<Hash>, StateError> {
		Ok((number <= self.height()).then(|| hash_of(number)))
	}

	fn call(&self, _: Hash, _: &str, _: &[u8]) -> Result<Vec<u8>, StateError> {
		Err(StateError::Discarded)
	}

	fn storage(&self, _: Hash, _: &[u8]) -> Result<Option<Vec<u8>>, StateError> {
		Err(StateError::Discarded)
	}

	fn storage_hash(&self, _: Hash, _: &[u8]) -> Result<Option<Hash>, StateError> {
		Err(StateError::Discarded)
	}

	fn prove(&self, _: Hash, _: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, StateError> {
		Err(StateError::Discarded)
	}

	fn extrinsics(&self, _: Hash) -> Result<Option<Vec<Vec<u8>>>, StateError> {
		Ok(None)
	}

	fn kept(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StateError> {
		Ok(self.kept.lock().expect("no test panics here").get(key).cloned())
	}

	fn keep(&self, entries: &[(Vec<u8>, Vec<u8>)]) -> Result<(), StateError> {
		self.kept.lock().expect("no test panics here").extend(entries.iter().cloned());
		Ok(())
	}
}
