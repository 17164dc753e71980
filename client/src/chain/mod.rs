//! The chain, typed: connect, read at a finalized block, submit, follow.
//!
//! Everything here looks at finalized blocks only, so what it reports does not change any more.

mod bundle;
mod call;
pub mod calls;
mod error;
mod events;
mod follow;
mod node;
mod proposal;
mod read;
pub mod refusals;
mod relay;
mod shape;
mod sizes;
mod submit;
mod trail;

pub use bundle::ExportError;
pub use call::{Arguments, Call};
pub use error::{ChainError, Difference};
pub use events::{ChainEvent, EventField};
pub use follow::FinalizedBlocks;
pub use node::{rotate_session_keys, MadeKeys, NodeReport};
pub use proposal::{in_vote, CallWords, NotInVote};
pub use read::{Funds, Snapshot, Votes};
pub use refusals::Refusal;
pub use relay::RelayChain;
pub use sizes::ItemSize;
pub use submit::{Block, Signed, Submitted};
pub use trail::{Subject, TrailEntry};

use panshi_primitives::{BlockNumber, Hash};
use std::sync::Arc;
use subxt::{
	backend::LegacyBackend,
	config::{RpcConfigFor, SubstrateConfig},
	rpcs::{LegacyRpcMethods, RpcClient},
	OnlineClient,
};

/// What every Panshi chain calls itself.
pub const SPEC_NAME: &str = "panshi";

/// How subxt sees the chain. Its zero-sized transaction extensions need no code here: what encodes
/// to nothing is skipped.
pub type Config = SubstrateConfig;

/// A connection to a node of a Panshi chain. Cheap to clone.
#[derive(Clone)]
pub struct Chain {
	client: OnlineClient<Config>,
	rpc: LegacyRpcMethods<RpcConfigFor<Config>>,
	node: RpcClient,
	genesis: Hash,
}

impl Chain {
	/// Connects to the node at `url`, such as `ws://127.0.0.1:9944`, and checks that it serves a
	/// Panshi chain that takes every call of this client with arguments of the same shape.
	pub async fn connect(url: &str) -> Result<Self, ChainError> {
		let unreachable = |source| ChainError::Unreachable { url: url.to_owned(), source };
		let rpc_client = RpcClient::from_insecure_url(url).await.map_err(unreachable)?;
		let rpc = LegacyRpcMethods::new(rpc_client.clone());
		let version = rpc.state_get_runtime_version(None).await.map_err(unreachable)?;
		let found = version.other.get("specName").and_then(|name| name.as_str());
		if found != Some(SPEC_NAME) {
			let found = found.unwrap_or("something else").to_owned();
			return Err(ChainError::AnotherChain { url: url.to_owned(), found });
		}
		let backend = LegacyBackend::builder().storage_page_size(512).build(rpc_client.clone());
		let client = OnlineClient::<Config>::from_backend(Arc::new(backend)).await?;
		let genesis = Hash::from(client.genesis_hash().0);
		let chain = Chain { client, rpc, node: rpc_client, genesis };
		shape::check_calls(chain.head().await?.metadata())?;
		Ok(chain)
	}

	/// Hash of the first block: it tells one chain from another in everything that is signed.
	pub fn genesis(&self) -> Hash {
		self.genesis
	}

	/// The state at the latest finalized block.
	pub async fn head(&self) -> Result<Snapshot, ChainError> {
		Ok(Snapshot::new(self.client.at_current_block().await?))
	}

	/// The state at block `number`, if the node still has it.
	pub async fn at(&self, number: BlockNumber) -> Result<Snapshot, ChainError> {
		Ok(Snapshot::new(self.client.at_block(number).await?))
	}

	/// `call` as it travels within another call.
	pub async fn encode(&self, call: &Call) -> Result<Vec<u8>, ChainError> {
		Ok(self.client.tx().await?.call_data(call)?)
	}
}
