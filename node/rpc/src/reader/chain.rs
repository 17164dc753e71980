//! What the readers need from a node, and how the SDK's client gives it.

use codec::Encode;
use panshi_primitives::{BlockNumber, Hash};
use polkadot_sdk::{
	sc_client_api::{
		backend::AuxStore, Backend, BlockBackend, CallExecutor, ExecutorProvider, ProofProvider,
		StorageKey, StorageProvider,
	},
	sp_blockchain::{self, HeaderBackend},
	sp_core::traits::CallContext,
	sp_runtime::traits::{Block as BlockT, Header as HeaderT},
};
use std::{marker::PhantomData, sync::Arc};

/// Why the chain could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum StateError {
	/// The state of the block is not there any more.
	#[error("the state of the block has been discarded")]
	Discarded,
	/// Anything else.
	#[error("{0}")]
	Other(String),
}

/// What is read of a header.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct BlockHeader {
	pub(crate) number: BlockNumber,
	pub(crate) state_root: Hash,
	/// SCALE encoding of the whole header.
	pub(crate) encoded: Vec<u8>,
}

/// What the readers need from a node: its blocks, their states, and a place for an index.
pub(crate) trait ChainAccess: Send + Sync {
	/// Hash and height of the latest finalized block.
	fn finalized(&self) -> (Hash, BlockNumber);
	/// Hash of the best block.
	fn best(&self) -> Hash;
	/// The header of a block.
	fn header(&self, hash: Hash) -> Result<Option<BlockHeader>, StateError>;
	/// The block at a height of the best chain.
	fn hash(&self, number: BlockNumber) -> Result<Option<Hash>, StateError>;
	/// The answer of a runtime API method at a block.
	fn call(&self, at: Hash, method: &str, argument: &[u8]) -> Result<Vec<u8>, StateError>;
	/// The value under a key of the state.
	fn storage(&self, at: Hash, key: &[u8]) -> Result<Option<Vec<u8>>, StateError>;
	/// Hash of the value under a key of the state.
	fn storage_hash(&self, at: Hash, key: &[u8]) -> Result<Option<Hash>, StateError>;
	/// Nodes of the trie that prove what is under keys of the state.
	fn prove(&self, at: Hash, keys: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, StateError>;
	/// The SCALE encodings of the extrinsics of a block.
	fn extrinsics(&self, at: Hash) -> Result<Option<Vec<Vec<u8>>>, StateError>;
	/// What the index keeps under a key.
	fn kept(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StateError>;
	/// Has the index keep values under keys, all of them or none.
	fn keep(&self, entries: &[(Vec<u8>, Vec<u8>)]) -> Result<(), StateError>;
}

/// The SDK's client of a full node.
pub(crate) struct FullChain<Block, Client, Storage> {
	client: Arc<Client>,
	_types: PhantomData<fn() -> (Block, Storage)>,
}

impl<Block, Client, Storage> FullChain<Block, Client, Storage> {
	pub(crate) fn new(client: Arc<Client>) -> Self {
		FullChain { client, _types: PhantomData }
	}
}

fn state(error: sp_blockchain::Error) -> StateError {
	match error {
		// The header is there: what is unknown is the state.
		sp_blockchain::Error::UnknownBlock(_) => StateError::Discarded,
		error => other(error),
	}
}

fn other(error: sp_blockchain::Error) -> StateError {
	StateError::Other(error.to_string())
}

impl<Block, Client, Storage> ChainAccess for FullChain<Block, Client, Storage>
where
	Block: BlockT<Hash = Hash>,
	Block::Header: HeaderT<Number = BlockNumber>,
	Storage: Backend<Block> + 'static,
	Client: HeaderBackend<Block>
		+ BlockBackend<Block>
		+ StorageProvider<Block, Storage>
		+ ProofProvider<Block>
		+ ExecutorProvider<Block>
		+ AuxStore
		+ Send
		+ Sync
		+ 'static,
{
	fn finalized(&self) -> (Hash, BlockNumber) {
		let info = self.client.info();
		(info.finalized_hash, info.finalized_number)
	}

	fn best(&self) -> Hash {
		self.client.info().best_hash
	}

	fn header(&self, hash: Hash) -> Result<Option<BlockHeader>, StateError> {
		let header = self.client.header(hash).map_err(other)?;
		Ok(header.map(|header| BlockHeader {
			number: *header.number(),
			state_root: *header.state_root(),
			encoded: header.encode(),
		}))
	}

	fn hash(&self, number: BlockNumber) -> Result<Option<Hash>, StateError> {
		self.client.hash(number).map_err(other)
	}

	fn call(&self, at: Hash, method: &str, argument: &[u8]) -> Result<Vec<u8>, StateError> {
		let executor = self.client.executor();
		executor.call(at, method, argument, CallContext::Offchain).map_err(state)
	}

	fn storage(&self, at: Hash, key: &[u8]) -> Result<Option<Vec<u8>>, StateError> {
		let value = self.client.storage(at, &StorageKey(key.to_vec())).map_err(state)?;
		Ok(value.map(|value| value.0))
	}

	fn storage_hash(&self, at: Hash, key: &[u8]) -> Result<Option<Hash>, StateError> {
		self.client.storage_hash(at, &StorageKey(key.to_vec())).map_err(state)
	}

	fn prove(&self, at: Hash, keys: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, StateError> {
		let proof = self.client.read_proof(at, &mut keys.iter().map(Vec::as_slice));
		Ok(proof.map_err(state)?.into_iter_nodes().collect())
	}

	fn extrinsics(&self, at: Hash) -> Result<Option<Vec<Vec<u8>>>, StateError> {
		let body = self.client.block_body(at).map_err(other)?;
		Ok(body.map(|extrinsics| extrinsics.iter().map(Encode::encode).collect()))
	}

	fn kept(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StateError> {
		self.client.get_aux(key).map_err(other)
	}

	fn keep(&self, entries: &[(Vec<u8>, Vec<u8>)]) -> Result<(), StateError> {
		let entries: Vec<(&[u8], &[u8])> =
			entries.iter().map(|(key, value)| (key.as_slice(), value.as_slice())).collect();
		let none: [&&[u8]; 0] = [];
		self.client.insert_aux(entries.iter(), none).map_err(other)
	}
}
