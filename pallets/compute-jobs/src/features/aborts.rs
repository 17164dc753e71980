//! Compute nodes report that a joint computation stopped.

use crate::{features::Closed, pallet::Error, Aborts, Config, Event, Jobs, Pallet};
use frame_support::ensure;
use panshi_primitives::{
	job::{AbortNote, AbortNotes, AbortReport, Job, JobStage},
	traits::ComputeNodes,
};
use sp_runtime::DispatchError;

/// A report that may be taken.
pub(crate) struct CheckedReport {
	/// The job.
	pub(crate) job: Job,
	/// The reporting participant.
	pub(crate) index: usize,
	/// All reports, this one included.
	notes: AbortNotes,
	/// The stage that follows.
	stage: JobStage,
}

impl<T: Config> Pallet<T> {
	/// Every check of a report but the signature.
	pub(crate) fn check_abort(report: &AbortReport) -> Result<CheckedReport, Error<T>> {
		let job = Self::stored_job(report.job)?;
		let index = job.participant_index(report.node).ok_or(Error::NotParticipant)?;
		ensure!(report.job_digest == job.digest, Error::JobDigestMismatch);
		let is_another = |accused| accused != index && accused < job.participants.len();
		ensure!(report.reason.accused().is_none_or(is_another), Error::NoSuchParty);
		let party = u8::try_from(index).map_err(|_| Error::NotParticipant)?;
		let mut notes = Aborts::<T>::get(report.job);
		let note = AbortNote { party, reason: report.reason };
		// Each participant reports once, so that there is room; who comes again is turned away.
		notes.try_push(note).map_err(|_| Error::AlreadySubmitted)?;
		let stage = job.abort(index, &notes, Self::now())?;
		Ok(CheckedReport { job, index, notes, stage })
	}

	/// Returns what the job's end cost, if it ended with this report.
	pub(crate) fn do_report_abort(report: AbortReport) -> Result<Option<Closed>, DispatchError> {
		let CheckedReport { mut job, notes, stage, .. } = Self::check_abort(&report)?;

		let AbortReport { job: id, node, reason, .. } = report;
		T::ComputeNodes::saw(node, Self::now());
		Aborts::<T>::insert(id, notes);
		Self::deposit_event(Event::AbortReported { job: id, node, reason });
		if matches!(stage, JobStage::Failed { .. }) {
			return Self::close(id, job, stage).map(Some);
		}
		job.stage = stage;
		Jobs::<T>::insert(id, job);
		Ok(None)
	}
}
