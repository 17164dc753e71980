//! Jobs and their results.

mod ask;
mod change;
pub(super) mod create;
mod key;
mod open;
mod parameters;
mod progress;
mod show;
mod tasks;
pub(super) mod watch;

use super::session::Session;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Make the one-time key that opens the result of one job.
	KeyNew(key::Opts),
	/// Make a list of variants from files and upload it.
	Parameters(parameters::Opts),
	/// Ask holders to compute something together on their tables, and upload the question.
	#[command(subcommand)]
	Ask(ask::Command),
	/// Remove uploaded parameters and get the deposit back.
	ParametersRemove(parameters::RemoveOpts),
	/// Create a job under an authorization; its price goes on hold.
	Create(create::Opts),
	/// Show a job.
	Show(show::Opts),
	/// List jobs.
	List,
	/// Follow a job until it is released or has ended.
	Watch(watch::Opts),
	/// Fetch the result and open it with the consumer's key.
	Open(open::Opts),
	/// Release a result, as the checker that the agreement names.
	Release(change::Opts),
	/// Withhold a result, as the checker that the agreement names.
	Withhold(change::ReasonOpts),
	/// Pay a released job out.
	Settle(change::Opts),
	/// Report that a stage has passed its deadline.
	ReportDeadline(change::Opts),
	/// Remove the result of a settled job from the chain.
	Discard(change::Opts),
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::KeyNew(opts) => key::run(opts, session),
		Command::Parameters(opts) => parameters::run(opts, session).await,
		Command::Ask(command) => ask::run(command, session).await,
		Command::ParametersRemove(opts) => parameters::remove(opts, session).await,
		Command::Create(opts) => create::run(opts, session).await,
		Command::Show(opts) => show::run(opts, session).await,
		Command::List => show::list(session).await,
		Command::Watch(opts) => watch::run(opts, session).await,
		Command::Open(opts) => open::run(opts, session).await,
		Command::Release(opts) => change::release(opts, session).await,
		Command::Withhold(opts) => change::withhold(opts, session).await,
		Command::Settle(opts) => change::settle(opts, session).await,
		Command::ReportDeadline(opts) => change::report_deadline(opts, session).await,
		Command::Discard(opts) => change::discard(opts, session).await,
	}
}
