// SPDX-License-Identifier: GPL-3.0-only

//! What the offchain worker notes in the node's storage, for the rest of the node to read.
//!
//! The worker runs inside the runtime; its notes are no part of the chain's state.

use codec::Decode;
use panshi_primitives::offchain::{ProgressReport, StepCount, PROGRESS_KEY, STEP_COUNTS_KEY};
use panshi_rpc::types::WorkerNotes;
use polkadot_sdk::*;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};

/// The notes in an offchain storage.
#[derive(Clone, Debug)]
pub(crate) struct Notes<S>(pub(crate) S);

impl<S: OffchainStorage> Notes<S> {
	/// How many steps came to what, by compute node.
	pub(crate) fn step_counts(&self) -> Vec<StepCount> {
		self.read(STEP_COUNTS_KEY).unwrap_or_default()
	}

	fn read<T: Decode>(&self, key: &[u8]) -> Option<T> {
		let bytes = self.0.get(STORAGE_PREFIX, key)?;
		T::decode(&mut &bytes[..]).ok()
	}
}

impl<S: OffchainStorage + 'static> WorkerNotes for Notes<S> {
	fn progress(&self) -> Option<ProgressReport> {
		self.read(PROGRESS_KEY)
	}
}
