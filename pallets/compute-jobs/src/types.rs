//! Types of the pallet that know no `Config`.

use crate::{features::Closed, Config, WeightInfo};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use panshi_primitives::{
	agreement::PartySet,
	consortium::ComputeNodeId,
	job::{MAX_PARAMETER_CHUNK, RESULT_CHUNK},
	sealed_sum::{LANE_BYTES, MAX_CHUNK_BYTES},
	BlockNumber, Hash,
};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Bytes of a chunk of parameters.
pub type ParameterChunk = BoundedVec<u8, ConstU32<MAX_PARAMETER_CHUNK>>;
/// Lanes of a chunk of a share or of a sum, eight little-endian bytes each.
pub type ShareLanes = BoundedVec<u8, ConstU32<MAX_CHUNK_BYTES>>;
/// Bytes of a chunk of a result.
pub type ResultBytes = BoundedVec<u8, ConstU32<RESULT_CHUNK>>;

/// What has come of a chunk.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct ChunkState {
	/// Participants whose share of it is in the sum.
	pub received: PartySet,
	/// Sum of their check lanes, modulo 2^64.
	pub check: u64,
	/// BLAKE2b-256 of the sum, once all have come.
	pub sum_hash: Option<Hash>,
}

/// Takes the heartbeats that compute nodes hand to the offchain worker.
pub trait HeartbeatSink {
	/// Submits to the transaction pool that `node` was alive at block `at`, with its signature over
	/// [`panshi_primitives::signing::heartbeat_payload`].
	fn submit(
		node: ComputeNodeId,
		at: BlockNumber,
		signature: [u8; 64],
	) -> Result<(), NotSubmitted>;
}

/// The transaction pool did not take a transaction: it is there already, or invalid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotSubmitted;

/// `weight`, and what the end of the job costs if it ended: as much as a refusal.
pub(crate) fn with_end<T: Config>(weight: Weight, ended: Option<Closed>) -> Weight {
	match ended {
		None => weight,
		Some((parties, chunks)) => weight.saturating_add(T::WeightInfo::refuse(parties, chunks)),
	}
}

/// Number of elements, as weights take it.
pub(crate) fn length<V>(elements: &[V]) -> u32 {
	u32::try_from(elements.len()).unwrap_or(u32::MAX)
}

/// Number of lanes, as weights take it.
pub(crate) fn lane_count(lanes: &[u8]) -> u32 {
	length(lanes).div_ceil(LANE_BYTES)
}
