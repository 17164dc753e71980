//! Data that are being read, beside the engine: one reading of a source at a time, and those of
//! different sources side by side. A database that does not answer holds up its own jobs alone.

use super::work::{Outcome, Work};
use panshi_primitives::job::JobId;
use std::{
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
	sync::{atomic::AtomicBool, Arc},
};
use tokio::task::JoinSet;

/// Most readings at a time. More sources than this that do not answer hold up the others.
const MAX_READINGS: usize = 16;

/// Readings in progress.
#[derive(Default)]
pub(super) struct Readings {
	running: JoinSet<(String, Option<Outcome>)>,
	/// The job that each is for, if it is for one before its acceptance, by source.
	sources: BTreeMap<String, Option<JobId>>,
}

impl Readings {
	/// Whether a reading of the source may begin.
	pub(super) fn may_begin(&self, source: &str) -> bool {
		self.sources.len() < MAX_READINGS && !self.sources.contains_key(source)
	}

	/// Whether a source is read to see whether `job` can be accepted.
	pub(super) fn verifies(&self, job: JobId) -> bool {
		self.sources.values().any(|verified| *verified == Some(job))
	}

	/// Whether anything is read.
	pub(super) fn is_empty(&self) -> bool {
		self.sources.is_empty()
	}

	/// Begins `work` on a thread of its own, if that may begin; otherwise a later tick asks again.
	pub(super) fn begin(&mut self, work: Work, cancel: &Arc<AtomicBool>) {
		let source = work.source().to_owned();
		if !self.may_begin(&source) {
			return;
		}
		self.sources.insert(source.clone(), work.verified_job());
		let cancel = cancel.clone();
		self.running.spawn_blocking(move || {
			let outcome = catch_unwind(AssertUnwindSafe(|| work.run(&cancel)));
			(source, outcome.ok())
		});
	}

	/// What came of the next one that is done; none if it broke off. Waits forever if nothing is read.
	/// May be cut off anywhere.
	pub(super) async fn next(&mut self) -> Option<Outcome> {
		loop {
			match self.running.join_next().await {
				Some(Ok(done)) => return self.ended(done),
				// Panics are caught, and nothing is aborted.
				Some(Err(error)) => tracing::error!(%error, "a reading broke off"),
				None => std::future::pending().await,
			}
		}
	}

	/// As [`Readings::next`], without waiting: the outer option says whether one is done.
	pub(super) fn try_next(&mut self) -> Option<Option<Outcome>> {
		let done = self.running.try_join_next()?.ok()?;
		Some(self.ended(done))
	}

	/// Waits until nothing is read. What came of it is found again after a restart.
	pub(super) async fn end(&mut self) {
		while self.running.join_next().await.is_some() {}
	}

	fn ended(&mut self, (source, outcome): (String, Option<Outcome>)) -> Option<Outcome> {
		self.sources.remove(&source);
		if outcome.is_none() {
			tracing::error!(source, "a piece of work broke off; it is tried again");
		}
		outcome
	}
}
