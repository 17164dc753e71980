//! Tasks in progress: several at a time. Joint computations wait for other nodes, and answers for
//! none, so that these have places of their own: whoever keeps joint computations waiting must not
//! make this node owe an answer that was paid for.

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

/// Most joint computations at a time: their memory adds up. Nodes start the lowest job first, so that
/// they do not wait for each other.
const MAX_JOINT: usize = 4;
/// Most answers at a time.
const MAX_ANSWERS: usize = 4;

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
	tasks: BTreeMap<JobId, Running>,
}

/// A task in progress.
struct Running {
	job_digest: Hash,
	is_joint: bool,
	progress: Arc<Progress>,
}

impl Sessions {
	/// Whether one more may start: a joint computation, or else an answer.
	pub(super) fn has_room(&self, is_joint: bool) -> bool {
		let most = if is_joint { MAX_JOINT } else { MAX_ANSWERS };
		self.tasks.values().filter(|task| task.is_joint == is_joint).count() < most
	}

	/// Whether the task of `job` is in progress and waits for the other nodes to come.
	pub(super) fn waits(&self, job: JobId) -> bool {
		self.tasks.get(&job).is_some_and(|task| !task.progress.has_met())
	}

	/// Whether the task of the job with this digest is in progress.
	pub(super) fn is_running(&self, job: JobId, digest: &Hash) -> bool {
		self.tasks.get(&job).is_some_and(|task| task.job_digest == *digest)
	}

	/// Starts `task` on a thread of its own.
	pub(super) fn start(&mut self, task: Task, protocols: Arc<dyn Protocols>, store: Store) {
		let progress = Arc::new(Progress::default());
		let running = Running {
			job_digest: task.job_digest,
			is_joint: task.strength().is_some(),
			progress: progress.clone(),
		};
		self.tasks.insert(task.job, running);
		self.running.spawn_blocking(move || {
			let (job, job_digest) = (task.job, task.job_digest);
			let run = || run(&task, protocols.as_ref(), &progress, &store);
			let result = catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(TaskError::BrokeOff));
			TaskOutcome { job, job_digest, stopped: progress.stop_cause(), result }
		});
	}

	/// Has the task of `job` stop.
	pub(super) fn stop(&self, job: JobId, cause: StopCause) {
		if let Some(task) = self.tasks.get(&job) {
			task.progress.stop(cause);
		}
	}

	/// Has all tasks stop.
	pub(super) fn stop_all(&self) {
		self.tasks.values().for_each(|task| task.progress.stop(StopCause::Over));
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
			self.tasks.remove(&outcome.job);
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
		self.tasks
			.iter()
			.map(|(job, task)| TaskView { job: *job, step: task.progress.step() })
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
