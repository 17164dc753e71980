//! Three real programs that name each other in their configurations wait for each other, make material
//! together, lose none of it when they are killed, and use each piece in one job.
//!
//! On its own, since a child inherits for a moment the locks of state folders of its parent.

#[path = "../engine/chain.rs"]
mod chain;
#[path = "../killed/program.rs"]
mod program;
#[path = "../killed/rpc.rs"]
mod rpc;
#[path = "../engine/rules.rs"]
mod rules;
#[expect(dead_code, reason = "the tests of the engine use the rest")]
#[path = "../engine/together.rs"]
mod together;
#[expect(dead_code, reason = "the tests of the engine use the rest")]
#[path = "../engine/world.rs"]
mod world;

use codec::Encode;
use panshi_compute::{
	fingerprint::fingerprint_files,
	keystore,
	protocols::results,
	questions::{Measure, MillionairesQuestion, Scale},
	tables::{Number, UNIT},
	variants::Normaliser,
};
use panshi_mpc::{programs::millionaires, Need, Parties, PartyId, Tally};
use panshi_primitives::{
	job::{JobStage, ParametersType, Strength::AllButOne, MILLIONAIRES},
	offchain::Peer,
	BlockNumber,
};
use program::{ask, exchange, Running, PASSPHRASE};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::{
	collections::BTreeMap,
	fs,
	net::{SocketAddr, TcpListener},
	path::{Path, PathBuf},
	time::Duration,
};
use together::{ask_nodes, opened};
use tokio::time::{interval, timeout};
use world::{keys, World, BUILD};

/// Everything together; it takes a tenth of that on a busy machine.
const BOUND: Duration = Duration::from_secs(600);
/// Blocks between two meetings. A job takes fewer.
const EVERY: BlockNumber = 100;
/// Items of a full file.
const FILE: u64 = 4_096;
/// Items of each kind to be made: two files of them, of which one is enough.
const AMOUNT: u64 = FILE + 1;

/// Files of a store, with their content.
type Files = BTreeMap<String, Vec<u8>>;
/// Stores by their folders.
type Stores = BTreeMap<PathBuf, Files>;

/// One laboratory's program.
struct Program {
	lab: usize,
	chain: SocketAddr,
	folder: PathBuf,
	listen: SocketAddr,
	peers: SocketAddr,
}

impl Program {
	/// The program of a laboratory, whose keys and address the chain of `world` knows from now on.
	fn set_up(world: &World, chain: SocketAddr, lab: usize, ports: &[SocketAddr; 2]) -> Self {
		let [listen, peers] = *ports;
		let folder = world.folder.path().to_owned();
		// The same seed as that of the keys that the chain knows.
		let mut rng = ChaCha20Rng::seed_from_u64(u64::try_from(lab).expect("it is small") + 1);
		let file = folder.join(format!("{lab}.keys"));
		keystore::create(&file, PASSPHRASE, &mut rng).expect("it is new");
		let info = &mut world.chain.state().nodes[lab].info;
		info.channel_key = keys(lab).public().channel;
		info.endpoint = endpoint(peers);
		Program { lab, chain, folder, listen, peers }
	}

	/// Starts it.
	fn start(&self) -> Running {
		let Program { lab, chain, listen, peers, .. } = self;
		let others: Vec<_> = (0..3)
			.filter(|other| other != lab)
			.map(|other| format!("\"0x{}\"", hex::encode(keys(other).public().signing)))
			.collect();
		let text = format!(
			"[node]\nchain_rpc = \"http://{chain}\"\nlisten = \"{listen}\"\n\
			 peers_listen = \"{peers}\"\nstate_dir = \"{lab}.program\"\n\
			 keystore = \"{lab}.keys\"\npoll_seconds = 1\n\
			 [[prepare]]\nnodes = [{}]\ntriples = {AMOUNT}\nbits = {AMOUNT}\nmasks = {AMOUNT}\n\
			 every_blocks = {EVERY}\n\
			 [[data]]\nname = \"people\"\nvcf = \"lab{lab}.vcf\"\nbuild = \"GRCh37\"\n\
			 people = \"lab{lab}.people.tsv\"\n",
			others.join(", ")
		);
		fs::write(self.config(), text).expect("the folder is ours");
		Running::start(&self.config())
	}

	fn config(&self) -> PathBuf {
		self.folder.join(format!("{}.toml", self.lab))
	}

	fn prepared(&self) -> PathBuf {
		self.folder.join(format!("{}.program/prepared", self.lab))
	}

	/// What it has made ahead of time.
	fn stores(&self) -> Stores {
		let circles = entries(&self.prepared());
		let stores = circles.iter().flat_map(|circle| entries(circle));
		stores.map(|store| (store.clone(), files(&store))).collect()
	}

	/// Waits until it says that it has so many items of each kind.
	async fn has(&self, amount: u64, running: &mut Running) {
		let mut looks = interval(Duration::from_millis(100));
		loop {
			looks.tick().await;
			let metrics = self.metrics().await.unwrap_or_default();
			let has = |kind: &str| {
				let kind = format!("kind=\"{kind}\"");
				let lines = metrics.lines().filter(|l| l.starts_with("panshi_compute_prepared{"));
				let mut of_kind = lines.filter(|line| line.contains(&kind));
				of_kind.any(|line| line.ends_with(&format!(" {amount}")))
			};
			if ["triples", "bits", "masks"].into_iter().all(has) {
				return;
			}
			let ended = running.ended();
			assert!(ended.is_none(), "it goes on: {ended:?}");
		}
	}

	/// Waits until it has called the others in vain.
	async fn misses_others(&self, running: &mut Running) {
		let mut looks = interval(Duration::from_millis(100));
		while !self.log().contains("not all came to make material") {
			looks.tick().await;
			let ended = running.ended();
			assert!(ended.is_none(), "it goes on: {ended:?}");
		}
	}

	fn log(&self) -> String {
		fs::read_to_string(self.config().with_extension("log")).expect("it logs")
	}

	async fn metrics(&self) -> Option<String> {
		let request = b"GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
		String::from_utf8(exchange(self.listen, request).await?).ok()
	}
}

fn endpoint<T: TryFrom<Vec<u8>, Error: std::fmt::Debug>>(address: SocketAddr) -> T {
	address.to_string().into_bytes().try_into().expect("it is short")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
	// What is not there yet, or any more, has nothing in it.
	let entries = fs::read_dir(folder).into_iter().flatten().flatten();
	entries.map(|entry| entry.path()).collect()
}

fn files(store: &Path) -> Files {
	let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
	let file = |path: PathBuf| Some((name(&path)?, fs::read(&path).ok()?));
	entries(store).into_iter().filter_map(file).collect()
}

/// Addresses that nobody listens at.
fn free_addresses() -> [[SocketAddr; 2]; 3] {
	let bind = || TcpListener::bind("127.0.0.1:0").expect("there is a free port");
	let all = [(); 3].map(|()| [bind(), bind()]);
	all.each_ref().map(|two| two.each_ref().map(|one| one.local_addr().expect("it is bound")))
}

/// Waits until each program has so many items of each kind.
async fn all_have(amount: u64, programs: &[Program], running: &mut [Running]) {
	for (program, running) in programs.iter().zip(running) {
		program.has(amount, running).await;
	}
}

/// Kills a program as soon as it has a part of a store; gives the files of that.
async fn kill_while_it_makes(program: &Program, mut running: Running) -> Files {
	let mut looks = interval(Duration::from_millis(5));
	loop {
		looks.tick().await;
		if program.stores().values().any(|store| !store.is_empty()) {
			drop(running);
			break;
		}
		assert!(running.ended().is_none(), "it goes on");
	}
	let part = program.stores().into_values().next().expect("it was there");
	assert!(!part.is_empty() && !part.contains_key("header"), "{:?}", part.keys());
	part
}

const PEOPLE: u32 = 6;
const RULES: millionaires::Parameters = millionaires::Parameters { bits: 16 };

fn age(lab: u32, person: u32) -> u32 {
	20 + (7 * person + 11 * lab) % 50
}

/// Files of each program that the job uses up.
fn files_of_the_job() -> u64 {
	let parties = Parties::new(PartyId(0), 3).expect("there are three");
	let mut tally = Tally::new(parties);
	millionaires::run(&mut tally, &RULES, 0, &mut |_| ()).expect("nothing is opened wrongly");
	let Need { triples, bits, masks } = tally.need();
	triples.div_ceil(FILE) + bits.div_ceil(FILE) + 3 * masks.div_ceil(FILE)
}

/// Makes the job one that asks whose people are the oldest together; it is not open yet.
fn ask_who_is_oldest(world: &World, programs: &[Program]) {
	for lab in 0..3 {
		let number = u32::try_from(lab).expect("it is small");
		let row = |person: u32| {
			let name = char::from_u32(u32::from(b'a') + person).expect("it is a letter");
			format!("P{number}{name}\t{}\n", age(number, person))
		};
		let rows: String = (0..PEOPLE).map(row).collect();
		fs::write(world.people(lab), format!("sample\tage\n{rows}")).expect("the folder is ours");
		let tables = world.tables(lab);
		let print = fingerprint_files(Some(&world.vcf(lab)), &tables, BUILD, Normaliser::trimmed);
		let (print, _) = print.expect("the files are sound");
		let mut state = world.chain.state();
		state.descriptors[lab].fingerprint = print.fingerprint;
		state.descriptors[lab].sample_count = 2;
		state.job.participants[lab].fingerprint = print.fingerprint;
	}
	let question = MillionairesQuestion {
		column: "age".into(),
		measure: Measure::Sum,
		scale: Scale { origin: Number(0), unit: Number(UNIT) },
		parameters: RULES,
	};
	let peer = |program: &Program| Peer {
		channel_key: keys(program.lab).public().channel,
		endpoint: endpoint(program.peers),
	};
	let asked = (MILLIONAIRES, ParametersType::Millionaires);
	let peers = programs.iter().map(peer).collect();
	ask_nodes(world, asked, AllButOne, (question.encode(), 1), peers);
	world.chain.state().job.stage = JobStage::Settled { at: 10 };
}

/// Opens the job, and tells the chain what the programs say until the result is released. No block
/// comes meanwhile, so that no deadline does.
async fn run_the_job(world: &World, programs: &[Program], running: &mut [Running]) {
	let genesis = {
		let mut state = world.chain.state();
		state.job.stage = JobStage::requested(&state.job.windows, state.number);
		state.genesis
	};
	let mut looks = interval(Duration::from_millis(50));
	while world.stage() != JobStage::Released {
		looks.tick().await;
		for (program, running) in programs.iter().zip(running.iter_mut()) {
			assert!(running.ended().is_none(), "it goes on");
			let reply = ask(program.listen, genesis).await.unwrap_or_default();
			let mut state = world.chain.state();
			reply.messages.iter().for_each(|message| state.apply(message));
		}
		let stage = world.stage();
		let is_ending = matches!(stage, JobStage::Failed { .. } | JobStage::Aborting { .. });
		assert!(!is_ending, "{stage:?}: {}", programs.iter().map(Program::log).collect::<String>());
	}
	let sum = |lab: u32| (0..PEOPLE).map(|person| age(lab, person)).sum::<u32>();
	let found = results::millionaires(&opened(world)).expect("the packets are of one run");
	assert_eq!(sum(found.richest.into()), (0..3).map(sum).max().expect("there are three"));
}

fn all_stores(programs: &[Program]) -> Vec<Stores> {
	programs.iter().map(Program::stores).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_programs_make_together_is_used_once_whenever_one_is_killed() {
	timeout(BOUND, async {
		let world = World::new();
		let chain = rpc::serve(world.chain.clone()).await;
		let ports = free_addresses();
		let set_up = |lab: usize| Program::set_up(&world, chain, lab, &ports[lab]);
		let programs: Vec<_> = (0..3).map(set_up).collect();
		ask_who_is_oldest(&world, &programs);

		// Two call the third, who comes late. One is killed while they make a store.
		world.chain.state().number = EVERY;
		let mut running: Vec<_> = programs[..2].iter().map(Program::start).collect();
		for (program, running) in programs.iter().zip(&mut running) {
			program.misses_others(running).await;
		}
		assert!(all_stores(&programs).iter().all(Stores::is_empty));
		running.push(programs[2].start());
		let part = kill_while_it_makes(&programs[1], running.remove(1)).await;

		// It is back, and they meet again: all have a whole store, long before there is a job.
		world.chain.state().number = 2 * EVERY;
		running.insert(1, programs[1].start());
		all_have(2 * FILE, &programs, &mut running).await;
		let made = all_stores(&programs);
		for stores in &made {
			assert_eq!(stores.len(), 1, "what was cut off is given up");
			// Header, and two files of triples, bits, and masks of each.
			let store = stores.values().next().expect("it was made");
			assert_eq!(store.len(), 11, "{:?}", store.keys());
			assert!(!part.iter().any(|(name, file)| store.get(name) == Some(file)));
		}

		// A job uses up what it needs, and no more.
		run_the_job(&world, &programs, &mut running).await;
		let left = all_stores(&programs);
		for (left, made) in left.iter().zip(&made) {
			let [left, made] = [left, made].map(|stores| stores.values().next().expect("one"));
			let used = u64::try_from(made.len() - left.len()).expect("it is small");
			assert_eq!(used, files_of_the_job(), "{:?}", left.keys());
			let same = left.iter().all(|(name, file)| made.get(name) == Some(file));
			assert!(same, "nothing is written anew");
		}

		// Killed and back, they have enough and make nothing; what was used does not come back.
		drop(running);
		world.chain.state().number = 3 * EVERY;
		let mut running: Vec<_> = programs.iter().map(Program::start).collect();
		all_have(FILE, &programs, &mut running).await;
		assert!(all_stores(&programs) == left);
	})
	.await
	.expect("it ends within its bound");
}
