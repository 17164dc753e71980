//! The checker whom the agreement names releases a result or withholds it.

use crate::{features::Closed, pallet::Error, Config, Event, Jobs, Pallet};
use frame_support::ensure;
use panshi_primitives::{
	agreement::ReleaseRule,
	consortium::ReasonCode,
	job::{Job, JobId},
	AccountId,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	fn job_to_check(checker: &AccountId, id: JobId) -> Result<Job, Error<T>> {
		let job = Self::stored_job(id)?;
		ensure!(job.release == ReleaseRule::Checked(checker.clone()), Error::NotChecker);
		Ok(job)
	}

	pub(crate) fn do_release(checker: AccountId, id: JobId) -> DispatchResult {
		let mut job = Self::job_to_check(&checker, id)?;
		job.stage = job.pass_check(Self::now()).map_err(Error::<T>::from)?;

		Jobs::<T>::insert(id, job);
		Self::deposit_event(Event::Released { job: id });
		Ok(())
	}

	pub(crate) fn do_withhold(
		checker: AccountId,
		id: JobId,
		reason: ReasonCode,
	) -> Result<Closed, DispatchError> {
		let job = Self::job_to_check(&checker, id)?;
		let stage = job.withhold(reason, Self::now()).map_err(Error::<T>::from)?;

		Self::close(id, job, stage)
	}
}
