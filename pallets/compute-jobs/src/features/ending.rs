//! How a job ends, well or badly: paid, recorded and cleared away in one place.

use crate::{
	features::Closed, pallet::Error, Aborts, ChunkStates, Config, Delivered, EphemeralKeys, Event,
	Jobs, OpenJobs, OpenJobsBy, OpenJobsOf, Pallet, Parameters, Records, ResultParts, Sums,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use frame_system::{ensure_authorized, ensure_signed, pallet_prelude::OriginFor};
use panshi_primitives::{
	agreement::{AgreementState, PartySet, ReleaseRule},
	data::DataStatus,
	job::{
		settle_fee, AbortNotes, CallRecord, FailureCause, Job, JobId, JobOutput, JobStage,
		Settlement,
	},
	sealed_sum::chunk_count,
	signing::result_digest,
	traits::{Authorizations, ComputeNodes, DataIdentities},
	AccountId, Hash,
};
use sp_runtime::{traits::BadOrigin, DispatchError};

impl<T: Config> Pallet<T> {
	/// Passes a signed origin, whoever signed, and an authorized one.
	pub(crate) fn ensure_anyone(origin: OriginFor<T>) -> Result<(), BadOrigin> {
		ensure_authorized(origin.clone()).or_else(|_| ensure_signed(origin).map(drop))
	}

	pub(crate) fn do_settle(id: JobId) -> Result<Closed, DispatchError> {
		let job = Self::stored_job(id)?;
		let stage = job.settle(Self::now()).map_err(Error::<T>::from)?;
		Self::close(id, job, stage)
	}

	pub(crate) fn do_report_deadline(id: JobId) -> Result<Closed, DispatchError> {
		let job = Self::stored_job(id)?;
		let stage = Self::reported(id, &job)?;
		Self::close(id, job, stage)
	}

	/// The stage after a report: what the job rests on may be gone, or else its deadline missed.
	///
	/// The former comes first, whatever the deadline: who is not allowed to go on is not silent.
	pub(crate) fn reported(id: JobId, job: &Job) -> Result<JobStage, Error<T>> {
		let now = Self::now();
		match Self::obstacle(job).map(|cause| job.interrupt(cause, now)) {
			Some(Ok(interrupted)) => Ok(interrupted),
			_ => Ok(job.expire(&Self::aborts_of(id, job), now)?),
		}
	}

	/// Why `job` may not go on: its agreement or data are suspended, or data withdrawn.
	fn obstacle(job: &Job) -> Option<FailureCause> {
		let agreement = T::Authorizations::get(job.spec.agreement);
		if agreement.is_some_and(|a| matches!(a.standing.state, AgreementState::Suspended { .. })) {
			return Some(FailureCause::AgreementSuspended);
		}
		let obstacles = job.participants.iter().filter_map(|participant| {
			match T::DataIdentities::get(participant.data)?.status {
				DataStatus::Suspended { .. } | DataStatus::Withdrawn { suspended: true, .. } => {
					Some(FailureCause::DataSuspended)
				},
				DataStatus::Withdrawn { suspended: false, .. } => Some(FailureCause::DataWithdrawn),
				DataStatus::Registered | DataStatus::Published { .. } => None,
			}
		});
		// A suspension, which ends more stages than a withdrawal, is not hidden behind one.
		obstacles.max_by_key(|cause| *cause == FailureCause::DataSuspended)
	}

	/// Ends `job` in the final `stage`: divides the fee, penalises who is at fault, frees nodes,
	/// quota and parameters, clears what was kept for the work, and records the call.
	pub(crate) fn close(id: JobId, mut job: Job, stage: JobStage) -> Result<Closed, DispatchError> {
		let failure = match &stage {
			JobStage::Failed { cause, at_fault, .. } => Some((*cause, *at_fault)),
			_ => None,
		};
		let settlement = Self::divide(id, &job, failure.map(|(cause, _)| cause))?;
		if let Some((cause, at_fault)) = failure {
			Self::penalise(id, &job, cause, at_fault);
		}
		Self::give_back_loss(id, &job);
		Self::unbind(id, &job);
		Records::<T>::insert(id, Self::call_record(id, &job, failure, settlement.clone()));
		let closed = Self::clear_progress(id, &job);
		match failure {
			None => Self::deposit_event(Event::Settled { job: id, settlement }),
			Some((cause, at_fault)) => {
				Self::clear_result(id, &job);
				Self::deposit_event(Event::Failed { job: id, cause, at_fault, settlement });
			},
		}
		job.stage = stage;
		Jobs::<T>::insert(id, job);
		Ok(closed)
	}

	fn divide(
		id: JobId,
		job: &Job,
		failure: Option<FailureCause>,
	) -> Result<Settlement, DispatchError> {
		let checker = match &job.release {
			ReleaseRule::Checked(checker) => Some(checker),
			ReleaseRule::AtOnce => None,
		};
		let planned =
			settle_fee(job.fee, &job.shares, failure, checker).ok_or(Error::<T>::SharesNotWhole)?;
		Self::pay_out(id, job, planned)
	}

	/// Lets go of the nodes, the agreement, the consumer and the parameters.
	///
	/// A job counts against the quota from its last acceptance on, however it ends: a participant in
	/// league with the consumer can let it have the result and break the job off. The quota is what
	/// bounds how many results the parties have agreed to.
	fn unbind(id: JobId, job: &Job) {
		for participant in &job.participants {
			T::ComputeNodes::close_job(participant.node);
			OpenJobsOf::<T>::remove(participant.node, id);
		}
		OpenJobs::<T>::remove(id);
		OpenJobsBy::<T>::mutate_exists(&job.consumer, |jobs| {
			*jobs = jobs.unwrap_or_default().checked_sub(1).filter(|left| *left > 0);
		});
		T::Authorizations::close_job(job.spec.agreement, job.stage.is_before_work());
		Parameters::<T>::mutate_exists(&job.consumer, job.spec.parameters, |set| {
			if let Some(set) = set {
				set.jobs = set.jobs.saturating_sub(1);
			}
		});
	}

	fn call_record(
		id: JobId,
		job: &Job,
		failure: Option<(FailureCause, PartySet)>,
		settlement: Settlement,
	) -> CallRecord {
		CallRecord {
			job: id,
			agreement: job.spec.agreement,
			consumer: job.consumer.clone(),
			algorithm: job.spec.algorithm,
			parameters: job.spec.parameters,
			identities: job.spec.identities.clone(),
			ended_at: Self::now(),
			failure,
			result: Self::digest_of_result(id, job),
			aborts: Self::aborts_of(id, job),
			settlement,
		}
	}

	/// What participants said of the joint computation, if it stopped.
	fn aborts_of(id: JobId, job: &Job) -> AbortNotes {
		match job.output {
			JobOutput::Agreed { .. } => Aborts::<T>::get(id),
			JobOutput::Sum { .. } | JobOutput::Collected { .. } => AbortNotes::default(),
		}
	}

	/// Digest of the result, if every chunk of it is complete.
	fn digest_of_result(id: JobId, job: &Job) -> Option<Hash> {
		let JobOutput::Sum { lanes } = job.output else { return Self::digest_of_parts(id, job) };
		let hashes: Option<Vec<Hash>> = (0..chunk_count(lanes))
			.map(|chunk| ChunkStates::<T>::get(id, chunk).sum_hash)
			.collect();
		hashes.map(|hashes| result_digest(&job.digest, &hashes))
	}

	/// Removes what tells how far the shares have come, and what was said when they did not.
	fn clear_progress(id: JobId, job: &Job) -> Closed {
		match job.output {
			JobOutput::Sum { lanes } => {
				for chunk in 0..chunk_count(lanes) {
					ChunkStates::<T>::remove(id, chunk);
				}
				for participant in &job.participants {
					Delivered::<T>::remove(id, participant.node);
				}
			},
			JobOutput::Agreed { .. } => Aborts::<T>::remove(id),
			JobOutput::Collected { .. } => {},
		}
		Self::size_of(job)
	}

	/// Participants and chunks of a job.
	pub(crate) fn size_of(job: &Job) -> Closed {
		let participants = crate::types::length(&job.participants);
		(participants, job.output.chunks(participants))
	}

	/// Removes the result and the keys that it takes to open it.
	fn clear_result(id: JobId, job: &Job) {
		for chunk in 0..chunk_count(job.lanes()) {
			Sums::<T>::remove(id, chunk);
		}
		Self::clear_parts(id, job);
		for participant in &job.participants {
			EphemeralKeys::<T>::remove(id, participant.node);
		}
	}

	pub(crate) fn do_discard_result(who: AccountId, id: JobId) -> Result<Closed, DispatchError> {
		let job = Self::stored_job(id)?;
		let JobStage::Settled { at } = job.stage else {
			return Err(Error::<T>::NothingToDiscard.into());
		};
		let is_retained = Self::now() <= at.saturating_add(T::ResultRetention::get());
		ensure!(!is_retained || job.consumer == who, Error::<T>::NotConsumer);
		ensure!(Self::has_result(id), Error::<T>::NothingToDiscard);

		Self::clear_result(id, &job);
		Self::deposit_event(Event::ResultDiscarded { job: id });
		Ok(Self::size_of(&job))
	}

	/// Whether a part of the result of job `id` is on chain.
	pub(crate) fn has_result(id: JobId) -> bool {
		Sums::<T>::contains_key(id, 0) || ResultParts::<T>::contains_key(id, 0)
	}
}
