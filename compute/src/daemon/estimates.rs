//! How long computations in progress will yet take.

use crate::engine::{Step, TaskView};
use panshi_primitives::{consortium::ComputeNodeId, job::JobId, offchain::TaskProgress};
use std::{
	collections::BTreeMap,
	time::{Duration, Instant},
};

/// A computation as whoever watches sees it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Watched {
	/// The job.
	pub(super) job: JobId,
	/// Its step.
	pub(super) step: Step,
	/// What the step will yet take at its pace so far; none before there is one.
	pub(super) left: Option<Duration>,
}

impl Watched {
	/// What everybody may see of it, who may ask the chain node beside the compute node `node`.
	pub(super) fn public(&self, node: ComputeNodeId) -> TaskProgress {
		let Watched { job, step: Step { kind, done, total }, left } = *self;
		let untold = TaskProgress { job, node, step: kind, done: 0, total: 0, seconds_left: None };
		match kind.has_public_units() {
			true => {
				let seconds = |left: Duration| u32::try_from(left.as_secs()).unwrap_or(u32::MAX);
				TaskProgress { done, total, seconds_left: left.map(seconds), ..untold }
			},
			false => untold,
		}
	}
}

/// When each computation was first seen at its step.
#[derive(Debug, Default)]
pub(super) struct Estimates(BTreeMap<JobId, Begun>);

#[derive(Clone, Copy, Debug)]
struct Begun {
	at: Instant,
	step: Step,
	/// Tenths of the step that were told.
	told: u64,
}

impl Estimates {
	/// What is to be seen of `tasks` now. Logs each step once, and each further tenth of it.
	pub(super) fn watch(&mut self, tasks: &[TaskView], now: Instant) -> Vec<Watched> {
		self.0.retain(|job, _| tasks.iter().any(|task| task.job == *job));
		tasks.iter().map(|task| self.watch_one(*task, now)).collect()
	}

	fn watch_one(&mut self, TaskView { job, step }: TaskView, now: Instant) -> Watched {
		let first = Begun { at: now, step, told: u64::MAX };
		let begun = self.0.entry(job).or_insert(first);
		if begun.step.kind != step.kind {
			*begun = first;
		}
		let left = left(begun, &step, now);
		let tenths = (10 * step.done).checked_div(step.total).unwrap_or_default();
		if begun.told != tenths {
			begun.told = tenths;
			let (step, done, total) = (step.kind.name(), step.done, step.total);
			let seconds_left = left.map(|left| left.as_secs());
			tracing::info!(job, step, done, total, seconds_left, "the computation goes on");
		}
		Watched { job, step, left }
	}
}

fn left(begun: &Begun, step: &Step, now: Instant) -> Option<Duration> {
	let done = u32::try_from(step.done.checked_sub(begun.step.done)?).ok()?;
	let rest = u32::try_from(step.total.saturating_sub(step.done)).ok()?;
	let pace = now.saturating_duration_since(begun.at).checked_div(done)?;
	pace.checked_mul(rest)
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_primitives::offchain::TaskStep;

	fn task(kind: TaskStep, done: u64, total: u64) -> [TaskView; 1] {
		[TaskView { job: 7, step: Step { kind, done, total } }]
	}

	fn left_of(estimates: &mut Estimates, task: &[TaskView], at: Instant) -> Option<u64> {
		estimates.watch(task, at)[0].left.map(|left| left.as_secs())
	}

	#[test]
	fn goes_by_the_pace_of_the_step() {
		let (mut estimates, start) = (Estimates::default(), Instant::now());
		let after = |seconds| start + Duration::from_secs(seconds);
		assert_eq!(left_of(&mut estimates, &task(TaskStep::Joining, 0, 0), start), None);
		// The step was on its way when it was first seen.
		let computing = |done| task(TaskStep::Computing, done, 100);
		assert_eq!(left_of(&mut estimates, &computing(10), after(60)), None);
		assert_eq!(left_of(&mut estimates, &computing(20), after(70)), Some(80));
		assert_eq!(left_of(&mut estimates, &computing(100), after(99)), Some(0));
		assert_eq!(estimates.watch(&[], after(100)), []);
		assert_eq!(left_of(&mut estimates, &computing(50), after(101)), None);
	}

	#[test]
	fn tells_strangers_nothing_of_a_search_but_that_there_is_one() {
		let step = |kind| Step { kind, done: 3, total: 9 };
		let left = Some(Duration::from_millis(20_999));
		let watched = |kind| Watched { job: 7, step: step(kind), left }.public(2);
		let wanted = TaskProgress {
			job: 7,
			node: 2,
			step: TaskStep::Computing,
			done: 3,
			total: 9,
			seconds_left: Some(20),
		};
		assert_eq!(watched(TaskStep::Computing), wanted);
		let wanted = TaskProgress {
			step: TaskStep::Searching,
			done: 0,
			total: 0,
			seconds_left: None,
			..wanted
		};
		assert_eq!(watched(TaskStep::Searching), wanted);
	}
}
