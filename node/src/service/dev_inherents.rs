// SPDX-License-Identifier: GPL-3.0-only

//! The clock and the relay chain that a development chain lacks, made up together.
//!
//! The runtime refuses a block unless its slot, its timestamp and the slot of its relay chain
//! agree and have moved on since the parent. All three therefore follow from one number, the
//! slot of the block, and that one follows from the parent block: time goes on after a restart,
//! even where the clock of the machine went back.

use polkadot_sdk::*;

use super::{Block, Client};
use codec::Encode;
use cumulus_client_parachain_inherent::MockValidationDataInherentDataProvider;
use cumulus_primitives_core::{
	relay_chain::{HeadData, UpgradeGoAhead},
	CollectCollationInfo, ParaId, RelayParentOffsetApi,
};
use panshi_runtime::{
	constants::{RELAY_CHAIN_SLOT_DURATION_MILLIS, SLOT_DURATION},
	Hash,
};
use sc_consensus_aura::find_pre_digest;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{sr25519::AuthoritySignature, Slot};
use sp_runtime::traits::Block as BlockT;
use std::{
	sync::Arc,
	time::{Duration, SystemTime, UNIX_EPOCH},
};

/// How far in the past a chain starts, since blocks come faster than its slots pass.
const HEAD_START: Duration = Duration::from_secs(2 * 60 * 60);

/// How many blocks the made-up relay chain counts as one of its epochs.
const BLOCKS_PER_EPOCH: u32 = 10;

/// Why no inherents could be made for a block.
type Error = Box<dyn std::error::Error + Send + Sync>;

type Header = <Block as BlockT>::Header;

/// The inherents of a block of a development chain.
type Inherents = (sp_timestamp::InherentDataProvider, MockValidationDataInherentDataProvider<()>);

/// Makes the inherents of the blocks of a development chain.
#[derive(Clone)]
pub(super) struct DevInherents {
	client: Arc<Client>,
	para_id: ParaId,
	/// The slot before which no block is made.
	first_slot: u64,
}

impl DevInherents {
	/// Starts the clock of the chain.
	pub(super) fn new(client: Arc<Client>, para_id: ParaId) -> Result<Self, Error> {
		let start = SystemTime::now().duration_since(UNIX_EPOCH)?.saturating_sub(HEAD_START);
		let first_slot = u64::try_from(start.as_millis())? / SLOT_DURATION;
		Ok(Self { client, para_id, first_slot })
	}

	/// Makes the inherents of the block after `parent`.
	pub(super) fn create(&self, parent: Hash) -> Result<Inherents, Error> {
		let header = self.client.header(parent)?.ok_or("the parent block is unknown")?;
		let timestamp = next_slot(self.last_slot(&header)?, self.first_slot) * SLOT_DURATION;

		let api = self.client.runtime_api();
		let upgrade_waits =
			api.collect_collation_info(parent, &header)?.new_validation_code.is_some();
		let relay_chain = MockValidationDataInherentDataProvider {
			para_id: self.para_id,
			current_para_block: header.number.saturating_add(1),
			current_para_block_head: Some(HeadData(header.encode())),
			relay_parent_offset: api.relay_parent_offset(parent)?,
			// The number of the relay chain's block is that of its slot.
			relay_offset: u32::try_from(timestamp / u64::from(RELAY_CHAIN_SLOT_DURATION_MILLIS))?,
			relay_blocks_per_para_block: 0,
			para_blocks_per_relay_epoch: BLOCKS_PER_EPOCH,
			upgrade_go_ahead: upgrade_waits.then_some(UpgradeGoAhead::GoAhead),
			..Default::default()
		};
		Ok((sp_timestamp::InherentDataProvider::new(timestamp.into()), relay_chain))
	}

	/// The later of the slots of the block's parent and of the best block: a block beside the best one
	/// is another block, also where it holds the same transactions.
	fn last_slot(&self, parent: &Header) -> Result<Slot, Error> {
		let best = self.client.info().best_hash;
		let best = self.client.header(best)?.ok_or("the best block is unknown")?;
		let slot = find_pre_digest::<Block, AuthoritySignature>;
		Ok(slot(parent)?.max(slot(&best)?))
	}
}

/// Returns the slot of a block: the one after its parent's, yet not before `first`.
///
/// The parent slot of the first block, whose parent is the genesis, is zero.
fn next_slot(parent: Slot, first: u64) -> u64 {
	u64::from(parent).saturating_add(1).max(first)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn starts_at_the_first_slot() {
		assert_eq!(next_slot(Slot::from(0), 1_000), 1_000);
	}

	#[test]
	fn follows_the_parent_when_blocks_outrun_the_clock() {
		assert_eq!(next_slot(Slot::from(1_000), 1_000), 1_001);
		assert_eq!(next_slot(Slot::from(5_000), 1_000), 5_001);
	}

	#[test]
	fn catches_up_after_a_long_stop() {
		assert_eq!(next_slot(Slot::from(1_000), 9_000), 9_000);
	}

	#[test]
	fn has_slots_that_match_those_of_the_relay_chain() {
		assert_eq!(SLOT_DURATION % u64::from(RELAY_CHAIN_SLOT_DURATION_MILLIS), 0);
	}
}
