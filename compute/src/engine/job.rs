//! What a compute node keeps of a job, from acceptance to the end.

use crate::sealed_sum::EphemeralSecret;
use codec::{Decode, Encode, Error, Input, Output};
use panshi_primitives::{
	job::{AbortReason, RefusalReason, ResultLayout},
	BlockNumber, Hash,
};
use zeroize::Zeroizing;

/// A job as it is kept on disk.
#[derive(Clone, Debug, Decode, Encode)]
pub struct JobRecord {
	/// Digest of the job. Another job under the same number is another job.
	pub digest: Hash,
	/// Last finalized block at which the job was seen in progress, or an earlier one. An older view
	/// of the chain does not make the node forget it.
	pub seen_at: BlockNumber,
	/// Where it is.
	pub state: JobState,
}

/// Life of a job at a compute node. A job that is in none of these states has been seen at most:
/// nothing was promised. Every state is on disk before a message that follows from it is offered.
#[derive(Clone, Debug, Decode, Encode)]
pub enum JobState {
	/// The job is verified and the data are what was registered. The acceptance is offered until
	/// it is on chain; when all have accepted, the share is computed.
	Accepted {
		/// Secret half of the key that the acceptance publishes.
		secret: StoredSecret,
		/// Name of the data source that serves the job.
		source: String,
	},
	/// The share is on disk and the secret is gone, so it can never be computed again with other
	/// data. Its chunks are offered until they are on chain.
	Ready {
		/// What belongs to each chunk beside its lanes.
		chunks: Vec<SealedChunk>,
	},
	/// All chunks are on chain, or the job asks nothing more of this node. Secrets and shares are
	/// gone.
	Done,
	/// The refusal is offered until the job has ended.
	Refused {
		/// Why.
		reason: RefusalReason,
	},
	/// A joint computation has begun, and the secret is gone from here. Where it is not in progress
	/// it was cut off, and that is reported: it is not begun again.
	Computing,
	/// The sealed result or answer is on disk. The commitment to it is offered until it is on chain,
	/// and then its chunks are.
	Sealed {
		/// What it is.
		layout: ResultLayout,
	},
	/// The report that the computation stopped is offered until the job has ended.
	Aborted {
		/// Why.
		reason: AbortReason,
	},
}

/// A chunk of a share on disk.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SealedChunk {
	/// Check lane.
	pub check: u64,
	/// BLAKE2b-256 of the lanes.
	pub lanes_hash: Hash,
}

/// An ephemeral secret as part of a record, which is encrypted as a whole.
#[derive(Clone, Debug)]
pub struct StoredSecret(pub EphemeralSecret);

impl Encode for StoredSecret {
	fn encode_to<T: Output + ?Sized>(&self, output: &mut T) {
		self.0.to_bytes().encode_to(output);
	}
}

impl Decode for StoredSecret {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let bytes = Zeroizing::new(<[u8; 32]>::decode(input)?);
		Ok(StoredSecret(EphemeralSecret::from_bytes(*bytes)))
	}
}
