//! A consortium on one machine: relay chain, collators, a full node, and compute nodes beside them,
//! as the network file has them.
//!
//! Everything runs on ports that are free at the start. Collators and full nodes follow the relay
//! chain through the validators' RPC, so that the machine carries two relay chain nodes and no more.

mod file;
mod programs;
mod specs;
mod state;

pub use file::NetworkFile;
pub use programs::{Programs, RELAY_FOLDER};
pub use state::{Entry, Kind, State};

use crate::{
	network::{answers, genotypes, ComputeNode},
	place::{Ports, Seat},
	process::{free_port, Process},
	story::{Organisation, Reporter, PAN},
	wait::{until_so, within},
};
use anyhow::{ensure, Context, Result};
use file::Node;
use panshi_client::chain::{calls::money, Chain};
use specs::Specs;
use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
	process::Command,
};

/// Seconds that the relay chain may take to take the first block of the parachain.
const FIRST_BLOCK: u64 = 600;

/// A consortium whose programs end when this is dropped.
pub struct Consortium {
	state: State,
	processes: Vec<Process>,
	/// How the chain nodes are started, by name.
	commands: BTreeMap<String, Command>,
}

/// How a chain node is reached.
struct Address {
	rpc: u16,
	port: u16,
	peer: String,
	key: PathBuf,
}

impl Consortium {
	/// Starts the network of `file` with everything it writes in `folder`; the compute nodes count
	/// over `data`, one file each. Done when every program takes connections.
	pub async fn start(
		folder: &Path,
		file: &NetworkFile,
		data: &[PathBuf],
		report: Reporter<'_>,
	) -> Result<Self> {
		let (compute, files) = (file.custom_processes.len(), data.len());
		ensure!(compute == files, "{compute} compute nodes cannot have {files} files");
		let programs = Programs::find()?;
		fs::create_dir_all(folder)?;
		let folder = &folder.canonicalize()?;
		let specs = specs::make(folder, file, &programs)?;
		report(
			"chain specifications made; the parachain is registered in the relay chain's genesis",
		);
		let mut consortium = Consortium {
			state: State::new(folder),
			processes: Vec::new(),
			commands: BTreeMap::new(),
		};
		let relay = consortium.start_relay(folder, file, &specs, &programs).await?;
		report("relay chain validators are up");
		consortium.start_chain(folder, file, data, (&specs, &relay, &programs)).await?;
		report("collators, full node and compute nodes are up");
		Ok(consortium)
	}

	/// Waits for the first block of the parachain that carries a transaction, and is final.
	pub async fn first_transaction(&mut self, report: Reporter<'_>) -> Result<()> {
		let collator = self.state.collator()?;
		let first = async {
			// A client gives up on a chain that stands still for as long as the validators take to
			// compile the parachain's runtime; so it comes when the first block is final.
			until_so(async || Ok(collator.heights().await?.1 > 0)).await?;
			transfer(&collator.url()).await
		};
		let done = within(FIRST_BLOCK, first).await;
		// A program that ended says more than the time that ran out.
		self.check()?;
		let block = done.context("the parachain has no block")?;
		report(&format!("block {block} of the parachain carries a transaction and is final"));
		Ok(())
	}

	/// What runs.
	pub fn state(&self) -> &State {
		&self.state
	}

	/// Fails if a program has ended that was not killed.
	pub fn check(&mut self) -> Result<()> {
		self.processes
			.iter_mut()
			.filter(|process| !process.was_killed())
			.try_for_each(Process::check)
	}

	/// Kills the program of this name, as a power cut would.
	pub fn kill(&mut self, name: &str) -> Result<()> {
		let index = self.index(name)?;
		self.processes[index].kill()
	}

	/// Starts a chain node that was killed again, where it was.
	pub async fn restart(&mut self, name: &str) -> Result<()> {
		let index = self.index(name)?;
		let command = self.commands.get_mut(name);
		let command = command.with_context(|| format!("{name} is no chain node"))?;
		let entry = &self.state.programs()[index];
		let (kind, port, log) = (entry.kind, entry.port, entry.log.clone());
		let mut process = Process::start(name, command, &log)?;
		answers(port, &mut process).await?;
		self.state.replace(index, Entry::new(kind, name, &process, (port, log))?);
		self.processes[index] = process;
		Ok(())
	}

	fn index(&self, name: &str) -> Result<usize> {
		let position = self.state.programs().iter().position(|entry| entry.name == name);
		position.with_context(|| format!("the network has no program {name}"))
	}

	/// Leaves everything running, noted in the network's folder.
	pub fn leave_running(self) -> Result<State> {
		self.state.write()?;
		for process in self.processes {
			process.leave_running();
		}
		Ok(self.state)
	}

	async fn start_relay(
		&mut self,
		folder: &Path,
		file: &NetworkFile,
		specs: &Specs,
		programs: &Programs,
	) -> Result<Vec<Address>> {
		let mut addresses: Vec<Address> = Vec::new();
		for node in &file.relaychain.nodes {
			let address = Address::new(folder, &node.name, programs)?;
			let mut command = programs.relay();
			command.arg("--chain").arg(&specs.relay).arg(format!("--{}", node.name));
			command.args(node.validator.then_some("--validator"));
			command.args(&file.relaychain.default_args).args(&node.args);
			address.pass(folder, &node.name, &mut command);
			command.args(addresses.iter().map(Address::bootnode));
			self.start_program(folder, Kind::Relay, &node.name, (command, address.rpc)).await?;
			addresses.push(address);
		}
		Ok(addresses)
	}

	async fn start_chain(
		&mut self,
		folder: &Path,
		file: &NetworkFile,
		data: &[PathBuf],
		(specs, relay, programs): (&Specs, &[Address], &Programs),
	) -> Result<()> {
		let mut addresses: Vec<Address> = Vec::new();
		for node in file.chain_nodes() {
			let address = Address::new(folder, &node.name, programs)?;
			let compute = file.compute_beside(&node.name).map(|_| free_port()).transpose()?;
			if node.validator {
				insert_key(folder, node, specs, programs)?;
			}
			let mut command = chain_command(folder, node, &address, (specs, programs));
			command.args(compute.map(|port| format!("--compute-url=http://127.0.0.1:{port}")));
			command.args(addresses.iter().map(Address::bootnode));
			command.arg("--relay-chain-rpc-urls").args(relay.iter().map(Address::url));
			command.args(["--", "--no-mdns", "--no-telemetry", "--no-prometheus"]);
			command.arg("--chain").arg(&specs.relay).arg(format!("--port={}", free_port()?));
			command.args(relay.iter().map(Address::bootnode));
			let kind = if node.validator { Kind::Collator } else { Kind::FullNode };
			self.start_program(folder, kind, &node.name, (command, address.rpc)).await?;
			if let Some(listen) = compute {
				let (index, name) = place(file, node)?;
				let ports = Ports { rpc: address.rpc, listen, peers: free_port()? };
				self.start_compute(folder, name, (index, &data[index]), ports).await?;
			}
			addresses.push(address);
		}
		Ok(())
	}

	async fn start_program(
		&mut self,
		folder: &Path,
		kind: Kind,
		name: &str,
		(mut command, rpc): (Command, u16),
	) -> Result<()> {
		let log = folder.join(format!("{name}.log"));
		let mut process = Process::start(name, &mut command, &log)?;
		answers(rpc, &mut process).await?;
		self.state.add(Entry::new(kind, name, &process, (rpc, log))?);
		self.processes.push(process);
		self.commands.insert(name.to_string(), command);
		Ok(())
	}

	async fn start_compute(
		&mut self,
		folder: &Path,
		name: &str,
		(index, file): (usize, &Path),
		ports: Ports,
	) -> Result<()> {
		let mut node = ComputeNode::create(folder, name, &genotypes(file), &Seat::plain(ports))?;
		node.wait().await?;
		let log = folder.join(format!("{name}.log"));
		let entry = Entry::new(Kind::Compute, name, &node.process, (ports.listen, log))?;
		self.state.add(entry);
		self.state.add_holder(index, file, &node.info);
		self.processes.push(node.process);
		Ok(())
	}
}

impl Address {
	fn new(folder: &Path, name: &str, programs: &Programs) -> Result<Self> {
		let key = folder.join(format!("{name}.node-key"));
		let mut command = programs.node();
		let made = command.args(["key", "generate-node-key", "--file"]).arg(&key).output()?;
		ensure!(made.status.success(), "panshi-node makes no node key");
		let peer = String::from_utf8(made.stderr)?.trim().to_string();
		Ok(Address { rpc: free_port()?, port: free_port()?, peer, key })
	}

	fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.rpc)
	}

	fn bootnode(&self) -> String {
		format!("--bootnodes=/ip4/127.0.0.1/tcp/{}/p2p/{}", self.port, self.peer)
	}

	/// What every chain node of the network is told.
	fn pass(&self, folder: &Path, name: &str, command: &mut Command) {
		command.arg("--base-path").arg(folder.join(name)).arg("--node-key-file").arg(&self.key);
		command.arg(format!("--rpc-port={}", self.rpc)).arg("--no-prometheus");
		command.arg(format!("--listen-addr=/ip4/127.0.0.1/tcp/{}", self.port));
		command.arg(format!("--name={name}"));
	}
}

fn chain_command(
	folder: &Path,
	node: &Node,
	address: &Address,
	(specs, programs): (&Specs, &Programs),
) -> Command {
	let mut command = programs.node();
	command.arg("--chain").arg(&specs.chain);
	command.args(node.validator.then_some("--collator")).args(&node.args);
	address.pass(folder, &node.name, &mut command);
	command
}

/// Gives a collator the key that its name spells.
fn insert_key(folder: &Path, node: &Node, specs: &Specs, programs: &Programs) -> Result<()> {
	let mut command = programs.node();
	command.args(["key", "insert", "--key-type=aura", "--scheme=sr25519", "--suri"]);
	command.arg(node.seed()).arg("--chain").arg(&specs.chain);
	command.arg("--base-path").arg(folder.join(&node.name));
	specs::output(&mut command).map(drop)
}

/// Which of the compute nodes stands beside `node`.
fn place<'a>(file: &'a NetworkFile, node: &Node) -> Result<(usize, &'a str)> {
	let mut places = file.custom_processes.iter().enumerate();
	let found = places.find(|(_, process)| process.chain_node() == node.name);
	found.map(|(index, process)| (index, process.name.as_str())).context("no compute node")
}

/// Sends money from one member to another, and returns the final block that has it.
async fn transfer(url: &str) -> Result<u32> {
	let chain = Chain::connect(url).await?;
	let from = Organisation::new("operator", "//Operator")?;
	let to = Organisation::new("auditor", "//Auditor")?;
	Ok(chain.submit(&from.signer, money::transfer(&to.account(), PAN)).await?.block.number)
}
