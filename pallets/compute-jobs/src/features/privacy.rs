//! What a job takes from the privacy budgets of its data, and when it gives that back.

use crate::{pallet::Error, Algorithms, Config, NextJobId, Pallet};
use panshi_primitives::{
	job::{Job, JobId, JobSpec, Participant},
	privacy::{BadPlan, PrivacyLoss, Release},
	traits::PrivacyBudgets,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> From<BadPlan> for Error<T> {
	fn from(why: BadPlan) -> Self {
		match why {
			BadPlan::NotNoised => Error::NotNoised,
			BadPlan::NoRho => Error::NoRho,
			BadPlan::RhoTooLarge => Error::RhoTooLarge,
			BadPlan::Size | BadPlan::RhoTooSmall => Error::TooManyLanes,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Charges the next job to the budget of each of its data identities, or refuses it: with the
	/// worst that its result can say of a person.
	pub(crate) fn charge(spec: &JobSpec, participants: &[Participant]) -> DispatchResult {
		let loss = Self::loss_of(spec, participants)?;
		T::PrivacyBudgets::debit(NextJobId::<T>::get(), &spec.identities, loss)
	}

	fn loss_of(spec: &JobSpec, participants: &[Participant]) -> Result<PrivacyLoss, DispatchError> {
		let algorithm =
			Algorithms::<T>::get(spec.algorithm).ok_or(Error::<T>::AlgorithmNotFound)?;
		let holders = participants.iter().map(|participant| &participant.holder);
		let plan = Release::of(&algorithm.content.code)
			.plan(algorithm.content.aggregation, spec.items, spec.rho, holders)
			.map_err(Error::<T>::from)?;
		match plan {
			None => Ok(PrivacyLoss::Exact),
			Some(plan) => Ok(plan.loss().ok_or(Error::<T>::RhoTooLarge)?),
		}
	}

	/// Gives back what `job` took, if it ends before a compute node could make its part of the
	/// result. Later, a part may have left its holder, also one that no block has taken in.
	pub(crate) fn give_back_loss(id: JobId, job: &Job) {
		if job.stage.is_before_work() {
			T::PrivacyBudgets::give_back(id, &job.spec.identities);
		}
	}
}
