//! Algorithms: registered by anyone, reviewed and retired by operators.

use crate::{pallet::Error, Algorithms, Config, Event, Pallet};
use frame_support::ensure;
use panshi_primitives::{
	consortium::Role,
	job::{Algorithm, AlgorithmContent, AlgorithmStatus, ReviewError},
	signing::algorithm_digest,
	traits::Members,
	AccountId, Hash,
};
use sp_runtime::DispatchResult;

impl<T: Config> From<ReviewError> for Error<T> {
	fn from(error: ReviewError) -> Self {
		match error {
			ReviewError::AlreadyReviewed => Error::AlreadyReviewed,
			ReviewError::AlreadyRetired => Error::AlreadyRetired,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_algorithm(
		author: AccountId,
		content: AlgorithmContent,
	) -> DispatchResult {
		ensure!(T::Members::is_member(&author), Error::<T>::NotMember);
		ensure!(content.is_sound(), Error::<T>::BadAlgorithm);
		let digest = algorithm_digest(&content);
		ensure!(!Algorithms::<T>::contains_key(digest), Error::<T>::AlgorithmExists);

		let algorithm =
			Algorithm { author: author.clone(), content, status: AlgorithmStatus::Registered };
		Algorithms::<T>::insert(digest, algorithm);
		Self::deposit_event(Event::AlgorithmRegistered { digest, author });
		Ok(())
	}

	pub(crate) fn do_review_algorithm(
		operator: AccountId,
		digest: Hash,
		approved: bool,
	) -> DispatchResult {
		Self::move_algorithm(&operator, digest, |status| status.review(approved))?;
		Self::deposit_event(Event::AlgorithmReviewed { digest, operator, approved });
		Ok(())
	}

	pub(crate) fn do_retire_algorithm(operator: AccountId, digest: Hash) -> DispatchResult {
		Self::move_algorithm(&operator, digest, AlgorithmStatus::retire)?;
		Self::deposit_event(Event::AlgorithmRetired { digest, operator });
		Ok(())
	}

	fn move_algorithm(
		operator: &AccountId,
		digest: Hash,
		step: impl FnOnce(AlgorithmStatus) -> Result<AlgorithmStatus, ReviewError>,
	) -> Result<(), Error<T>> {
		ensure!(T::Members::has_role(operator, Role::Operator), Error::NotOperator);
		let mut algorithm = Algorithms::<T>::get(digest).ok_or(Error::AlgorithmNotFound)?;
		algorithm.status = step(algorithm.status)?;
		Algorithms::<T>::insert(digest, algorithm);
		Ok(())
	}
}
