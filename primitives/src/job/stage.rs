//! Stages of a job and the rules that lead from one to the next.
//!
//! A transition is a function of the job as it is, of who acts and of the block at which it
//! happens; it returns the next stage and changes nothing.

mod joint;

use super::{AbortNote, Job, JobOutput};
use crate::{
	agreement::{PartySet, ReleaseRule, Windows},
	consortium::ReasonCode,
	BlockNumber,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Stages of a job. Each deadline is the last block at which the stage may still be left in order.
/// Until all shares are in, a suspension of the agreement or of data ends the job at once, by
/// `report_deadline`; see [`Job::interrupt`].
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum JobStage {
	/// Compute nodes `accept` (the last acceptance moves on) or `refuse` (the job fails without
	/// fault). Past the deadline anyone may `report_deadline`.
	Requested {
		/// When silence is a fault.
		deadline: BlockNumber,
		/// Participants that accepted.
		accepted: PartySet,
	},
	/// Every compute node has accepted and no share or commitment has come yet; the first one moves
	/// on. A compute node may still `refuse`, at its own fault, or `report_abort` of a joint
	/// computation. Past the deadline anyone may `report_deadline`.
	Accepted {
		/// When silence is a fault.
		deadline: BlockNumber,
	},
	/// Shares, answers or commitments come in; the last one moves on. A chunk whose check lanes do
	/// not add up to zero fails the job, and so does a commitment to another result; so does a
	/// compute node that `refuse`s, at its own fault. A compute node may `report_abort` of a joint
	/// computation. Past the deadline anyone may `report_deadline`.
	Computing {
		/// When silence is a fault.
		deadline: BlockNumber,
		/// Participants whose shares or answers are complete, or that have committed.
		complete: PartySet,
	},
	/// All compute nodes have committed to the same result; any of them brings its chunks by
	/// `upload_result`, the last of which moves on. Past the deadline anyone may `report_deadline`.
	Agreed {
		/// When it is everybody's fault that the result is not there.
		deadline: BlockNumber,
	},
	/// A compute node has reported that the joint computation stopped, so that the job will fail.
	/// The others `report_abort` too, the last of which ends it. Past the deadline anyone may
	/// `report_deadline`.
	Aborting {
		/// When silence is a fault.
		deadline: BlockNumber,
		/// Participants that have reported, or had committed before.
		heard: PartySet,
	},
	/// The result is on chain and waits for the checker to `release` or `withhold` it. Past the
	/// deadline anyone may `report_deadline`.
	Aggregated {
		/// When the checker's silence is a fault.
		deadline: BlockNumber,
	},
	/// The consumer may open the result; anyone may `settle`.
	Released,
	/// Paid out. Final; the consumer may `discard` the result.
	Settled {
		/// When.
		at: BlockNumber,
	},
	/// Ended without a result, refunded. Final.
	Failed {
		/// When.
		at: BlockNumber,
		/// Why.
		cause: FailureCause,
		/// Participants at fault, by index.
		at_fault: PartySet,
	},
}

/// Why a job failed.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum FailureCause {
	/// A compute node refused it.
	Refused(RefusalReason),
	/// Compute nodes did not accept in time.
	NotAccepted,
	/// Compute nodes did not deliver their shares in time.
	NotDelivered,
	/// The check lanes of all holders did not add up to zero: somebody used a wrong mask. Masks
	/// are shared secrets of pairs, so the sum alone cannot name who.
	MasksDisagree,
	/// Compute nodes committed to different results of a joint computation. Whoever sent others
	/// something else than it kept cannot be named by that.
	ResultsDiffer,
	/// A joint computation stopped. The record holds what participants said of it; at fault is who
	/// said nothing, and whom all others convict.
	Aborted,
	/// All compute nodes agreed on a result, and none of them brought it in time.
	NotUploaded,
	/// The checker did not decide in time.
	NotChecked,
	/// The checker withheld the result.
	Withheld(ReasonCode),
	/// The agreement was suspended before all shares were in.
	AgreementSuspended,
	/// Data of the job were suspended before all shares were in.
	DataSuspended,
	/// A holder withdrew its data before all compute nodes had accepted.
	DataWithdrawn,
}

/// Why a compute node refuses a job.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum RefusalReason {
	/// No agreement in force covers the job.
	NotCovered,
	/// The node does not have the data.
	DataMissing,
	/// The data have changed since they were registered.
	DataChanged,
	/// The parameters are malformed or do not match their digest or count.
	BadParameters,
	/// The parameters were normalised by another rule, or refer to another build, than the data.
	RuleMismatch,
	/// The node does not implement the algorithm.
	UnknownAlgorithm,
	/// The holder's own policy forbids it.
	HolderPolicy,
	/// More would come out than the disclosure rule of the agreement lets out.
	DisclosureRule,
}

/// Why a job cannot leave its stage in the way that was asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StageError {
	/// The stage does not know this step.
	WrongStage,
	/// The last block for it has passed.
	DeadlinePassed,
	/// The last block for it has not passed yet.
	DeadlineNotPassed,
	/// The participant has accepted already.
	AlreadyAccepted,
	/// The participant's share is complete already, or it has committed or reported already.
	AlreadySubmitted,
	/// The job gives its result in another way.
	WrongMode,
}

impl FailureCause {
	/// Whether the result was computed before the job failed, so that part of the fee is earned
	/// and the job counts against the quota.
	pub fn work_was_done(&self) -> bool {
		matches!(self, FailureCause::NotChecked | FailureCause::Withheld(_))
	}
}

impl JobStage {
	/// The first stage of a job that is created at block `now`.
	pub fn requested(windows: &Windows, now: BlockNumber) -> Self {
		JobStage::Requested {
			deadline: now.saturating_add(windows.accept),
			accepted: PartySet::default(),
		}
	}

	/// Whether the job is still in progress.
	pub fn is_open(&self) -> bool {
		!matches!(self, JobStage::Settled { .. } | JobStage::Failed { .. })
	}

	/// Whether no compute node can have made its part of the result yet: that takes the keys of
	/// all of them, which their acceptances bring.
	pub fn is_before_work(&self) -> bool {
		matches!(self, JobStage::Requested { .. })
	}

	/// Last block at which the stage may be left in order, where there is one.
	pub fn deadline(&self) -> Option<BlockNumber> {
		match self {
			JobStage::Requested { deadline, .. }
			| JobStage::Accepted { deadline }
			| JobStage::Computing { deadline, .. }
			| JobStage::Agreed { deadline }
			| JobStage::Aborting { deadline, .. }
			| JobStage::Aggregated { deadline } => Some(*deadline),
			JobStage::Released | JobStage::Settled { .. } | JobStage::Failed { .. } => None,
		}
	}

	/// Puts the deadline off by so many blocks, where there is one.
	pub fn postpone(&mut self, blocks: BlockNumber) {
		match self {
			JobStage::Requested { deadline, .. }
			| JobStage::Accepted { deadline }
			| JobStage::Computing { deadline, .. }
			| JobStage::Agreed { deadline }
			| JobStage::Aborting { deadline, .. }
			| JobStage::Aggregated { deadline } => *deadline = deadline.saturating_add(blocks),
			JobStage::Released | JobStage::Settled { .. } | JobStage::Failed { .. } => {},
		}
	}

	fn in_time(&self, now: BlockNumber) -> Result<(), StageError> {
		match self.deadline() {
			Some(deadline) if now > deadline => Err(StageError::DeadlinePassed),
			_ => Ok(()),
		}
	}
}

impl Job {
	/// The stage after the participant at `index` accepted.
	pub fn accept(&self, index: usize, now: BlockNumber) -> Result<JobStage, StageError> {
		let JobStage::Requested { deadline, accepted } = self.stage else {
			return Err(StageError::WrongStage);
		};
		self.stage.in_time(now)?;
		if accepted.contains(index) {
			return Err(StageError::AlreadyAccepted);
		}
		let accepted = accepted.with(index);
		Ok(if accepted.len() == self.participants.len() {
			JobStage::Accepted { deadline: now.saturating_add(self.windows.compute) }
		} else {
			JobStage::Requested { deadline, accepted }
		})
	}

	/// The stage after the participant at `index` refused.
	///
	/// A refusal before all have accepted is honest and nobody's fault. A later one comes from a
	/// node that had accepted: the others have begun to work, and the fault is the refuser's.
	pub fn refuse(
		&self,
		index: usize,
		reason: RefusalReason,
		now: BlockNumber,
	) -> Result<JobStage, StageError> {
		let at_fault = match self.stage {
			JobStage::Requested { .. } => PartySet::default(),
			JobStage::Accepted { .. } => PartySet::default().with(index),
			JobStage::Computing { complete, .. } if complete.contains(index) => {
				return Err(StageError::AlreadySubmitted)
			},
			JobStage::Computing { .. } => PartySet::default().with(index),
			_ => return Err(StageError::WrongStage),
		};
		self.stage.in_time(now)?;
		Ok(JobStage::Failed { at: now, cause: FailureCause::Refused(reason), at_fault })
	}

	/// The stage after a chunk of its share or answer came from the participant at `index`; `last`
	/// says that it is complete with it.
	pub fn receive(
		&self,
		index: usize,
		last: bool,
		now: BlockNumber,
	) -> Result<JobStage, StageError> {
		if matches!(self.output, JobOutput::Agreed { .. }) {
			return Err(StageError::WrongMode);
		}
		let (deadline, complete) = self.work(index, now)?;
		let complete = if last { complete.with(index) } else { complete };
		Ok(if complete.len() < self.participants.len() {
			JobStage::Computing { deadline, complete }
		} else {
			self.result_is_in(now)
		})
	}

	/// Deadline and progress of the stage in which the participant at `index` may still contribute.
	fn work(&self, index: usize, now: BlockNumber) -> Result<(BlockNumber, PartySet), StageError> {
		let (deadline, complete) = match self.stage {
			JobStage::Accepted { deadline } => (deadline, PartySet::default()),
			JobStage::Computing { deadline, complete } => (deadline, complete),
			_ => return Err(StageError::WrongStage),
		};
		self.stage.in_time(now)?;
		if complete.contains(index) {
			return Err(StageError::AlreadySubmitted);
		}
		Ok((deadline, complete))
	}

	fn result_is_in(&self, now: BlockNumber) -> JobStage {
		match self.release {
			ReleaseRule::AtOnce => JobStage::Released,
			ReleaseRule::Checked(_) => {
				JobStage::Aggregated { deadline: now.saturating_add(self.windows.check) }
			},
		}
	}

	fn failed(now: BlockNumber, cause: FailureCause, at_fault: PartySet) -> JobStage {
		JobStage::Failed { at: now, cause, at_fault }
	}

	/// The stage after the check lanes of a chunk did not add up to zero.
	pub fn disagree(&self, now: BlockNumber) -> Result<JobStage, StageError> {
		match self.stage {
			JobStage::Accepted { .. } | JobStage::Computing { .. } => {
				Ok(Self::failed(now, FailureCause::MasksDisagree, PartySet::default()))
			},
			_ => Err(StageError::WrongStage),
		}
	}

	/// The stage after the checker released the result.
	pub fn pass_check(&self, now: BlockNumber) -> Result<JobStage, StageError> {
		match self.stage {
			JobStage::Aggregated { .. } => {
				self.stage.in_time(now)?;
				Ok(JobStage::Released)
			},
			_ => Err(StageError::WrongStage),
		}
	}

	/// The stage after the checker withheld the result.
	pub fn withhold(&self, reason: ReasonCode, now: BlockNumber) -> Result<JobStage, StageError> {
		self.pass_check(now)?;
		Ok(Self::failed(now, FailureCause::Withheld(reason), PartySet::default()))
	}

	/// The stage after the fee was paid out.
	pub fn settle(&self, now: BlockNumber) -> Result<JobStage, StageError> {
		match self.stage {
			JobStage::Released => Ok(JobStage::Settled { at: now }),
			_ => Err(StageError::WrongStage),
		}
	}

	/// The stage after the deadline was missed: who was silent is at fault. `notes` are the reports
	/// of a joint computation that stopped.
	///
	/// The checker is not a participant; its silence shows as [`FailureCause::NotChecked`]. An
	/// agreed result could have been brought by anybody, so that it is everybody's fault when
	/// nobody did, and an honest node can always keep clear of it.
	pub fn expire(&self, notes: &[AbortNote], now: BlockNumber) -> Result<JobStage, StageError> {
		let deadline = self.stage.deadline().ok_or(StageError::WrongStage)?;
		if now <= deadline {
			return Err(StageError::DeadlineNotPassed);
		}
		let (cause, at_fault) = match self.stage {
			JobStage::Requested { accepted, .. } => {
				(FailureCause::NotAccepted, self.all_but(accepted))
			},
			JobStage::Accepted { .. } => {
				(FailureCause::NotDelivered, self.all_but(PartySet::default()))
			},
			JobStage::Computing { complete, .. } => {
				(FailureCause::NotDelivered, self.all_but(complete))
			},
			JobStage::Agreed { .. } => {
				(FailureCause::NotUploaded, self.all_but(PartySet::default()))
			},
			JobStage::Aborting { heard, .. } => {
				(FailureCause::Aborted, self.at_fault_of_abort(heard, notes))
			},
			JobStage::Aggregated { .. } => (FailureCause::NotChecked, PartySet::default()),
			JobStage::Released | JobStage::Settled { .. } | JobStage::Failed { .. } => {
				return Err(StageError::WrongStage)
			},
		};
		Ok(Self::failed(now, cause, at_fault))
	}

	/// The stage after it was reported that what the job rests on is gone, as `cause` says: nobody
	/// is at fault, and no deadline has to pass.
	///
	/// A suspension ends a job until all shares are in; then it comes too late. A withdrawal ends
	/// it as an honest refusal would: until all compute nodes have accepted.
	pub fn interrupt(&self, cause: FailureCause, now: BlockNumber) -> Result<JobStage, StageError> {
		match (&self.stage, cause) {
			(
				JobStage::Requested { .. } | JobStage::Accepted { .. } | JobStage::Computing { .. },
				FailureCause::AgreementSuspended | FailureCause::DataSuspended,
			)
			| (JobStage::Requested { .. }, FailureCause::DataWithdrawn) => {
				Ok(JobStage::Failed { at: now, cause, at_fault: PartySet::default() })
			},
			_ => Err(StageError::WrongStage),
		}
	}

	fn all_but(&self, set: PartySet) -> PartySet {
		(0..self.participants.len())
			.filter(|index| !set.contains(*index))
			.fold(PartySet::default(), PartySet::with)
	}
}

#[cfg(test)]
mod tests;
