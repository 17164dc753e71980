//! Exact look-ups: the whole query in one command, since the keys of a query are never written down.

use super::{upload_and_create, wait};
use crate::cli::{job::create::check_room, parse, session::Session};
use anyhow::Context;
use clap::Args;
use panshi_client::{
	lookup::{LookupQuery, LookupTable},
	words,
};
use panshi_compute::{
	lookup::variant,
	variants::{Normaliser, ReferenceGenome},
};
use panshi_primitives::{
	agreement::AgreementId, data::DataId, genomics::ReferenceBuild, BlockNumber, Hash,
};
use panshi_query::exact::Item;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Variants, such as 13:95230384:A:G, between commas.
	#[arg(long, value_delimiter = ',', required_unless_present = "genes", requires = "build")]
	variants: Vec<String>,
	/// Genome assembly of the positions: GRCh37, GRCh38, T2T-CHM13.
	#[arg(long, value_parser = parse::word::<ReferenceBuild>)]
	build: Option<ReferenceBuild>,
	/// FASTA file with the reference, where the owner's variants are fully justified.
	#[arg(long, value_name = "FASTA", requires = "variants")]
	reference: Option<PathBuf>,
	/// Genes with a phenotype, such as HGNC:20324/HP:0001250, between commas.
	#[arg(long, value_delimiter = ',')]
	genes: Vec<String>,
	/// Number of the authorization.
	#[arg(long)]
	agreement: AgreementId,
	/// Digest of the algorithm.
	#[arg(long, value_parser = parse::hash)]
	algorithm: Hash,
	/// Number of the data identity of the table.
	#[arg(long)]
	data: DataId,
	/// The table that its owner hands out.
	#[arg(long, value_name = "FILE")]
	table: PathBuf,
	/// Blocks after which to stop waiting.
	#[arg(long, default_value_t = 1_000)]
	patience: BlockNumber,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let (words, items) = items(&opts)?;
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let agreement = head.agreement(opts.agreement).await?;
	let names = session.names(&head).await?;
	check_room(opts.agreement, &agreement, head.number(), &names)?;
	let data = head.identity(opts.data).await?.descriptor;
	let table = LookupTable::open(&opts.table, opts.data, &data)?;
	let query = LookupQuery::new(&items, table, opts.algorithm, &mut rand_core::OsRng)?;
	let job = query.job(opts.agreement);
	let job = upload_and_create(&query.parameters, job, &chain, session).await?;
	wait(job, opts.patience, &chain, session).await?;
	let records = query.open(&chain.sealed_bytes(job).await?)?;
	let found: Vec<_> = words.iter().zip(&records).collect();
	let text = |record: &Option<Vec<u8>>| record.as_deref().map(words::text);
	let rows = found.iter().map(|(item, record)| json!({ "item": item, "record": text(record) }));
	let value = json!({ "job": job, "items": rows.collect::<Vec<_>>() });
	session.output.value(&value, |out| {
		found.iter().try_for_each(|(item, record)| {
			writeln!(
				out,
				"{item}  {}",
				text(record).unwrap_or_else(|| "not in the table".to_owned())
			)
		})
	})
}

/// What is asked for, as it was typed and as it is looked up.
fn items(opts: &Opts) -> anyhow::Result<(Vec<String>, Vec<Item>)> {
	let genome = opts.reference.as_deref().map(ReferenceGenome::scan).transpose()?;
	let mut normaliser = match genome {
		None => Normaliser::trimmed(),
		Some(genome) => Normaliser::fully_justified(genome),
	};
	let (mut words, mut items) = (Vec::new(), Vec::new());
	for word in &opts.variants {
		let cells: Vec<&str> = word.split(':').collect();
		let build = opts.build.context("--variants needs --build")?;
		let item = variant(&cells, build, &mut normaliser)?;
		items.push(item.with_context(|| format!("{word} is no variant such as 13:95230384:A:G"))?);
		words.push(word.clone());
	}
	for word in &opts.genes {
		let wrong = || format!("{word} is no gene with a phenotype such as HGNC:20324/HP:0001250");
		let (gene, phenotype) = word.split_once('/').with_context(wrong)?;
		let phenotype = phenotype.parse().with_context(wrong)?;
		items.push(Item::GenePhenotype { gene: gene.to_owned(), phenotype });
		words.push(word.clone());
	}
	Ok((words, items))
}
