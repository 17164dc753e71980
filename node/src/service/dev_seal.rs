// SPDX-License-Identifier: GPL-3.0-only

//! Seals the blocks of a development chain as collators seal theirs, so that what checks seals, such
//! as the verifier of audit bundles, has something to check.

use polkadot_sdk::*;

use super::{application, Block, Client, Handles};
use panshi_runtime::constants::SLOT_DURATION;
use sc_consensus::BlockImportParams;
use sc_consensus_aura::{
	find_pre_digest,
	standalone::{seal, slot_author},
};
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, ConsensusDataProvider, Error,
};
use sc_service::{error::Result, Configuration};
use sp_api::{ProvideRuntimeApi, StorageProof};
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{
	sr25519::{AuthorityPair, AuthoritySignature},
	AuraApi, SlotDuration,
};
use sp_inherents::InherentData;
use sp_keystore::KeystorePtr;
use sp_runtime::{traits::Block as BlockT, Digest};
use std::sync::Arc;

type Header = <Block as BlockT>::Header;

/// Makes the digests of the blocks of a development chain.
pub(super) struct DevSeal {
	aura: AuraConsensusDataProvider<Block>,
	client: Arc<Client>,
	keystore: KeystorePtr,
}

impl DevSeal {
	/// Puts the key of the development authority into the keystore, to seal with.
	pub(super) fn new(config: &Configuration, node: &Handles) -> Result<Self> {
		let best = node.client.info().best_hash;
		let seeds = config.dev_key_seed.clone().into_iter().collect();
		sp_session::generate_initial_session_keys(
			node.client.clone(),
			best,
			seeds,
			node.keystore.clone(),
		)
		.map_err(application)?;
		let slot_duration = SlotDuration::from_millis(SLOT_DURATION);
		Ok(Self {
			aura: AuraConsensusDataProvider::new_with_slot_duration(slot_duration),
			client: node.client.clone(),
			keystore: node.keystore.clone(),
		})
	}
}

impl ConsensusDataProvider<Block> for DevSeal {
	fn create_digest(
		&self,
		parent: &Header,
		inherents: &InherentData,
	) -> std::result::Result<Digest, Error> {
		self.aura.create_digest(parent, inherents)
	}

	fn append_block_import(
		&self,
		parent: &Header,
		params: &mut BlockImportParams<Block>,
		_: &InherentData,
		_: StorageProof,
	) -> std::result::Result<(), Error> {
		let authorities = self.client.runtime_api().authorities(parent.hash()).map_err(other)?;
		let slot = find_pre_digest::<Block, AuthoritySignature>(&params.header).map_err(other)?;
		let author = slot_author::<AuthorityPair>(slot, &authorities)
			.ok_or_else(|| Error::StringError("the chain has no authorities".into()))?;
		let seal = seal::<_, AuthorityPair>(&params.header.hash(), author, &self.keystore)?;
		params.post_digests.push(seal);
		Ok(())
	}
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> Error {
	Error::Other(Box::new(error))
}
