//! Encrypted queries to rare-disease databases.

mod asked;
mod exact;
mod phenotypes;

use super::{describe, session::Session};
use anyhow::{bail, Context};
use clap::Subcommand;
use panshi_client::{
	chain::{
		calls::compute_jobs::{self, PALLET},
		Chain,
	},
	files::ParameterChunks,
};
use panshi_primitives::{
	job::{JobId, JobSpec, JobStage},
	BlockNumber,
};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Look items up in a table whose owner does not learn which.
	Exact(exact::Opts),
	/// Rank all diseases of a database by how well they fit a patient, whom nobody else sees.
	Phenotypes(phenotypes::Opts),
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Exact(opts) => exact::run(opts, session).await,
		Command::Phenotypes(opts) => phenotypes::run(opts, session).await,
	}
}

/// Uploads the query and creates its job.
async fn upload_and_create(
	parameters: &ParameterChunks,
	job: JobSpec,
	chain: &Chain,
	session: &mut Session<'_>,
) -> anyhow::Result<JobId> {
	let signer = session.signer()?;
	let mut calls = Vec::with_capacity(parameters.chunks.len());
	for call in parameters.upload() {
		calls.push(session.on_behalf(chain, call).await?);
	}
	chain.submit_all(&signer, calls).await?;
	let submitted = session.submit(chain, compute_jobs::create(job)).await?;
	let job = submitted.value(PALLET, "Created", "job")?;
	session.output.note(&format!("job {job} is created, its fee on hold"))?;
	Ok(job)
}

/// Follows the job until its answer is released.
async fn wait(
	job: JobId,
	patience: BlockNumber,
	chain: &Chain,
	session: &mut Session<'_>,
) -> anyhow::Result<()> {
	let names = session.names(&chain.head().await?).await?;
	let mut blocks = chain.finalized().await?;
	let mut said = String::new();
	for _ in 0..patience {
		let block = blocks.next().await?;
		let found = block.job(job).await.with_context(|| format!("job {job}"))?;
		let stage = describe::stage(&found, &names);
		if stage != said {
			session.output.note(&format!("block {}: {stage}", block.number()))?;
			said = stage;
		}
		match found.stage {
			JobStage::Released | JobStage::Settled { .. } => return Ok(()),
			JobStage::Failed { .. } => {
				bail!("job {job} failed, its fee is back. See why: panshi job show {job}")
			},
			_ => {},
		}
	}
	bail!(
		"job {job} has not been answered within {patience} blocks. Its answer cannot be opened any more: \
		 the keys of a query live as long as this command. Ask again with a higher --patience"
	)
}
