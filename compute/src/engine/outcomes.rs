//! What follows from finished work, and how a job's record changes.

use super::{
	job::{JobRecord, JobState, SealedChunk, StoredSecret},
	last_call::is_last_call,
	steps::state_lost,
	work::{Outcome, VerifyError, WorkError},
	ChainPort, Engine, StoreError,
};
use crate::{
	sealed_sum::{EphemeralSecret, SealError},
	variants::DataSource,
};
use panshi_primitives::{
	job::{JobId, RefusalReason},
	offchain::Assignment,
	BlockNumber, Hash,
};
use std::sync::Arc;

/// Blocks between two attempts to compute a share.
const RETRY_AFTER: BlockNumber = 3;

impl<C: ChainPort> Engine<C> {
	/// Takes in what came of a piece of work.
	pub(super) fn take_in(&mut self, outcome: Outcome) -> Result<(), StoreError> {
		match outcome {
			Outcome::Scanned { name, result: Ok((source, summary)) } => {
				let records = summary.records;
				tracing::info!(source = name, records, fingerprint = ?summary.fingerprint, "read");
				self.sources.learn(source, summary, &self.store)
			},
			Outcome::Scanned { name, result: Err(error) } => {
				tracing::error!(source = name, error = error.for_log(), "cannot read the data");
				self.sources.fail(&name, self.finalized);
				Ok(())
			},
			Outcome::Verified { job, job_digest, source, wanted, result: Ok(summary) } => {
				self.sources.learn(source.clone(), summary, &self.store)?;
				if summary.fingerprint == wanted {
					self.accept(job, job_digest, &source)
				} else {
					tracing::warn!(job, "the job is refused: the data have changed");
					self.refuse(job, job_digest, RefusalReason::DataChanged)
				}
			},
			Outcome::Verified {
				job, job_digest, result: Err(VerifyError::Unfit(finding)), ..
			} => {
				if self.records.contains_key(&job) {
					return Ok(());
				}
				tracing::warn!(job, %finding, "the job is refused");
				self.refuse(job, job_digest, finding.reason())
			},
			Outcome::Verified { job, source, result: Err(VerifyError::Data(error)), .. } => {
				tracing::error!(job, error = error.for_log(), "cannot read the data");
				self.sources.fail(&source.config().name, self.finalized);
				Ok(())
			},
			Outcome::Sealed { job, job_digest, result } => self.sealed(job, job_digest, result),
		}
	}

	fn sealed(
		&mut self,
		job: JobId,
		digest: Hash,
		result: Result<Vec<SealedChunk>, WorkError>,
	) -> Result<(), StoreError> {
		let is_waiting = self.records.get(&job).is_some_and(|record| {
			record.digest == digest && matches!(record.state, JobState::Accepted { .. })
		});
		match result {
			// The job ended meanwhile.
			_ if !is_waiting => self.store.remove_shares(job),
			Ok(chunks) => {
				tracing::info!(job, chunks = chunks.len(), "the share is ready");
				self.save(job, digest, JobState::Ready { chunks })
			},
			Err(WorkError::DataChanged) => {
				tracing::warn!(job, "the accepted job is refused: the data have changed");
				self.sources.read_again();
				self.refuse(job, digest, RefusalReason::DataChanged)
			},
			// Somebody else accepted with this node's signing key, or this state is an old copy.
			// What the other one promised is not this one's to break.
			Err(WorkError::Seal(SealError::KeyMismatch { .. })) => {
				state_lost(job);
				self.wait_before_retry(job);
				Ok(())
			},
			Err(error @ (WorkError::Seal(_) | WorkError::Noise(_))) => {
				tracing::warn!(job, %error, "the accepted job is refused");
				self.refuse(job, digest, RefusalReason::HolderPolicy)
			},
			Err(error @ (WorkError::Count(_) | WorkError::Store(_))) => {
				tracing::error!(job, error = error.for_log(), "cannot compute the share now");
				self.wait_before_retry(job);
				Ok(())
			},
		}
	}

	pub(super) fn wait_before_retry(&mut self, job: JobId) {
		self.retry_at.insert(job, self.finalized.saturating_add(RETRY_AFTER));
	}

	fn accept(
		&mut self,
		job: JobId,
		digest: Hash,
		source: &Arc<DataSource>,
	) -> Result<(), StoreError> {
		if self.records.contains_key(&job) {
			return Ok(());
		}
		// Others may have been accepted since this one was found to have a place.
		if self.joint.get(&job).is_some_and(|agreement| !self.has_place(*agreement)) {
			tracing::debug!(job, "a joint job waits: others were accepted meanwhile");
			return Ok(());
		}
		let secret = StoredSecret(EphemeralSecret::generate(&mut self.rng));
		let source = source.config().name.clone();
		tracing::info!(job, source, "the job is accepted");
		self.save(job, digest, JobState::Accepted { secret, source })
	}

	/// Takes another key for a job: a peer read this node's key in the pool and accepted with it
	/// first, and the chain takes no key twice. As a node accepts once, there are at most as many
	/// such peers as the job has others. At the last call the job is refused: another key might be
	/// too late, and silence is a fault.
	pub(super) fn renew_key(
		&mut self,
		job: JobId,
		assignment: &Assignment,
	) -> Result<(), StoreError> {
		let Assignment { job: asked, now, .. } = assignment;
		if is_last_call(&asked.stage, asked.windows.accept, *now) {
			tracing::warn!(job, "the job is refused: a peer accepted with the key of this node");
			return self.refuse(job, asked.digest, RefusalReason::HolderPolicy);
		}
		let Some(JobRecord { digest, state: JobState::Accepted { source, .. }, .. }) =
			self.records.get(&job).cloned()
		else {
			return Ok(());
		};
		tracing::warn!(job, "a peer accepted with the key of this node; it takes another one");
		let secret = StoredSecret(EphemeralSecret::generate(&mut self.rng));
		self.save(job, digest, JobState::Accepted { secret, source })
	}

	pub(super) fn refuse(
		&mut self,
		job: JobId,
		digest: Hash,
		reason: RefusalReason,
	) -> Result<(), StoreError> {
		self.save(job, digest, JobState::Refused { reason })?;
		self.store.remove_shares(job)
	}

	pub(super) fn finish(&mut self, job: JobId) -> Result<(), StoreError> {
		let Some(record) = self.records.get(&job) else { return Ok(()) };
		if matches!(record.state, JobState::Done) {
			return Ok(());
		}
		let digest = record.digest;
		tracing::info!(job, "what this node owes the job is on chain");
		self.save(job, digest, JobState::Done)?;
		self.store.remove_shares(job)
	}

	pub(super) fn save(
		&mut self,
		job: JobId,
		digest: Hash,
		state: JobState,
	) -> Result<(), StoreError> {
		let earlier = self.records.get(&job).map_or(0, |record| record.seen_at);
		let record = JobRecord { digest, seen_at: self.finalized.max(earlier), state };
		self.store.save(job, &record, self.rng.as_mut())?;
		self.records.insert(job, record);
		Ok(())
	}
}
