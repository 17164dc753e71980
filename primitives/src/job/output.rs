//! What a job gives: a sum that the chain makes, or sealed bytes that compute nodes bring.
//!
//! A result of bytes has *parts*: one that all compute nodes agree on, or one of each of them. A
//! part goes on chain in *chunks* of [`RESULT_CHUNK`] bytes, after a commitment to its
//! [`ResultLayout`].

use super::{JobId, Strength, MAX_PARTICIPANTS};
use crate::{consortium::ComputeNodeId, sealed_sum::chunk_count, Hash};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Bytes of every chunk of a part but the last, which may be shorter.
pub const RESULT_CHUNK: u32 = 64 * 1_024;
/// Most chunks of a result, over all its parts.
pub const MAX_RESULT_CHUNKS: u32 = 64;
/// Most bytes of a part.
pub const MAX_RESULT_BYTES: u32 = RESULT_CHUNK * MAX_RESULT_CHUNKS;

/// What a job gives, as its algorithm says for its parameters and participants.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum JobOutput {
	/// The sum of the share vectors of all participants.
	Sum {
		/// Lanes, the weighted check lane included.
		lanes: u32,
	},
	/// One sealed result, to which all participants commit.
	Agreed {
		/// Most bytes of it.
		most_bytes: u32,
		/// Who may cheat in the computation.
		strength: Strength,
	},
	/// A sealed answer of each participant.
	Collected {
		/// Most bytes of each.
		most_bytes: u32,
	},
}

impl JobOutput {
	/// Lanes of the sum; zero where the result is no sum.
	pub fn lanes(&self) -> u32 {
		match self {
			JobOutput::Sum { lanes } => *lanes,
			JobOutput::Agreed { .. } | JobOutput::Collected { .. } => 0,
		}
	}

	/// Most bytes of a part; zero where the result is a sum.
	pub fn most_bytes(&self) -> u32 {
		match self {
			JobOutput::Sum { .. } => 0,
			JobOutput::Agreed { most_bytes, .. } | JobOutput::Collected { most_bytes } => {
				*most_bytes
			},
		}
	}

	/// Number of parts of bytes in a job of `participants`.
	pub fn parts(&self, participants: u32) -> u32 {
		match self {
			JobOutput::Sum { .. } => 0,
			JobOutput::Agreed { .. } => 1,
			JobOutput::Collected { .. } => participants,
		}
	}

	/// The part that the participant at `index` brings; none where the result is a sum.
	pub fn part_of(&self, index: usize) -> Option<u32> {
		match self {
			JobOutput::Sum { .. } => None,
			JobOutput::Agreed { .. } => Some(0),
			JobOutput::Collected { .. } => u32::try_from(index).ok(),
		}
	}

	/// Most chunks that a job of `participants` keeps on chain.
	pub fn chunks(&self, participants: u32) -> u32 {
		match self {
			JobOutput::Sum { lanes } => chunk_count(*lanes),
			bytes => {
				let each = bytes.most_bytes().div_ceil(RESULT_CHUNK);
				each.saturating_mul(bytes.parts(participants))
			},
		}
	}
}

/// Length of a part and the hashes of its chunks: what compute nodes commit to.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ResultLayout {
	/// Bytes of the part.
	pub length: u32,
	/// BLAKE2b-256 of each chunk.
	pub chunks: BoundedVec<Hash, ConstU32<MAX_RESULT_CHUNKS>>,
}

impl ResultLayout {
	/// The layout of `bytes`, with `hash` as BLAKE2b-256; none if there are more than
	/// [`MAX_RESULT_BYTES`].
	pub fn of(bytes: &[u8], hash: impl Fn(&[u8]) -> [u8; 32]) -> Option<Self> {
		let chunk = usize::try_from(RESULT_CHUNK).ok()?;
		let hashes: alloc::vec::Vec<Hash> =
			bytes.chunks(chunk).map(|chunk| Hash::from(hash(chunk))).collect();
		Some(ResultLayout {
			length: u32::try_from(bytes.len()).ok()?,
			chunks: hashes.try_into().ok()?,
		})
	}

	/// Whether it is that of one to `most` bytes.
	pub fn fits(&self, most: u32) -> bool {
		let wanted = usize::try_from(self.length.div_ceil(RESULT_CHUNK));
		(1..=most).contains(&self.length) && wanted == Ok(self.chunks.len())
	}

	/// Bytes of the chunk `index`; zero past the end.
	pub fn bytes_in_chunk(&self, index: u32) -> u32 {
		let start = index.saturating_mul(RESULT_CHUNK);
		self.length.saturating_sub(start).min(RESULT_CHUNK)
	}

	/// The hash of chunk `index`.
	pub fn hash(&self, index: u32) -> Option<&Hash> {
		self.chunks.get(usize::try_from(index).ok()?)
	}
}

/// A set of chunks by index.
#[derive(
	Clone,
	Copy,
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
pub struct ChunkSet(u64);

impl ChunkSet {
	/// Whether chunk `index` is in the set.
	pub fn contains(self, index: u32) -> bool {
		self.0 & Self::bit(index) != 0
	}

	/// The set with chunk `index` added.
	pub fn with(self, index: u32) -> Self {
		ChunkSet(self.0 | Self::bit(index))
	}

	/// Number of chunks in the set.
	pub fn len(self) -> u32 {
		self.0.count_ones()
	}

	/// Whether the set is empty.
	pub fn is_empty(self) -> bool {
		self.0 == 0
	}

	fn bit(index: u32) -> u64 {
		1u64.checked_shl(index).unwrap_or_default()
	}
}

/// A part of a result on chain, as far as it has come.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ResultPart {
	/// What was committed to.
	pub layout: ResultLayout,
	/// Chunks that are on chain.
	pub received: ChunkSet,
}

impl ResultPart {
	/// Whether all chunks are on chain.
	pub fn is_complete(&self) -> bool {
		usize::try_from(self.received.len()) == Ok(self.layout.chunks.len())
	}
}

/// A compute node's commitment to a part of the result.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Commitment {
	/// The job.
	pub job: JobId,
	/// The compute node.
	pub node: ComputeNodeId,
	/// The bytes.
	pub layout: ResultLayout,
}

/// A chunk of a part that a compute node brings, without its bytes.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ResultHeader {
	/// The job.
	pub job: JobId,
	/// The compute node.
	pub node: ComputeNodeId,
	/// Index of the chunk.
	pub chunk: u32,
}

/// Why a compute node stopped a joint computation. Parties are participants, by index. It is the
/// word of the node that reports it.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum AbortReason {
	/// The party sent what no honest party sends.
	Cheated {
		/// Who.
		party: u8,
	},
	/// The party did not answer in time, or closed the channel.
	Silent {
		/// Who.
		party: u8,
	},
	/// A check failed that cannot tell who cheated.
	Unknown,
	/// The computation does not fit the parameters and the data; nobody cheated.
	Unfit,
	/// The node itself could not go on, such as after a restart in the midst of the computation.
	Interrupted,
	/// Another node has reported, and this one saw nothing wrong.
	Stopped,
}

impl AbortReason {
	/// The party that is accused, if any.
	pub fn accused(&self) -> Option<usize> {
		match self {
			AbortReason::Cheated { party } | AbortReason::Silent { party } => {
				Some(usize::from(*party))
			},
			AbortReason::Unknown
			| AbortReason::Unfit
			| AbortReason::Interrupted
			| AbortReason::Stopped => None,
		}
	}
}

/// A compute node's report that a joint computation stopped.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct AbortReport {
	/// The job.
	pub job: JobId,
	/// The compute node.
	pub node: ComputeNodeId,
	/// Digest of the job as the node saw it.
	pub job_digest: Hash,
	/// Why.
	pub reason: AbortReason,
}

/// What a participant said of a computation that stopped.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct AbortNote {
	/// Its index.
	pub party: u8,
	/// What it said.
	pub reason: AbortReason,
}

/// What participants said of a computation that stopped, in the order of arrival.
pub type AbortNotes = BoundedVec<AbortNote, ConstU32<MAX_PARTICIPANTS>>;

/// The party that cheated beyond the word of one: everybody else of `participants` says so, and at
/// most one party may cheat, so that an honest one is among them.
///
/// Where all but one may cheat, those who accuse may have agreed to; then nobody is convicted. A
/// party that somebody calls silent is not either: it may have fallen silent because it found a
/// cheater out.
pub fn convicted(notes: &[AbortNote], participants: usize, strength: Strength) -> Option<usize> {
	if strength != Strength::HonestMajority {
		return None;
	}
	let accuses = |note: &AbortNote, party: usize| {
		usize::from(note.party) != party
			&& matches!(note.reason, AbortReason::Cheated { party: p } if usize::from(p) == party)
	};
	(0..participants).find(|party| {
		let accusers = notes.iter().filter(|note| accuses(note, *party)).count();
		accusers.checked_add(1) == Some(participants)
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use AbortReason::{Cheated, Silent, Stopped, Unknown};

	fn hash(bytes: &[u8]) -> [u8; 32] {
		sp_crypto_hashing::blake2_256(bytes)
	}

	#[test]
	fn lays_bytes_out_in_chunks() {
		let bytes = alloc::vec![7; 2 * 64 * 1_024 + 1];
		let layout = ResultLayout::of(&bytes, hash).expect("it fits");
		assert_eq!((layout.length, layout.chunks.len()), (2 * RESULT_CHUNK + 1, 3));
		assert_eq!(layout.bytes_in_chunk(1), RESULT_CHUNK);
		assert_eq!((layout.bytes_in_chunk(2), layout.bytes_in_chunk(3)), (1, 0));
		assert_eq!(layout.bytes_in_chunk(u32::MAX), 0);
		assert_eq!(layout.hash(2), Some(&Hash::from(hash(&[7]))));
		assert_eq!(layout.hash(3), None);
		assert!(layout.fits(2 * RESULT_CHUNK + 1));
		assert!(!layout.fits(2 * RESULT_CHUNK));
		let too_long = alloc::vec![0; 4 * 1_024 * 1_024 + 1];
		assert_eq!(ResultLayout::of(&too_long, hash), None);
	}

	#[test]
	fn refuses_layouts_that_do_not_add_up() {
		let layout = |length, chunks: usize| ResultLayout {
			length,
			chunks: alloc::vec![Hash::zero(); chunks].try_into().expect("few"),
		};
		for (length, chunks, fits) in [
			(1, 1, true),
			(RESULT_CHUNK, 1, true),
			(RESULT_CHUNK + 1, 2, true),
			(0, 0, false),
			(0, 1, false),
			(1, 2, false),
			(RESULT_CHUNK + 1, 1, false),
			(u32::MAX, 64, false),
		] {
			assert_eq!(layout(length, chunks).fits(MAX_RESULT_BYTES), fits, "{length} {chunks}");
		}
	}

	#[test]
	fn a_set_of_chunks_holds_64() {
		let all = (0..64).fold(ChunkSet::default(), ChunkSet::with);
		assert_eq!(all.len(), 64);
		assert!(all.contains(63) && !all.contains(64));
		assert_eq!(all.with(64), all);
		assert!(ChunkSet::default().is_empty() && !all.is_empty());
	}

	#[test]
	fn counts_what_stays_on_chain() {
		let strength = Strength::AllButOne;
		let agreed = JobOutput::Agreed { most_bytes: RESULT_CHUNK + 1, strength };
		let collected = JobOutput::Collected { most_bytes: RESULT_CHUNK + 1 };
		assert_eq!((agreed.chunks(3), collected.chunks(3)), (2, 6));
		assert_eq!((agreed.part_of(2), collected.part_of(2)), (Some(0), Some(2)));
		let sum = JobOutput::Sum { lanes: 8_193 };
		assert_eq!((sum.chunks(3), sum.parts(3), sum.part_of(1)), (2, 0, None));
	}

	#[test]
	fn convicts_by_all_others_where_one_may_cheat() {
		use Strength::{AllButOne, HonestMajority};
		let note = |party, reason| AbortNote { party, reason };
		let by_all = [note(0, Cheated { party: 2 }), note(1, Cheated { party: 2 })];
		assert_eq!(convicted(&by_all, 3, HonestMajority), Some(2));
		assert_eq!(convicted(&by_all, 3, AllButOne), None);
		let with_a_countercharge = [note(2, Cheated { party: 0 }), by_all[0], by_all[1]];
		assert_eq!(convicted(&with_a_countercharge, 3, HonestMajority), Some(2));
		for notes in [
			[by_all[0], note(1, Cheated { party: 0 })],
			[by_all[0], note(1, Silent { party: 2 })],
			[by_all[0], note(1, Unknown)],
			[by_all[0], note(2, Stopped)],
			[by_all[0], note(2, Cheated { party: 2 })],
			[note(0, Cheated { party: 9 }), note(1, Cheated { party: 9 })],
		] {
			assert_eq!(convicted(&notes, 3, HonestMajority), None, "{notes:?}");
		}
	}
}
