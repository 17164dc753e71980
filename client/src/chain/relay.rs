//! A node of the relay chain: what it says is final, with the votes that made it so.

use super::{bundle::ExportError, ChainError, Config};
use codec::{Decode, DecodeAll, Encode};
use panshi_audit::{
	head_key, relay_keys, Finality, Header, Justification, RelayTrust, ValidatorKey,
};
use panshi_primitives::Hash;
use std::time::Duration;
use subxt::{
	config::{substrate::SubstrateHeader, HashFor, RpcConfigFor},
	rpcs::{rpc_params, LegacyRpcMethods, RpcClient},
};

/// How long the relay chain may take to make a block final.
const PATIENCE: Duration = Duration::from_secs(120);

/// A connection to a node of the relay chain.
pub struct RelayChain {
	client: RpcClient,
	rpc: LegacyRpcMethods<RpcConfigFor<Config>>,
}

impl RelayChain {
	/// Connects to the node at `url`.
	pub async fn connect(url: &str) -> Result<Self, ChainError> {
		let unreachable = |source| ChainError::Unreachable { url: url.to_owned(), source };
		let client = RpcClient::from_insecure_url(url).await.map_err(unreachable)?;
		Ok(RelayChain { rpc: LegacyRpcMethods::new(client.clone()), client })
	}

	/// Its genesis and its validators at its latest final block, as the node says, for the parachain
	/// with this number.
	pub async fn trust(&self, para: u32) -> Result<RelayTrust, ExportError> {
		let first = 0u64.into();
		let genesis = self.rpc.chain_get_block_hash(Some(first)).await?;
		let genesis = Hash::from(genesis.ok_or(ExportError::NoBlock(0))?.0);
		let head = self.rpc.chain_get_finalized_head().await?;
		let validators: Vec<([u8; 32], u64)> = self.value("Grandpa", "Authorities", head).await?;
		let authorities = validators.into_iter().map(|(key, _)| ValidatorKey::from(key)).collect();
		let set = self.value("Grandpa", "CurrentSetId", head).await?;
		Ok(RelayTrust { genesis, para, authorities, set })
	}

	/// The next block that becomes final, with its votes, and the head of the parachain in its state.
	pub(super) async fn next_final(&self, para: u32) -> Result<(Finality, Header), ExportError> {
		let (ask, end) = ("grandpa_subscribeJustifications", "grandpa_unsubscribeJustifications");
		let mut told = self.client.subscribe::<String>(ask, rpc_params![], end).await?;
		let next = tokio::time::timeout(PATIENCE, told.next()).await;
		let next = next.ok().flatten().ok_or(ExportError::NoVotes)??;
		let bytes = hex::decode(next.trim_start_matches("0x")).unwrap_or_default();
		let justification = Justification::from_bytes(&bytes).ok_or(ExportError::BadVotes)?;
		let at = HashFor::<Config>::from(justification.target.0);
		let missing = || ExportError::NoBlock(justification.number);
		let header: SubstrateHeader<HashFor<Config>> =
			self.rpc.chain_get_header(Some(at)).await?.ok_or_else(missing)?;
		let header = Header::decode_all(&mut header.encode().as_slice())
			.map_err(|_| ExportError::BadHeader(justification.number))?;
		let head = self.rpc.state_get_storage(&head_key(para), Some(at)).await?;
		let head = head.as_deref().and_then(Finality::head).ok_or(ExportError::NotThere(para))?;
		Ok((Finality { header, justification }, head))
	}

	/// The nodes of the state of `block` that prove the head of the parachain.
	pub(super) async fn proof(&self, block: Hash, para: u32) -> Result<Vec<Vec<u8>>, ExportError> {
		let keys = relay_keys(para);
		let keys = keys.iter().map(Vec::as_slice);
		let at = HashFor::<Config>::from(block.0);
		let proof = self.rpc.state_get_read_proof(keys, Some(at)).await?;
		Ok(proof.proof.into_iter().map(|node| node.0).collect())
	}

	/// A plain value of its state; its default, if it is not there.
	async fn value<T: Decode + Default>(
		&self,
		pallet: &str,
		item: &str,
		at: HashFor<Config>,
	) -> Result<T, ExportError> {
		let twox = |name: &str| sp_crypto_hashing::twox_128(name.as_bytes());
		let key = [twox(pallet), twox(item)].concat();
		let bytes = self.rpc.state_get_storage(&key, Some(at)).await?;
		let Some(bytes) = bytes else { return Ok(T::default()) };
		T::decode_all(&mut bytes.as_slice()).map_err(|error| ExportError::Chain(error.into()))
	}
}
