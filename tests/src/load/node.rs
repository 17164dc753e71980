//! A development node on a folder that stays.

use crate::{
	network::answers,
	process::{free_port, program, wasm_cache, Process},
};
use anyhow::{bail, ensure, Context, Result};
use jsonrpsee::{
	core::client::{ClientT, Error},
	http_client::{HttpClient, HttpClientBuilder},
	rpc_params,
};
use serde_json::{json, Value};
use std::{path::Path, process::Command, time::Duration};
use tokio::time::timeout;

/// How long a node may take to store everything when it is stopped.
const STOP: Duration = Duration::from_secs(120);
/// How long an index may take to catch up or to be built.
const INDEX: Duration = Duration::from_secs(3_600);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(50);
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
		let mut looks = tokio::time::interval(LOOK);
		let written = timeout(STOP, async {
			loop {
				looks.tick().await;
				self.process.check()?;
				let log = self.process.log()?;
				if let Some(line) = log.lines().rev().find(|line| line.contains(words)) {
					return Ok(line.to_owned());
				}
			}
		});
		written.await.with_context(|| format!("the node does not say `{words}`"))?
	}

	/// Waits until the trail has the latest finalized block.
	pub async fn wait_for_trail(&mut self) -> Result<()> {
		let (client, subject) = (self.client()?, json!({ "data": 0 }));
		let mut looks = tokio::time::interval(LOOK);
		let caught_up = timeout(INDEX, async {
			loop {
				looks.tick().await;
				self.process.check()?;
				let head: Value = client.request("chain_getHeader", rpc_params![]).await?;
				let head = head["number"].as_str().context("a height")?.trim_start_matches("0x");
				let head = u64::from_str_radix(head, 16)?;
				let answer =
					ready(client.request("panshi_auditTrail", rpc_params![&subject]).await)?;
				let Some(answer) = answer else { continue };
				ensure!(answer["value"]["knownFrom"] == 0, "the trail has a gap: {answer}");
				if answer["block"]["number"].as_u64().is_some_and(|at| at + 1 >= head) {
					return Ok(());
				}
			}
		});
		caught_up.await.context("the trail does not catch up")?
	}

	/// Waits until searches are answered.
	pub async fn wait_for_search(&mut self) -> Result<()> {
		let client = self.client()?;
		let mut looks = tokio::time::interval(LOOK);
		let built = timeout(INDEX, async {
			loop {
				looks.tick().await;
				self.process.check()?;
				let question = rpc_params![json!({ "limit": 1 })];
				if ready(client.request("panshi_searchData", question).await)?.is_some() {
					return Ok(());
				}
			}
		});
		built.await.context("the search index is not built")?
	}

	/// Stops it, and waits until everything is stored.
	pub async fn stop(mut self) -> Result<()> {
		self.process.signal("TERM")?;
		let mut looks = tokio::time::interval(LOOK);
		let stopped = timeout(STOP, async {
			while self.process.check().is_ok() {
				looks.tick().await;
			}
		});
		stopped.await.context("the node does not stop")
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
