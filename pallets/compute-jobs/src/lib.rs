#![cfg_attr(not(feature = "std"), no_std)]
#![doc = include_str!("../README.md")]

extern crate alloc;

mod errors;
mod events;
mod features;
mod impls;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::{ChunkState, HeartbeatSink, NotSubmitted, ParameterChunk, ResultBytes, ShareLanes};
pub use weights::WeightInfo;

use frame_support::{
	pallet_macros::import_section,
	pallet_prelude::*,
	traits::fungible::{Mutate, MutateHold},
};
use frame_system::{offchain::CreateAuthorizedTransaction, pallet_prelude::*};
use panshi_primitives::{
	agreement::{AgreementId, PartySet},
	consortium::{ComputeNodeId, ReasonCode},
	job::{
		AbortNotes, AbortReason, AbortReport, Acceptance, Algorithm, AlgorithmContent, CallRecord,
		Commitment, FailureCause, Job, JobId, JobSpec, ParameterSet, Refusal, RefusalReason,
		ResultHeader, ResultPart, Settlement, ShareHeader, MAX_PARAMETER_CHUNKS, MAX_PARTICIPANTS,
		MAX_RESULT_CHUNKS,
	},
	offchain::MAX_JOBS,
	sealed_sum::{chunk_count, MAX_LANES},
	traits::{Authorizations, ComputeNodes, DataIdentities, Members, PrivacyBudgets},
	AccountId, Balance, BlockNumber, ChannelKey, Hash,
};
use sp_runtime::traits::BlockNumberProvider;

/// Most chunks that a job keeps on chain, of a share vector or of other results.
pub const MAX_CHUNKS: u32 = chunk_count(MAX_LANES);

#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// # Requirements
	///
	/// The runtime's transaction extensions include `frame_system::AuthorizeCall`.
	#[pallet::config]
	pub trait Config:
		CreateAuthorizedTransaction<Call<Self>>
		+ frame_system::Config<AccountId = AccountId, Hash = Hash, RuntimeEvent: From<Event<Self>>>
	{
		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;
		/// The money in which fees, deposits and penalties are paid.
		type Currency: Mutate<AccountId, Balance = Balance>
			+ MutateHold<AccountId, Reason = Self::RuntimeHoldReason>;
		/// The block that deadlines are compared with.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;
		/// Members and their roles.
		type Members: Members;
		/// Compute nodes and their bonds.
		type ComputeNodes: ComputeNodes;
		/// Data identities.
		type DataIdentities: DataIdentities;
		/// Agreements that jobs run under.
		type Authorizations: Authorizations;
		/// What may be released about data, which every job is charged to.
		type PrivacyBudgets: PrivacyBudgets;
		/// Takes the heartbeats that compute nodes hand to the offchain worker.
		type Heartbeats: HeartbeatSink;
		/// Deposit for each chunk of parameters on chain.
		#[pallet::constant]
		type ParameterDeposit: Get<Balance>;
		/// What a participant at fault loses of its bond.
		#[pallet::constant]
		type Penalty: Get<Balance>;
		/// Takes what the account of a payee cannot take.
		type Treasury: Get<AccountId>;
		/// Most jobs in progress at a time.
		#[pallet::constant]
		type MaxOpenJobs: Get<u32>;
		/// Most jobs in progress of one consumer, so that it leaves room for others.
		#[pallet::constant]
		type MaxOpenJobsBy: Get<u32>;
		/// Blocks for which the result of a settled job is its consumer's alone to discard.
		#[pallet::constant]
		type ResultRetention: Get<BlockNumber>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// Makes members, data and agreements for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// Why money is on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Fees of the consumer's jobs in progress.
		JobEscrow,
		/// Deposits of the consumer's parameters on chain.
		ParameterDeposit,
	}

	/// Algorithms by digest. Never removed; the author pays by the fee of the call.
	#[pallet::storage]
	pub type Algorithms<T: Config> = StorageMap<_, Blake2_128Concat, Hash, Algorithm>;

	/// Sets of parameters by owner and digest. A complete set has that digest. The owner pays a
	/// deposit for each chunk until it removes the set.
	#[pallet::storage]
	pub type Parameters<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AccountId, Blake2_128Concat, Hash, ParameterSet>;

	/// Chunks of parameters by owner, digest of the set, and index. There is one for each hash in
	/// the set, and it has that hash.
	#[pallet::storage]
	pub type ParameterChunks<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, AccountId>,
			NMapKey<Blake2_128Concat, Hash>,
			NMapKey<Twox64Concat, u32>,
		),
		ParameterChunk,
	>;

	/// Jobs by number. Kept for good.
	#[pallet::storage]
	pub type Jobs<T: Config> = StorageMap<_, Twox64Concat, JobId, Job>;

	/// Number of the next job; every job has a lower one.
	#[pallet::storage]
	pub type NextJobId<T: Config> = StorageValue<_, JobId, ValueQuery>;

	/// Jobs in progress; at most [`Config::MaxOpenJobs`].
	#[pallet::storage]
	pub type OpenJobs<T: Config> = CountedStorageMap<_, Twox64Concat, JobId, ()>;

	/// The last block that took transactions, while a migration keeps them out.
	#[pallet::storage]
	pub type HaltedSince<T: Config> = StorageValue<_, BlockNumber>;

	/// Jobs in progress by compute node that takes part.
	#[pallet::storage]
	pub type OpenJobsOf<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ComputeNodeId, Twox64Concat, JobId, ()>;

	/// Jobs in progress by consumer; at most [`Config::MaxOpenJobsBy`], and never zero.
	#[pallet::storage]
	pub type OpenJobsBy<T: Config> = StorageMap<_, Blake2_128Concat, AccountId, u32>;

	/// The job that each result key was made for. Never removed, so that no key serves twice.
	#[pallet::storage]
	pub type ResultKeys<T: Config> = StorageMap<_, Blake2_128Concat, ChannelKey, JobId>;

	/// Keys that compute nodes made for a job, by job and node. Removed when the job fails or the
	/// result is discarded.
	#[pallet::storage]
	pub type EphemeralKeys<T: Config> =
		StorageDoubleMap<_, Twox64Concat, JobId, Twox64Concat, ComputeNodeId, ChannelKey>;

	/// What has come of each chunk, by job and index. Removed when the job ends.
	#[pallet::storage]
	pub type ChunkStates<T: Config> =
		StorageDoubleMap<_, Twox64Concat, JobId, Twox64Concat, u32, ChunkState, ValueQuery>;

	/// Sums of the shares so far, by job and index of chunk. The share vectors themselves are
	/// never stored. Removed when the job fails or the result is discarded.
	#[pallet::storage]
	pub type Sums<T: Config> =
		StorageDoubleMap<_, Twox64Concat, JobId, Twox64Concat, u32, ShareLanes>;

	/// Parts of results of bytes, by job and part: what was committed to and what of it is on chain.
	/// Part 0 is the result that all agree on, or part `n` is the answer of participant `n`. Removed
	/// when the job fails or the result is discarded.
	#[pallet::storage]
	pub type ResultParts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, JobId, Twox64Concat, u32, ResultPart>;

	/// Chunks of results of bytes, by job, part and index. Each has the hash in its part. Removed
	/// with the part.
	#[pallet::storage]
	pub type ResultChunks<T: Config> = StorageNMap<
		_,
		(NMapKey<Twox64Concat, JobId>, NMapKey<Twox64Concat, u32>, NMapKey<Twox64Concat, u32>),
		ResultBytes,
	>;

	/// What compute nodes said of joint computations that stopped, by job. Moves to the call record
	/// when the job ends.
	#[pallet::storage]
	pub type Aborts<T: Config> = StorageMap<_, Twox64Concat, JobId, AbortNotes, ValueQuery>;

	/// Chunks that came from each compute node, by job and node. Removed when the job ends.
	#[pallet::storage]
	pub type Delivered<T: Config> =
		StorageDoubleMap<_, Twox64Concat, JobId, Twox64Concat, ComputeNodeId, u32, ValueQuery>;

	/// Call records by job, one for every job that has ended. Kept for good.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Twox64Concat, JobId, CallRecord>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				usize::try_from(T::MaxOpenJobs::get()).is_ok_and(|jobs| jobs <= MAX_JOBS),
				"the offchain worker names at most {MAX_JOBS} jobs",
			);
			assert_eq!(MAX_CHUNKS, MAX_RESULT_CHUNKS, "weights count chunks of all results alike");
		}

		fn offchain_worker(_: BlockNumberFor<T>) {
			Self::step();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers an algorithm for an operator to review.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_algorithm())]
		pub fn register_algorithm(
			origin: OriginFor<T>,
			content: AlgorithmContent,
		) -> DispatchResult {
			let author = ensure_signed(origin)?;
			Self::do_register_algorithm(author, content)
		}

		/// Approves an algorithm, or refuses it, which retires it.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::review_algorithm())]
		pub fn review_algorithm(
			origin: OriginFor<T>,
			digest: Hash,
			approve: bool,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_review_algorithm(operator, digest, approve)
		}

		/// Takes an algorithm off the market. Jobs in progress go on.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::retire_algorithm())]
		pub fn retire_algorithm(origin: OriginFor<T>, digest: Hash) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_retire_algorithm(operator, digest)
		}

		/// Uploads chunk `index` of `total` of the parameters with `digest`, against a deposit.
		///
		/// Sending the same chunk again changes nothing.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::upload_parameters(types::length(bytes)))]
		pub fn upload_parameters(
			origin: OriginFor<T>,
			digest: Hash,
			index: u32,
			total: u32,
			bytes: ParameterChunk,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_upload_parameters(owner, digest, (index, total), bytes)
		}

		/// Removes the caller's parameters with `digest` and gives the deposits back.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::remove_parameters(MAX_PARAMETER_CHUNKS))]
		pub fn remove_parameters(origin: OriginFor<T>, digest: Hash) -> DispatchResultWithPostInfo {
			let owner = ensure_signed(origin)?;
			let chunks = Self::do_remove_parameters(owner, digest)?;
			Ok(Some(T::WeightInfo::remove_parameters(chunks)).into())
		}

		/// Creates a job under an authorization and puts its fee on hold.
		#[pallet::call_index(5)]
		#[pallet::weight(
			T::WeightInfo::create(types::length(&spec.identities))
				.saturating_add(T::PrivacyBudgets::debit_weight(types::length(&spec.identities)))
		)]
		pub fn create(origin: OriginFor<T>, spec: JobSpec) -> DispatchResult {
			let consumer = ensure_signed(origin)?;
			Self::do_create(consumer, spec)
		}

		/// Accepts a job for a compute node, which signs.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::accept())]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_accept())]
		#[pallet::authorize(Self::authorize_accept)]
		pub fn accept(
			origin: OriginFor<T>,
			acceptance: Acceptance,
			_signature: [u8; 64],
		) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::do_accept(acceptance)
		}

		/// Refuses a job for a compute node, which signs. The job fails.
		#[pallet::call_index(7)]
		#[pallet::weight(
			T::WeightInfo::refuse(MAX_PARTICIPANTS, MAX_CHUNKS)
				.saturating_add(T::PrivacyBudgets::give_back_weight(MAX_PARTICIPANTS))
		)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_refuse())]
		#[pallet::authorize(Self::authorize_refuse)]
		pub fn refuse(
			origin: OriginFor<T>,
			refusal: Refusal,
			_signature: [u8; 64],
		) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			let (parties, chunks) = Self::do_refuse(refusal)?;
			Ok(Some(
				T::WeightInfo::refuse(parties, chunks)
					.saturating_add(T::PrivacyBudgets::give_back_weight(parties)),
			)
			.into())
		}

		/// Adds a chunk of a compute node's share to the sum; the node signs the header.
		///
		/// Not idempotent, since a share that came twice would count twice: a second one is
		/// refused.
		#[pallet::call_index(8)]
		#[pallet::weight(
			T::WeightInfo::submit_share(types::lane_count(lanes))
				.saturating_add(T::WeightInfo::refuse(MAX_PARTICIPANTS, MAX_CHUNKS))
		)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_submit_share(types::lane_count(
			lanes
		)))]
		#[pallet::authorize(Self::authorize_submit_share)]
		pub fn submit_share(
			origin: OriginFor<T>,
			header: ShareHeader,
			lanes: ShareLanes,
			_signature: [u8; 64],
		) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			let weight = T::WeightInfo::submit_share(types::lane_count(&lanes));
			let failed = Self::do_submit_share(header, lanes)?;
			Ok(Some(types::with_end::<T>(weight, failed)).into())
		}

		/// Releases a result that the caller has checked.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::release())]
		pub fn release(origin: OriginFor<T>, job: JobId) -> DispatchResult {
			let checker = ensure_signed(origin)?;
			Self::do_release(checker, job)
		}

		/// Withholds a result that the caller has checked. The job fails.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::withhold(MAX_PARTICIPANTS, MAX_CHUNKS))]
		pub fn withhold(
			origin: OriginFor<T>,
			job: JobId,
			reason: ReasonCode,
		) -> DispatchResultWithPostInfo {
			let checker = ensure_signed(origin)?;
			let (parties, chunks) = Self::do_withhold(checker, job, reason)?;
			Ok(Some(T::WeightInfo::withhold(parties, chunks)).into())
		}

		/// Pays the fee of a released job out. Anyone may call it; offchain workers do, without a
		/// fee.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::settle(MAX_PARTICIPANTS, MAX_CHUNKS))]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_settle())]
		#[pallet::authorize(Self::authorize_settle)]
		pub fn settle(origin: OriginFor<T>, job: JobId) -> DispatchResultWithPostInfo {
			Self::ensure_anyone(origin)?;
			let (parties, chunks) = Self::do_settle(job)?;
			Ok(Some(T::WeightInfo::settle(parties, chunks)).into())
		}

		/// Reports that a job missed the deadline of its stage, or that its agreement or data were
		/// suspended, or data withdrawn, before it got far enough. The job fails. Anyone may call it;
		/// offchain workers do, without a fee.
		#[pallet::call_index(12)]
		#[pallet::weight(
			T::WeightInfo::report_deadline(MAX_PARTICIPANTS, MAX_CHUNKS)
				.saturating_add(T::PrivacyBudgets::give_back_weight(MAX_PARTICIPANTS))
		)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_report_deadline())]
		#[pallet::authorize(Self::authorize_report_deadline)]
		pub fn report_deadline(origin: OriginFor<T>, job: JobId) -> DispatchResultWithPostInfo {
			Self::ensure_anyone(origin)?;
			let (parties, chunks) = Self::do_report_deadline(job)?;
			Ok(Some(
				T::WeightInfo::report_deadline(parties, chunks)
					.saturating_add(T::PrivacyBudgets::give_back_weight(parties)),
			)
			.into())
		}

		/// Removes the result of the caller's settled job from the chain; after the time for which it
		/// is retained, of anybody's.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::discard_result(MAX_PARTICIPANTS, MAX_CHUNKS))]
		pub fn discard_result(origin: OriginFor<T>, job: JobId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (parties, chunks) = Self::do_discard_result(who, job)?;
			Ok(Some(T::WeightInfo::discard_result(parties, chunks)).into())
		}

		/// Commits a compute node, which signs, to the result of a joint computation, or to its own
		/// answer to a query. The last commitment to the same result moves on; one to another result
		/// fails the job.
		#[pallet::call_index(14)]
		#[pallet::weight(
			T::WeightInfo::commit_result()
				.saturating_add(T::WeightInfo::refuse(MAX_PARTICIPANTS, MAX_CHUNKS))
		)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_commit_result())]
		#[pallet::authorize(Self::authorize_commit_result)]
		pub fn commit_result(
			origin: OriginFor<T>,
			commitment: Commitment,
			_signature: [u8; 64],
		) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			let failed = Self::do_commit_result(commitment)?;
			Ok(Some(types::with_end::<T>(T::WeightInfo::commit_result(), failed)).into())
		}

		/// Brings a chunk of a result that was committed to; a compute node of the job signs.
		///
		/// A chunk that is there already is refused, which costs its sender nothing: whoever brings it
		/// first is enough.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::upload_result(types::length(bytes)))]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_upload_result(types::length(
			bytes
		)))]
		#[pallet::authorize(Self::authorize_upload_result)]
		pub fn upload_result(
			origin: OriginFor<T>,
			header: ResultHeader,
			bytes: ResultBytes,
			_signature: [u8; 64],
		) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::do_upload_result(header, bytes)
		}

		/// Reports for a compute node, which signs, that a joint computation stopped. The job fails
		/// when all have been heard, or when the time for it is over.
		#[pallet::call_index(16)]
		#[pallet::weight(
			T::WeightInfo::report_abort()
				.saturating_add(T::WeightInfo::refuse(MAX_PARTICIPANTS, MAX_CHUNKS))
		)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_report_abort())]
		#[pallet::authorize(Self::authorize_report_abort)]
		pub fn report_abort(
			origin: OriginFor<T>,
			report: AbortReport,
			_signature: [u8; 64],
		) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			let ended = Self::do_report_abort(report)?;
			Ok(Some(types::with_end::<T>(T::WeightInfo::report_abort(), ended)).into())
		}
	}
}
