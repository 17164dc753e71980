//! Data identities.

mod budget;
mod change;
mod register;
mod show;

use super::session::Session;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Register a data identity that the signer holds.
	Register(register::Opts),
	/// List data identities.
	List(show::ListOpts),
	/// Show a data identity, by number or by fingerprint.
	Show(show::Opts),
	/// Name the compute node that serves the data, or none.
	AssignNode(change::AssignOpts),
	/// Say what may be released about the data: before they are offered, or less afterwards.
	Budget(budget::Opts),
	/// Take a data identity back for good.
	Withdraw(change::Opts),
	/// Stop the use of a data identity.
	Suspend(change::ReasonOpts),
	/// End a suspension.
	Resume(change::ReasonOpts),
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Register(opts) => register::run(opts, session).await,
		Command::List(opts) => show::list(opts, session).await,
		Command::Show(opts) => show::run(opts, session).await,
		Command::AssignNode(opts) => change::assign(opts, session).await,
		Command::Budget(opts) => budget::run(opts, session).await,
		Command::Withdraw(opts) => change::withdraw(opts, session).await,
		Command::Suspend(opts) => change::suspend(opts, session).await,
		Command::Resume(opts) => change::resume(opts, session).await,
	}
}
