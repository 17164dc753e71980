//! What to do with a job whose result is bytes: computed together, or answered by each node.

use super::{
	check_accepted, is_suspended,
	job::JobState,
	last_call, noise_plan,
	outbox::Outbox,
	protocols::{StopCause, Task, TaskError, TaskParty},
	sessions::TaskOutcome,
	steps::state_lost,
	verify::{read_parameters, Finding},
	ChainPort, Engine, EngineError, StoreError, View,
};
use crate::sealed_sum::EphemeralSecret;
use panshi_primitives::{
	agreement::PartySet,
	job::{AbortReason, JobId, JobOutput, JobStage, RefusalReason, ResultLayout},
	offchain::Assignment,
	ChannelKey, Hash,
};
use zeroize::Zeroizing;

impl<C: ChainPort> Engine<C> {
	/// Every compute node has accepted; commitments or answers are wanted.
	pub(super) async fn contribute(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		outbox: &mut Outbox<'_>,
	) -> Result<(), EngineError> {
		let digest = assignment.job.digest;
		match self.records.get(&job).map(|record| record.state.clone()) {
			None => state_lost(job),
			// What begins now ends too late to be heard.
			Some(JobState::Accepted { .. }) if is_joint(assignment) && is_last_call(assignment) => {
				self.abort(job, digest, AbortReason::Interrupted)?;
			},
			Some(JobState::Accepted { secret, source }) => {
				self.start_task(view, job, assignment, (secret.0, &source)).await?;
				self.offer_refusal(job, digest, outbox);
			},
			Some(JobState::Computing) if self.sessions.is_running(job, &digest) => {
				if is_last_call(assignment) {
					self.sessions.stop(job, StopCause::Deadline);
				}
				// Such as one that waits for a database, which does not hear it.
				if is_overdue(assignment) {
					self.abort(job, digest, AbortReason::Interrupted)?;
				}
			},
			// The session went with the process, or with an error that left no record.
			Some(JobState::Computing) => self.abort(job, digest, AbortReason::Interrupted)?,
			Some(JobState::Sealed { layout }) => {
				self.offer_result(view, job, assignment, &layout, outbox)?;
			},
			Some(JobState::Refused { .. }) => self.offer_refusal(job, digest, outbox),
			Some(JobState::Aborted { .. } | JobState::Ready { .. } | JobState::Done) => {},
		}
		self.offer_abort(view, job, assignment, outbox);
		Ok(())
	}

	/// Another node has reported that the computation stopped; everybody is heard.
	pub(super) fn testify(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		outbox: &mut Outbox<'_>,
	) -> Result<(), StoreError> {
		let digest = assignment.job.digest;
		match self.records.get(&job).map(|record| &record.state) {
			Some(JobState::Computing) if self.sessions.is_running(job, &digest) => {
				self.sessions.stop(job, StopCause::Reported);
			},
			Some(JobState::Computing | JobState::Refused { .. }) => {
				self.abort(job, digest, AbortReason::Interrupted)?;
			},
			Some(JobState::Accepted { .. } | JobState::Sealed { .. })
				if !has_contributed(assignment, view) =>
			{
				self.abort(job, digest, AbortReason::Stopped)?;
			},
			None => state_lost(job),
			Some(_) => {},
		}
		self.offer_abort(view, job, assignment, outbox);
		Ok(())
	}

	/// All have committed to the result, and this node offers chunks of it: its own part first, and
	/// in the second half of the time whatever is missing.
	pub(super) fn bring(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		outbox: &mut Outbox<'_>,
	) -> Result<(), StoreError> {
		match self.records.get(&job).map(|record| record.state.clone()) {
			Some(JobState::Sealed { layout }) => {
				self.offer_result(view, job, assignment, &layout, outbox)
			},
			None => {
				state_lost(job);
				Ok(())
			},
			Some(_) => Ok(()),
		}
	}

	async fn start_task(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		(secret, source): (EphemeralSecret, &str),
	) -> Result<(), EngineError> {
		if is_suspended(assignment) {
			tracing::warn!(job, "the agreement is suspended; the job waits");
			return Ok(());
		}
		let digest = assignment.job.digest;
		let must_wait = self.retry_at.get(&job).is_some_and(|at| *at > self.finalized);
		if must_wait
			|| !self.sessions.has_room(is_joint(assignment))
			|| self.sessions.is_running(job, &digest)
		{
			return Ok(());
		}
		let task = match self.task(view, job, assignment, secret, source).await? {
			Ok(Some(task)) => task,
			Ok(None) => return Ok(()),
			Err(finding) => {
				tracing::warn!(job, %finding, "the accepted job is refused");
				return Ok(self.refuse(job, digest, finding.reason())?);
			},
		};
		if is_joint(assignment) {
			// From here on a crash ends the computation: it is begun once.
			self.save(job, digest, JobState::Computing)?;
		}
		tracing::info!(job, parties = task.parties.len(), "the computation begins");
		self.sessions.start(task, self.protocols.clone(), self.store.clone());
		Ok(())
	}

	/// The task of `job`, if everything for it is here.
	async fn task(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		secret: EphemeralSecret,
		source: &str,
	) -> Result<Result<Option<Task>, Finding>, EngineError> {
		let index = match check_accepted(&self.own(view), job, assignment) {
			Ok(index) => index,
			Err(finding) => return Ok(Err(finding)),
		};
		let keys: Option<Vec<ChannelKey>> = assignment.ephemeral_keys.iter().copied().collect();
		let source = self.sources.by_name(source);
		let (Some(keys), Some(source), Ok(party)) = (keys, source, u8::try_from(index)) else {
			return Ok(Ok(None));
		};
		if keys.get(index) != Some(&secret.public()) {
			state_lost(job);
			return Ok(Ok(None));
		}
		let chunks = self.parameters(view, job, assignment).await?;
		let read = read_parameters(assignment, &chunks);
		let (parameters, noise) = match read.and_then(|read| Ok((read, noise_plan(assignment)?))) {
			Ok(read) => read,
			Err(finding) => return Ok(Err(finding)),
		};
		let mut seed = Zeroizing::new([0; 32]);
		self.rng.fill_bytes(seed.as_mut());
		let peers = assignment.peers.iter().cloned().chain(std::iter::repeat(None));
		let parties = keys.into_iter().zip(peers);
		Ok(Ok(Some(Task {
			job,
			job_digest: assignment.job.digest,
			output: assignment.job.output,
			algorithm: assignment.algorithm.content.clone(),
			parameters,
			items: assignment.job.spec.items,
			noise,
			parties: parties
				.map(|(ephemeral_key, peer)| TaskParty { ephemeral_key, peer })
				.collect(),
			index: party,
			result_key: assignment.job.spec.result_key,
			source,
			wanted: assignment.data.fingerprint,
			seed,
			secret,
		})))
	}

	fn offer_result(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		layout: &ResultLayout,
		outbox: &mut Outbox<'_>,
	) -> Result<(), StoreError> {
		let digest = assignment.job.digest;
		if !has_committed(assignment, view) {
			outbox.commit(job, &digest, layout);
			return Ok(());
		}
		let Some(part) = &assignment.result else { return Ok(()) };
		if part.layout != *layout {
			// Somebody else committed with this node's key, or this state is an old copy.
			state_lost(job);
			return Ok(());
		}
		if part.is_complete() {
			return self.finish(job);
		}
		for (chunk, hash) in (0..).zip(&layout.chunks) {
			if !part.received.contains(chunk) && is_ours_to_bring(assignment, view, chunk) {
				outbox.result(job, &digest, chunk, hash, &self.store)?;
			}
		}
		Ok(())
	}

	fn abort(&mut self, job: JobId, digest: Hash, reason: AbortReason) -> Result<(), StoreError> {
		tracing::warn!(job, ?reason, "the joint computation stopped");
		self.save(job, digest, JobState::Aborted { reason })?;
		self.store.remove_shares(job)
	}

	fn offer_abort(
		&self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		outbox: &mut Outbox<'_>,
	) {
		let state = self.records.get(&job).map(|record| &record.state);
		if let (Some(JobState::Aborted { reason }), false) =
			(state, has_contributed(assignment, view))
		{
			outbox.abort(job, assignment.job.digest, *reason);
		}
	}

	/// Takes in what came of a task.
	pub(super) fn task_done(&mut self, outcome: TaskOutcome) -> Result<(), StoreError> {
		let TaskOutcome { job, job_digest: digest, stopped, result } = outcome;
		let state = self.records.get(&job).filter(|record| record.digest == digest);
		let is_joint = match state.map(|record| &record.state) {
			Some(JobState::Computing) => true,
			Some(JobState::Accepted { .. }) => false,
			// The job ended meanwhile.
			_ => return self.store.remove_shares(job),
		};
		let error = match result {
			Ok(layout) => {
				tracing::info!(job, bytes = layout.length, "the result is sealed");
				return self.save(job, digest, JobState::Sealed { layout });
			},
			Err(error) => error,
		};
		self.store.remove_shares(job)?;
		tracing::warn!(job, error = error.for_log(), "the computation gave no result");
		match (error, is_joint) {
			(TaskError::DataChanged, _) => {
				self.sources.read_again();
				self.refuse(job, digest, RefusalReason::DataChanged)
			},
			(TaskError::Aborted(reason), true) => self.abort(job, digest, reason),
			(TaskError::Stopped, true) => match stopped {
				Some(StopCause::Reported) => self.abort(job, digest, AbortReason::Stopped),
				_ => self.abort(job, digest, AbortReason::Unknown),
			},
			(TaskError::TooLong { .. }, true) => self.abort(job, digest, AbortReason::Unfit),
			(_, true) => self.abort(job, digest, AbortReason::Interrupted),
			(TaskError::Aborted(_) | TaskError::TooLong { .. }, false) => {
				self.refuse(job, digest, RefusalReason::BadParameters)
			},
			(_, false) => {
				self.wait_before_retry(job);
				Ok(())
			},
		}
	}
}

/// Whether all nodes compute one result together.
pub(super) fn is_joint(assignment: &Assignment) -> bool {
	matches!(assignment.job.output, JobOutput::Agreed { .. })
}

/// Whether a node that has no result yet says so now, while it is heard: who has neither committed
/// nor reported at the deadline pays.
fn is_last_call(assignment: &Assignment) -> bool {
	let job = &assignment.job;
	last_call::is_last_call(&job.stage, job.windows.compute, assignment.now)
}

/// Whether a computation that was told to stop at the last call should have stopped.
fn is_overdue(assignment: &Assignment) -> bool {
	let job = &assignment.job;
	last_call::is_overdue(&job.stage, job.windows.compute, assignment.now)
}

/// Whether the chain has this node's commitment.
fn has_committed(assignment: &Assignment, view: View) -> bool {
	match (&assignment.job.output, &assignment.job.stage) {
		(JobOutput::Collected { .. }, _) => assignment.result.is_some(),
		(_, JobStage::Computing { complete, .. }) => is_in(assignment, view, *complete),
		(_, JobStage::Agreed { .. }) => true,
		_ => false,
	}
}

/// Whether the chain has this node's commitment or its report.
fn has_contributed(assignment: &Assignment, view: View) -> bool {
	match &assignment.job.stage {
		JobStage::Aborting { heard, .. } => is_in(assignment, view, *heard),
		_ => has_committed(assignment, view),
	}
}

fn is_in(assignment: &Assignment, view: View, set: PartySet) -> bool {
	assignment.job.participant_index(view.node).is_some_and(|index| set.contains(index))
}

/// Whether this node offers the chunk now: its own, or any where the time is half over. An answer is
/// nobody else's; a result of all is not taken before all have committed to it.
fn is_ours_to_bring(assignment: &Assignment, view: View, chunk: u32) -> bool {
	let JobStage::Agreed { deadline } = assignment.job.stage else {
		return !is_joint(assignment);
	};
	let half = deadline.saturating_sub(assignment.job.windows.compute / 2);
	let parties = u32::try_from(assignment.job.participants.len()).unwrap_or(u32::MAX);
	let index = assignment.job.participant_index(view.node).and_then(|i| u32::try_from(i).ok());
	assignment.now >= half || chunk.checked_rem(parties) == index
}
