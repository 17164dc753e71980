//! What the pallet tells the world; a section of [`crate::pallet`].

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A member registered an algorithm.
		AlgorithmRegistered {
			/// Its digest.
			digest: Hash,
			/// Who registered it.
			author: AccountId,
		},
		/// An operator reviewed an algorithm.
		AlgorithmReviewed {
			/// Its digest.
			digest: Hash,
			/// The operator.
			operator: AccountId,
			/// Whether it may be agreed on and run.
			approved: bool,
		},
		/// An operator took an algorithm off the market.
		AlgorithmRetired {
			/// Its digest.
			digest: Hash,
			/// The operator.
			operator: AccountId,
		},
		/// A chunk of parameters came.
		ParametersUploaded {
			/// Who uploaded it.
			owner: AccountId,
			/// Digest of the set.
			digest: Hash,
			/// Index of the chunk.
			index: u32,
			/// Whether the set is complete with it.
			complete: bool,
		},
		/// A set of parameters was removed.
		ParametersRemoved {
			/// Who had uploaded it.
			owner: AccountId,
			/// Digest of the set.
			digest: Hash,
			/// Deposit that was given back.
			deposit: Balance,
		},
		/// A consumer created a job; its fee is on hold.
		Created {
			/// The job.
			job: JobId,
			/// The authorization.
			agreement: AgreementId,
			/// Who asked.
			consumer: AccountId,
			/// Digest that compute nodes accept.
			digest: Hash,
			/// Fee on hold.
			fee: Balance,
		},
		/// A compute node accepted a job.
		Accepted {
			/// The job.
			job: JobId,
			/// The compute node.
			node: ComputeNodeId,
		},
		/// Every compute node has accepted.
		AllAccepted {
			/// The job.
			job: JobId,
		},
		/// A compute node refused a job; a `Failed` follows.
		Refused {
			/// The job.
			job: JobId,
			/// The compute node.
			node: ComputeNodeId,
			/// Why.
			reason: RefusalReason,
		},
		/// A chunk of a share came.
		ShareReceived {
			/// The job.
			job: JobId,
			/// The compute node.
			node: ComputeNodeId,
			/// Index of the chunk.
			chunk: u32,
		},
		/// A compute node committed to the result, or to its answer.
		ResultCommitted {
			/// The job.
			job: JobId,
			/// The compute node.
			node: ComputeNodeId,
			/// Digest of what it committed to.
			digest: Hash,
		},
		/// All compute nodes committed to the same result.
		ResultAgreed {
			/// The job.
			job: JobId,
			/// Digest of the result.
			digest: Hash,
		},
		/// A chunk of a result came.
		ResultReceived {
			/// The job.
			job: JobId,
			/// The compute node that brought it.
			node: ComputeNodeId,
			/// The part: zero where all agree on one result, else the participant whose answer it is.
			part: u32,
			/// Index of the chunk.
			chunk: u32,
		},
		/// A compute node reported that the joint computation stopped. It is that node's word.
		AbortReported {
			/// The job.
			job: JobId,
			/// The compute node.
			node: ComputeNodeId,
			/// Why, as the node says.
			reason: AbortReason,
		},
		/// All shares are in and their sum is on chain, or the result or all answers are.
		Aggregated {
			/// The job.
			job: JobId,
		},
		/// The consumer may open the result.
		Released {
			/// The job.
			job: JobId,
		},
		/// The fee was paid out.
		Settled {
			/// The job.
			job: JobId,
			/// Who got how much.
			settlement: Settlement,
		},
		/// A job ended without a result.
		Failed {
			/// The job.
			job: JobId,
			/// Why.
			cause: FailureCause,
			/// Participants at fault, by index.
			at_fault: PartySet,
			/// Who got how much of the fee.
			settlement: Settlement,
		},
		/// A compute node at fault lost part of its bond.
		Penalised {
			/// The job.
			job: JobId,
			/// The compute node.
			node: ComputeNodeId,
			/// How much.
			amount: Balance,
			/// Who got it.
			beneficiary: AccountId,
		},
		/// A payee's account could not take its part, which went to another account.
		PaymentDiverted {
			/// The job.
			job: JobId,
			/// Whose part it was.
			payee: AccountId,
			/// Who got it.
			to: AccountId,
			/// How much.
			amount: Balance,
		},
		/// A consumer had a result removed from the chain.
		ResultDiscarded {
			/// The job.
			job: JobId,
		},
	}
}
