//! Why the pallet refuses; a section of [`crate::pallet`].

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call was refused. The index of the variant is the code of the custom error with which
	/// the transaction pool turns an authorized call away.
	#[pallet::error]
	pub enum Error<T> {
		/// Only members may do this: ask the consortium to be admitted.
		NotMember,
		/// Only an operator may do this.
		NotOperator,
		/// Only a consumer may do this: ask the operator for the role.
		NotConsumer,
		/// Only the party that the agreement names as checker may do this.
		NotChecker,
		/// An algorithm with this content is registered already: use its digest.
		AlgorithmExists,
		/// No algorithm has this digest: register it first.
		AlgorithmNotFound,
		/// The algorithm has been reviewed already.
		AlreadyReviewed,
		/// The algorithm is retired already.
		AlreadyRetired,
		/// The algorithm may not be run: wait for the operator's review, or choose another one.
		AlgorithmNotApproved,
		/// No parameters of the caller have this digest: upload them first.
		ParametersNotFound,
		/// Chunks of the parameters are missing: upload them first.
		ParametersIncomplete,
		/// A job in progress uses the parameters: wait until it has ended.
		ParametersInUse,
		/// The index is not below the number of chunks, or the number is zero or too large.
		BadChunkIndex,
		/// The set was begun with another number of chunks: remove it to start again.
		TotalMismatch,
		/// A chunk of parameters holds at least one byte.
		EmptyChunk,
		/// Another chunk is stored under this index: remove the set to start again.
		ChunkMismatch,
		/// The chunks do not have the digest of the set: remove the set and upload the right ones.
		DigestMismatch,
		/// No job has this number.
		JobNotFound,
		/// A job names at least one data identity.
		NoData,
		/// No data identity has this number.
		DataNotFound,
		/// The data are not on offer.
		DataNotPublished,
		/// The holder has not named a compute node that serves the data.
		NoComputeNode,
		/// The compute node does not belong to the holder of the data.
		NodeOfAnotherHolder,
		/// Two data identities are served by the same compute node.
		DuplicateNode,
		/// What is left of a compute node's bond does not cover a penalty for each job it takes part
		/// in, this one included: its owner has to top it up, or wait until others have ended.
		BondTooLow,
		/// A job's parameters hold at least one item.
		NoItems,
		/// The result would have too many lanes: split the parameters among several jobs.
		TooManyLanes,
		/// The result key is zero, of small order, or not in its canonical encoding: make a new one.
		BadResultKey,
		/// The result key has been used: make a new one for each job.
		ResultKeyUsed,
		/// Too many jobs are in progress: try again when some have ended.
		MaxOpenJobsExceeded,
		/// The consumer has as many jobs in progress as one may: wait until some have ended.
		MaxOpenJobsByExceeded,
		/// The agreement is not an authorization.
		NotAnAuthorization,
		/// The agreed shares do not sum to the whole.
		SharesNotWhole,
		/// There are no more job numbers.
		JobIdsExhausted,
		/// The compute node does not take part in the job.
		NotParticipant,
		/// The digest is not that of the job: look at the job again.
		JobDigestMismatch,
		/// The ephemeral key is zero, of small order or not canonical, or the key of another participant or of the consumer: make a
		/// new one for each job.
		BadEphemeralKey,
		/// The compute node has accepted already.
		AlreadyAccepted,
		/// The compute node has submitted this chunk, or all of its share, already.
		AlreadySubmitted,
		/// The job is in a stage that does not know this step.
		WrongStage,
		/// The deadline of the stage has passed: report it.
		DeadlinePassed,
		/// The deadline of the stage has not passed yet.
		DeadlineNotPassed,
		/// The result has no chunk with this index.
		ChunkOutOfRange,
		/// The chunk does not have exactly the lanes of its index.
		WrongLength,
		/// The lanes do not have the hash that was signed.
		LanesHashMismatch,
		/// There is no result of this job on chain.
		NothingToDiscard,
		/// The holder of the data is no longer a member in that role.
		HolderRoleLost,
		/// The output does not have the form that the aggregation takes: lanes are for sealed sums,
		/// and a bounded number of bytes for the rest.
		BadAlgorithm,
		/// The algorithm does not admit these data: a sum takes at least two holders, an honest majority
		/// exactly three data sets of three holders, and all but one two to seven of at least two.
		WrongParties,
		/// The answers of all holders would be too long together: name fewer data.
		ResultTooLarge,
		/// The job gives its result in another way.
		WrongMode,
		/// The length is zero or more than the job allows, or there is not one hash for each chunk.
		BadLayout,
		/// Nobody has committed to this part of the result yet.
		NotCommitted,
		/// The bytes do not have the hash that was committed to.
		ResultHashMismatch,
		/// The accused party is the accuser, or does not take part.
		NoSuchParty,
		/// The algorithm adds no noise: leave the privacy loss out.
		NotNoised,
		/// The algorithm adds noise: say how large the privacy loss may be.
		NoRho,
		/// The privacy loss is so large that hardly any noise would be left: ask for less, or for
		/// more items.
		RhoTooLarge,
	}
}
