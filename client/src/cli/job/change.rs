//! What moves a job from one stage to the next, beside what compute nodes do.

use crate::cli::session::Session;
use clap::Args;
use panshi_client::chain::calls::compute_jobs;
use panshi_primitives::{consortium::ReasonCode, job::JobId};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the job.
	job: JobId,
}

#[derive(Args, Debug)]
pub(crate) struct ReasonOpts {
	/// Number of the job.
	job: JobId,
	/// Why, by the market's list of codes.
	#[arg(long)]
	reason: ReasonCode,
}

pub(super) async fn release(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("the result of job {} is released", opts.job);
	session.submit_and_report(compute_jobs::release(opts.job), &done).await
}

pub(super) async fn withhold(opts: ReasonOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("the result of job {} is withheld", opts.job);
	session.submit_and_report(compute_jobs::withhold(opts.job, opts.reason), &done).await
}

pub(super) async fn settle(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("job {} is paid out", opts.job);
	session.submit_and_report(compute_jobs::settle(opts.job), &done).await
}

pub(super) async fn report_deadline(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("job {0} has failed. Who was silent: panshi job show {0}", opts.job);
	session.submit_and_report(compute_jobs::report_deadline(opts.job), &done).await
}

pub(super) async fn discard(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("the result of job {} is removed from the chain", opts.job);
	session.submit_and_report(compute_jobs::discard_result(opts.job), &done).await
}
