//! The port to the chain: what a job needs to know, read at one finalized block.

use codec::{DecodeAll, Encode};
use jsonrpsee::{
	core::client::ClientT,
	http_client::{HttpClient, HttpClientBuilder},
	rpc_params,
};
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::JobId,
	offchain::{methods, Assignment, ComputeNodeAnswer},
	BlockNumber, Hash, SigningKey,
};
use serde::Deserialize;
use std::{future::Future, time::Duration};
use thiserror::Error;

/// Longest answer that is read.
const MAX_ANSWER: u32 = 16 * 1_024 * 1_024;
const TIMEOUT: Duration = Duration::from_secs(15);

/// Why the chain could not be read.
#[derive(Debug, Error)]
pub enum ChainError {
	/// The chain node cannot be reached, or it refused.
	#[error("the chain node does not answer")]
	Client(#[from] jsonrpsee::core::client::Error),
	/// The chain node answered something that is not what it was asked for.
	#[error("the chain node's answer to {method} cannot be read")]
	Malformed {
		/// What it was asked.
		method: &'static str,
	},
}

/// A finalized block.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Head {
	/// Its hash.
	pub hash: Hash,
	/// Its height.
	pub number: BlockNumber,
}

/// Finalized chain state.
pub trait ChainPort: Send + Sync + 'static {
	/// Hash of the genesis block.
	fn genesis(&self) -> impl Future<Output = Result<Hash, ChainError>> + Send;

	/// The last finalized block.
	fn finalized_head(&self) -> impl Future<Output = Result<Head, ChainError>> + Send;

	/// The compute node that is registered with `key`.
	fn compute_node(
		&self,
		key: SigningKey,
		at: Hash,
	) -> impl Future<Output = Result<ComputeNodeAnswer, ChainError>> + Send;

	/// Jobs in progress in which `node` takes part.
	fn open_jobs(
		&self,
		node: ComputeNodeId,
		at: Hash,
	) -> impl Future<Output = Result<Vec<JobId>, ChainError>> + Send;

	/// What `node` needs to know of `job`.
	fn assignment(
		&self,
		job: JobId,
		node: ComputeNodeId,
		at: Hash,
	) -> impl Future<Output = Result<Option<Assignment>, ChainError>> + Send;

	/// A chunk of the parameters of `job`.
	fn parameter_chunk(
		&self,
		job: JobId,
		index: u32,
		at: Hash,
	) -> impl Future<Output = Result<Option<Vec<u8>>, ChainError>> + Send;
}

/// The chain as a node's JSON-RPC over HTTP gives it.
#[derive(Clone, Debug)]
pub struct RpcChain {
	client: HttpClient,
}

#[derive(Deserialize)]
struct Header {
	number: String,
}

impl RpcChain {
	/// The node at `url`, such as `http://127.0.0.1:9944`. Connects when it is asked something.
	pub fn new(url: &str) -> Result<Self, ChainError> {
		let client = HttpClientBuilder::default()
			.request_timeout(TIMEOUT)
			.max_response_size(MAX_ANSWER)
			.build(url)?;
		Ok(RpcChain { client })
	}

	async fn call<T: DecodeAll>(
		&self,
		method: &'static str,
		arguments: impl Encode,
		at: Hash,
	) -> Result<T, ChainError> {
		let arguments = format!("0x{}", hex::encode(arguments.encode()));
		let params = rpc_params![method, arguments, to_hex(at)];
		let answer: String = self.client.request("state_call", params).await?;
		from_hex(&answer)
			.and_then(|bytes| T::decode_all(&mut bytes.as_slice()).ok())
			.ok_or(ChainError::Malformed { method })
	}

	async fn hash(
		&self,
		method: &'static str,
		params: jsonrpsee::core::params::ArrayParams,
	) -> Result<Hash, ChainError> {
		let answer: String = self.client.request(method, params).await?;
		let bytes: Option<[u8; 32]> = from_hex(&answer).and_then(|bytes| bytes.try_into().ok());
		bytes.map(Hash::from).ok_or(ChainError::Malformed { method })
	}
}

fn to_hex(hash: Hash) -> String {
	format!("0x{}", hex::encode(hash))
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
	hex::decode(text.strip_prefix("0x")?).ok()
}

impl ChainPort for RpcChain {
	async fn genesis(&self) -> Result<Hash, ChainError> {
		self.hash("chain_getBlockHash", rpc_params![0]).await
	}

	async fn finalized_head(&self) -> Result<Head, ChainError> {
		const METHOD: &str = "chain_getHeader";
		let hash = self.hash("chain_getFinalizedHead", rpc_params![]).await?;
		let header: Header = self.client.request(METHOD, rpc_params![to_hex(hash)]).await?;
		let number = header.number.strip_prefix("0x").map(|n| BlockNumber::from_str_radix(n, 16));
		match number {
			Some(Ok(number)) => Ok(Head { hash, number }),
			_ => Err(ChainError::Malformed { method: METHOD }),
		}
	}

	async fn compute_node(
		&self,
		key: SigningKey,
		at: Hash,
	) -> Result<ComputeNodeAnswer, ChainError> {
		self.call(methods::COMPUTE_NODE, key, at).await
	}

	async fn open_jobs(&self, node: ComputeNodeId, at: Hash) -> Result<Vec<JobId>, ChainError> {
		self.call(methods::OPEN_JOBS, node, at).await
	}

	async fn assignment(
		&self,
		job: JobId,
		node: ComputeNodeId,
		at: Hash,
	) -> Result<Option<Assignment>, ChainError> {
		self.call(methods::ASSIGNMENT, (job, node), at).await
	}

	async fn parameter_chunk(
		&self,
		job: JobId,
		index: u32,
		at: Hash,
	) -> Result<Option<Vec<u8>>, ChainError> {
		self.call(methods::PARAMETER_CHUNK, (job, index), at).await
	}
}
