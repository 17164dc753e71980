//! Steps of a joint computation: all commit to one result, any brings it, or it stops.

use super::{
	super::{convicted, AbortNote, Job, JobOutput},
	FailureCause, JobStage, StageError,
};
use crate::{agreement::PartySet, BlockNumber};

impl Job {
	/// The stage after the participant at `index` committed to the result of a joint computation;
	/// `agrees` says that it is the one the others committed to.
	///
	/// From the last commitment on there is as much time again to bring the result.
	pub fn commit(
		&self,
		index: usize,
		agrees: bool,
		now: BlockNumber,
	) -> Result<JobStage, StageError> {
		if !matches!(self.output, JobOutput::Agreed { .. }) {
			return Err(StageError::WrongMode);
		}
		let (deadline, complete) = self.work(index, now)?;
		let complete = complete.with(index);
		Ok(if !agrees {
			Self::failed(now, FailureCause::ResultsDiffer, PartySet::default())
		} else if complete.len() < self.participants.len() {
			JobStage::Computing { deadline, complete }
		} else {
			JobStage::Agreed { deadline: now.saturating_add(self.windows.compute) }
		})
	}

	/// The stage after a chunk of the agreed result came; `last` says that it is complete with it.
	pub fn upload(&self, last: bool, now: BlockNumber) -> Result<JobStage, StageError> {
		let JobStage::Agreed { deadline } = self.stage else { return Err(StageError::WrongStage) };
		self.stage.in_time(now)?;
		Ok(if last { self.result_is_in(now) } else { JobStage::Agreed { deadline } })
	}

	/// The stage after the participant at `index` reported that the joint computation stopped;
	/// `notes` are all reports, this one included.
	///
	/// The first report ends all hope of a result; from then on the others have as much time
	/// to report as they had to accept, also past the old deadline: else a report in its last block
	/// would leave them no time, and they would pay as if silent. One report alone fails no bond: it
	/// is a party's word. See [`convicted`].
	pub fn abort(
		&self,
		index: usize,
		notes: &[AbortNote],
		now: BlockNumber,
	) -> Result<JobStage, StageError> {
		let JobOutput::Agreed { .. } = self.output else { return Err(StageError::WrongMode) };
		let (deadline, heard) = match self.stage {
			JobStage::Aborting { deadline, heard } => {
				self.stage.in_time(now)?;
				if heard.contains(index) {
					return Err(StageError::AlreadySubmitted);
				}
				(deadline, heard)
			},
			_ => {
				let (_, complete) = self.work(index, now)?;
				(now.saturating_add(self.windows.accept), complete)
			},
		};
		let heard = heard.with(index);
		Ok(if heard.len() < self.participants.len() {
			JobStage::Aborting { deadline, heard }
		} else {
			Self::failed(now, FailureCause::Aborted, self.at_fault_of_abort(heard, notes))
		})
	}

	/// Who said nothing, and whom all others convict.
	pub(super) fn at_fault_of_abort(&self, heard: PartySet, notes: &[AbortNote]) -> PartySet {
		let silent = self.all_but(heard);
		let JobOutput::Agreed { strength, .. } = self.output else { return silent };
		match convicted(notes, self.participants.len(), strength) {
			Some(cheater) => silent.with(cheater),
			None => silent,
		}
	}
}
