//! Another runtime, as a release has it: voted on by the consortium, brought by a member, and taken by
//! the chain while a job runs.

use anyhow::{ensure, Context, Result};
use panshi_client::chain::Chain;
use panshi_stories::{
	hand::{number, word, Terminal},
	plain_vcf,
	story::{compare, genotypes, Market, OpenMarket},
	wait::within,
};
use sp_maybe_compressed_blob::{compress_weakly, CODE_BLOB_BOMB_LIMIT};
use std::path::Path;

/// Most bytes of code that a relay chain takes.
const RELAY_LIMIT: usize = 3 * 1_024 * 1_024;
/// More than half of the council.
const MAJORITY: [&str; 6] =
	["//Operator", "//Auditor", "//Consumer", "//ThirdParty", "//Lab1", "//Lab2"];
/// Blocks that the chain may take to run on the code that it has.
const PATIENCE: u32 = 50;

fn silent(_: &str) {}

/// The runtime that the environment names, packed, in the file that members vote on.
fn pack(folder: &Path) -> Result<()> {
	let path = std::env::var_os("PANSHI_NEXT_RUNTIME")
		.context("PANSHI_NEXT_RUNTIME names no runtime: run `cargo xtask test --upgrade`")?;
	let plain = std::fs::read(path)?;
	let packed = compress_weakly(&plain, CODE_BLOB_BOMB_LIMIT).context("it is too large")?;
	println!("the next runtime has {} bytes, packed {}", plain.len(), packed.len());
	ensure!(packed.len() <= RELAY_LIMIT, "a relay chain takes {RELAY_LIMIT} bytes at the most");
	Ok(std::fs::write(folder.join("next.wasm"), packed)?)
}

async fn version(chain: &Chain) -> Result<u32> {
	Ok(chain.node().await?.spec_version)
}

#[tokio::test]
#[ignore = "`cargo xtask test --upgrade` builds the other runtime and runs it"]
async fn the_chain_runs_on_the_runtime_that_was_voted_on() -> Result<()> {
	within(900, async {
		let folder = tempfile::tempdir()?;
		pack(folder.path())?;
		let mut open = OpenMarket::start(folder.path(), &Market::default()).await?;
		let terminal = Terminal::new(folder.path(), &open.network.url());
		let before = version(&open.cast.chain).await?;

		let propose = "upgrade propose --code next.wasm --council";
		terminal.with("//Operator").json(propose)?;
		terminal.vote(0, "authorize_upgrade", &MAJORITY)?;
		let shown = terminal.anybody().json("upgrade show")?;
		assert!(word(&shown, "authorized")?.starts_with("0x"), "{shown}");

		// It comes in the middle of a job.
		let question = open.cast.ask(open.cast.variants()?, &mut silent).await?;
		let job = open.cast.create_job(&open.authorization, &question).await?;
		terminal.with("//Lab3").json("upgrade apply --code next.wasm")?;
		let first = open.cast.chain.head().await?.number();
		for block in first..first + PATIENCE {
			open.cast.chain.wait_for_block(block).await?;
			if version(&open.cast.chain).await? != before {
				break;
			}
		}
		let outcome = open.cast.finish_job(job, &question, &mut silent).await?;
		compare(&outcome.opened, &plain_vcf::count(&[genotypes()])?)?;

		// A client that starts now finds the new version, and another job is done under it.
		let shown = terminal.anybody().json("upgrade show")?;
		assert_eq!(number(&shown, "spec_version")?, u64::from(before) + 1);
		assert!(shown["authorized"].is_null(), "{shown}");
		open.cast.reconnect(&open.network.url()).await?;
		let outcome = open.cast.run_job(&open.authorization, &mut silent).await?;
		compare(&outcome.opened, &plain_vcf::count(&[genotypes()])?)?;
		open.network.check()
	})
	.await
}
