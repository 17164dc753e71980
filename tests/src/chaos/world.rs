//! A market in which things go wrong: chain, compute nodes, and what stands between them.

use super::{
	disk::Disk,
	inspector::Secrets,
	liar::{Liar, Voice},
	plan::{Line, NODES},
	wire::{Capture, Mode, Wire},
};
use crate::{
	network::{genotypes as configuration, Network, Ports, PASSPHRASE},
	plain_vcf,
	story::{genotypes, Authorization, Cast, Market},
};
use anyhow::{Context, Result};
use panshi_compute::keystore;
use panshi_primitives::agreement::Windows;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;
use std::path::{Path, PathBuf};

/// Milliseconds between blocks.
const BLOCK_TIME: u64 = 500;
/// Longest times of the stages of a job: long enough for every fault that heals.
const WINDOWS: Windows = Windows { accept: 80, compute: 80, check: 40 };
/// Jobs that the authorization allows.
const JOBS: u32 = 20;

/// What lies between a compute node and the programs around it.
pub(super) struct Between {
	reading: Wire,
	asking: Wire,
	peers: Wire,
	/// What speaks in the compute node's name.
	pub(super) liar: Liar,
}

/// Everything of a run.
pub(super) struct World {
	/// The programs.
	pub(super) network: Network,
	/// The people.
	pub(super) cast: Cast,
	/// The authorization, in force.
	pub(super) authorization: Authorization,
	/// By laboratory.
	pub(super) between: Vec<Between>,
	/// By laboratory; empty where none can be mounted.
	pub(super) disks: Vec<Disk>,
	/// What must not come out.
	pub(super) secrets: Secrets,
	/// What went over the wires.
	pub(super) capture: Capture,
	/// Where the programs write.
	pub(super) folder: PathBuf,
}

impl World {
	/// Starts everything up to an authorization in force.
	pub(super) async fn start(folder: &Path, seed: u64) -> Result<Self> {
		let files = plain_vcf::split_by_person(&genotypes(), NODES as usize, folder)?;
		let secrets = Secrets::of(&files)?;
		let disks = disks(folder);
		let capture = Capture::default();
		let rpc = crate::process::free_port()?;
		let mut between = Vec::new();
		let mut ports = Vec::new();
		for _ in &files {
			let own = Ports {
				rpc,
				listen: crate::process::free_port()?,
				peers: crate::process::free_port()?,
			};
			let place = Between::lay(own, &capture).await?;
			ports.push((own, place.seen()));
			between.push(place);
		}
		let data: Vec<String> = files.iter().map(|file| configuration(file)).collect();
		let network = Network::start_at(folder, &data, BLOCK_TIME, (rpc, &ports)).await?;
		let mut cast = Cast::new(&network.url(), &files).await?;
		let authorization = open_market(&mut cast, &network).await?;
		let folder = folder.to_path_buf();
		let world =
			World { network, cast, authorization, between, disks, secrets, capture, folder };
		world.give_voices(seed)?;
		Ok(world)
	}

	/// Sets a line of the laboratory `node`.
	pub(super) fn set_line(&self, node: usize, line: Line, mode: Mode) -> Result<()> {
		let between = self.between.get(node).context("there is no such laboratory")?;
		match line {
			Line::Reading => between.reading.set(mode),
			Line::Asking => between.asking.set(mode),
		}
		Ok(())
	}

	fn give_voices(&self, seed: u64) -> Result<()> {
		for (i, between) in self.between.iter().enumerate() {
			let path = self.folder.join(format!("compute{}.keys", i + 1));
			between.liar.speak_for(Voice {
				keys: keystore::open(&path, PASSPHRASE)?,
				genesis: self.cast.chain.genesis(),
				rng: ChaCha8Rng::seed_from_u64(seed.wrapping_add(i as u64)),
			});
		}
		Ok(())
	}
}

impl Between {
	async fn lay(own: Ports, capture: &Capture) -> Result<Self> {
		let liar = Liar::stand(own.listen, capture.clone()).await?;
		Ok(Between {
			reading: Wire::lay(own.rpc, capture.clone()).await?,
			asking: Wire::lay(liar.port(), capture.clone()).await?,
			peers: Wire::lay(own.peers, capture.clone()).await?,
			liar,
		})
	}

	fn seen(&self) -> Ports {
		Ports { rpc: self.reading.port(), listen: self.asking.port(), peers: self.peers.port() }
	}
}

/// A small disk for the state of each compute node, or none where none can be mounted.
fn disks(folder: &Path) -> Vec<Disk> {
	let disks = (1..=NODES).map(|i| Disk::put(&folder.join(format!("compute{i}.state"))));
	match disks.collect::<Result<Vec<_>>>() {
		Ok(disks) => disks,
		Err(error) => {
			eprintln!("    disks cannot be full in this run: {error:#}");
			Vec::new()
		},
	}
}

async fn open_market(cast: &mut Cast, network: &Network) -> Result<Authorization> {
	let mut silent = |_: &str| ();
	cast.register_nodes(network.node_infos(), &mut silent).await?;
	cast.register_data(&mut silent).await?;
	cast.publish(&mut silent).await?;
	let algorithm = cast.register_algorithm(&mut silent).await?;
	let market = Market { job_quota: JOBS, windows: WINDOWS, ..Market::default() };
	cast.authorize(algorithm, &market, &mut silent).await
}
