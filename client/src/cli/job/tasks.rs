//! How far computations are at the compute nodes beside the node that is asked.

use panshi_client::chain::Chain;
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::{Job, JobId},
	offchain::{ProgressReport, TaskProgress, TaskStep},
	BlockNumber,
};

/// Blocks after which what a node noted of its compute nodes says nothing of now.
const STALE: BlockNumber = 10;

/// What the node that is asked says of a job. Other nodes know of other compute nodes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Tasks(Vec<TaskProgress>);

impl Tasks {
	/// Asks the node about the job in progress that stands so at block `now`.
	pub(super) async fn ask(chain: &Chain, id: JobId, job: &Job, now: BlockNumber) -> Self {
		// A node that is busy, or too old for the question, does not keep anybody from the rest.
		let report = chain.progress(id).await.ok().flatten();
		report.map(|report| Self::of(report, id, job, now)).unwrap_or_default()
	}

	/// What `report` says of the job, as far as it may be true.
	fn of(report: ProgressReport, id: JobId, job: &Job, now: BlockNumber) -> Self {
		let is_of_now = report.at.saturating_add(STALE) >= now && job.stage.is_open();
		let takes_part = |node| job.participants.iter().any(|p| p.node == node);
		let may_be_true =
			|task: &TaskProgress| is_of_now && task.job == id && takes_part(task.node);
		Tasks(report.tasks.into_iter().filter(may_be_true).collect())
	}

	/// How far the compute node `node` is.
	pub(super) fn at(&self, node: ComputeNodeId) -> Option<&TaskProgress> {
		self.0.iter().find(|task| task.node == node)
	}

	/// All of them.
	pub(super) fn iter(&self) -> impl Iterator<Item = &TaskProgress> {
		self.0.iter()
	}
}

/// What is worth a line of its own: the step, and each tenth of it.
pub(super) fn mark(task: &TaskProgress) -> (ComputeNodeId, TaskStep, u64) {
	let tenths = task.done.saturating_mul(10).checked_div(task.total).unwrap_or_default();
	(task.node, task.step, tenths)
}

/// `task` in words.
pub(super) fn words(task: &TaskProgress) -> String {
	let mut words = match task.step.place() {
		Some((number, all)) => format!("step {number} of {all}, {}", task.step.name()),
		None => task.step.name().to_owned(),
	};
	if task.total > 0 {
		words += &format!(", {} of {}", grouped(task.done), grouped(task.total));
	}
	if let Some(seconds) = task.seconds_left {
		words += &format!(", about {} left", duration(seconds));
	}
	words
}

/// `number` with its digits in groups of three.
fn grouped(number: u64) -> String {
	let digits = number.to_string();
	let mut grouped = String::new();
	for (index, digit) in digits.chars().enumerate() {
		if index > 0 && (digits.len() - index).is_multiple_of(3) {
			grouped.push(',');
		}
		grouped.push(digit);
	}
	grouped
}

fn duration(seconds: u32) -> String {
	match seconds {
		0..120 => format!("{seconds} s"),
		120..7_200 => format!("{} min", seconds.div_ceil(60)),
		_ => format!("{} h", seconds.div_ceil(3_600)),
	}
}

#[cfg(test)]
impl Tasks {
	/// One computation at compute node `node`, a hundred units of whose step there are.
	pub(super) fn computing(
		node: ComputeNodeId,
		step: TaskStep,
		done: u64,
		seconds_left: Option<u32>,
	) -> Self {
		Tasks(vec![TaskProgress { job: 0, node, step, done, total: 100, seconds_left }])
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cli::job::progress::tests::job;
	use panshi_primitives::job::JobStage;

	fn task(job: JobId, node: ComputeNodeId) -> TaskProgress {
		let (step, seconds_left) = (TaskStep::Computing, Some(20));
		TaskProgress { job, node, step, done: 12_000, total: 28_500, seconds_left }
	}

	#[test]
	fn says_which_step_how_far_and_how_long() {
		let computing = task(7, 0);
		assert_eq!(words(&computing), "step 4 of 5, computing, 12,000 of 28,500, about 20 s left");
		let long = |seconds| words(&TaskProgress { seconds_left: Some(seconds), ..computing });
		assert!(long(125).ends_with("about 3 min left"));
		assert!(long(u32::MAX).ends_with("about 1193047 h left"));
		let bare = TaskProgress { done: 0, total: 0, seconds_left: None, ..computing };
		assert_eq!(
			words(&TaskProgress { step: TaskStep::Joining, ..bare }),
			"step 2 of 5, joining"
		);
		assert_eq!(words(&TaskProgress { step: TaskStep::Starting, ..bare }), "starting");
		assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
	}

	#[test]
	fn each_step_and_each_tenth_is_news_once() {
		let at = |done| mark(&TaskProgress { done, ..task(7, 0) });
		assert_eq!(at(0), at(2_849));
		assert_ne!(at(0), at(2_850));
		assert_eq!(mark(&TaskProgress { total: 0, done: u64::MAX, ..task(7, 0) }).2, 0);
	}

	#[test]
	fn shows_nothing_that_is_old_of_another_job_or_of_a_stranger() {
		let report = |at| {
			let tasks = vec![task(7, 0), task(8, 1), task(7, 99), task(7, 2)];
			ProgressReport { at, tasks }
		};
		let open = job(JobStage::Accepted { deadline: 99 });
		let of = |at, job| Tasks::of(report(at), 7, job, 50);
		assert_eq!(of(40, &open), Tasks(vec![task(7, 0), task(7, 2)]));
		assert_eq!(of(41, &open).at(2), Some(&task(7, 2)));
		assert_eq!(of(39, &open), Tasks::default());
		assert_eq!(of(50, &job(JobStage::Settled { at: 50 })), Tasks::default());
	}
}
