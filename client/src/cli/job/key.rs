//! The one-time key of a result.

use crate::cli::session::Session;
use clap::Args;
use panshi_client::files::ResultKeyFile;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// New file for the key, which only its owner can read.
	#[arg(long)]
	out: PathBuf,
}

pub(super) fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let key = ResultKeyFile::generate();
	key.save(&opts.out)?;
	let path = opts.out.display();
	session.output.value(&json!({ "public": key.public, "file": path.to_string() }), |out| {
		writeln!(
			out,
			"{path} holds a key for one job. Whoever has it opens the result; without it nobody does. \
			 Next: panshi job create --key {path} …"
		)
	})
}
