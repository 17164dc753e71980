//! A development chain and the compute nodes beside it, on ports of their own.

use crate::{
	place::{Place, Ports, Seat},
	process::{dev_chain, free_port, program, wasm_cache, Process},
	wait::{until_so, within},
};
use anyhow::{Context, Result};
use panshi_compute::{diseases::DiseaseFiles, keystore, lookup::LookupFiles, tables::TableFiles};
use panshi_primitives::consortium::ComputeNodeInfo;
use std::{
	net::{Ipv4Addr, SocketAddr},
	path::{Path, PathBuf},
	process::Command,
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

/// Seconds that a program may take to answer after its start.
const START: u64 = 180;
/// Opens the keystores of a story, which hold nothing of value.
pub(crate) const PASSPHRASE: &str = "a story's compute node";

/// The programs of a story; all are killed when this is dropped.
pub struct Network {
	folder: PathBuf,
	block_time: u64,
	ports: ChainPorts,
	place: Place,
	chain: Process,
	nodes: Vec<ComputeNode>,
}

/// Ports of the chain node.
#[derive(Clone, Copy)]
struct ChainPorts {
	rpc: u16,
	/// Where it tells its metrics.
	metrics: u16,
	/// Where its beacon answers.
	beacon: u16,
}

impl ChainPorts {
	fn free() -> Result<Self> {
		Ok(ChainPorts { rpc: free_port()?, metrics: free_port()?, beacon: free_port()? })
	}
}

/// One compute node.
pub(crate) struct ComputeNode {
	name: String,
	seat: Seat,
	pub(crate) info: ComputeNodeInfo,
	pub(crate) process: Process,
}

/// Who tells metrics.
#[derive(Clone, Copy, Debug)]
pub enum Teller {
	/// The chain node.
	Chain,
	/// The compute node at this index.
	Compute(usize),
}

/// The seats of a network.
pub struct Seats<'a> {
	/// Port of the chain node.
	pub rpc: u16,
	/// Where the chain node runs.
	pub chain: Place,
	/// Where each compute node runs.
	pub compute: &'a [Seat],
}

impl Network {
	/// Starts a chain and one compute node for each file, with everything they write in `folder`. A
	/// file `NAME.phenotype.tsv` beside `NAME.vcf.gz` says who is a case.
	pub async fn start(folder: &Path, files: &[PathBuf], block_time: u64) -> Result<Self> {
		let data: Vec<String> = files.iter().map(|file| genotypes(file)).collect();
		Self::start_with(folder, &data, block_time).await
	}

	/// Starts a chain and one compute node for each configuration of data, with everything they
	/// write in `folder`.
	pub async fn start_with(folder: &Path, data: &[String], block_time: u64) -> Result<Self> {
		let rpc = free_port()?;
		let mut seats = Vec::new();
		for _ in data {
			seats.push(Seat::plain(Ports { rpc, listen: free_port()?, peers: free_port()? }));
		}
		let seats = Seats { rpc, chain: Place::default(), compute: &seats };
		Self::start_at(folder, data, block_time, seats).await
	}

	/// As [`Network::start_with`], at given places.
	pub async fn start_at(
		folder: &Path,
		data: &[String],
		block_time: u64,
		seats: Seats<'_>,
	) -> Result<Self> {
		let ports = ChainPorts { rpc: seats.rpc, ..ChainPorts::free()? };
		let called: Vec<u16> = seats.compute.iter().map(|seat| seat.seen.listen).collect();
		let mut command = chain_command(folder, ports, &called, (block_time, &seats.chain))?;
		let chain = Process::start("panshi-node", &mut command, &folder.join("chain.log"))?;
		let mut nodes = Vec::new();
		for (i, (data, seat)) in data.iter().zip(seats.compute).enumerate() {
			nodes.push(ComputeNode::create(folder, &format!("compute{}", i + 1), data, seat)?);
		}
		let folder = folder.to_path_buf();
		let mut network = Network { folder, block_time, ports, place: seats.chain, chain, nodes };
		network.wait().await?;
		Ok(network)
	}

	/// Address of the chain node for clients.
	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.ports.rpc)
	}

	/// Port of the chain node for JSON-RPC over HTTP.
	pub fn rpc_port(&self) -> u16 {
		self.ports.rpc
	}

	/// Port of the chain node for requests to its beacon.
	pub fn beacon_port(&self) -> u16 {
		self.ports.beacon
	}

	/// What each laboratory registers of its compute node.
	pub fn node_infos(&self) -> Vec<ComputeNodeInfo> {
		self.nodes.iter().map(|node| node.info.clone()).collect()
	}

	/// What a program tells Prometheus.
	pub async fn metrics(&self, teller: Teller) -> Result<String> {
		let address = match teller {
			Teller::Chain => (Ipv4Addr::LOCALHOST, self.ports.metrics).into(),
			Teller::Compute(index) => {
				let node = self.nodes.get(index);
				node.with_context(|| format!("there is no compute node {index}"))?.seat.address()
			},
		};
		get(address, "/metrics").await
	}

	/// Waits until the metrics of a program have a line that begins with `begin`.
	pub async fn wait_for_metric(&mut self, teller: Teller, begin: &str) -> Result<()> {
		let tells = |text: String| text.lines().any(|line| line.starts_with(begin));
		within(
			START,
			until_so(async || {
				self.check()?;
				Ok(self.metrics(teller).await.is_ok_and(tells))
			}),
		)
		.await
		.with_context(|| format!("{teller:?} does not tell `{begin}`"))
	}

	/// Stops the compute node at `index` where it stands, as a suspended machine does, or has it go
	/// on.
	pub fn freeze_compute(&mut self, index: usize, stands_still: bool) -> Result<()> {
		self.node(index)?.process.signal(if stands_still { "STOP" } else { "CONT" })
	}

	/// Fails if a program has ended.
	pub fn check(&mut self) -> Result<()> {
		self.chain.check()?;
		self.nodes.iter_mut().try_for_each(|node| node.process.check())
	}

	/// Starts a chain with more arguments, and no compute node.
	pub async fn start_alone(folder: &Path, block_time: u64, arguments: &[&str]) -> Result<Self> {
		let ports = ChainPorts::free()?;
		let place = Place::default();
		let mut command = chain_command(folder, ports, &[], (block_time, &place))?;
		command.args(arguments);
		let chain = Process::start("panshi-node", &mut command, &folder.join("chain.log"))?;
		let folder = folder.to_path_buf();
		let nodes = Vec::new();
		let mut network = Network { folder, block_time, ports, place, chain, nodes };
		network.wait().await?;
		Ok(network)
	}

	/// Kills the chain node.
	pub fn kill_chain(&mut self) -> Result<()> {
		self.chain.kill()
	}

	/// Starts the chain node again where it was.
	pub async fn restart_chain(&mut self) -> Result<()> {
		self.restart_chain_with(&[]).await
	}

	/// As [`Network::restart_chain`], with more arguments.
	pub async fn restart_chain_with(&mut self, arguments: &[&str]) -> Result<()> {
		let called: Vec<u16> = self.nodes.iter().map(|node| node.seat.seen.listen).collect();
		let pace = (self.block_time, &self.place);
		let mut command = chain_command(&self.folder, self.ports, &called, pace)?;
		let log = self.folder.join("chain.log");
		self.chain = Process::start("panshi-node", command.args(arguments), &log)?;
		self.wait().await
	}

	/// All that the chain node has written.
	pub fn chain_log(&self) -> Result<String> {
		self.chain.log()
	}

	/// How often the compute node at `index` has written `words` to its log.
	pub fn count_in_log(&mut self, index: usize, words: &str) -> Result<usize> {
		Ok(self.node(index)?.process.log()?.matches(words).count())
	}

	/// Waits until the compute node at `index` has written `words` to its log.
	pub async fn wait_for_log(&mut self, index: usize, words: &str) -> Result<()> {
		self.wait_for_log_after(index, words, 0).await
	}

	/// As [`Network::wait_for_log`], once more than `count` times.
	pub async fn wait_for_log_after(
		&mut self,
		index: usize,
		words: &str,
		count: usize,
	) -> Result<()> {
		let process = &mut self.node(index)?.process;
		within(
			START,
			until_so(async || {
				process.check()?;
				Ok(process.log()?.matches(words).count() > count)
			}),
		)
		.await
		.with_context(|| format!("compute node {index} does not say `{words}`"))
	}

	/// Kills the compute node at `index`.
	pub fn kill_compute(&mut self, index: usize) -> Result<()> {
		self.node(index)?.process.kill()
	}

	/// Starts the compute node at `index` again where it was.
	pub async fn restart_compute(&mut self, index: usize) -> Result<()> {
		let folder = self.folder.clone();
		let node = self.node(index)?;
		node.process = start_compute(&folder, &node.name, &node.seat.place)?;
		self.wait().await
	}

	/// Leaves everything running, and returns the process ids.
	pub fn leave_running(self) -> Vec<String> {
		let processes = self.nodes.into_iter().map(|node| node.process).chain([self.chain]);
		processes.map(|process| process.leave_running().to_string()).collect()
	}

	fn node(&mut self, index: usize) -> Result<&mut ComputeNode> {
		self.nodes.get_mut(index).with_context(|| format!("there is no compute node {index}"))
	}

	/// Waits until every program that runs takes connections.
	async fn wait(&mut self) -> Result<()> {
		answers(self.ports.rpc, &mut self.chain).await?;
		for node in &mut self.nodes {
			if !node.process.was_killed() {
				node.wait().await?;
			}
		}
		Ok(())
	}
}

impl ComputeNode {
	/// Makes the keys and the configuration of a compute node and starts it.
	pub(crate) fn create(folder: &Path, name: &str, data: &str, seat: &Seat) -> Result<Self> {
		let keys = keystore::create(
			&folder.join(format!("{name}.keys")),
			PASSPHRASE,
			&mut rand_core::OsRng,
		)?
		.public();
		let passphrase = folder.join(format!("{name}.passphrase"));
		std::fs::write(&passphrase, PASSPHRASE)?;
		let restricted = std::os::unix::fs::PermissionsExt::from_mode(0o600);
		std::fs::set_permissions(&passphrase, restricted)?;
		std::fs::write(config_path(folder, name), config(folder, name, data, seat))?;
		let info = ComputeNodeInfo {
			signing_key: keys.signing,
			channel_key: keys.channel,
			endpoint: crate::story::text(&format!("{}:{}", seat.place.outside, seat.seen.peers))?,
		};
		let process = start_compute(folder, name, &seat.place)?;
		Ok(ComputeNode { name: name.to_string(), seat: seat.clone(), info, process })
	}

	/// Waits until it answers.
	pub(crate) async fn wait(&mut self) -> Result<()> {
		let address = self.seat.address();
		let answered = within(
			START,
			until_so(async || {
				self.process.check()?;
				Ok(get(address, "/metrics").await.is_ok())
			}),
		);
		let answered = answered.await;
		answered
			.with_context(|| format!("{} does not answer:\n{}", self.name, self.process.log_tail()))
	}
}

fn config_path(folder: &Path, name: &str) -> PathBuf {
	folder.join(format!("{name}.toml"))
}

/// `path` as a string of TOML.
fn quoted(path: &Path) -> String {
	format!("{:?}", path.display().to_string())
}

/// The configuration of genotypes in a file.
pub(crate) fn genotypes(vcf: &Path) -> String {
	let phenotypes = phenotypes_beside(vcf).filter(|table| table.is_file());
	let phenotypes = phenotypes.map(|table| format!("phenotypes = {}\n", quoted(&table)));
	format!(
		"name = \"genotypes\"\nvcf = {}\nbuild = \"GRCh37\"\nrule = \"trimmed\"\n{}",
		quoted(vcf),
		phenotypes.unwrap_or_default(),
	)
}

/// The configuration of tables: beside genotypes, or in their stead.
pub fn with_tables(vcf: Option<&Path>, tables: &TableFiles) -> String {
	let mut config = match vcf {
		Some(vcf) => {
			let vcf = quoted(vcf);
			format!("name = \"genotypes\"\nvcf = {vcf}\nbuild = \"GRCh37\"\n")
		},
		None => "name = \"people\"\nbuild = \"none\"\n".to_owned(),
	};
	let TableFiles { people, segregation, identifiers } = tables;
	for (key, path) in
		[("people", people), ("segregation", segregation), ("identifiers", identifiers)]
	{
		if let Some(path) = path {
			config += &format!("{key} = {}\n", quoted(path));
		}
	}
	config
}

/// The configuration of a table for look-ups.
pub fn lookup_table(files: &LookupFiles) -> String {
	let (table, key) = (quoted(&files.table), quoted(&files.key));
	let most = files.most_lookups;
	format!(
		"name = \"variants\"\nbuild = \"none\"\n\
		 [data.lookup]\ntable = {table}\nkey = {key}\nmost_lookups = {most}\n"
	)
}

/// The configuration of a rare-disease database.
pub fn disease_database(files: &DiseaseFiles) -> String {
	let (ontology, diseases) = (quoted(&files.ontology), quoted(&files.diseases));
	format!(
		"name = \"diseases\"\nbuild = \"none\"\n\
		 [data.annotations]\nontology = {ontology}\ndiseases = {diseases}\n"
	)
}

fn config(folder: &Path, name: &str, data: &str, seat: &Seat) -> String {
	let Ports { listen, peers, .. } = seat.own;
	let (rpc, inside) = (seat.seen.rpc, seat.place.inside);
	format!(
		"[node]\n\
		 chain_rpc = \"http://127.0.0.1:{rpc}\"\n\
		 listen = \"127.0.0.1:{listen}\"\n\
		 peers_listen = \"{inside}:{peers}\"\n\
		 state_dir = {}\n\
		 keystore = {}\n\
		 passphrase_file = {}\n\
		 \n\
		 [[data]]\n{data}",
		quoted(&folder.join(format!("{name}.state"))),
		quoted(&folder.join(format!("{name}.keys"))),
		quoted(&folder.join(format!("{name}.passphrase"))),
	)
}

/// Where the phenotypes of the people of a file `NAME.vcf.gz` are: in `NAME.phenotype.tsv`.
pub fn phenotypes_beside(vcf: &Path) -> Option<PathBuf> {
	let name = vcf.file_name()?.to_str()?.strip_suffix(".vcf.gz")?;
	Some(vcf.with_file_name(format!("{name}.phenotype.tsv")))
}

fn start_compute(folder: &Path, name: &str, place: &Place) -> Result<Process> {
	let mut command = place.command(&program("panshi-compute")?);
	command.arg("run").arg("--config").arg(config_path(folder, name));
	Process::start(name, &mut command, &folder.join(format!("{name}.log")))
}

fn chain_command(
	folder: &Path,
	ports: ChainPorts,
	compute: &[u16],
	(block_time, place): (u64, &Place),
) -> Result<Command> {
	let mut command = place.command(&program("panshi-node")?);
	command.arg("--dev").arg("--chain").arg(dev_chain()?);
	command.arg("--base-path").arg(folder.join("chain"));
	let ChainPorts { rpc, metrics, beacon } = ports;
	command.arg(format!("--rpc-port={rpc}")).arg(format!("--dev-block-time={block_time}"));
	command.arg("--port=0").arg("--state-pruning=archive").arg(wasm_cache()?);
	command.arg(format!("--prometheus-port={metrics}"));
	command.arg("--search-index").arg(format!("--beacon-listen=127.0.0.1:{beacon}"));
	command.args(compute.iter().map(|port| format!("--compute-url=http://127.0.0.1:{port}")));
	Ok(command)
}

/// The body of `path` of the program at `address`.
async fn get(address: SocketAddr, path: &str) -> Result<String> {
	let mut stream = TcpStream::connect(address).await?;
	let port = address.port();
	let request =
		format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
	stream.write_all(request.as_bytes()).await?;
	let mut answer = String::new();
	stream.read_to_string(&mut answer).await?;
	let (head, body) = answer.split_once("\r\n\r\n").context("this is not HTTP")?;
	anyhow::ensure!(head.starts_with("HTTP/1.1 200 "), "{head}");
	Ok(body.to_string())
}

/// Waits until `process` takes connections on `port`.
pub(crate) async fn answers(port: u16, process: &mut Process) -> Result<()> {
	let answered = within(
		START,
		until_so(async || {
			process.check()?;
			Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok())
		}),
	);
	let answered = answered.await;
	answered.with_context(|| {
		format!("{} does not answer on port {port}:\n{}", process.name(), process.log_tail())
	})
}
