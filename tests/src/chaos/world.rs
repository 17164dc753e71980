//! A market in which things go wrong: chain, compute nodes, and what stands between them.

use super::{
	clock::{Clock, Library},
	disk::Disk,
	inspector::Secrets,
	liar::{Liar, Voice},
	plan::{Line, Victim, NODES},
	town::{Link, Town},
	wire::{Capture, Mode, Wire},
};
use crate::{
	network::{genotypes as configuration, Network, Seats, PASSPHRASE},
	place::{Place, Ports, Seat},
	plain_association::{self, Study},
	plain_vcf,
	process::free_port,
	story::{genotypes, with_phenotypes, AssociationMarket, Authorization, Cast, Market},
};
use anyhow::{Context, Result};
use panshi_compute::keystore;
use panshi_primitives::{agreement::Windows, job::Strength};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;
use std::{
	net::Ipv4Addr,
	path::{Path, PathBuf},
};

/// Milliseconds between blocks.
const BLOCK_TIME: u64 = 500;
/// Longest times of the stages of a job: long enough for every fault that heals.
const WINDOWS: Windows = Windows { accept: 80, compute: 80, check: 40 };
/// Those of a job that is computed together.
const JOINT_WINDOWS: Windows = Windows { accept: 80, compute: 160, check: 40 };
/// Jobs that the authorization allows.
const JOBS: u32 = 20;
/// How many of them come out.
const TOP: u32 = 5;

/// What lies between a compute node and the programs around it.
pub(super) struct Between {
	reading: Wire,
	asking: Wire,
	peers: Wire,
	/// What speaks in the compute node's name.
	pub(super) liar: Liar,
}

/// A computation of the compute nodes together.
pub(super) struct Joint {
	/// Its authorization, in force.
	pub(super) authorization: Authorization,
	/// Its terms.
	pub(super) market: AssociationMarket,
	/// What a direct computation gives.
	pub(super) study: Study,
}

/// Everything of a run.
pub(super) struct World {
	/// The programs.
	pub(super) network: Network,
	/// The people.
	pub(super) cast: Cast,
	/// The authorization, in force.
	pub(super) authorization: Authorization,
	/// That of the other kind of job.
	pub(super) joint: Joint,
	/// By laboratory.
	pub(super) between: Vec<Between>,
	/// By laboratory; empty where none can be mounted.
	pub(super) disks: Vec<Disk>,
	/// That of the chain node, then by laboratory; empty where none can be made.
	clocks: Vec<Clock>,
	/// The links in the kernel, where there can be any.
	pub(super) town: Option<Town>,
	/// What must not come out.
	pub(super) secrets: Secrets,
	/// What went over the wires.
	pub(super) capture: Capture,
	/// Where the programs write.
	pub(super) folder: PathBuf,
}

impl World {
	/// Starts everything up to the authorizations in force.
	pub(super) async fn start(folder: &Path, seed: u64) -> Result<Self> {
		let files = plain_vcf::split_by_person(&genotypes(), NODES as usize, folder)?;
		with_phenotypes(&files)?;
		let secrets = Secrets::of(&files)?;
		let disks = told("disks cannot be full or slow", disks(folder));
		let clocks = told("clocks cannot jump", clocks(folder));
		let mut town = told("compute nodes cannot be apart", Town::build(NODES as u8).map(Some));
		let capture = Capture::keeping();
		let rpc = free_port()?;
		let (mut between, mut seats) = (Vec::new(), Vec::new());
		for i in 0..files.len() {
			let own = Ports { rpc, listen: free_port()?, peers: free_port()? };
			let (place, wires) = lay(i as u8, own, &mut town, (&capture, folder)).await?;
			between.push(wires);
			seats.push(place);
		}
		for (seat, clock) in seats.iter_mut().zip(clocks.iter().skip(1)) {
			seat.place.variables = clock.variables();
		}
		let variables = clocks.first().map(Clock::variables).unwrap_or_default();
		let chain = Place { variables, ..Place::default() };
		let data: Vec<String> = files.iter().map(|file| configuration(file)).collect();
		let seats = Seats { rpc, chain, compute: &seats };
		let network = Network::start_at(folder, &data, BLOCK_TIME, seats).await?;
		let mut cast = Cast::new(&network.url(), &files).await?;
		let authorization = open_market(&mut cast, &network).await?;
		let joint = open_joint(&cast, &files).await?;
		let folder = folder.to_path_buf();
		let world = World {
			network,
			cast,
			authorization,
			joint,
			between,
			disks,
			clocks,
			town,
			secrets,
			capture,
			folder,
		};
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

	/// Sets the clocks of a program, or of all, so many seconds ahead.
	pub(super) fn jump(&self, victim: Victim, seconds: i64) -> Result<()> {
		let (first, count) = match victim {
			Victim::Chain => (0, 1),
			Victim::Compute(node) => (node + 1, 1),
			Victim::Everything => (0, self.clocks.len()),
		};
		self.clocks.iter().skip(first).take(count).try_for_each(|clock| clock.jump(seconds))
	}

	/// Whether clocks can jump.
	pub(super) fn has_clocks(&self) -> bool {
		!self.clocks.is_empty()
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

/// Lays the wires of a laboratory, through its door where it has one.
async fn lay(
	i: u8,
	own: Ports,
	town: &mut Option<Town>,
	(capture, folder): (&Capture, &Path),
) -> Result<(Seat, Between)> {
	let here = Ipv4Addr::LOCALHOST;
	let (place, gate) = match &town {
		Some(town) => (town.place(i), Link::Chain.gate()),
		None => (Place::default(), here),
	};
	let liar = Liar::stand((place.door, own.listen).into(), capture.clone()).await?;
	let peers = (place.inside, own.peers).into();
	let between = Between {
		reading: Wire::lay(gate, (here, own.rpc).into(), capture.clone()).await?,
		asking: Wire::lay(here, (here, liar.port()).into(), capture.clone()).await?,
		peers: Wire::lay(place.outside, peers, capture.clone()).await?,
		liar,
	};
	let (rpc, listen) = (between.reading.port(), between.asking.port());
	let seen = Ports { rpc, listen, peers: between.peers.port() };
	if let Some(town) = town {
		town.open(i, (own, seen), folder)?;
	}
	Ok((Seat { own, seen, place }, between))
}

/// What was made, or nothing and a word on why.
fn told<T: Default>(what: &str, made: Result<T>) -> T {
	made.unwrap_or_else(|error| {
		eprintln!("    {what} in this run: {error:#}");
		T::default()
	})
}

/// A small disk for the state of each compute node.
fn disks(folder: &Path) -> Result<Vec<Disk>> {
	(1..=NODES).map(|i| Disk::put(&folder.join(format!("compute{i}.state")))).collect()
}

/// A clock for the chain node and for each compute node.
fn clocks(folder: &Path) -> Result<Vec<Clock>> {
	let library = Library::make(folder)?;
	(0..=NODES).map(|i| library.clock(folder.join(format!("clock{i}")))).collect()
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

async fn open_joint(cast: &Cast, files: &[PathBuf]) -> Result<Joint> {
	let mut silent = |_: &str| ();
	let strength = Strength::HonestMajority;
	let terms = AssociationMarket::new(strength, TOP);
	let market = AssociationMarket { windows: JOINT_WINDOWS, ..terms };
	let algorithm = cast.register_association(strength, &mut silent).await?;
	let terms = Market { job_quota: JOBS, ..market.market() };
	let authorization = cast.authorize(algorithm, &terms, &mut silent).await?;
	Ok(Joint { authorization, market, study: plain_association::pool(files)? })
}
