//! Algorithms, jobs, their stages and their records.

mod algorithm;
mod output;
mod record;
mod stage;

pub use algorithm::{
	AggregationMode, Algorithm, AlgorithmContent, AlgorithmStatus, NoOutput, OutputShape,
	ParameterSet, ParametersType, ReviewError, Strength, ALLELE_COUNTS, ALLELE_COUNTS_LANES,
	ASSOCIATION, EVIDENCE, EXACT_QUERY, MAX_COMPUTING_PARTIES, MAX_PARAMETER_CHUNK,
	MAX_PARAMETER_CHUNKS, MILLIONAIRES, NOISED_ALLELE_COUNTS, NOISED_HISTOGRAM, ORDER, OVERLAP,
	OVERLAP_SIZE, PHENOTYPE_RANKING, REGRESSION,
};
pub use output::{
	convicted, AbortNote, AbortNotes, AbortReason, AbortReport, ChunkSet, Commitment, JobOutput,
	ResultHeader, ResultLayout, ResultPart, MAX_RESULT_BYTES, MAX_RESULT_CHUNKS, RESULT_CHUNK,
};
pub use record::{divide_fee, settle_fee, CallRecord, Settlement, WORK_DONE};
pub use stage::{FailureCause, JobStage, RefusalReason, StageError};

use crate::{
	agreement::{AgreementId, ReleaseRule, Share, Windows, MAX_IDENTITIES, MAX_PARTIES},
	consortium::ComputeNodeId,
	data::{DataId, Fingerprint},
	privacy::Rho,
	AccountId, Balance, BlockNumber, ChannelKey, Hash, SigningKey,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Most data identities, and so participants, in a job.
pub const MAX_PARTICIPANTS: u32 = MAX_IDENTITIES;

/// Number of a job, given at its creation and never reused.
pub type JobId = u32;

/// What a consumer asks for.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct JobSpec {
	/// The authorization it runs under.
	pub agreement: AgreementId,
	/// Digest of the algorithm.
	pub algorithm: Hash,
	/// Digest of the parameters; see [`crate::signing::parameters_digest`].
	pub parameters: Hash,
	/// Number of items in the parameters, such as variants. A compute node refuses the job when it
	/// is wrong.
	pub items: u32,
	/// The data.
	pub identities: BoundedVec<DataId, ConstU32<MAX_PARTICIPANTS>>,
	/// One-time X25519 key of the consumer, made for this job alone.
	pub result_key: ChannelKey,
	/// Privacy loss that the result may have, for an algorithm that adds noise: the noise is made
	/// for it, and each data identity is charged. `None` for one that is exact.
	pub rho: Option<Rho>,
}

/// One data set in a job, and the compute node that answers for it.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Participant {
	/// The data.
	pub data: DataId,
	/// Its fingerprint when the job was created.
	pub fingerprint: Fingerprint,
	/// Its holder.
	pub holder: AccountId,
	/// The compute node; at most one participant of a job for each.
	pub node: ComputeNodeId,
	/// The node's signing key when the job was created.
	pub signing_key: SigningKey,
}

/// A job.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Job {
	/// Who asked.
	pub consumer: AccountId,
	/// What for.
	pub spec: JobSpec,
	/// Who takes part, in the order of the spec's identities.
	pub participants: BoundedVec<Participant, ConstU32<MAX_PARTICIPANTS>>,
	/// What it gives.
	pub output: JobOutput,
	/// Digest of the agreement that covers it.
	pub agreement_digest: Hash,
	/// Jobs that had been started under the agreement before this one.
	pub ordinal: u32,
	/// Digest of everything above; see [`crate::signing::job_digest`].
	pub digest: Hash,
	/// Fee on hold at the consumer.
	pub fee: Balance,
	/// Who is paid how much of the fee.
	pub shares: BoundedVec<Share, ConstU32<MAX_PARTIES>>,
	/// Longest times of the stages.
	pub windows: Windows,
	/// When the result is released.
	pub release: ReleaseRule,
	/// Block of creation.
	pub created_at: BlockNumber,
	/// Where it is.
	pub stage: JobStage,
}

impl Job {
	/// Lanes of the sum; zero where the result is no sum.
	pub fn lanes(&self) -> u32 {
		self.output.lanes()
	}

	/// Whether `account` asked for it, or holds data in it.
	pub fn involves(&self, account: &AccountId) -> bool {
		self.consumer == *account || self.participants.iter().any(|p| p.holder == *account)
	}

	/// Index of the participant that `node` answers for.
	pub fn participant_index(&self, node: ComputeNodeId) -> Option<usize> {
		self.participants.iter().position(|p| p.node == node)
	}
}

/// Most jobs that are looked at for one [`JobList`].
pub const MAX_JOBS_LOOKED_AT: u32 = 1_000;

/// Some jobs, newest first.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct JobList {
	/// Their numbers.
	pub jobs: alloc::vec::Vec<JobId>,
	/// Where the rest begins: the jobs below this number have not been looked at. `None` when there
	/// is no rest.
	pub next: Option<JobId>,
}

/// What a compute node commits to when it accepts.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Acceptance {
	/// The job.
	pub job: JobId,
	/// The compute node.
	pub node: ComputeNodeId,
	/// Digest of the job as the node saw it.
	pub job_digest: Hash,
	/// X25519 key that the node made for this job alone.
	pub ephemeral_key: ChannelKey,
}

/// Chunk of the share vector of one compute node, without its lanes.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ShareHeader {
	/// The job.
	pub job: JobId,
	/// The compute node.
	pub node: ComputeNodeId,
	/// Index of the chunk.
	pub chunk: u32,
	/// Check lane of the chunk.
	pub check: u64,
	/// BLAKE2b-256 of the lanes.
	pub lanes_hash: Hash,
}

/// A compute node's refusal.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Refusal {
	/// The job.
	pub job: JobId,
	/// The compute node.
	pub node: ComputeNodeId,
	/// Digest of the job as the node saw it.
	pub job_digest: Hash,
	/// Why.
	pub reason: RefusalReason,
}
