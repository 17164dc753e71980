//! Makes audit bundles: asks a node for headers and proofs until the verifier has all it needs.

use super::{Chain, ChainError, Config};
use codec::{DecodeAll, Encode};
use panshi_audit::{block_keys, extrinsic_nodes, turn, Bundle, Draft, Header, Report, Trust};
use panshi_primitives::{trail::Subject, BlockNumber, Hash};
use std::collections::BTreeSet;
use subxt::config::{substrate::SubstrateHeader, HashFor};

/// Blocks between a block and the one in whose state its hash is proven, at most: the runtime keeps
/// the hashes of some more.
const HOP: BlockNumber = 4_000;
/// Rounds of authorities over which a quorum of them is looked for.
const ROUNDS: usize = 8;
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

	/// Makes the bundle of `subject`, an agreement or a job, and says what it proves to who trusts
	/// [`trust`](Chain::trust).
	pub async fn bundle(&self, subject: Subject) -> Result<(Bundle, Report), ExportError> {
		let trust = self.trust().await?;
		let sealed = self.sealed(&trust).await?;
		let Some(anchor) = sealed.first() else {
			return Err(ExportError::NoQuorum { quorum: trust.quorum, looked: 0 });
		};
		let blocks = self.blocks_of(&subject, anchor.number).await?;
		let mut ancestors = Vec::with_capacity(blocks.len());
		for number in blocks {
			ancestors.push(self.header(number).await?);
		}
		let mut draft = Draft { subject, sealed, ancestors, nodes: BTreeSet::new() };
		draft.nodes = self.common_proofs(&draft).await?;
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

	/// The latest finalized headers, from the first one on which a quorum has sealed a block.
	async fn sealed(&self, trust: &Trust) -> Result<Vec<Header>, ExportError> {
		let head = self.head().await?.number();
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
