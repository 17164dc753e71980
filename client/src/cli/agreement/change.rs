//! What moves an agreement from one state to the next, beside signing and attesting.

use crate::cli::session::Session;
use clap::Args;
use panshi_client::chain::calls::agreements;
use panshi_primitives::{agreement::AgreementId, consortium::ReasonCode};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the agreement.
	agreement: AgreementId,
}

#[derive(Args, Debug)]
pub(crate) struct ReasonOpts {
	/// Number of the agreement.
	agreement: AgreementId,
	/// Why, by the market's list of codes.
	#[arg(long)]
	reason: ReasonCode,
}

pub(super) async fn decline(opts: ReasonOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("agreement {} is declined", opts.agreement);
	session.submit_and_report(agreements::decline(opts.agreement, opts.reason), &done).await
}

pub(super) async fn withdraw(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("agreement {} is withdrawn", opts.agreement);
	session.submit_and_report(agreements::withdraw(opts.agreement), &done).await
}

pub(super) async fn reject(opts: ReasonOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("agreement {} is rejected", opts.agreement);
	session.submit_and_report(agreements::reject(opts.agreement, opts.reason), &done).await
}

pub(super) async fn notice(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("notice is given on agreement {}", opts.agreement);
	session.submit_and_report(agreements::give_notice(opts.agreement), &done).await
}

pub(super) async fn suspend(opts: ReasonOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("agreement {} is suspended", opts.agreement);
	session.submit_and_report(agreements::suspend(opts.agreement, opts.reason), &done).await
}

pub(super) async fn resume(opts: ReasonOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("agreement {} goes on", opts.agreement);
	session.submit_and_report(agreements::resume(opts.agreement, opts.reason), &done).await
}

pub(super) async fn record_end(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("the end of agreement {} is recorded", opts.agreement);
	session.submit_and_report(agreements::record_end(opts.agreement), &done).await
}
