//! Whether the indexes slow the import of blocks down: the same blocks are imported with them and
//! without, in turns.

use super::{fill, LoadNode, Size};
use crate::process::program;
use anyhow::{ensure, Context, Result};
use std::{path::Path, process::Command};

/// Time between two blocks of the chain that is imported, in milliseconds: long enough for blocks
/// that are full.
const BLOCK_TIME: u32 = 200;

/// Seconds that the blocks took, in each turn.
#[derive(Clone, Debug, Default)]
pub struct Imports {
	/// Number of blocks.
	pub blocks: u64,
	/// Without indexes.
	pub plain: Vec<f64>,
	/// With the index of data identities and that of the audit trail.
	pub indexed: Vec<f64>,
}

/// Makes a chain of `size` in `folder` and imports its blocks, `turns` times with indexes and as often
/// without.
pub async fn compare_imports(folder: &Path, size: Size, turns: u32) -> Result<Imports> {
	if folder.exists() {
		std::fs::remove_dir_all(folder)?;
	}
	std::fs::create_dir_all(folder)?;
	let node = LoadNode::start(folder, &[&format!("--dev-block-time={BLOCK_TIME}")]).await?;
	fill(&node, size, &mut |said: &str| eprintln!("  {said}")).await?;
	node.stop().await?;
	let file = folder.join("blocks.bin");
	let mut export = Command::new(program("panshi-node")?);
	export.args(["export-blocks", "--dev", "--binary", "--base-path"]);
	run(export.arg(folder.join("chain")).arg(&file))?;
	let mut imports = Imports::default();
	// The one that begins changes from turn to turn.
	for turn in 0..2 * turns {
		let indexed = (turn % 4 == 1) || (turn % 4 == 2);
		let (blocks, seconds) = import(folder, &file, indexed)?;
		eprintln!("  {blocks} blocks in {seconds:.2} s{}", if indexed { ", indexed" } else { "" });
		imports.blocks = blocks;
		let times = if indexed { &mut imports.indexed } else { &mut imports.plain };
		times.push(seconds);
	}
	Ok(imports)
}

/// Imports the blocks of `file` into a database of their own; the number of blocks, and the seconds
/// that they took.
fn import(folder: &Path, file: &Path, indexed: bool) -> Result<(u64, f64)> {
	let base = tempfile::tempdir_in(folder)?;
	let mut import = Command::new(program("panshi-node")?);
	import.args(["import-blocks", "--dev", "--binary", "--base-path"]).arg(base.path());
	match indexed {
		true => {
			import.arg("--search-index");
			import.arg(format!("--search-ontology={}", super::ontology().display()))
		},
		false => import.arg("--without-trail"),
	};
	let said = run(import.arg(file))?;
	let line = said.lines().find(|line| line.contains("blocks were executed and stored in"));
	let line = line.with_context(|| format!("the node does not say how long it took:\n{said}"))?;
	let number = |before: &str| {
		let (head, _) = line.split_once(before)?;
		head.split_whitespace().last()
	};
	let blocks = number(" blocks were executed").context("a number of blocks")?.parse()?;
	let seconds = number(" s, the median").context("a number of seconds")?.parse()?;
	ensure!(blocks > 0, "no block was imported");
	Ok((blocks, seconds))
}

/// Runs `command`, and returns what it said.
fn run(command: &mut Command) -> Result<String> {
	let output = command.output()?;
	let said = String::from_utf8_lossy(&output.stderr).into_owned();
	ensure!(output.status.success(), "{command:?}: {said}");
	Ok(said)
}
