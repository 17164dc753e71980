//! The ranking of diseases by a patient's phenotypes: the whole query in one command, since the
//! keys of an encrypted query are never written down.

use crate::cli::{describe, job::create::check_room, parse, session::Session};
use anyhow::{bail, Context};
use clap::Args;
use panshi_client::{
	chain::{
		calls::compute_jobs::{self, PALLET},
		Chain,
	},
	query::{read_catalogue, Database, PhenotypeQuery, RankedDisease},
};
use panshi_compute::diseases::read_ontology;
use panshi_primitives::{
	agreement::AgreementId,
	data::DataId,
	job::{JobId, JobStage},
	BlockNumber, Hash,
};
use panshi_query::ontology::{Ontology, TermId};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Terms of the patient, such as HP:0001250,HP:0001263.
	#[arg(long, value_delimiter = ',', required = true)]
	terms: Vec<TermId>,
	/// Number of the authorization.
	#[arg(long)]
	agreement: AgreementId,
	/// Digest of the algorithm.
	#[arg(long, value_parser = parse::hash)]
	algorithm: Hash,
	/// Number of the data identity of the database.
	#[arg(long)]
	data: DataId,
	/// The ontology, `hp.obo`, of the release that the database has; plain or gzipped.
	#[arg(long, value_name = "OBO")]
	ontology: PathBuf,
	/// The catalogue that the owner of the database hands out.
	#[arg(long, value_name = "FILE")]
	catalogue: PathBuf,
	/// Number of diseases to show.
	#[arg(long, default_value_t = 20)]
	top: usize,
	/// Blocks after which to stop waiting.
	#[arg(long, default_value_t = 1_000)]
	patience: BlockNumber,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let ontology = read_ontology(&opts.ontology)?;
	// Before anything is encrypted or paid for.
	opts.terms.iter().try_for_each(|term| ontology.check(*term))?;
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let agreement = head.agreement(opts.agreement).await?;
	let names = session.names(&head).await?;
	check_room(opts.agreement, &agreement, head.number(), &names)?;
	let data = head.identity(opts.data).await?.descriptor;
	let catalogue = read_catalogue(&opts.catalogue, opts.data, &data)?;
	let database = Database {
		id: opts.data,
		fingerprint: data.fingerprint,
		catalogue: &catalogue,
		algorithm: opts.algorithm,
	};
	session.output.note("encrypting the query")?;
	let query = encrypt(&opts.terms, &ontology, database)?;
	let job = ask(&query, opts.agreement, &chain, session).await?;
	wait(job, &opts, &chain, session).await?;
	let sealed = chain.sealed_bytes(job).await?;
	let (sent, received) = (query.bytes, sealed.parts.iter().map(Vec::len).sum());
	let mut diseases = query.open(&sealed)?;
	let all = diseases.len();
	diseases.truncate(opts.top);
	show(job, (sent, received), all, &diseases, session)
}

fn encrypt<'c>(
	terms: &[TermId],
	ontology: &Ontology,
	database: Database<'c>,
) -> anyhow::Result<PhenotypeQuery<'c>> {
	Ok(PhenotypeQuery::new(terms, ontology, database, &mut rand_core::OsRng)?)
}

/// Uploads the query and creates its job.
async fn ask(
	query: &PhenotypeQuery<'_>,
	agreement: AgreementId,
	chain: &Chain,
	session: &mut Session<'_>,
) -> anyhow::Result<JobId> {
	let signer = session.signer()?;
	let mut calls = Vec::with_capacity(query.parameters.chunks.len());
	for call in query.parameters.upload() {
		calls.push(session.on_behalf(chain, call).await?);
	}
	session.output.note(&format!("uploading {} bytes", query.bytes))?;
	chain.submit_all(&signer, calls).await?;
	let submitted = session.submit(chain, compute_jobs::create(query.job(agreement))).await?;
	let job = submitted.value(PALLET, "Created", "job")?;
	session.output.note(&format!("job {job} is created, its fee on hold"))?;
	Ok(job)
}

/// Follows the job until its answer is released.
async fn wait(
	job: JobId,
	opts: &Opts,
	chain: &Chain,
	session: &mut Session<'_>,
) -> anyhow::Result<()> {
	let names = session.names(&chain.head().await?).await?;
	let mut blocks = chain.finalized().await?;
	let mut said = String::new();
	for _ in 0..opts.patience {
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
		"job {job} has not been answered within {} blocks. Its answer cannot be opened any more: \
		 the keys of a query live as long as this command. Ask again with a higher --patience",
		opts.patience
	)
}

fn show(
	job: JobId,
	(sent, received): (usize, usize),
	all: usize,
	diseases: &[RankedDisease],
	session: &mut Session<'_>,
) -> anyhow::Result<()> {
	let value = json!({
		"job": job,
		"bytes_sent": sent,
		"bytes_received": received,
		"ranked": all,
		"diseases": diseases,
	});
	session.output.value(&value, |out| {
		writeln!(out, "\n{all} diseases ranked, the best of them:")?;
		for (place, disease) in (1..).zip(diseases) {
			let RankedDisease { id, name, score, .. } = disease;
			writeln!(out, "{place:>4}  {score:.4}  {id:<16} {name}")?;
		}
		Ok(())
	})
}
