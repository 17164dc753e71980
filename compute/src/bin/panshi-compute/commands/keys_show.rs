//! `panshi-compute keys show`

use panshi_compute::keystore;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// File of the keys; no passphrase is needed.
	keystore: PathBuf,
	/// Prints one JSON object.
	#[arg(long)]
	json: bool,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	super::print_keys(&keystore::read_public(&opts.keystore)?, opts.json);
	Ok(())
}
