//! What a story runs on: a development chain, or the network of a consortium.

use crate::{
	consortium::{Consortium, NetworkFile, State},
	network::Network,
	story::Reporter,
};
use anyhow::Result;
use panshi_primitives::consortium::ComputeNodeInfo;
use std::path::{Path, PathBuf};

/// Chain nodes and compute nodes that run. Those that the story started end with it.
pub enum Running {
	/// A development chain, and compute nodes beside it.
	Development(Network),
	/// A consortium's network, started for the story.
	Consortium(Consortium),
	/// A consortium's network that runs already, and that the story leaves as it is.
	Found(State),
}

impl Running {
	/// Starts a development chain.
	pub async fn development(folder: &Path, files: &[PathBuf], block_time: u64) -> Result<Self> {
		Ok(Running::Development(Network::start(folder, files, block_time).await?))
	}

	/// Starts the standard network of a consortium, and waits until its chain takes transactions.
	pub async fn consortium(
		folder: &Path,
		files: &[PathBuf],
		report: Reporter<'_>,
	) -> Result<Self> {
		let file = NetworkFile::read(&NetworkFile::standard())?;
		let mut consortium =
			Consortium::start(&folder.join("network"), &file, files, report).await?;
		consortium.first_transaction(report).await?;
		Ok(Running::Consortium(consortium))
	}

	/// A network that runs already; fails if a part of it does not.
	pub fn found(state: State) -> Result<Self> {
		state.check()?;
		Ok(Running::Found(state))
	}

	/// Address of a chain node, for clients.
	pub fn url(&self) -> Result<String> {
		match self {
			Running::Development(network) => Ok(network.url()),
			Running::Consortium(network) => network.state().url(),
			Running::Found(state) => state.url(),
		}
	}

	/// What each laboratory registers of its compute node.
	pub fn node_infos(&self) -> Result<Vec<ComputeNodeInfo>> {
		match self {
			Running::Development(network) => Ok(network.node_infos()),
			Running::Consortium(network) => network.state().node_infos(),
			Running::Found(state) => state.node_infos(),
		}
	}

	/// Fails if a program has ended.
	pub fn check(&mut self) -> Result<()> {
		match self {
			Running::Development(network) => network.check(),
			Running::Consortium(network) => network.check(),
			Running::Found(state) => state.check(),
		}
	}

	/// Leaves everything running, and returns the command that ends it.
	pub fn leave_running(self) -> Result<String> {
		let stop = |state: State| {
			let programs = state.programs().iter().map(|entry| entry.pid.to_string());
			format!("kill {}", programs.collect::<Vec<_>>().join(" "))
		};
		Ok(match self {
			Running::Development(network) => format!("kill {}", network.leave_running().join(" ")),
			Running::Consortium(network) => stop(network.leave_running()?),
			Running::Found(_) => "cargo xtask network down".to_string(),
		})
	}
}
