//! The network file: zombienet's format, of which a consortium on one machine needs a part.

use anyhow::{ensure, Context, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What of the file concerns the start of a network; other keys are zombienet's own.
#[derive(Clone, Debug, Deserialize)]
pub struct NetworkFile {
	/// The relay chain.
	pub relaychain: RelayChain,
	/// The parachains; exactly one.
	pub parachains: [Parachain; 1],
	/// The compute nodes.
	#[serde(default)]
	pub custom_processes: Vec<CustomProcess>,
}

/// The table `[relaychain]`.
#[derive(Clone, Debug, Deserialize)]
pub struct RelayChain {
	/// The chain by name.
	pub chain: String,
	/// Arguments of every node.
	#[serde(default)]
	pub default_args: Vec<String>,
	/// The nodes.
	pub nodes: Vec<Node>,
}

/// A table `[[parachains]]`.
#[derive(Clone, Debug, Deserialize)]
pub struct Parachain {
	/// Number under which the relay chain has it.
	pub id: u32,
	/// The chain by name.
	pub chain: String,
	/// The nodes: collators, and full nodes with `validator = false`.
	pub collators: Vec<Node>,
}

/// A chain node.
#[derive(Clone, Debug, Deserialize)]
pub struct Node {
	/// Its name, which also spells its key.
	pub name: String,
	/// Whether it makes blocks.
	#[serde(default = "yes")]
	pub validator: bool,
	/// Arguments beside those that the start adds.
	#[serde(default)]
	pub args: Vec<String>,
}

/// A compute node.
#[derive(Clone, Debug, Deserialize)]
pub struct CustomProcess {
	/// The name of its chain node, a hyphen, and more.
	pub name: String,
}

fn yes() -> bool {
	true
}

impl NetworkFile {
	/// Reads and checks a file.
	pub fn read(path: &Path) -> Result<Self> {
		let text = std::fs::read_to_string(path)
			.with_context(|| format!("cannot read the network file {}", path.display()))?;
		Self::parse(&text).with_context(|| format!("the network file {}", path.display()))
	}

	/// The file that `cargo xtask network up` takes.
	pub fn standard() -> PathBuf {
		Path::new(env!("PANSHI_ROOT")).join("zombienet/consortium.toml")
	}

	/// The chain nodes of the parachain.
	pub fn chain_nodes(&self) -> &[Node] {
		&self.parachains[0].collators
	}

	/// The compute node beside the chain node `name`.
	pub fn compute_beside(&self, name: &str) -> Option<&CustomProcess> {
		self.custom_processes.iter().find(|process| process.chain_node() == name)
	}

	fn parse(text: &str) -> Result<Self> {
		let file: NetworkFile = toml::from_str(text)?;
		ensure!(!file.relaychain.nodes.is_empty(), "the relay chain has no node");
		ensure!(file.chain_nodes().iter().any(|node| node.validator), "there is no collator");
		for process in &file.custom_processes {
			let beside = process.chain_node();
			ensure!(
				file.chain_nodes().iter().any(|node| node.name == beside),
				"{} stands beside {beside}, which is no node of the parachain",
				process.name
			);
		}
		Ok(file)
	}
}

impl CustomProcess {
	/// The chain node that it stands beside.
	pub fn chain_node(&self) -> &str {
		self.name.split('-').next().unwrap_or(&self.name)
	}
}

impl Node {
	/// The secret that its name spells, as zombienet spells it: `lab1` is `//Lab1`.
	pub fn seed(&self) -> String {
		let mut letters = self.name.chars();
		let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
		format!("//{first}{}", letters.as_str())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_standard_network_is_the_one_of_the_documentation() {
		let file = NetworkFile::read(&NetworkFile::standard()).expect("it is valid");
		let names = |nodes: &[Node]| nodes.iter().map(|n| n.name.clone()).collect::<Vec<_>>();
		assert_eq!(names(&file.relaychain.nodes), ["alice", "bob"]);
		assert_eq!(names(file.chain_nodes()), ["lab1", "lab2", "lab3"]);
		let makes_blocks: Vec<bool> = file.chain_nodes().iter().map(|n| n.validator).collect();
		assert_eq!(makes_blocks, [true, true, false]);
		for node in file.chain_nodes() {
			assert!(file.compute_beside(&node.name).is_some(), "{}", node.name);
		}
		assert_eq!(file.chain_nodes()[0].seed(), "//Lab1");
	}

	#[test]
	fn fails_when_a_compute_node_stands_beside_nothing() {
		let text = r#"
			relaychain = { chain = "rococo-local", nodes = [{ name = "alice" }] }
			parachains = [{ id = 2000, chain = "local", collators = [{ name = "lab1" }] }]
			custom_processes = [{ name = "lab9-compute" }]
		"#;
		let error = NetworkFile::parse(text).expect_err("lab9 has no chain node");
		assert!(error.to_string().contains("lab9-compute"), "{error}");
	}

	#[test]
	fn fails_when_nobody_makes_blocks() {
		let text = r#"
			relaychain = { chain = "rococo-local", nodes = [{ name = "alice" }] }
			[[parachains]]
			id = 2000
			chain = "local"
			collators = [{ name = "lab1", validator = false }]
		"#;
		let error = NetworkFile::parse(text).expect_err("there is no collator");
		assert_eq!(error.to_string(), "there is no collator");
	}
}
