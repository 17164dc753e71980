//! The chain specifications of a consortium on one machine: of the parachain, with the collators'
//! keys in its genesis, and of the relay chain, in whose genesis the parachain is registered.

use super::{file::NetworkFile, programs::Programs};
use crate::story::Organisation;
use anyhow::{bail, ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
};

/// Chain specifications, ready for nodes.
pub(super) struct Specs {
	/// Of the relay chain.
	pub(super) relay: PathBuf,
	/// Of the parachain.
	pub(super) chain: PathBuf,
}

/// Makes both in `folder`.
pub(super) fn make(folder: &Path, file: &NetworkFile, programs: &Programs) -> Result<Specs> {
	let chain = parachain(folder, file, programs)?;
	let genesis = folder.join("genesis");
	let head = output(
		programs
			.node()
			.arg("export-genesis-head")
			.arg("--chain")
			.arg(&chain)
			.arg("--base-path")
			.arg(&genesis),
	)?;
	let code = output(programs.node().arg("export-genesis-wasm").arg("--chain").arg(&chain))?;
	let relay = relay(folder, file, programs, &text(head)?, &text(code)?)?;
	Ok(Specs { relay, chain })
}

fn parachain(folder: &Path, file: &NetworkFile, programs: &Programs) -> Result<PathBuf> {
	let name = &file.parachains[0].chain;
	let plain = output(programs.node().args(["export-chain-spec", "--chain", name]))?;
	let mut spec: Value = serde_json::from_slice(&plain)?;
	let mut keys = Vec::new();
	for node in file.chain_nodes().iter().filter(|node| node.validator) {
		let account = Organisation::new(&node.name, &node.seed())?.account().to_string();
		keys.push((account.clone(), account.clone(), json!({ "aura": account })));
	}
	let accounts: Vec<&String> = keys.iter().map(|(account, ..)| account).collect();
	let genesis = patch(&mut spec)?;
	genesis["collatorSelection"]["invulnerables"] = json!(accounts);
	genesis["session"]["keys"] = json!(keys);
	raw(&mut programs.node(), folder, "panshi", &spec)
}

fn relay(
	folder: &Path,
	file: &NetworkFile,
	programs: &Programs,
	head: &str,
	code: &str,
) -> Result<PathBuf> {
	let RelayNames { chain, validators } = names(file);
	ensure!(chain == "rococo-local", "the relay chain is {chain}; only rococo-local is known here");
	ensure!(
		validators == ["alice", "bob"],
		"rococo-local has the validators alice and bob, the network file has {validators:?}"
	);
	let plain = match programs.relay_spec() {
		Some(path) => fs::read(path)?,
		None => output(programs.relay().args(["export-chain-spec", "--chain", chain]))?,
	};
	let mut spec: Value = serde_json::from_slice(&plain)?;
	let is_parachain = true;
	patch(&mut spec)?["paras"] =
		json!({ "paras": [[file.parachains[0].id, [head, code, is_parachain]]] });
	raw(&mut programs.relay(), folder, "relay", &spec)
}

struct RelayNames<'a> {
	chain: &'a str,
	validators: Vec<&'a str>,
}

fn names(file: &NetworkFile) -> RelayNames<'_> {
	let nodes = file.relaychain.nodes.iter().filter(|node| node.validator);
	RelayNames {
		chain: &file.relaychain.chain,
		validators: nodes.map(|node| node.name.as_str()).collect(),
	}
}

/// The part of a plain specification that differs from the runtime's defaults.
fn patch(spec: &mut Value) -> Result<&mut Value> {
	spec.pointer_mut("/genesis/runtimeGenesis/patch")
		.context("the chain specification has no genesis patch")
}

/// Writes `spec` with the genesis as storage entries, as nodes load it fastest.
fn raw(program: &mut Command, folder: &Path, name: &str, spec: &Value) -> Result<PathBuf> {
	let plain = folder.join(format!("{name}-plain.json"));
	fs::write(&plain, serde_json::to_vec(spec)?)?;
	let made = output(program.args(["export-chain-spec", "--raw", "--chain"]).arg(&plain))?;
	let path = folder.join(format!("{name}.json"));
	fs::write(&path, made)?;
	Ok(path)
}

/// What `command` prints; fails if it fails.
pub(super) fn output(command: &mut Command) -> Result<Vec<u8>> {
	let output = command
		.output()
		.with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
	if !output.status.success() {
		bail!(
			"{} {} failed:\n{}",
			command.get_program().to_string_lossy(),
			command.get_args().next().unwrap_or_default().to_string_lossy(),
			String::from_utf8_lossy(&output.stderr)
		);
	}
	Ok(output.stdout)
}

fn text(bytes: Vec<u8>) -> Result<String> {
	Ok(String::from_utf8(bytes)?.trim().to_string())
}
