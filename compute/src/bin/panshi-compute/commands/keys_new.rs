//! `panshi-compute keys new`

use panshi_compute::{daemon, keystore};
use rand_core::OsRng;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// File to write; it must not exist.
	keystore: PathBuf,
	/// File with the passphrase, unless PANSHI_COMPUTE_PASSPHRASE is set.
	#[arg(long)]
	passphrase_file: Option<PathBuf>,
	/// Prints one JSON object.
	#[arg(long)]
	json: bool,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let passphrase = daemon::passphrase(opts.passphrase_file.as_deref())?;
	let keys = keystore::create(&opts.keystore, &passphrase, &mut OsRng)?;
	super::print_keys(&keys.public(), opts.json);
	Ok(())
}
