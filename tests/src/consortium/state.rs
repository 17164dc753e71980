//! What of a network runs, noted in its folder so that later commands find it.

use crate::{
	process::Process,
	wait::{until_so, within},
};
use anyhow::{ensure, Context, Result};
use codec::{Decode, Encode};
use jsonrpsee::{core::client::ClientT, http_client::HttpClientBuilder, rpc_params};
use panshi_primitives::consortium::ComputeNodeInfo;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{
	fs, io,
	path::{Path, PathBuf},
	process::Command,
};

const FILE: &str = "network.json";
/// Marks a folder that may be removed.
const MARK: &str = ".panshi-network";
/// Seconds that a program may take to end when it is asked to.
const GRACE: u64 = 20;

/// A network that was started.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct State {
	folder: PathBuf,
	programs: Vec<Entry>,
	holders: Vec<Holder>,
}

/// A program of the network.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Entry {
	/// What it is.
	pub kind: Kind,
	/// Its name in the network file.
	pub name: String,
	/// Its process.
	pub pid: u32,
	/// When the process started, in ticks since the machine did: with the number it names one
	/// process and no later one.
	pub started: u64,
	/// On which it answers: JSON-RPC of a chain node, HTTP of a compute node.
	pub port: u16,
	/// What it writes.
	pub log: PathBuf,
}

/// Kinds of programs.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
	/// A validator of the relay chain.
	Relay,
	/// A collator of the parachain.
	Collator,
	/// A full node of the parachain.
	FullNode,
	/// A compute node.
	Compute,
}

/// A laboratory of the network.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Holder {
	index: usize,
	data: PathBuf,
	/// What it registers of its compute node, SCALE-encoded, in hexadecimal digits.
	info: String,
}

impl State {
	pub(super) fn new(folder: &Path) -> Self {
		State { folder: folder.to_path_buf(), programs: Vec::new(), holders: Vec::new() }
	}

	/// Where a network is unless somebody says otherwise: beside the programs.
	pub fn standard_folder() -> Result<PathBuf> {
		let here = std::env::current_exe()?;
		Ok(here.parent().context("a program is in a folder")?.join("network"))
	}

	/// Makes an empty folder for a network, without what an earlier network left in it.
	///
	/// # Errors
	/// Where the folder holds anything that no network wrote.
	pub fn clear(folder: &Path) -> Result<()> {
		let is_empty = match fs::read_dir(folder) {
			Ok(mut entries) => entries.next().is_none(),
			Err(error) if error.kind() == io::ErrorKind::NotFound => true,
			Err(error) => return Err(error).context("cannot look into the network's folder"),
		};
		if !is_empty {
			let is_ours = folder.join(MARK).is_file();
			ensure!(is_ours, "{} has files that no network wrote", folder.display());
			fs::remove_dir_all(folder)?;
		}
		fs::create_dir_all(folder)?;
		Ok(fs::write(folder.join(MARK), "Made by `cargo xtask network`, which may remove it.\n")?)
	}

	/// The network that was started in `folder`, if there is one.
	pub fn read(folder: &Path) -> Result<Option<Self>> {
		match fs::read(folder.join(FILE)) {
			Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
			Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
			Err(error) => Err(error).context("cannot read what runs"),
		}
	}

	pub(super) fn write(&self) -> Result<()> {
		Ok(fs::write(self.folder.join(FILE), serde_json::to_vec_pretty(self)?)?)
	}

	pub(super) fn add(&mut self, entry: Entry) {
		self.programs.push(entry);
	}

	pub(super) fn replace(&mut self, index: usize, entry: Entry) {
		self.programs[index] = entry;
	}

	pub(super) fn add_holder(&mut self, index: usize, data: &Path, info: &ComputeNodeInfo) {
		let info = hex::encode(info.encode());
		self.holders.push(Holder { index, data: data.to_path_buf(), info });
		self.holders.sort_by_key(|holder| holder.index);
	}

	/// Where everything is.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// The programs, in the order of their start.
	pub fn programs(&self) -> &[Entry] {
		&self.programs
	}

	/// Address of a node of the parachain, for clients.
	pub fn url(&self) -> Result<String> {
		Ok(self.collator()?.url())
	}

	/// Address of a validator of the relay chain, for clients.
	pub fn relay_url(&self) -> Result<String> {
		let validator = self.programs.iter().find(|entry| entry.kind == Kind::Relay);
		Ok(validator.context("the network has no validator")?.url())
	}

	/// A collator of the parachain.
	pub fn collator(&self) -> Result<&Entry> {
		let collator = self.programs.iter().find(|entry| entry.kind == Kind::Collator);
		collator.context("the network has no collator")
	}

	/// The holders' data, one file each.
	pub fn data(&self) -> Vec<PathBuf> {
		self.holders.iter().map(|holder| holder.data.clone()).collect()
	}

	/// What each laboratory registers of its compute node.
	pub fn node_infos(&self) -> Result<Vec<ComputeNodeInfo>> {
		let decode = |holder: &Holder| {
			Ok(ComputeNodeInfo::decode(&mut hex::decode(&holder.info)?.as_slice())?)
		};
		self.holders.iter().map(decode).collect()
	}

	/// Fails if a program has ended.
	pub fn check(&self) -> Result<()> {
		for entry in &self.programs {
			ensure!(entry.runs(), "{} has ended; its log is {}", entry.name, entry.log.display());
		}
		Ok(())
	}

	/// Ends every program, and forgets the network.
	pub async fn stop(self) -> Result<()> {
		for entry in self.programs.iter().filter(|entry| entry.runs()) {
			entry.signal("TERM")?;
		}
		for entry in &self.programs {
			if within(GRACE, entry.ended()).await.is_err() && entry.runs() {
				entry.signal("KILL")?;
			}
		}
		Ok(fs::remove_file(self.folder.join(FILE))?)
	}
}

impl Entry {
	pub(super) fn new(
		kind: Kind,
		name: &str,
		process: &Process,
		(port, log): (u16, PathBuf),
	) -> Result<Self> {
		let pid = process.id();
		let started = started(pid).with_context(|| format!("{name} has ended"))?;
		Ok(Entry { kind, name: name.to_string(), pid, started, port, log })
	}

	/// Whether the program still runs.
	pub fn runs(&self) -> bool {
		started(self.pid) == Some(self.started)
	}

	/// Its JSON-RPC.
	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.port)
	}

	/// The best and the last final block of a chain node.
	pub async fn heights(&self) -> Result<(u64, u64)> {
		let client =
			HttpClientBuilder::default().build(format!("http://127.0.0.1:{}", self.port))?;
		let best: Value = client.request("chain_getHeader", rpc_params![]).await?;
		let hash: Value = client.request("chain_getFinalizedHead", rpc_params![]).await?;
		let finalized: Value = client.request("chain_getHeader", rpc_params![hash]).await?;
		Ok((height(&best)?, height(&finalized)?))
	}

	fn signal(&self, name: &str) -> Result<()> {
		// It may end before the signal comes; then there is nothing to do.
		Command::new("kill").arg(format!("-{name}")).arg(self.pid.to_string()).output()?;
		Ok(())
	}

	async fn ended(&self) -> Result<()> {
		until_so(async || Ok(!self.runs())).await
	}
}

fn height(header: &Value) -> Result<u64> {
	let digits = header["number"].as_str().context("a header has a number")?;
	Ok(u64::from_str_radix(digits.trim_start_matches("0x"), 16)?)
}

/// When the process `pid` started, unless it has ended.
fn started(pid: u32) -> Option<u64> {
	let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
	// The name, in brackets, may hold anything; what follows is in columns, the state first.
	let mut columns = stat.rsplit_once(')')?.1.split_whitespace();
	let state = columns.next()?;
	let started = columns.nth(18)?;
	(state != "Z").then(|| started.parse().ok())?
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_process_is_known_by_its_number_and_its_start() {
		let folder = tempfile::tempdir().expect("a folder");
		let log = folder.path().join("log");
		let mut process =
			Process::start("cat", Command::new("tail").args(["-f", "/dev/null"]), &log)
				.expect("it starts");
		let entry =
			Entry::new(Kind::Compute, "tail", &process, (1, log)).expect("it has not ended");
		assert!(entry.runs());
		let another = Entry { started: entry.started + 1, ..entry.clone() };
		assert!(!another.runs(), "the number belongs to another process");
		process.kill().expect("it can be killed");
		assert!(!entry.runs());
	}

	#[test]
	fn a_folder_with_somebody_elses_files_is_never_cleared() {
		let folder = tempfile::tempdir().expect("a folder");
		State::clear(folder.path()).expect("an empty folder will do");
		fs::write(folder.path().join("old.log"), "old").expect("it can be written");
		State::clear(folder.path()).expect("a network made it");
		assert!(!folder.path().join("old.log").exists());
		fs::remove_file(folder.path().join(MARK)).expect("it is there");
		fs::write(folder.path().join("thesis.txt"), "mine").expect("it can be written");
		assert!(State::clear(folder.path()).is_err());
		assert!(folder.path().join("thesis.txt").exists());
	}

	#[test]
	fn a_network_that_was_not_started_is_none() {
		let folder = tempfile::tempdir().expect("a folder");
		assert!(State::read(folder.path()).expect("a folder without it is fine").is_none());
	}
}
