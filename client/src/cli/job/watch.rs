//! Following a job.

use super::{
	progress::{deeds, picture},
	show::JobView,
	tasks::{self, Tasks},
};
use crate::cli::{describe, names::Names, session::Session};
use clap::Args;
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::{Job, JobId, JobStage},
	offchain::TaskStep,
	BlockNumber,
};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the job.
	job: JobId,
	/// Go on until the job has been paid out.
	#[arg(long)]
	paid: bool,
	/// Blocks after which to stop.
	#[arg(long, default_value_t = 1_000)]
	patience: BlockNumber,
}

/// What was said of the job so far.
#[derive(Default)]
struct Said {
	stage: String,
	deeds: Vec<&'static str>,
	/// Steps of computations, and tenths of them.
	marks: Vec<(ComputeNodeId, TaskStep, u64)>,
}

impl Said {
	/// What is new at block `now`, a line each.
	fn news(
		&mut self,
		job: &Job,
		now: BlockNumber,
		(names, tasks): (&Names, &Tasks),
	) -> Vec<String> {
		let mut news = Vec::new();
		let deeds = deeds(job);
		let before = self.deeds.iter().copied().map(Some).chain(std::iter::repeat(None));
		for ((participant, deed), before) in job.participants.iter().zip(&deeds).zip(before) {
			if before != Some(*deed) {
				news.push(format!("block {now}: {} {deed}", names.of(&participant.holder)));
			}
		}
		let stage = describe::stage(job, names);
		if stage != self.stage {
			news.push(format!("block {now}: {stage}"));
		}
		for participant in &job.participants {
			let task = tasks.at(participant.node);
			if let Some(task) = task.filter(|task| !self.marks.contains(&tasks::mark(task))) {
				let holder = names.of(&participant.holder);
				news.push(format!("block {now}: {holder}, {}", tasks::words(task)));
			}
		}
		let marks = tasks.iter().map(tasks::mark).collect();
		*self = Said { stage, deeds, marks };
		news
	}
}

pub(crate) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let names = session.names(&chain.head().await?).await?;
	let mut blocks = chain.finalized().await?;
	let mut said = Said::default();
	for _ in 0..opts.patience {
		let block = blocks.next().await?;
		let job = block.job(opts.job).await?;
		let now = block.number();
		let tasks = Tasks::ask(&chain, opts.job, &job, now).await;
		let seen = (&names, &tasks);
		let news = said.news(&job, now, seen);
		session.output.picture(&picture(opts.job, &job, now, seen), &news)?;
		let released = matches!(job.stage, JobStage::Released) && !opts.paid;
		if released || !job.stage.is_open() {
			let record = block.record(opts.job).await?;
			let view = JobView::new(opts.job, &job, record.as_ref(), &names);
			let next = match job.stage {
				JobStage::Failed { .. } => {
					format!("See what was paid back: panshi job show {}", opts.job)
				},
				_ => format!("Next: panshi job open {} --key FILE", opts.job),
			};
			return session.output.value(&view, |out| writeln!(out, "{next}"));
		}
	}
	anyhow::bail!(
		"job {} has not ended within {} blocks. It goes on by itself",
		opts.job,
		opts.patience
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cli::job::progress::tests::job;

	#[test]
	fn a_computation_is_told_of_at_each_step_and_each_tenth() {
		let names = Names::new(Vec::new());
		let job = job(JobStage::Accepted { deadline: 99 });
		let mut said = Said::default();
		let holder = names.of(&job.participants[2].holder);
		let mut told = |step, done, seconds_left| {
			let tasks = Tasks::computing(2, step, done, seconds_left);
			let news = said.news(&job, 5, (&names, &tasks));
			news.into_iter().filter(|line| line.contains("step")).collect::<Vec<_>>()
		};
		let computing = TaskStep::Computing;
		let line = |words: &str| vec![format!("block 5: {holder}, step 4 of 5, {words}")];
		assert_eq!(told(computing, 10, None), line("computing, 10 of 100"));
		assert_eq!(told(computing, 19, Some(8)), Vec::<String>::new());
		assert_eq!(told(computing, 20, Some(8)), line("computing, 20 of 100, about 8 s left"));
		assert_eq!(told(TaskStep::Searching, 20, None), line("searching, 20 of 100"));
	}
}
