//! What can go wrong on either side; failures that somebody caused name that party.

use thiserror::Error;

/// Why a vector could not be sealed. Holders are named by their index in the job.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum SealError {
	/// A sum over fewer than two holders would give a vector away.
	#[error("a sealed sum needs at least two holders")]
	TooFewHolders,
	/// The own index is outside the list of holders.
	#[error("there is no holder {index} among {holders}")]
	NoSuchHolder {
		/// The index given.
		index: usize,
		/// Number of holders.
		holders: usize,
	},
	/// The chain holds another key of this holder than the secret at hand belongs to.
	#[error("the published key of holder {index} does not belong to its secret")]
	KeyMismatch {
		/// The own index.
		index: usize,
	},
	/// A holder published a key of small order, which would make its masks public.
	#[error("holder {holder} published an unusable key")]
	UnusableKey {
		/// Who.
		holder: usize,
	},
	/// Two holders published the same key: the later one copied it.
	#[error("holder {second} published the key of holder {first}")]
	RepeatedKey {
		/// Who published it first.
		first: usize,
		/// Who repeated it.
		second: usize,
	},
	/// The consumer's result key is of small order, which would open the sum for everybody.
	#[error("the result key of the job is unusable")]
	UnusableResultKey,
	/// The vector does not have one number for each lane but the weighted check lane.
	#[error("the vector has {given} lanes, the job asks for {wanted}")]
	LaneCount {
		/// Lanes given.
		given: usize,
		/// Lanes wanted.
		wanted: usize,
	},
}

/// Why a sum could not be opened.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum OpenError {
	/// The sum has another number of chunks than its lanes ask for.
	#[error("the sum has {given} chunks instead of {wanted}")]
	ChunkCount {
		/// Chunks given.
		given: usize,
		/// Chunks wanted.
		wanted: usize,
	},
	/// A chunk has another length than its lanes ask for.
	#[error("chunk {chunk} of the sum has {given} bytes instead of {wanted}")]
	ChunkLength {
		/// Which.
		chunk: usize,
		/// Bytes given.
		given: usize,
		/// Bytes wanted.
		wanted: usize,
	},
	/// A holder published a key of small order.
	#[error("holder {holder} published an unusable key")]
	UnusableKey {
		/// Who.
		holder: usize,
	},
	/// The weighted check lane does not fit the lanes: the key is not the one of this job, or a
	/// holder slipped. The result must not be used.
	#[error("the check lane does not fit the result: wrong key, or a broken share")]
	CheckLane,
}
