//! Following a job.

use super::show::JobView;
use crate::cli::{describe, session::Session};
use clap::Args;
use panshi_primitives::{
	job::{JobId, JobStage},
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

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let names = session.names(&chain.head().await?).await?;
	let mut blocks = chain.finalized().await?;
	let mut said = String::new();
	for _ in 0..opts.patience {
		let block = blocks.next().await?;
		let job = block.job(opts.job).await?;
		let stage = describe::stage(&job, &names);
		if stage != said {
			session.output.note(&format!("block {}: {stage}", block.number()))?;
			said = stage;
		}
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
