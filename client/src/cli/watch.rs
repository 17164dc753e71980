//! Following something live.

use super::{job, session::Session};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Follow a job: its stages, who has done what, and how far it is.
	Job(job::watch::Opts),
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Job(opts) => job::watch::run(opts, session).await,
	}
}
