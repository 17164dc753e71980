//! How long computations in progress will yet take.

use crate::engine::{Step, TaskView};
use panshi_primitives::job::JobId;
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
		if begun.step.name != step.name {
			*begun = first;
		}
		let left = left(begun, &step, now);
		let tenths = (10 * step.done).checked_div(step.total).unwrap_or_default();
		if begun.told != tenths {
			begun.told = tenths;
			let (step, done, total) = (step.name, step.done, step.total);
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

	fn task(name: &'static str, done: u64, total: u64) -> [TaskView; 1] {
		[TaskView { job: 7, step: Step { name, done, total } }]
	}

	fn left_of(estimates: &mut Estimates, task: &[TaskView], at: Instant) -> Option<u64> {
		estimates.watch(task, at)[0].left.map(|left| left.as_secs())
	}

	#[test]
	fn goes_by_the_pace_of_the_step() {
		let (mut estimates, start) = (Estimates::default(), Instant::now());
		let after = |seconds| start + Duration::from_secs(seconds);
		assert_eq!(left_of(&mut estimates, &task("joining", 0, 0), start), None);
		// The step was on its way when it was first seen.
		assert_eq!(left_of(&mut estimates, &task("computing", 10, 100), after(60)), None);
		assert_eq!(left_of(&mut estimates, &task("computing", 20, 100), after(70)), Some(80));
		assert_eq!(left_of(&mut estimates, &task("computing", 100, 100), after(99)), Some(0));
		assert_eq!(estimates.watch(&[], after(100)), []);
		assert_eq!(left_of(&mut estimates, &task("computing", 50, 100), after(101)), None);
	}
}
