//! Exact look-ups: the whole query in one command, since the keys of a query are never written down.

use super::{asked, upload_and_create, wait};
use crate::cli::{job::create::check_room, parse, session::Session};
use anyhow::{ensure, Context};
use clap::{ArgGroup, Args};
use panshi_client::{
	lookup::{check_spelling, LookupQuery, LookupTable},
	words,
};
use panshi_compute::{
	lookup::{commitment, variant},
	variants::{Normaliser, ReferenceGenome},
};
use panshi_primitives::{
	agreement::AgreementId, data::DataId, genomics::ReferenceBuild, BlockNumber, Hash,
};
use panshi_query::exact::{Item, Spelling};
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("sites").args(["variants", "variants_file"]))]
#[command(group = ArgGroup::new("asked").args(["variants", "variants_file", "genes", "genes_file"]).required(true).multiple(true))]
pub(crate) struct Opts {
	/// Variants, such as 13:95230384:A:G, between commas. Every user of this machine can read them here
	/// while the command runs, and the shell keeps them: for a real patient take --variants-file.
	#[arg(long, value_delimiter = ',', requires = "build")]
	variants: Vec<String>,
	/// File with the variants, one a line or between commas; `-` for standard input.
	#[arg(long, value_name = "FILE", requires = "build")]
	variants_file: Option<PathBuf>,
	/// Genome assembly of the positions: GRCh37, GRCh38, T2T-CHM13.
	#[arg(long, value_parser = parse::word::<ReferenceBuild>)]
	build: Option<ReferenceBuild>,
	/// FASTA file with the reference, where the owner's variants are fully justified.
	#[arg(long, value_name = "FASTA", requires = "sites")]
	reference: Option<PathBuf>,
	/// Genes with a phenotype, such as HGNC:20324/HP:0001250, between commas. For a real patient take
	/// --genes-file: see --variants.
	#[arg(long, value_delimiter = ',')]
	genes: Vec<String>,
	/// File with the genes with a phenotype, one a line or between commas; `-` for standard input.
	#[arg(long, value_name = "FILE", conflicts_with = "genes")]
	genes_file: Option<PathBuf>,
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
	let whole = |record: &[u8]| String::from_utf8_lossy(record).into_owned();
	let rows = found
		.iter()
		.map(|(item, record)| json!({ "item": item, "record": record.as_deref().map(whole) }));
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

/// The words of a list: typed, or in a file.
fn words_of(typed: &[String], file: Option<&Path>) -> anyhow::Result<Vec<String>> {
	file.map_or_else(|| Ok(typed.to_vec()), asked::read)
}

/// What is asked for, as it was typed and as it is looked up.
fn items(opts: &Opts) -> anyhow::Result<(Vec<String>, Vec<Item>)> {
	let (variants_file, genes_file) = (opts.variants_file.as_deref(), opts.genes_file.as_deref());
	let both = variants_file.is_some_and(|file| file.as_os_str() == "-");
	ensure!(
		!both || variants_file != genes_file,
		"standard input has one list: put the other in a file"
	);
	let variants = words_of(&opts.variants, variants_file)?;
	let genes = words_of(&opts.genes, genes_file)?;
	let mut items = match variants.is_empty() {
		true => Vec::new(),
		false => sites(&variants, opts)?,
	};
	for word in &genes {
		let wrong = || format!("{word} is no gene with a phenotype such as HGNC:20324/HP:0001250");
		let (gene, phenotype) = word.split_once('/').with_context(wrong)?;
		let phenotype = phenotype.parse().with_context(wrong)?;
		items.push(Item::GenePhenotype { gene: gene.to_owned(), phenotype });
	}
	Ok(([variants, genes].concat(), items))
}

/// The variants of these words, written as those of the table are.
fn sites(words: &[String], opts: &Opts) -> anyhow::Result<Vec<Item>> {
	let genome = opts.reference.as_deref().map(ReferenceGenome::scan).transpose()?;
	let mut normaliser = match genome {
		None => Normaliser::trimmed(),
		Some(genome) => Normaliser::fully_justified(genome),
	};
	let build = opts.build.context("variants need --build")?;
	// What the file says of itself is held against the chain before anything is asked.
	let table = commitment(&opts.table)?.spelling;
	check_spelling(&table, &Spelling { build, rule: normaliser.rule() })?;
	let mut items = Vec::with_capacity(words.len());
	for word in words {
		let cells: Vec<&str> = word.split(':').collect();
		let item = variant(&cells, build, &mut normaliser)?;
		items.push(item.with_context(|| format!("{word} is no variant such as 13:95230384:A:G"))?);
	}
	Ok(items)
}
