//! `panshi-compute lookup-table`

use super::fingerprint::Build;
use panshi_compute::{
	daemon::{open_keystore, Config},
	lookup::{self, summary_of, LookupFiles, NewTable, MEDIA_TYPE},
	variants::{Normaliser, ReferenceGenome},
};
use panshi_query::exact::TableLayout;
use rand_core::OsRng;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// Configuration file; the key of the epoch is sealed for its node.
	#[arg(long, short, default_value = "compute.toml")]
	config: PathBuf,
	/// Records: a header "sequence, position, reference, alternate, record" or "gene, phenotype,
	/// record" between tabs, then a line for each.
	#[arg(long)]
	records: PathBuf,
	/// Assembly that positions refer to; askers have to name the same one.
	#[arg(long, default_value = "none")]
	build: Build,
	/// FASTA file to justify variants against; without it they are trimmed only. Askers need the same
	/// file.
	#[arg(long)]
	reference: Option<PathBuf>,
	/// Number of the epoch: greater than that of the table before.
	#[arg(long, default_value_t = 1)]
	epoch: u32,
	/// Bytes that every record is padded to.
	#[arg(long, default_value_t = TableLayout::default().record)]
	record_bytes: usize,
	/// New file for the table, to be handed to askers.
	#[arg(long)]
	table: PathBuf,
	/// New file for the key of the epoch, sealed for this node.
	#[arg(long)]
	key: PathBuf,
	/// Prints one JSON object.
	#[arg(long)]
	json: bool,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let config = Config::read(&opts.config)?;
	let keys = open_keystore(&config.node)?;
	let mut normaliser = match opts.reference.as_deref().map(ReferenceGenome::scan).transpose()? {
		None => Normaliser::trimmed(),
		Some(genome) => Normaliser::fully_justified(genome),
	};
	let files = LookupFiles { table: opts.table, key: opts.key, most_lookups: 0 };
	let layout = TableLayout { record: opts.record_bytes, ..TableLayout::default() };
	let new = NewTable { epoch: opts.epoch, build: opts.build.into(), layout };
	let with = (&mut normaliser, keys.storage());
	let commitment = lookup::build(&opts.records, &files, new, with, &mut OsRng)?;
	let fingerprint = super::hex_of(summary_of(&commitment).fingerprint.as_bytes());
	let (rows, spelling) = (commitment.rows, commitment.spelling);
	let (rule, reference) = super::told(spelling.rule);
	if opts.json {
		let object = serde_json::json!({
			"fingerprint": fingerprint,
			"records": rows,
			"epoch": commitment.epoch,
			"build": spelling.build.name(),
			"rule": rule,
			"reference": reference,
			"media_type": MEDIA_TYPE,
		});
		println!("{object}");
	} else {
		println!("fingerprint  {fingerprint}");
		println!("records      {rows}");
		println!("epoch        {}", commitment.epoch);
		println!("build        {}", spelling.build.name());
		println!("rule         {rule}");
		if let Some(reference) = reference {
			println!("reference    {reference}");
		}
		println!("media type   {MEDIA_TYPE}");
	}
	Ok(())
}
