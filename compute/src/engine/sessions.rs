//! Tasks in progress: several at a time, since each waits for other nodes.

use super::{
	protocols::{Progress, Protocols, Step, StopCause, Task, TaskError},
	store::Store,
};
use panshi_primitives::{
	job::{JobId, ResultLayout, RESULT_CHUNK},
	Hash,
};
use sp_crypto_hashing::blake2_256;
use std::{
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
	sync::Arc,
};
use tokio::task::JoinSet;

/// Most tasks at a time. Nodes start the lowest job first, so that they do not wait for each other.
const MAX_TASKS: usize = 4;

/// What came of a task.
pub(super) struct TaskOutcome {
	pub(super) job: JobId,
	pub(super) job_digest: Hash,
	pub(super) stopped: Option<StopCause>,
	pub(super) result: Result<ResultLayout, TaskError>,
}

/// A task in progress, for people to see.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TaskView {
	/// The job.
	pub job: JobId,
	/// Its step.
	pub step: Step,
}

/// Tasks in progress.
#[derive(Default)]
pub(super) struct Sessions {
	running: JoinSet<TaskOutcome>,
	progress: BTreeMap<JobId, (Hash, Arc<Progress>)>,
}

impl Sessions {
	/// Whether one more may start.
	pub(super) fn has_room(&self) -> bool {
		self.progress.len() < MAX_TASKS
	}

	/// Whether the task of the job with this digest is in progress.
	pub(super) fn is_running(&self, job: JobId, digest: &Hash) -> bool {
		self.progress.get(&job).is_some_and(|(running, _)| running == digest)
	}

	/// Starts `task` on a thread of its own.
	pub(super) fn start(&mut self, task: Task, protocols: Arc<dyn Protocols>, store: Store) {
		let progress = Arc::new(Progress::default());
		self.progress.insert(task.job, (task.job_digest, progress.clone()));
		self.running.spawn_blocking(move || {
			let (job, job_digest) = (task.job, task.job_digest);
			let run = || run(&task, protocols.as_ref(), &progress, &store);
			let result = catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(TaskError::BrokeOff));
			TaskOutcome { job, job_digest, stopped: progress.stop_cause(), result }
		});
	}

	/// Has the task of `job` stop.
	pub(super) fn stop(&self, job: JobId, cause: StopCause) {
		if let Some((_, progress)) = self.progress.get(&job) {
			progress.stop(cause);
		}
	}

	/// Has all tasks stop.
	pub(super) fn stop_all(&self) {
		self.progress.values().for_each(|(_, progress)| progress.stop(StopCause::Over));
	}

	/// The next one that is done. Waits forever if there is none. May be cut off anywhere.
	pub(super) async fn next(&mut self) -> TaskOutcome {
		loop {
			match self.running.join_next().await {
				Some(Ok(outcome)) => return self.ended(outcome),
				// Panics are caught, and nothing is aborted.
				Some(Err(error)) => tracing::error!(%error, "a computation broke off"),
				None => std::future::pending().await,
			}
		}
	}

	/// The next one that is done, without waiting.
	pub(super) fn try_next(&mut self) -> Option<TaskOutcome> {
		let outcome = self.running.try_join_next()?.ok()?;
		Some(self.ended(outcome))
	}

	fn ended(&mut self, outcome: TaskOutcome) -> TaskOutcome {
		if self.is_running(outcome.job, &outcome.job_digest) {
			self.progress.remove(&outcome.job);
		}
		outcome
	}

	/// The next one that is done, if there is one still.
	pub(super) async fn next_of_last(&mut self) -> Option<TaskOutcome> {
		while let Some(outcome) = self.running.join_next().await {
			if let Ok(outcome) = outcome {
				return Some(self.ended(outcome));
			}
		}
		None
	}

	/// All tasks in progress.
	pub(super) fn views(&self) -> Vec<TaskView> {
		self.progress
			.iter()
			.map(|(job, (_, progress))| TaskView { job: *job, step: progress.step() })
			.collect()
	}
}

/// Runs the task and writes its bytes to disk, before anybody is told of them.
fn run(
	task: &Task,
	protocols: &dyn Protocols,
	progress: &Progress,
	store: &Store,
) -> Result<ResultLayout, TaskError> {
	let bytes = protocols.run(task, progress)?;
	let most = task.output.most_bytes();
	let layout = ResultLayout::of(&bytes, blake2_256).filter(|layout| layout.fits(most));
	let layout = layout.ok_or(TaskError::TooLong { given: bytes.len(), most })?;
	let chunk_length = usize::try_from(RESULT_CHUNK).unwrap_or(usize::MAX);
	for (index, chunk) in (0..).zip(bytes.chunks(chunk_length)) {
		store.save_share(task.job, index, chunk)?;
	}
	Ok(layout)
}
