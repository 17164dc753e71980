//! The real program, killed without warning while it writes, and started again.
//!
//! On its own, since a child inherits for a moment the locks of state folders of its parent.

#[path = "../engine/chain.rs"]
mod chain;
mod program;
mod rpc;
#[path = "../engine/rules.rs"]
mod rules;
#[expect(dead_code, reason = "the tests of the engine use the rest")]
#[path = "../engine/world.rs"]
mod world;

use panshi_compute::keystore;
use panshi_primitives::{
	job::JobStage,
	offchain::{Message, StepReply},
	Hash,
};
use program::{ask, Running, PASSPHRASE};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use rpc::serve;
use std::{
	collections::BTreeSet,
	fs,
	net::SocketAddr,
	path::{Path, PathBuf},
	sync::{
		atomic::{AtomicBool, Ordering::Relaxed},
		Arc,
	},
	time::{Duration, Instant},
};
use tokio::{
	net::TcpListener,
	time::{interval, timeout},
};
use world::{run_to_the_end, step_all, World};

/// Kills in each half of the job.
const KILLS: u64 = 10;
/// Everything together; it takes a tenth of that.
const BOUND: Duration = Duration::from_secs(120);

/// The program of the first laboratory.
struct Program {
	config: PathBuf,
	state: PathBuf,
	listen: SocketAddr,
	genesis: Hash,
}

impl Program {
	async fn set_up(world: &World) -> Self {
		let chain = serve(world.chain.clone()).await;
		let free = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
		let listen = free.local_addr().expect("it is bound");
		let folder = world.folder.path();
		// The same seed as that of the keys that the chain knows.
		let mut rng = ChaCha20Rng::seed_from_u64(1);
		keystore::create(&folder.join("keystore.json"), PASSPHRASE, &mut rng).expect("it is new");
		let config = folder.join("compute.toml");
		let text = format!(
			"[node]\nchain_rpc = \"http://{chain}\"\nlisten = \"{listen}\"\n\
			 state_dir = \"program\"\nkeystore = \"keystore.json\"\npoll_seconds = 1\n\
			 [[data]]\nname = \"genotypes\"\nvcf = \"lab0.vcf\"\nbuild = \"GRCh37\"\n"
		);
		fs::write(&config, text).expect("the folder is ours");
		let genesis = world.chain.state().genesis;
		Program { config, state: folder.join("program"), listen, genesis }
	}

	fn start(&self) -> Running {
		Running::start(&self.config)
	}

	/// What it says now, if it is up.
	async fn ask(&self) -> Option<StepReply> {
		ask(self.listen, self.genesis).await
	}

	/// Asks until it says something.
	async fn says(&self, running: &mut Running) -> StepReply {
		let mut looks = interval(Duration::from_millis(20));
		loop {
			looks.tick().await;
			if let Some(reply) = self.ask().await.filter(|reply| !reply.messages.is_empty()) {
				return reply;
			}
			let ended = running.ended();
			assert!(ended.is_none(), "it does not give up on what a kill left: {ended:?}");
		}
	}

	/// Kills it again and again, each time when its files have moved some steps, or as soon as it said
	/// something; gives everything that it said meanwhile.
	async fn kill_at_every_write(&self) -> Vec<StepReply> {
		let mut said = Vec::new();
		for kill in 0..KILLS {
			let before = listing(&self.state);
			let mut running = self.start();
			let (watched, over) = (self.state.clone(), Arc::new(AtomicBool::new(false)));
			let is_over = over.clone();
			let moved = tokio::task::spawn_blocking(move || {
				let give_up = Instant::now() + Duration::from_secs(5);
				let (mut last, mut steps) = (before, 0);
				while steps <= kill % 6 && Instant::now() < give_up && !is_over.load(Relaxed) {
					let now = listing(&watched);
					steps += u64::from(now != last);
					last = now;
				}
			});
			tokio::select! {
				_ = moved => {},
				reply = self.says(&mut running) => said.push(reply),
			}
			over.store(true, Relaxed);
			drop(running);
		}
		said
	}
}

/// Names and sizes of all files below `folder`; folders come and go with them.
fn listing(folder: &Path) -> BTreeSet<(PathBuf, u64)> {
	let mut found = BTreeSet::new();
	for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
		// A file may be gone by the time it is looked at.
		let Ok(metadata) = entry.metadata() else { continue };
		if metadata.is_dir() {
			found.extend(listing(&entry.path()));
		}
		if metadata.is_file() {
			found.insert((entry.path(), metadata.len()));
		}
	}
	found
}

/// Whether no two replies differ in what they say of one thing.
fn assert_one_story(said: &[StepReply]) {
	let mut known: Vec<&Message> = Vec::new();
	for message in said.iter().flat_map(|reply| &reply.messages).map(|signed| &signed.message) {
		let is_same_thing = |other: &&&Message| match (message, *other) {
			(Message::Accept(_), Message::Accept(_)) => true,
			(Message::Share(one, _), Message::Share(two, _)) => one.chunk == two.chunk,
			_ => false,
		};
		match known.iter().find(is_same_thing) {
			Some(earlier) => assert_eq!(*earlier, message),
			None => known.push(message),
		}
		assert!(!matches!(message, Message::Refuse(_)), "{message:?}");
	}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whenever_it_is_killed_it_tells_one_story_and_ends_the_job() {
	timeout(BOUND, async {
		let world = World::new();
		let program = Program::set_up(&world).await;
		let mut engines = vec![world.start(1), world.start(2)];
		step_all(&world, &mut engines).await;

		let mut said = program.kill_at_every_write().await;
		let mut running = program.start();
		let acceptance = program.says(&mut running).await;
		drop(running);
		world.chain.apply(&acceptance);
		assert!(matches!(world.stage(), JobStage::Accepted { .. }));
		said.push(acceptance);

		said.extend(program.kill_at_every_write().await);
		let mut running = program.start();
		let share = program.says(&mut running).await;
		assert!(share.messages.iter().all(|signed| matches!(signed.message, Message::Share(..))));
		world.chain.apply(&share);
		said.push(share);
		assert_one_story(&said);

		run_to_the_end(&world, &mut engines).await;
		world.check_result();
	})
	.await
	.expect("it ends within its bound");
}
