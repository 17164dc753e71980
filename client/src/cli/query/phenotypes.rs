//! The ranking of diseases by a patient's phenotypes: the whole query in one command, since the
//! keys of an encrypted query are never written down.

use super::{asked, upload_and_create, wait};
use crate::cli::{job::create::check_room, parse, session::Session};
use anyhow::Context;
use clap::Args;
use panshi_client::{
	query::{read_catalogue, Database, PhenotypeQuery, RankedDisease},
	words::seen,
};
use panshi_compute::diseases::read_ontology;
use panshi_primitives::{agreement::AgreementId, data::DataId, job::JobId, BlockNumber, Hash};
use panshi_query::ontology::{Ontology, TermId};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Terms of the patient, such as HP:0001250,HP:0001263. Every user of this machine can read them
	/// here while the command runs, and the shell keeps them: for a real patient take --terms-file.
	#[arg(long, value_delimiter = ',', required_unless_present = "terms_file")]
	terms: Vec<TermId>,
	/// File with the terms of the patient, one a line or between commas; `-` for standard input.
	#[arg(long, value_name = "FILE", conflicts_with = "terms")]
	terms_file: Option<PathBuf>,
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

/// The terms of the patient.
fn terms(opts: &Opts) -> anyhow::Result<Vec<TermId>> {
	let Some(file) = &opts.terms_file else { return Ok(opts.terms.clone()) };
	let words = asked::read(file)?;
	let term = |word: &String| word.parse().with_context(|| format!("{word} is no term"));
	words.iter().map(term).collect()
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let terms = terms(&opts)?;
	let ontology = read_ontology(&opts.ontology)?;
	// Before anything is encrypted or paid for.
	terms.iter().try_for_each(|term| ontology.check(*term))?;
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
	let query = encrypt(&terms, &ontology, database)?;
	session.output.note(&format!("uploading {} bytes", query.bytes))?;
	let job = query.job(opts.agreement);
	let job = upload_and_create(&query.parameters, job, &chain, session).await?;
	wait(job, opts.patience, &chain, session).await?;
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
			writeln!(out, "{place:>4}  {score:.4}  {:<16} {}", seen(id), seen(name))?;
		}
		Ok(())
	})
}
