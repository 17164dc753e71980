//! `panshi-compute check-config`

use anyhow::Context;
use panshi_compute::{
	association::Phenotypes,
	daemon::{open_keystore, Config},
	diseases::DiseaseDatabase,
	fingerprint::fingerprint,
	lookup::{commitment, summary_of},
	variants::{DataSource, Location},
};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// Configuration file.
	#[arg(long, short, default_value = "compute.toml")]
	config: PathBuf,
	/// Also reads all data and prints their fingerprints.
	#[arg(long)]
	data: bool,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let config = Config::read(&opts.config)?;
	super::print_keys(&open_keystore(&config.node)?.public(), false);
	match config.node.peers_listen {
		Some(address) => println!("peers_listen {address}"),
		None => println!("peers_listen none: joint jobs are refused"),
	}
	for data in config.data {
		let name = data.name.clone();
		let fail = || format!("data source {name}");
		let phenotypes = data.phenotypes.as_deref().map(Phenotypes::open).transpose();
		let phenotypes = phenotypes.with_context(fail)?;
		let prepared = DataSource::prepare(data).with_context(fail)?;
		println!("\ndata source  {name}");
		if let Location::Diseases(files) = &prepared.config().location {
			let database = DiseaseDatabase::read(files).with_context(fail)?;
			super::print_summary(&database.summary(), prepared.rule(), 0, false);
			continue;
		}
		if let Location::Lookup(files) = &prepared.config().location {
			let table = summary_of(&commitment(&files.table).with_context(fail)?);
			super::print_summary(&table, prepared.rule(), 0, false);
			continue;
		}
		let tables = prepared.tables().with_context(fail)?;
		if let Some(people) = &tables.people {
			let columns: Vec<&str> = people.columns().collect();
			println!("people       {} in the table, with {}", people.len(), columns.join(", "));
		}
		if let Some(identifiers) = &tables.identifiers {
			println!("identifiers  {} people, by {}", identifiers.len(), identifiers.scheme());
		}
		if prepared.config().location == Location::Tables {
			super::print_summary(&tables.bind(None), prepared.rule(), 0, false);
			continue;
		}
		let mut source = prepared.open().with_context(fail)?;
		if let Some(table) = phenotypes {
			let named = |name: &&String| table.is_case(name).is_some();
			let known = source.samples().iter().filter(named).count();
			println!("phenotypes   {known} of {} in the table", table.people());
		}
		if opts.data {
			let genotypes = fingerprint(source.as_mut()).with_context(fail)?;
			let summary = tables.bind(Some(genotypes));
			super::print_summary(&summary, prepared.rule(), source.skipped(), false);
		} else {
			println!("samples      {}", source.samples().len());
		}
	}
	println!("\nthe configuration is sound");
	Ok(())
}
