//! Publication and authorization agreements.

mod attest;
mod change;
mod propose;
mod show;
mod sign;

use super::session::Session;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Propose an agreement to its parties. This does not sign it.
	Propose(propose::Opts),
	/// Show an agreement in words, beside the digest that the parties sign.
	Show(show::Opts),
	/// List agreements.
	List(show::ListOpts),
	/// Sign an agreement whose content has the digest given.
	Sign(sign::Opts),
	/// Sign without a connection: writes a file that somebody else submits.
	SignOffline(sign::OfflineOpts),
	/// Submit signatures that parties made off chain.
	SubmitSignatures(sign::SubmitOpts),
	/// Refuse to sign, as a party.
	Decline(change::ReasonOpts),
	/// Take a proposal back, as its proposer.
	Withdraw(change::Opts),
	/// Attest the required checks and put the agreement in force, as an operator.
	Attest(attest::Opts),
	/// Refuse to attest, as an operator.
	Reject(change::ReasonOpts),
	/// Give notice, as a party.
	Notice(change::Opts),
	/// Stop an agreement, as an operator or auditor.
	Suspend(change::ReasonOpts),
	/// Let a suspended agreement go on, as an operator or auditor.
	Resume(change::ReasonOpts),
	/// Record that a deadline has ended the agreement.
	RecordEnd(change::Opts),
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Propose(opts) => propose::run(opts, session).await,
		Command::Show(opts) => show::run(opts, session).await,
		Command::List(opts) => show::list(opts, session).await,
		Command::Sign(opts) => sign::run(opts, session).await,
		Command::SignOffline(opts) => sign::offline(opts, session).await,
		Command::SubmitSignatures(opts) => sign::submit(opts, session).await,
		Command::Decline(opts) => change::decline(opts, session).await,
		Command::Withdraw(opts) => change::withdraw(opts, session).await,
		Command::Attest(opts) => attest::run(opts, session).await,
		Command::Reject(opts) => change::reject(opts, session).await,
		Command::Notice(opts) => change::notice(opts, session).await,
		Command::Suspend(opts) => change::suspend(opts, session).await,
		Command::Resume(opts) => change::resume(opts, session).await,
		Command::RecordEnd(opts) => change::record_end(opts, session).await,
	}
}
