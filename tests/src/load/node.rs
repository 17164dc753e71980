//! A development node on a folder that stays.

use crate::{
	network::answers,
	process::{free_port, program, wasm_cache, Process},
	wait::{until, until_so, within},
};
use anyhow::{bail, ensure, Context, Result};
use jsonrpsee::{
	core::client::{ClientT, Error},
	http_client::{HttpClient, HttpClientBuilder},
	rpc_params,
};
use serde_json::{json, Value};
use std::{path::Path, process::Command};

/// Seconds that a node may take to store everything when it is stopped.
const STOP: u64 = 120;
/// Seconds that an index may take to catch up or to be built.
const INDEX: u64 = 3_600;
/// Code of a refusal because an index is being built.
const NOT_READY: i32 = 20_007;

/// A development node; it is killed when this is dropped.
pub struct LoadNode {
	process: Process,
	rpc: u16,
}

impl LoadNode {
	/// Starts a node on the chain in `folder` with further options.
	pub async fn start(folder: &Path, options: &[&str]) -> Result<Self> {
		let rpc = free_port()?;
		let mut command = Command::new(program("panshi-node")?);
		command.arg("--dev").arg("--base-path").arg(folder.join("chain")).arg(wasm_cache()?);
		command.args(["--port=0", "--no-prometheus", "--offchain-worker=never"]);
		// The other pool drops what it cannot place in a block for a while.
		command.args(["--pool-type=single-state", "--pool-limit=20000", "--pool-kbytes=200000"]);
		command.arg(format!("--rpc-port={rpc}")).args(options);
		let log = folder.join("node.log");
		if log.exists() {
			std::fs::remove_file(&log)?;
		}
		let process = Process::start("panshi-node", &mut command, &log)?;
		let mut node = LoadNode { process, rpc };
		answers(rpc, &mut node.process).await?;
		Ok(node)
	}

	/// Its address for WebSockets.
	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.rpc)
	}

	/// A connection of its own.
	pub fn client(&self) -> Result<HttpClient> {
		Ok(HttpClientBuilder::default().build(format!("http://127.0.0.1:{}", self.rpc))?)
	}

	/// Waits until it has written a line with `words`, and returns that.
	pub async fn line(&mut self, words: &str) -> Result<String> {
		let written = until(async || {
			self.process.check()?;
			let log = self.process.log()?;
			Ok(log.lines().rev().find(|line| line.contains(words)).map(str::to_owned))
		});
		within(STOP, written).await.with_context(|| format!("the node does not say `{words}`"))
	}

	/// Waits until the trail has the latest finalized block.
	pub async fn wait_for_trail(&mut self) -> Result<()> {
		let (client, subject) = (self.client()?, json!({ "data": 0 }));
		let caught_up = until_so(async || {
			self.process.check()?;
			let head: Value = client.request("chain_getHeader", rpc_params![]).await?;
			let head = head["number"].as_str().context("a height")?.trim_start_matches("0x");
			let head = u64::from_str_radix(head, 16)?;
			let answer = ready(client.request("panshi_auditTrail", rpc_params![&subject]).await)?;
			let Some(answer) = answer else { return Ok(false) };
			ensure!(answer["value"]["knownFrom"] == 0, "the trail has a gap: {answer}");
			Ok(answer["block"]["number"].as_u64().is_some_and(|at| at + 1 >= head))
		});
		within(INDEX, caught_up).await.context("the trail does not catch up")
	}

	/// Waits until searches are answered.
	pub async fn wait_for_search(&mut self) -> Result<()> {
		let client = self.client()?;
		let built = until_so(async || {
			self.process.check()?;
			let question = rpc_params![json!({ "limit": 1 })];
			Ok(ready(client.request("panshi_searchData", question).await)?.is_some())
		});
		within(INDEX, built).await.context("the search index is not built")
	}

	/// Stops it, and waits until everything is stored.
	pub async fn stop(mut self) -> Result<()> {
		self.process.signal("TERM")?;
		let stopped = until_so(async || Ok(self.process.check().is_err()));
		within(STOP, stopped).await.context("the node does not stop")
	}
}

/// The answer; `None` while the index is being built.
fn ready(answer: Result<Value, Error>) -> Result<Option<Value>> {
	match answer {
		Ok(answer) => Ok(Some(answer)),
		Err(Error::Call(refusal)) if refusal.code() == NOT_READY => Ok(None),
		Err(error) => bail!(error),
	}
}
