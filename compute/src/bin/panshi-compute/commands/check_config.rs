//! `panshi-compute check-config`

use anyhow::Context;
use panshi_compute::{
	daemon::{open_keystore, Config},
	fingerprint::fingerprint,
	phenotypes::Phenotypes,
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
	for data in config.data {
		let name = data.name.clone();
		let fail = || format!("data source {name}");
		let prepared = DataSource::prepare(data).with_context(fail)?;
		println!("\ndata source  {name}");
		if let Location::Phenotypes(files) = &prepared.config().location {
			let phenotypes = Phenotypes::read(files).with_context(fail)?;
			super::print_summary(&phenotypes.summary(), prepared.rule(), 0, false);
			continue;
		}
		let mut source = prepared.open().with_context(fail)?;
		if opts.data {
			let summary = fingerprint(source.as_mut()).with_context(fail)?;
			super::print_summary(&summary, prepared.rule(), source.skipped(), false);
		} else {
			println!("samples      {}", source.samples().len());
		}
	}
	println!("\nthe configuration is sound");
	Ok(())
}
