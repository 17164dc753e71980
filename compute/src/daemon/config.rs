//! The configuration file.

mod fault;

pub use fault::ConfigFault;

use crate::variants::{DataConfig, Location, RuleName};
use panshi_mpc::MAX_PARTIES;
use panshi_primitives::SigningKey;
use serde::{Deserialize, Serialize};
use std::{
	collections::BTreeSet,
	fs::File,
	io::{self, Read},
	net::SocketAddr,
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
};
use thiserror::Error;
use zeroize::Zeroizing;

/// Configuration of a compute node, as its TOML file has it. Unknown keys are refused.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
	/// The node itself.
	pub node: NodeConfig,
	/// What the holder allows.
	#[serde(default)]
	pub policy: PolicyConfig,
	/// What is made ahead of time with other nodes.
	#[serde(default, skip_serializing_if = "Vec::is_empty")]
	pub prepare: Vec<PrepareConfig>,
	/// The data.
	#[serde(default)]
	pub data: Vec<DataConfig>,
}

/// A table `[[prepare]]`: material for joint jobs of exactly these nodes and this one, in which all
/// but one may cheat. All of them name each other, and the same numbers.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PrepareConfig {
	/// Signing keys of the other nodes, as the chain has them.
	pub nodes: Vec<String>,
	/// Multiplication triples.
	pub triples: u64,
	/// Random bits.
	pub bits: u64,
	/// Input masks of each node.
	pub masks: u64,
	/// They meet at every finalized block whose number is a multiple of this.
	#[serde(default = "default_every_blocks")]
	pub every_blocks: u32,
}

impl PrepareConfig {
	/// The signing keys of the other nodes; none if one is no key, or there are too few or too many.
	pub fn keys(&self) -> Option<Vec<SigningKey>> {
		let key = |text: &String| {
			hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok()?.try_into().ok()
		};
		let keys: Vec<SigningKey> = self.nodes.iter().map(key).collect::<Option<_>>()?;
		let differ = keys.iter().collect::<BTreeSet<_>>().len() == keys.len();
		let fits = (1..MAX_PARTIES).contains(&keys.len());
		(differ && fits).then_some(keys)
	}
}

/// The table `[node]`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NodeConfig {
	/// JSON-RPC of the chain node beside this node, such as `http://127.0.0.1:9944`.
	pub chain_rpc: String,
	/// Loopback address on which the chain node reaches this node.
	#[serde(default = "default_listen")]
	pub listen: SocketAddr,
	/// Address on which the compute nodes of other members reach this node; the chain must name one
	/// that leads here. Without it this node computes nothing together with others.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub peers_listen: Option<SocketAddr>,
	/// Folder of the job state; no other node may use it.
	pub state_dir: PathBuf,
	/// File of the keys.
	pub keystore: PathBuf,
	/// File with the passphrase of the keystore, where the environment does not give it.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub passphrase_file: Option<PathBuf>,
	/// Form of the log.
	#[serde(default)]
	pub log: LogFormat,
	/// Seconds between two looks at the chain when nobody asks for one.
	#[serde(default = "default_poll_seconds")]
	pub poll_seconds: u64,
}

/// The table `[policy]`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyConfig {
	/// Fewest holders in a job that this one takes part in, whatever agreements say; two or more.
	#[serde(default = "default_least_holders")]
	pub least_holders: u8,
	/// Least minimum cell of the joint jobs that this one takes part in: a job that would tell
	/// numbers of fewer people is refused. Zero and one refuse none.
	#[serde(default)]
	pub minimum_cell: u32,
}

impl Default for PolicyConfig {
	fn default() -> Self {
		PolicyConfig { least_holders: default_least_holders(), minimum_cell: 0 }
	}
}

/// Form of the log.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
	/// Lines for people.
	#[default]
	Text,
	/// One JSON object a line.
	Json,
}

fn default_listen() -> SocketAddr {
	SocketAddr::from(([127, 0, 0, 1], 8_090))
}

fn default_least_holders() -> u8 {
	2
}

fn default_every_blocks() -> u32 {
	50
}

fn default_poll_seconds() -> u64 {
	6
}

/// What is wrong with a configuration.
#[derive(Debug, Error)]
pub enum ConfigError {
	/// The file cannot be read.
	#[error("cannot read the configuration {path}")]
	Read {
		/// Which.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The file is not what it should be.
	#[error("the configuration {path} is wrong")]
	Parse {
		/// Which.
		path: PathBuf,
		/// What and where.
		source: ConfigFault,
	},
	/// The file holds a password, and others than its owner may read it.
	#[error(
		"the configuration {path} holds the password of a database, and others than its owner may \
		 read it: make it yours alone (chmod 600)"
	)]
	Exposed {
		/// Which.
		path: PathBuf,
	},
	/// The address to listen on can be reached from other machines.
	#[error(
		"listen = \"{listen}\" is not a loopback address: whoever reaches the node can make it \
		 work, so only the chain node beside it may; use 127.0.0.1 or [::1]"
	)]
	NotLoopback {
		/// The address.
		listen: SocketAddr,
	},
	/// The chain node and other members would reach the node at one address.
	#[error("peers_listen = \"{listen}\" is the address of listen, too; choose another port")]
	SameAddress {
		/// The address.
		listen: SocketAddr,
	},
	/// Two data sources have the same name.
	#[error("two data sources are named {name:?}")]
	RepeatedName {
		/// The name.
		name: String,
	},
	/// A sum over fewer than two holders is no sum.
	#[error("least_holders must be two or more")]
	LeastHolders,
	/// A table of what is made ahead of time is wrong.
	#[error(
		"[[prepare]] needs the signing keys of one to six other nodes, each once, an amount that is \
		 not zero and up to 2^32, every_blocks of one or more, and peers_listen in [node]"
	)]
	Prepare,
	/// A time of zero seconds.
	#[error("poll_seconds must be one or more")]
	PollSeconds,
}

impl Config {
	/// Reads and checks the file at `path`. Relative paths in it are relative to its folder.
	pub fn read(path: &Path) -> Result<Self, ConfigError> {
		let fail = |source| ConfigError::Read { path: path.to_owned(), source };
		let mut file = File::open(path).map_err(fail)?;
		let mode = file.metadata().map_err(fail)?.permissions().mode();
		let mut text = Zeroizing::new(String::new());
		file.read_to_string(&mut text).map_err(fail)?;
		let mut config: Config = toml::from_str(&text).map_err(|error| ConfigError::Parse {
			path: path.to_owned(),
			source: ConfigFault::of(&text, &error),
		})?;
		if mode & 0o077 != 0 && config.data.iter().any(holds_a_password) {
			return Err(ConfigError::Exposed { path: path.to_owned() });
		}
		config.check()?;
		config.resolve(path.parent().unwrap_or(Path::new("")));
		Ok(config)
	}

	/// Checks what the form alone does not ensure.
	pub fn check(&self) -> Result<(), ConfigError> {
		if !self.node.listen.ip().is_loopback() {
			return Err(ConfigError::NotLoopback { listen: self.node.listen });
		}
		if self.node.peers_listen == Some(self.node.listen) {
			return Err(ConfigError::SameAddress { listen: self.node.listen });
		}
		if self.node.poll_seconds == 0 {
			return Err(ConfigError::PollSeconds);
		}
		if self.policy.least_holders < 2 {
			return Err(ConfigError::LeastHolders);
		}
		if !self.prepare.iter().all(|prepare| self.can(prepare)) {
			return Err(ConfigError::Prepare);
		}
		let mut names = BTreeSet::new();
		match self.data.iter().find(|data| !names.insert(&data.name)) {
			Some(data) => Err(ConfigError::RepeatedName { name: data.name.clone() }),
			None => Ok(()),
		}
	}

	fn can(&self, prepare: &PrepareConfig) -> bool {
		let PrepareConfig { triples, bits, masks, every_blocks, .. } = prepare;
		let amounts = [*triples, *bits, *masks];
		let bounded = amounts.iter().all(|amount| *amount <= 1 << 32);
		let something = amounts.iter().any(|amount| *amount > 0);
		let can_meet = *every_blocks > 0 && self.node.peers_listen.is_some();
		bounded && something && can_meet && prepare.keys().is_some()
	}

	fn resolve(&mut self, folder: &Path) {
		let mut paths = vec![&mut self.node.state_dir, &mut self.node.keystore];
		paths.extend(&mut self.node.passphrase_file);
		for data in &mut self.data {
			match &mut data.location {
				Location::Vcf(path) => paths.push(path),
				Location::Diseases(files) => {
					paths.extend([&mut files.ontology, &mut files.diseases]);
				},
				Location::Lookup(files) => paths.extend([&mut files.table, &mut files.key]),
				Location::Postgres(_) | Location::Tables => {},
			}
			if let RuleName::FullyJustified { reference } = &mut data.rule {
				paths.push(reference);
			}
			paths.extend(&mut data.phenotypes);
			paths.extend(&mut data.tables.people);
			paths.extend(&mut data.tables.segregation);
			paths.extend(&mut data.tables.identifiers);
		}
		for path in paths {
			*path = folder.join(&*path);
		}
	}
}

/// Whether the configuration of the data set says a password. One that cannot be read may.
fn holds_a_password(data: &DataConfig) -> bool {
	let Location::Postgres(postgres) = &data.location else { return false };
	let connection = postgres.url.parse::<tokio_postgres::Config>();
	connection.map_or(true, |connection| connection.get_password().is_some())
}

#[cfg(test)]
mod tests;
