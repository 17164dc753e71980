//! The programs of a consortium on one machine.

use crate::process::program;
use anyhow::{ensure, Context, Result};
use std::{
	path::{Path, PathBuf},
	process::Command,
};

/// Names the folder of the relay chain's programs.
pub const RELAY_FOLDER: &str = "PANSHI_RELAY";

/// Where the programs are.
pub struct Programs {
	relay: PathBuf,
	node: PathBuf,
}

impl Programs {
	/// Those of this workspace, and the relay chain's in the folder that `PANSHI_RELAY` names.
	pub fn find() -> Result<Self> {
		let folder =
			std::env::var_os(RELAY_FOLDER).map(PathBuf::from).with_context(|| {
				format!("{RELAY_FOLDER} names no folder with the relay chain: run `cargo xtask network`")
			})?;
		ensure!(folder.join("polkadot").is_file(), "there is no polkadot in {}", folder.display());
		Ok(Programs { relay: folder, node: program("panshi-node")? })
	}

	/// The relay chain node.
	pub fn relay(&self) -> Command {
		Command::new(self.relay.join("polkadot"))
	}

	/// The specification of the relay chain, where it lies beside a node that does not have it.
	pub fn relay_spec(&self) -> Option<PathBuf> {
		Some(self.relay.join("rococo-local.json")).filter(|path| Path::is_file(path))
	}

	/// The parachain node.
	pub fn node(&self) -> Command {
		Command::new(&self.node)
	}
}
