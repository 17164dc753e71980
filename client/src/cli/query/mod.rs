//! Encrypted queries to rare-disease databases.

mod phenotypes;

use super::session::Session;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Rank all diseases of a database by how well they fit a patient, whom nobody else sees.
	Phenotypes(phenotypes::Opts),
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Phenotypes(opts) => phenotypes::run(opts, session).await,
	}
}
