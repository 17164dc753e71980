//! Following a job.

use super::{
	progress::{deeds, picture},
	show::JobView,
};
use crate::cli::{describe, names::Names, session::Session};
use clap::Args;
use panshi_primitives::{
	job::{Job, JobId, JobStage},
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
}

impl Said {
	/// What is new at block `now`, a line each.
	fn news(&mut self, job: &Job, now: BlockNumber, names: &Names) -> Vec<String> {
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
		*self = Said { stage, deeds };
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
		let news = said.news(&job, block.number(), &names);
		session.output.picture(&picture(opts.job, &job, block.number(), &names), &news)?;
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
