//! What the calls do, one file for each theme.

mod aborts;
mod acceptance;
mod algorithms;
mod authorize;
mod checking;
mod creation;
mod ending;
mod halt;
mod parameters;
mod payment;
mod privacy;
mod results;
mod shares;
mod views;
mod worker;

use crate::{pallet::Error, Config, Jobs, Pallet};
use frame_system::pallet_prelude::BlockNumberFor;
use panshi_primitives::{
	job::{Job, JobId, StageError},
	BlockNumber, Hash,
};
pub(crate) use results::CheckedChunk;
use sp_runtime::traits::{BlockNumberProvider, Zero};

/// Participants and chunks of a job that was closed: what its end cost.
pub(crate) type Closed = (u32, u32);

impl<T: Config> From<StageError> for Error<T> {
	fn from(error: StageError) -> Self {
		match error {
			StageError::WrongStage => Error::WrongStage,
			StageError::DeadlinePassed => Error::DeadlinePassed,
			StageError::DeadlineNotPassed => Error::DeadlineNotPassed,
			StageError::AlreadyAccepted => Error::AlreadyAccepted,
			StageError::AlreadySubmitted => Error::AlreadySubmitted,
			StageError::WrongMode => Error::WrongMode,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The block that deadlines are compared with.
	pub(crate) fn now() -> BlockNumber {
		T::BlockNumberProvider::current_block_number()
	}

	/// Hash of the genesis block, to which every signed payload commits.
	pub(crate) fn genesis() -> Hash {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
	}

	pub(crate) fn stored_job(id: JobId) -> Result<Job, Error<T>> {
		Jobs::<T>::get(id).ok_or(Error::JobNotFound)
	}
}
