//! Makes audit bundles: asks a node for headers and proofs until the verifier has all it needs.

use super::{Chain, ChainError, Config, RelayChain};
use codec::{DecodeAll, Encode};
use panshi_audit::{
	block_keys, extrinsic_nodes, turn, Bundle, Draft, Finality, Header, RelayTrust, Report, Trust,
};
use panshi_primitives::{trail::Subject, BlockNumber, Hash};
use std::collections::BTreeSet;
use subxt::config::{substrate::SubstrateHeader, HashFor};

/// Blocks between a block and the one in whose state its hash is proven, at most: the runtime keeps
/// the hashes of some more.
const HOP: BlockNumber = 4_000;
/// Rounds of authorities over which a quorum of them is looked for.
const ROUNDS: usize = 8;
/// How many final blocks of the relay chain are looked at, where the node does not have the first.
const LOOKS: usize = 10;
/// Most questions to the node for one bundle.
const MAX_QUESTIONS: usize = 100_000;

/// Why no bundle was made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
	/// The chain or the connection.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// What the node gave proves nothing.
	#[error("the node's answers do not make a proof: {0}")]
	Unproven(#[from] panshi_audit::Error),
	/// The node has no such block, or not its state any more.
	#[error("the node has no block {0}. Ask an archive node")]
	NoBlock(BlockNumber),
	/// The node gave a header that does not decode.
	#[error("the node's header of block {0} does not decode")]
	BadHeader(BlockNumber),
	/// The node's extrinsics are not those of the block.
	#[error("the node's extrinsics of block {0:?} do not have the root in its header")]
	BadBody(Hash),
	/// Not enough authorities have sealed the latest blocks.
	#[error("a quorum of {quorum} authorities has not sealed any of the {looked} latest blocks")]
	NoQuorum {
		/// How many are asked for.
		quorum: usize,
		/// Blocks that were looked at.
		looked: usize,
	},
	/// The relay chain made no block final for a long time.
	#[error("the relay chain's node has told of no final block. See its log")]
	NoVotes,
	/// The relay chain's node gave votes that do not decode.
	#[error("the votes that the relay chain's node gave do not decode")]
	BadVotes,
	/// The relay chain does not have the parachain.
	#[error(
		"the relay chain has no head of the parachain {0}. Name a node of the right relay chain"
	)]
	NotThere(u32),
	/// The parachain's node does not have the blocks that the relay chain made final.
	#[error("the node does not have the block {0} that the relay chain made final. Wait until it has synced")]
	OtherHead(BlockNumber),
	/// The proof does not end.
	#[error("the proof takes more than {MAX_QUESTIONS} pieces")]
	TooLarge,
}

impl From<subxt::rpcs::Error> for ExportError {
	fn from(error: subxt::rpcs::Error) -> Self {
		ExportError::Chain(error.into())
	}
}

impl Chain {
	/// The genesis and the authorities of this chain at its latest finalized block, as its node says.
	pub async fn trust(&self) -> Result<Trust, ChainError> {
		let authorities = self.head().await?.authorities().await?;
		Ok(Trust::new(self.genesis(), authorities))
	}

	/// As [`trust`](Chain::trust), with the validators of the relay chain at their latest final block,
	/// as its node says.
	pub async fn trust_with(&self, relay: &RelayChain) -> Result<Trust, ExportError> {
		let para = self.head().await?.para_id().await?;
		Ok(Trust { relay: Some(relay.trust(para).await?), ..self.trust().await? })
	}

	/// Makes the bundle of `subject`, an agreement or a job, and says what it proves to who trusts
	/// [`trust`](Chain::trust), or with a node of the relay chain [`trust_with`](Chain::trust_with) it.
	pub async fn bundle(
		&self,
		subject: Subject,
		relay: Option<&RelayChain>,
	) -> Result<(Bundle, Report), ExportError> {
		let trust = match relay {
			Some(relay) => self.trust_with(relay).await?,
			None => self.trust().await?,
		};
		let (sealed, finality, proof) = match (relay, &trust.relay) {
			(Some(relay), Some(RelayTrust { para, .. })) => {
				let (sealed, finality) = self.sealed_and_final(&trust, relay, *para).await?;
				let proof = relay.proof(finality.header.hash(), *para).await?;
				(sealed, Some(finality), proof)
			},
			_ => {
				let head = self.head().await?.number();
				(self.sealed(&trust, head).await?, None, Vec::new())
			},
		};
		let Some(anchor) = sealed.first() else {
			return Err(ExportError::NoQuorum { quorum: trust.quorum, looked: 0 });
		};
		let blocks = self.blocks_of(&subject, anchor.number).await?;
		let mut ancestors = Vec::with_capacity(blocks.len());
		for number in blocks {
			ancestors.push(self.header(number).await?);
		}
		let nodes = proof.into_iter().collect();
		let mut draft = Draft { subject, sealed, relay: finality, ancestors, nodes };
		let common = self.common_proofs(&draft).await?;
		draft.nodes.extend(common);
		for _ in 0..MAX_QUESTIONS {
			use panshi_audit::Error::{MissingExtrinsic, MissingState};
			let more = match draft.attempt(&trust) {
				Ok(made) => return Ok(made),
				Err(MissingState { block, key }) => self.state_proof(block, &[key]).await?,
				Err(MissingExtrinsic { block, .. }) => self.body(block).await?,
				Err(error) => return Err(error.into()),
			};
			let before = draft.nodes.len();
			draft.nodes.extend(more);
			// A node that says nothing new would be asked for ever.
			if draft.nodes.len() == before {
				return Err(draft.attempt(&trust).err().map_or(ExportError::TooLarge, Into::into));
			}
		}
		Err(ExportError::TooLarge)
	}

	/// Headers up to one that the relay chain has just made final, and what shows that it did.
	async fn sealed_and_final(
		&self,
		trust: &Trust,
		relay: &RelayChain,
		para: u32,
	) -> Result<(Vec<Header>, Finality), ExportError> {
		let mut behind = 0;
		// The node may be behind the relay chain by some blocks.
		for _ in 0..LOOKS {
			let (finality, head) = relay.next_final(para).await?;
			match self.sealed(trust, head.number).await {
				Ok(sealed) if sealed.last() == Some(&head) => return Ok((sealed, finality)),
				Ok(_) | Err(ExportError::NoBlock(_)) => behind = head.number,
				Err(error) => return Err(error),
			}
		}
		Err(ExportError::OtherHead(behind))
	}

	/// The headers up to `head`, from the first one on which a quorum has sealed a block.
	async fn sealed(&self, trust: &Trust, head: BlockNumber) -> Result<Vec<Header>, ExportError> {
		let most = trust.authorities.len() * ROUNDS;
		let mut sealers = BTreeSet::new();
		let mut headers = Vec::new();
		for number in (1..=head).rev().take(most) {
			let header = self.header(number).await?;
			sealers.extend(turn(&header, trust.authorities.len()).map(|(_, author)| author));
			headers.insert(0, header);
			if sealers.len() >= trust.quorum {
				return Ok(headers);
			}
		}
		Err(ExportError::NoQuorum { quorum: trust.quorum, looked: headers.len() })
	}

	/// The blocks before `anchor` that the bundle of `subject` needs, the latest first: those with
	/// its events, and others between them so that none is too far from the next.
	async fn blocks_of(
		&self,
		subject: &Subject,
		anchor: BlockNumber,
	) -> Result<Vec<BlockNumber>, ChainError> {
		let mut subjects = vec![subject.clone()];
		if let Subject::Job(job) = subject {
			let job = self.head().await?.job(*job).await?;
			subjects.push(Subject::Agreement(job.spec.agreement));
		}
		let mut wanted = BTreeSet::new();
		for subject in subjects {
			let trail = self.trail(subject, None, Some(anchor)).await?;
			wanted.extend(trail.into_iter().map(|entry| entry.block).filter(|n| *n < anchor));
		}
		let mut blocks = Vec::with_capacity(wanted.len());
		let mut child = anchor;
		for number in wanted.into_iter().rev() {
			while child.saturating_sub(number) > HOP {
				child = child.saturating_sub(HOP);
				blocks.push(child);
			}
			if child != number {
				blocks.push(number);
				child = number;
			}
		}
		Ok(blocks)
	}

	async fn header(&self, number: BlockNumber) -> Result<Header, ExportError> {
		let missing = || ExportError::NoBlock(number);
		let number_of = u64::from(number).into();
		let hash = self.rpc.chain_get_block_hash(Some(number_of)).await?.ok_or_else(missing)?;
		let header: SubstrateHeader<HashFor<Config>> =
			self.rpc.chain_get_header(Some(hash)).await?.ok_or_else(missing)?;
		Header::decode_all(&mut header.encode().as_slice())
			.map_err(|_| ExportError::BadHeader(number))
	}

	/// Proofs of what is read in the state of every block.
	async fn common_proofs(&self, draft: &Draft) -> Result<BTreeSet<Vec<u8>>, ExportError> {
		let blocks = draft.sealed.iter().take(1).chain(&draft.ancestors);
		let next = draft.ancestors.iter().map(|header| Some(header.number)).chain([None]);
		let mut nodes = BTreeSet::new();
		for (header, ancestor) in blocks.zip(next) {
			nodes.extend(self.state_proof(header.hash(), &block_keys(ancestor)).await?);
		}
		Ok(nodes)
	}

	async fn state_proof(
		&self,
		block: Hash,
		keys: &[Vec<u8>],
	) -> Result<Vec<Vec<u8>>, ExportError> {
		let at = HashFor::<Config>::from(block.0);
		let keys = keys.iter().map(Vec::as_slice);
		let proof = self.rpc.state_get_read_proof(keys, Some(at)).await?;
		Ok(proof.proof.into_iter().map(|node| node.0).collect())
	}

	/// The trie of a block's extrinsics.
	async fn body(&self, block: Hash) -> Result<Vec<Vec<u8>>, ExportError> {
		let at = HashFor::<Config>::from(block.0);
		let bad = || ExportError::BadBody(block);
		let found = self.rpc.chain_get_block(Some(at)).await?.ok_or_else(bad)?.block;
		let extrinsics: Vec<Vec<u8>> = found.extrinsics.into_iter().map(|bytes| bytes.0).collect();
		let (root, nodes) = extrinsic_nodes(&extrinsics).ok_or_else(bad)?;
		match root.0 == found.header.extrinsics_root.0 {
			true => Ok(nodes.into_iter().collect()),
			false => Err(bad()),
		}
	}
}
