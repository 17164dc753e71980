//! Compute nodes take a job or refuse it.

use crate::{features::Closed, pallet::Error, Config, EphemeralKeys, Event, Jobs, Pallet};
use frame_support::ensure;
use panshi_primitives::{
	consortium::ComputeNodeId,
	is_usable_channel_key,
	job::{Acceptance, Job, JobId, JobStage, Refusal},
	traits::ComputeNodes,
	ChannelKey,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Every check of an acceptance but the signature. Returns the job, the participant's index
	/// and the next stage.
	pub(crate) fn check_acceptance(
		acceptance: &Acceptance,
	) -> Result<(Job, usize, JobStage), Error<T>> {
		let job = Self::stored_job(acceptance.job)?;
		let index = job.participant_index(acceptance.node).ok_or(Error::NotParticipant)?;
		ensure!(acceptance.job_digest == job.digest, Error::JobDigestMismatch);
		let stage = job.accept(index, Self::now())?;
		ensure!(
			Self::is_fresh(acceptance.job, &job, &acceptance.ephemeral_key),
			Error::BadEphemeralKey
		);
		Ok((job, index, stage))
	}

	fn is_fresh(id: JobId, job: &Job, key: &ChannelKey) -> bool {
		let is_taken = |node: ComputeNodeId| EphemeralKeys::<T>::get(id, node) == Some(*key);
		is_usable_channel_key(key)
			&& *key != job.spec.result_key
			&& !job.participants.iter().any(|p| is_taken(p.node))
	}

	pub(crate) fn do_accept(acceptance: Acceptance) -> DispatchResult {
		let (mut job, _, stage) = Self::check_acceptance(&acceptance)?;

		let Acceptance { job: id, node, ephemeral_key, .. } = acceptance;
		EphemeralKeys::<T>::insert(id, node, ephemeral_key);
		T::ComputeNodes::saw(node, Self::now());
		Self::deposit_event(Event::Accepted { job: id, node });
		if matches!(stage, JobStage::Accepted { .. }) {
			Self::deposit_event(Event::AllAccepted { job: id });
		}
		job.stage = stage;
		Jobs::<T>::insert(id, job);
		Ok(())
	}

	/// Every check of a refusal but the signature.
	pub(crate) fn check_refusal(refusal: &Refusal) -> Result<(Job, usize, JobStage), Error<T>> {
		let job = Self::stored_job(refusal.job)?;
		let index = job.participant_index(refusal.node).ok_or(Error::NotParticipant)?;
		ensure!(refusal.job_digest == job.digest, Error::JobDigestMismatch);
		let stage = job.refuse(index, refusal.reason, Self::now())?;
		Ok((job, index, stage))
	}

	pub(crate) fn do_refuse(refusal: Refusal) -> Result<Closed, DispatchError> {
		let (job, _, stage) = Self::check_refusal(&refusal)?;

		let Refusal { job: id, node, reason, .. } = refusal;
		T::ComputeNodes::saw(node, Self::now());
		Self::deposit_event(Event::Refused { job: id, node, reason });
		Self::close(id, job, stage)
	}
}
