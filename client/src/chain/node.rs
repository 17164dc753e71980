//! The node at the other end of the connection: who it is and how it is doing.

use super::{Chain, ChainError};
use crate::words;
use panshi_primitives::{job::JobId, offchain::ProgressReport, AccountId};
use subxt::rpcs::{rpc_params, RpcClient};

/// What a node says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NodeReport {
	/// Name of its chain.
	pub chain: String,
	/// Whether it is a development chain, whose clock is its own.
	pub is_development: bool,
	/// Version of its program.
	pub version: String,
	/// Version of the chain's runtime.
	pub spec_version: u32,
	/// Version of what transactions look like.
	pub transaction_version: u32,
	/// Nodes that it is connected to.
	pub peers: usize,
	/// Whether it should be connected to some.
	pub should_have_peers: bool,
	/// Whether it is still fetching blocks that others have.
	pub is_syncing: bool,
}

impl Chain {
	/// Asks the node how it is doing.
	pub async fn node(&self) -> Result<NodeReport, ChainError> {
		let version = self.rpc.state_get_runtime_version(None).await?;
		let health = self.rpc.system_health().await?;
		Ok(NodeReport {
			chain: self.rpc.system_chain().await?,
			is_development: self.rpc.system_chain_type().await? == "Development",
			version: self.rpc.system_version().await?,
			spec_version: version.spec_version,
			transaction_version: version.transaction_version,
			peers: health.peers,
			should_have_peers: health.should_have_peers,
			is_syncing: health.is_syncing,
		})
	}

	/// How far the job is at the compute nodes beside the node; none where it has not asked any since
	/// it started. It is the word of that node, and no part of the chain's state.
	pub async fn progress(&self, job: JobId) -> Result<Option<ProgressReport>, ChainError> {
		let answer: Answer<_> = self.node.request("panshi_progress", rpc_params![job]).await?;
		Ok(answer.value)
	}
}

/// The answer of a node to a question of its own about its chain.
#[derive(serde::Deserialize)]
struct Answer<T> {
	value: T,
}

/// Session keys that a node has made and keeps, and its proof that it has them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MadeKeys {
	/// The public keys, encoded as the chain takes them.
	pub keys: Vec<u8>,
	/// Signatures of the keys over their owner, encoded.
	pub proof: Vec<u8>,
}

/// Has the node at `url`, whose unsafe methods must be open, make session keys for `owner`.
pub async fn rotate_session_keys(url: &str, owner: &AccountId) -> Result<MadeKeys, ChainError> {
	let unreachable = |source| ChainError::Unreachable { url: url.to_owned(), source };
	let node = RpcClient::from_insecure_url(url).await.map_err(unreachable)?;
	let owner = words::bytes(owner.as_ref());
	let made: serde_json::Value =
		node.request("author_rotateKeysWithOwner", rpc_params![owner]).await?;
	let bytes = |name: &str| {
		let text = made[name].as_str().and_then(|text| text.strip_prefix("0x"));
		text.and_then(|text| hex::decode(text).ok()).ok_or(ChainError::NoSessionKeys)
	};
	Ok(MadeKeys { keys: bytes("keys")?, proof: bytes("proof")? })
}
