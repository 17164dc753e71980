//! The specification of a new consortium's chain.

use super::session::Session;
use anyhow::Context;
use clap::{Args, Subcommand};
use panshi_client::{
	files::{self, ConsortiumFile},
	words,
};
use panshi_primitives::Hash;
use serde::Serialize;
use serde_json::Value;
use sp_crypto_hashing::blake2_256;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Make the plain specification of the chain that the organisations of a file found.
	New(NewOpts),
}

#[derive(Args, Debug)]
pub(crate) struct NewOpts {
	/// File with the organisations: see docs/files/consortium.toml.
	#[arg(long)]
	file: PathBuf,
	/// Plain specification with the runtime: what `panshi-node export-chain-spec --chain local` prints.
	#[arg(long, value_name = "FILE")]
	base: PathBuf,
	/// File for the specification; it must not exist.
	#[arg(long)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Made {
	digest: String,
	code: String,
	members: usize,
	collators: usize,
	file: String,
}

pub(super) fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::New(opts) => new(&opts, session),
	}
}

fn new(opts: &NewOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let file: ConsortiumFile = files::read(&opts.file)?;
	let base = read_json(&opts.base)?;
	let spec = file
		.specification(base)
		.with_context(|| format!("{} makes no chain", opts.file.display()))?;
	let written = serde_json::to_vec_pretty(&spec)?;
	files::write_bytes(&opts.out, &written, false)?;
	let code = spec.pointer("/genesis/runtimeGenesis/code").and_then(Value::as_str);
	let code = hex::decode(code.unwrap_or_default().trim_start_matches("0x"))?;
	let made = Made {
		digest: words::hash(&Hash::from(blake2_256(&written))),
		code: words::hash(&Hash::from(blake2_256(&code))),
		members: file.organisations.len(),
		collators: file.organisations.iter().filter(|o| o.collator.is_some()).count(),
		file: opts.out.display().to_string(),
	};
	let lines = [
		("specification", made.file.clone()),
		("digest", made.digest.clone()),
		("digest of the runtime", made.code.clone()),
		("members", made.members.to_string()),
		("collators", made.collators.to_string()),
	];
	session.output.record(&made, &lines)?;
	session
		.output
		.note("Next: every founder makes the same file and reads its digest out to the others.")
}

fn read_json(path: &Path) -> anyhow::Result<Value> {
	let bytes = std::fs::read(path).with_context(|| format!("cannot open {}", path.display()))?;
	serde_json::from_slice(&bytes).with_context(|| format!("{} is no JSON", path.display()))
}
