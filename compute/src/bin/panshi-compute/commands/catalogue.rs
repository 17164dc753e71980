//! `panshi-compute catalogue`

use anyhow::Context;
use codec::Encode;
use panshi_compute::diseases::{DiseaseDatabase, DiseaseFiles, CATALOGUE_ATTRIBUTE, MEDIA_TYPE};
use std::{fs::File, io::Write, path::PathBuf};

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// The ontology, `hp.obo`; plain or gzipped.
	#[arg(long)]
	ontology: PathBuf,
	/// The diseases with their terms, `phenotype.hpoa`; plain or gzipped.
	#[arg(long)]
	diseases: PathBuf,
	/// New file for the catalogue, to be handed to askers.
	#[arg(long)]
	out: PathBuf,
	/// Prints one JSON object.
	#[arg(long)]
	json: bool,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let files = DiseaseFiles { ontology: opts.ontology, diseases: opts.diseases };
	let phenotypes = DiseaseDatabase::read(&files)?;
	let database = phenotypes.ranking()?;
	let path = opts.out.display();
	let mut out = File::create_new(&opts.out).with_context(|| format!("cannot create {path}"))?;
	out.write_all(&database.catalogue().encode())
		.with_context(|| format!("cannot write {path}"))?;
	let summary = phenotypes.summary();
	let fingerprint = super::hex_of(summary.fingerprint.as_bytes());
	let catalogue = hex::encode(database.catalogue().digest());
	if opts.json {
		let object = serde_json::json!({
			"fingerprint": fingerprint,
			"records": summary.records,
			"media_type": MEDIA_TYPE,
			"attribute": CATALOGUE_ATTRIBUTE,
			"catalogue": catalogue,
		});
		println!("{object}");
	} else {
		println!("fingerprint  {fingerprint}");
		println!("records      {}", summary.records);
		println!("media type   {MEDIA_TYPE}");
		println!("attribute    {CATALOGUE_ATTRIBUTE} = {catalogue}");
	}
	Ok(())
}
