//! What to do with one job, by its stage on the chain and its state here.

use super::{
	asked::Asked,
	check_accepted, check_job, check_parameters, is_suspended,
	job::{JobRecord, JobState},
	joint::is_joint,
	last_call, noise_plan,
	outbox::Outbox,
	sources::Match,
	work::{Sealing, Work},
	ChainPort, Engine, EngineError, Own, StoreError, View,
};
use crate::sealed_sum::{EphemeralSecret, SumContext};
use panshi_primitives::{
	job::{JobId, JobOutput, JobStage, RefusalReason, MAX_PARAMETER_CHUNKS},
	offchain::Assignment,
	ChannelKey, Hash,
};

impl<C: ChainPort> Engine<C> {
	pub(super) async fn step(
		&mut self,
		view: View,
		job: JobId,
		outbox: &mut Outbox<'_>,
	) -> Result<(), EngineError> {
		let assignment = self.chain.assignment(job, view.node, view.head.hash).await?;
		let Some(assignment) = assignment else { return Ok(()) };
		self.drop_namesake(job, &assignment)?;
		if is_joint(&assignment) {
			self.joint.insert(job, assignment.agreement_id);
		}
		match assignment.job.stage {
			JobStage::Requested { .. } => self.decide(view, job, &assignment, outbox).await,
			JobStage::Accepted { .. } | JobStage::Computing { .. } => match assignment.job.output {
				JobOutput::Sum { .. } => self.deliver(view, job, &assignment, outbox).await,
				JobOutput::Agreed { .. } | JobOutput::Collected { .. } => {
					self.contribute(view, job, &assignment, outbox).await
				},
			},
			JobStage::Agreed { .. } => Ok(self.bring(view, job, &assignment, outbox)?),
			JobStage::Aborting { .. } => Ok(self.testify(view, job, &assignment, outbox)?),
			// The sum is final, so nothing more can be asked of this node.
			_ => Ok(self.finish(job)?),
		}
	}

	pub(super) fn own(&self, view: View) -> Own {
		Own {
			genesis: self.genesis,
			node: view.node,
			signing_key: self.keys.public().signing,
			least_holders: self.least_holders,
		}
	}

	/// Forgets a record of another job that had the same number: a chain that was started anew
	/// gives its numbers again.
	fn drop_namesake(&mut self, job: JobId, assignment: &Assignment) -> Result<(), StoreError> {
		let differs = |record: &JobRecord| record.digest != assignment.job.digest;
		match self.records.get(&job).is_some_and(differs) {
			true => self.forget(job),
			false => Ok(()),
		}
	}

	/// The job waits for acceptances.
	async fn decide(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		outbox: &mut Outbox<'_>,
	) -> Result<(), EngineError> {
		let digest = assignment.job.digest;
		match self.records.get(&job).map(|record| &record.state) {
			None => {
				self.consider(view, job, assignment).await?;
				self.give_up_in_time(job, assignment)?;
				// A refusal needs no work, so it can be offered at once.
				self.offer_refusal(job, digest, outbox);
			},
			Some(JobState::Accepted { secret, .. }) => {
				let key = secret.0.public();
				match check_job(&self.own(view), job, assignment) {
					Ok(index) => match published(assignment, index) {
						None if assignment.ephemeral_keys.contains(&Some(key)) => {
							self.renew_key(job, assignment)?;
							self.offer_refusal(job, digest, outbox);
						},
						None => outbox.accept(job, digest, key),
						Some(on_chain) if on_chain != key => state_lost(job),
						Some(_) => {},
					},
					Err(finding) => {
						tracing::warn!(job, %finding, "the job is refused after all");
						self.refuse(job, digest, finding.reason())?;
						self.offer_refusal(job, digest, outbox);
					},
				}
			},
			Some(JobState::Refused { .. }) => self.offer_refusal(job, digest, outbox),
			Some(
				JobState::Ready { .. }
				| JobState::Computing
				| JobState::Sealed { .. }
				| JobState::Aborted { .. }
				| JobState::Done,
			) => {},
		}
		Ok(())
	}

	/// Decides on a job of which nothing is known yet.
	async fn consider(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
	) -> Result<(), EngineError> {
		let digest = assignment.job.digest;
		if self.readings.verifies(job) {
			return Ok(());
		}
		let own = self.own(view);
		let checked = match check_job(&own, job, assignment) {
			Ok(index) if published(assignment, index).is_some() => {
				state_lost(job);
				return Ok(());
			},
			Ok(index) => {
				let chunks = self.parameters(view, job, assignment).await?;
				let asked = Asked::new(assignment, &chunks, index, &self.protocols);
				asked.and_then(|asked| asked.check(None).map(|()| (index, asked)))
			},
			Err(finding) => Err(finding),
		};
		let (index, asked) = match checked {
			Ok(checked) => checked,
			Err(finding) => {
				tracing::warn!(job, %finding, "the job is refused");
				return Ok(self.refuse(job, digest, finding.reason())?);
			},
		};
		let Some(participant) = assignment.job.participants.get(index) else { return Ok(()) };
		if self.must_wait_for_a_place(assignment) {
			tracing::debug!(job, "a joint job waits: others that were accepted have not begun yet");
			return Ok(());
		}
		match self.sources.find(participant.data, &participant.fingerprint) {
			Match::Found(source) => {
				let wanted = participant.fingerprint;
				self.start(Work::Verify { job, job_digest: digest, source, wanted, asked });
			},
			Match::NotYet => {},
			// The data may have been replaced since they were last read.
			Match::Changed | Match::Missing if self.reread_for.insert(job) => {
				self.sources.read_again();
				self.scan_sources();
			},
			Match::Changed => {
				tracing::warn!(job, "the job is refused: the data have changed");
				self.refuse(job, digest, RefusalReason::DataChanged)?;
			},
			Match::Missing => {
				tracing::warn!(job, "the job is refused: the data are not here");
				self.refuse(job, digest, RefusalReason::DataMissing)?;
			},
		}
		Ok(())
	}

	/// Refuses a job that could not be verified before it is too late to refuse: silence is a
	/// fault, an honest refusal is not.
	fn give_up_in_time(&mut self, job: JobId, assignment: &Assignment) -> Result<(), StoreError> {
		let Assignment { job: asked, now, .. } = assignment;
		let is_last_call = last_call::is_last_call(&asked.stage, asked.windows.accept, *now);
		if self.records.contains_key(&job) || !is_last_call {
			return Ok(());
		}
		if self.must_wait_for_a_place(assignment) {
			tracing::warn!(job, "the job is refused: too many joint jobs wait for other nodes");
			return self.refuse(job, assignment.job.digest, RefusalReason::HolderPolicy);
		}
		tracing::warn!(job, "the job is refused: the data could not be verified in time");
		self.refuse(job, assignment.job.digest, RefusalReason::DataMissing)
	}

	fn must_wait_for_a_place(&self, assignment: &Assignment) -> bool {
		is_joint(assignment) && !self.has_place(assignment.agreement_id)
	}

	/// Every compute node has accepted; shares are wanted.
	async fn deliver(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
		outbox: &mut Outbox<'_>,
	) -> Result<(), EngineError> {
		let digest = assignment.job.digest;
		match self.records.get(&job).map(|record| &record.state) {
			None => {
				state_lost(job);
				Ok(())
			},
			Some(JobState::Accepted { secret, source }) => {
				let (secret, source) = (secret.0.clone(), source.clone());
				self.seal(view, job, assignment, (secret, &source)).await?;
				self.offer_refusal(job, digest, outbox);
				Ok(())
			},
			Some(JobState::Ready { chunks }) => {
				let missing: Vec<_> = (0u32..)
					.zip(chunks)
					.zip(&assignment.delivered)
					.filter(|(_, delivered)| !**delivered)
					.map(|(chunk, _)| chunk)
					.collect();
				for (index, sealed) in &missing {
					outbox.share(job, &digest, *index, sealed, &self.store)?;
				}
				match missing.is_empty() && chunks.len() == assignment.delivered.len() {
					true => Ok(self.finish(job)?),
					false => Ok(()),
				}
			},
			Some(JobState::Refused { .. }) => {
				self.offer_refusal(job, digest, outbox);
				Ok(())
			},
			Some(
				JobState::Computing
				| JobState::Sealed { .. }
				| JobState::Aborted { .. }
				| JobState::Done,
			) => Ok(()),
		}
	}

	/// Starts to compute the share, if nothing forbids it.
	async fn seal(
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
		let must_wait = self.retry_at.get(&job).is_some_and(|at| *at > self.finalized);
		if must_wait || !self.readings.may_begin(source) {
			return Ok(());
		}
		let digest = assignment.job.digest;
		let index = match check_accepted(&self.own(view), job, assignment) {
			Ok(index) => index,
			Err(finding) => {
				tracing::warn!(job, %finding, "the accepted job is refused");
				return Ok(self.refuse(job, digest, finding.reason())?);
			},
		};
		let keys: Option<Vec<ChannelKey>> = assignment.ephemeral_keys.iter().copied().collect();
		let (Some(keys), Some(source)) = (keys, self.sources.by_name(source)) else {
			return Ok(());
		};
		if keys.get(index) != Some(&secret.public()) {
			state_lost(job);
			return Ok(());
		}
		let chunks = self.parameters(view, job, assignment).await?;
		let checked = check_parameters(assignment, &chunks)
			.and_then(|list| Ok((list, noise_plan(assignment)?)));
		let (list, noise) = match checked {
			Ok(checked) => checked,
			Err(finding) => {
				tracing::warn!(job, %finding, "the accepted job is refused");
				return Ok(self.refuse(job, digest, finding.reason())?);
			},
		};
		let work = Sealing {
			job,
			context: SumContext { job_digest: digest, lanes: assignment.job.lanes() },
			index,
			secret,
			keys,
			result_key: assignment.job.spec.result_key,
			list,
			noise,
			source,
			wanted: assignment.data.fingerprint,
			store: self.store.clone(),
		};
		self.start(Work::Seal(Box::new(work)));
		Ok(())
	}

	/// The parameters of a job as far as the chain has them; what is missing shows in the digest.
	pub(super) async fn parameters(
		&mut self,
		view: View,
		job: JobId,
		assignment: &Assignment,
	) -> Result<Vec<Vec<u8>>, EngineError> {
		let mut chunks = Vec::new();
		for index in 0..assignment.parameter_chunks.min(MAX_PARAMETER_CHUNKS) {
			match self.chain.parameter_chunk(job, index, view.head.hash).await? {
				Some(chunk) => chunks.push(chunk),
				None => break,
			}
		}
		Ok(chunks)
	}

	pub(super) fn offer_refusal(&self, job: JobId, digest: Hash, outbox: &mut Outbox<'_>) {
		if let Some(JobState::Refused { reason }) = self.records.get(&job).map(|r| &r.state) {
			outbox.refuse(job, digest, *reason);
		}
	}
}

/// The key that the participant at `index` has on chain.
fn published(assignment: &Assignment, index: usize) -> Option<ChannelKey> {
	assignment.ephemeral_keys.get(index).copied().flatten()
}

pub(super) fn state_lost(job: JobId) {
	tracing::error!(job, "the chain has an acceptance of this node whose secret is not here: the state folder was lost or replaced; the job will fail at its deadline");
}
