//! Jobs whose result is bytes: computed together, or answered by each node.

use crate::{
	chain::{account, FakeChain, JOB},
	together::{opened, LAST_CALL},
	world::{counts, files, step, step_all, World},
};
use panshi_compute::{
	engine::{Engine, JobCounts, Progress, Protocols, Request, Task, TaskError},
	sealed_result::{join, SealedPacket},
};
use panshi_primitives::{
	agreement::AgreementState,
	consortium::Role,
	job::{
		AbortReason, AggregationMode, AlgorithmContent, FailureCause, JobStage, OutputShape,
		ParametersType, RefusalReason, Strength, ASSOCIATION, PHENOTYPE_RANKING, RESULT_CHUNK,
	},
	offchain::{Message, StepReply, TaskStep},
	signing::algorithm_digest,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::{
	collections::BTreeMap,
	sync::{
		atomic::{AtomicBool, Ordering::Relaxed},
		Arc, Condvar, Mutex,
	},
	time::Duration,
};

/// How a party of a test behaves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Conduct {
	/// Seals a packet of so many bytes and waits for those of the others.
	Honest(usize),
	/// Keeps another result than it sent.
	Different,
	/// Stops with this.
	Stops(AbortReason),
	/// Waits for a party that never comes.
	Waits,
	/// Computes without an end, once all have come.
	Computes,
	/// Hears nothing until the test is over.
	Deaf,
	/// Has a bug.
	Panics,
}

impl Conduct {
	fn is_endless(self) -> bool {
		matches!(self, Conduct::Waits | Conduct::Computes | Conduct::Deaf)
	}
}

/// Where parties in one process leave their packets.
#[derive(Default)]
struct Board {
	packets: Mutex<BTreeMap<u8, SealedPacket>>,
	is_over: AtomicBool,
	changed: Condvar,
}

impl Board {
	/// Waits until so many parties have left their packets.
	fn wait_for(&self, count: usize) {
		let packets = self.packets.lock().expect("no party panics here");
		let limit = Duration::from_secs(60);
		let wait = self.changed.wait_timeout_while(packets, limit, |p| p.len() < count);
		assert!(!wait.expect("no party panics here").1.timed_out(), "the parties begin");
	}
}

struct Party {
	board: Arc<Board>,
	conduct: Conduct,
}

impl Party {
	/// The packets of all parties, once they are there.
	fn gather(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		let mut packets = self.board.packets.lock().expect("no party panics here");
		loop {
			if packets.len() == task.parties.len() && !self.conduct.is_endless() {
				return Ok(join(&packets.values().cloned().collect::<Vec<_>>()));
			}
			let hears = self.conduct != Conduct::Deaf || self.board.is_over.load(Relaxed);
			if hears && progress.should_stop() {
				return Err(TaskError::Stopped);
			}
			let wait = self.board.changed.wait_timeout(packets, Duration::from_millis(5));
			packets = wait.expect("no party panics here").0;
		}
	}
}

impl Protocols for Party {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		match [ASSOCIATION, PHENOTYPE_RANKING].contains(&request.algorithm.code.as_slice()) {
			true => Ok(()),
			false => Err(RefusalReason::UnknownAlgorithm),
		}
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		progress.show(TaskStep::ExchangingPackets, 0, 1);
		if self.conduct != Conduct::Waits {
			progress.meet();
		}
		let length = match self.conduct {
			Conduct::Stops(reason) => return Err(TaskError::Aborted(reason)),
			Conduct::Panics => panic!("a bug"),
			Conduct::Honest(length) => length,
			Conduct::Different | Conduct::Waits | Conduct::Computes | Conduct::Deaf => 1,
		};
		let mut rng = ChaCha20Rng::from_seed(*task.seed);
		let sealed = task.seal(&vec![task.index; length], &mut rng).expect("the key is sound");
		if task.strength().is_none() {
			return Ok(join(&[sealed]));
		}
		self.board.packets.lock().expect("no party panics here").insert(task.index, sealed);
		self.board.changed.notify_all();
		let mut bytes = self.gather(task, progress)?;
		if self.conduct == Conduct::Different {
			bytes[40] ^= 1;
		}
		Ok(bytes)
	}
}

/// A world whose job runs `code` under `aggregation`, with parties that behave as said.
pub(super) fn world(code: &[u8], aggregation: AggregationMode, conduct: [Conduct; 3]) -> World {
	world_on(&Arc::new(Board::default()), code, aggregation, conduct)
}

fn world_on(
	board: &Arc<Board>,
	code: &[u8],
	aggregation: AggregationMode,
	conduct: [Conduct; 3],
) -> World {
	let mut world = World::new();
	{
		let mut state = world.chain.state();
		let content = state.algorithm.content.clone();
		state.algorithm.content = AlgorithmContent {
			code: code.to_vec().try_into().expect("short"),
			parameters: ParametersType::Association,
			output: OutputShape::Bytes { most: 4 * RESULT_CHUNK },
			aggregation,
			..content
		};
		let digest = algorithm_digest(&state.algorithm.content);
		state.job.spec.algorithm = digest;
		let output = state.algorithm.content.output_for(1, 3, 3);
		state.job.output = output.expect("it admits three");
		state.agree_on(digest);
		state.sign();
	}
	world.protocols = conduct
		.into_iter()
		.map(|conduct| Arc::new(Party { board: board.clone(), conduct }) as Arc<dyn Protocols>)
		.collect();
	world
}

pub(super) fn joint(conduct: [Conduct; 3]) -> World {
	let strength = Strength::HonestMajority;
	world(ASSOCIATION, AggregationMode::Agreement { strength }, conduct)
}

/// Has all accept and begin.
async fn begin(world: &World) -> Vec<Engine<FakeChain>> {
	let mut engines = world.start_all();
	step_all(world, &mut engines).await;
	assert!(matches!(world.stage(), JobStage::Accepted { .. }), "{:?}", world.stage());
	for engine in &mut engines {
		assert_eq!(step(engine).await.messages, []);
	}
	engines
}

/// Waits until the computations of `engine` are over.
async fn wait(engine: &mut Engine<FakeChain>) {
	while !engine.tick().await.expect("the chain answers").tasks.is_empty() {
		engine.work_done().await.expect("the state can be written");
	}
}

async fn wait_for_all(engines: &mut [Engine<FakeChain>]) {
	for engine in engines {
		wait(engine).await;
	}
}

/// Has an auditor suspend the agreement.
pub(super) fn suspend(world: &World) {
	world.chain.state().agreement.standing.state = AgreementState::Suspended {
		by: account(50),
		role: Role::Auditor,
		reason: 1,
		until: 900,
		notice_by: None,
	};
}

fn failure(world: &World) -> (FailureCause, Vec<usize>) {
	let JobStage::Failed { cause, at_fault, .. } = world.stage() else {
		panic!("the job did not fail: {:?}", world.stage());
	};
	(cause, (0..3).filter(|index| at_fault.contains(*index)).collect())
}

/// The part `part` of the result on chain.
fn on_chain(world: &World, part: u32) -> Vec<u8> {
	let state = world.chain.state();
	state.chunks.range((part, 0)..=(part, u32::MAX)).flat_map(|(_, bytes)| bytes.clone()).collect()
}

pub(super) const HONEST: Conduct = Conduct::Honest(50_000);

#[tokio::test]
async fn three_nodes_agree_on_what_only_the_consumer_opens() {
	let world = joint([HONEST; 3]);
	let mut engines = begin(&world).await;
	wait_for_all(&mut engines).await;
	step_all(&world, &mut engines[..2]).await;
	for engine in &mut engines[..2] {
		assert_eq!(step(engine).await.messages, [], "the third has not committed yet");
	}
	step_all(&world, &mut engines[2..]).await;
	assert!(matches!(world.stage(), JobStage::Agreed { .. }));
	// Each brings its own chunk of the three.
	step_all(&world, &mut engines).await;
	for (party, packet) in (0u8..).zip(&opened(&world)) {
		assert_eq!(**packet, vec![party; 50_000]);
	}
	for (lab, engine) in engines.iter_mut().enumerate() {
		assert_eq!(counts(engine).await, JobCounts { done: 1, ..JobCounts::default() });
		assert!(files(&world, lab, "shares").is_empty());
	}
}

#[tokio::test]
async fn others_bring_what_a_dead_node_does_not() {
	let world = joint([HONEST; 3]);
	let mut engines = begin(&world).await;
	wait_for_all(&mut engines).await;
	step_all(&world, &mut engines).await;
	let JobStage::Agreed { deadline } = world.stage() else { panic!("they agree") };
	step_all(&world, &mut engines[1..]).await;
	assert_eq!(world.chain.state().parts[&0].received.len(), 2);
	world.chain.state().number = deadline - 5;
	step_all(&world, &mut engines[2..]).await;
	assert_eq!(world.stage(), JobStage::Released);
}

#[tokio::test]
async fn a_sealed_result_survives_a_restart() {
	let world = joint([HONEST; 3]);
	let mut engines = begin(&world).await;
	wait_for_all(&mut engines).await;
	for engine in engines {
		engine.stop().await;
	}
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	step_all(&world, &mut engines).await;
	assert_eq!(world.stage(), JobStage::Released);
}

#[tokio::test]
async fn what_was_cut_off_is_reported_and_not_begun_again() {
	let world = joint([Conduct::Waits, HONEST, HONEST]);
	let mut engines = begin(&world).await;
	wait_for_all(&mut engines[1..]).await;
	let first = engines.remove(0);
	first.stop().await;
	let mut restarted = world.start(0);
	let reply = step(&mut restarted).await;
	let Some(Message::Abort(report)) = reply.messages.first().map(|m| &m.message) else {
		panic!("it reports: {reply:?}");
	};
	assert_eq!((report.job, report.reason), (JOB, AbortReason::Interrupted));
	// The same message until it arrives.
	assert_eq!(step(&mut restarted).await, reply);
	world.chain.apply(&reply);
	step_all(&world, &mut engines).await;
	assert_eq!(failure(&world), (FailureCause::Aborted, vec![]));
	let reasons: Vec<_> = world.chain.state().aborts.iter().map(|note| note.reason).collect();
	assert_eq!(reasons, [AbortReason::Interrupted, AbortReason::Stopped, AbortReason::Stopped]);
}

#[tokio::test]
async fn a_cheater_whom_all_others_accuse_is_at_fault() {
	let accuse = Conduct::Stops(AbortReason::Cheated { party: 2 });
	let world = joint([accuse, accuse, Conduct::Waits]);
	let mut engines = begin(&world).await;
	wait_for_all(&mut engines[..2]).await;
	step_all(&world, &mut engines[..2]).await;
	assert!(matches!(world.stage(), JobStage::Aborting { .. }));
	// The third learns from the chain that it is over.
	assert_eq!(engines[2].tick().await.expect("the chain answers").tasks.len(), 1);
	wait(&mut engines[2]).await;
	step_all(&world, &mut engines[2..]).await;
	assert_eq!(failure(&world), (FailureCause::Aborted, vec![2]));
}

#[tokio::test]
async fn different_results_fail_the_job() {
	let world = joint([HONEST, Conduct::Different, HONEST]);
	let mut engines = begin(&world).await;
	wait_for_all(&mut engines).await;
	step_all(&world, &mut engines).await;
	assert_eq!(failure(&world), (FailureCause::ResultsDiffer, vec![]));
}

#[tokio::test]
async fn a_bug_is_reported_and_takes_nothing_else_down() {
	let world = joint([Conduct::Panics, HONEST, HONEST]);
	let mut engines = begin(&world).await;
	wait(&mut engines[0]).await;
	let reply = step(&mut engines[0]).await;
	world.chain.apply(&reply);
	assert!(matches!(world.stage(), JobStage::Aborting { .. }));
	assert_eq!(world.chain.state().aborts[0].reason, AbortReason::Interrupted);
}

#[tokio::test]
async fn a_computation_that_takes_too_long_is_given_up_in_time() {
	let board = Arc::new(Board::default());
	let strength = Strength::HonestMajority;
	let mode = AggregationMode::Agreement { strength };
	let world = world_on(&board, ASSOCIATION, mode, [Conduct::Waits; 3]);
	let mut engines = begin(&world).await;
	board.wait_for(3);
	let JobStage::Accepted { deadline } = world.stage() else { panic!("all accepted") };
	// The last block from which a report surely arrives.
	world.chain.state().number = deadline - LAST_CALL;
	for engine in &mut engines {
		// Until then it goes on and can be seen.
		let report = engine.tick().await.expect("the chain answers");
		assert_eq!(report.tasks[0].step.kind, TaskStep::ExchangingPackets);
	}
	wait_for_all(&mut engines).await;
	let mut replies = Vec::new();
	for engine in &mut engines {
		replies.push(step(engine).await);
	}
	let messages = replies.into_iter().flat_map(|reply| reply.messages).collect();
	world.chain.apply(&StepReply { messages, ..Default::default() });
	assert_eq!(failure(&world), (FailureCause::Aborted, vec![]));
}

#[tokio::test]
async fn a_computation_that_does_not_stop_is_reported_all_the_same() {
	let board = Arc::new(Board::default());
	let strength = Strength::HonestMajority;
	let mode = AggregationMode::Agreement { strength };
	let world =
		world_on(&board, ASSOCIATION, mode, [Conduct::Deaf, Conduct::Waits, Conduct::Waits]);
	let mut engines = begin(&world).await;
	let JobStage::Accepted { deadline } = world.stage() else { panic!("all accepted") };
	for (number, is_reported) in
		[(deadline - LAST_CALL + 1, false), (deadline - LAST_CALL + 2, true)]
	{
		world.chain.state().number = number;
		let report = engines[0].tick().await.expect("the chain answers");
		assert_eq!(report.tasks.len(), 1, "it goes on");
		assert_eq!(!report.reply.messages.is_empty(), is_reported);
	}
	board.is_over.store(true, Relaxed);
	wait(&mut engines[0]).await;
	let reply = step(&mut engines[0]).await;
	let Some(Message::Abort(report)) = reply.messages.first().map(|m| &m.message) else {
		panic!("it reports: {reply:?}");
	};
	assert_eq!(report.reason, AbortReason::Interrupted);
}

#[tokio::test]
async fn a_computation_that_cannot_begin_is_given_up_in_time() {
	let world = joint([HONEST; 3]);
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	let JobStage::Accepted { deadline } = world.stage() else { panic!("all accepted") };
	suspend(&world);
	world.chain.state().number = deadline - LAST_CALL - 1;
	for engine in &mut engines {
		assert_eq!(step(engine).await.messages, [], "it may be resumed");
	}
	world.chain.state().number += 1;
	step_all(&world, &mut engines).await;
	assert_eq!(failure(&world), (FailureCause::Aborted, vec![]));
	let reasons: Vec<_> = world.chain.state().aborts.iter().map(|note| note.reason).collect();
	// The first one says so; the others hear of it.
	let stopped = AbortReason::Stopped;
	assert_eq!(reasons, [AbortReason::Interrupted, stopped, stopped]);
}

#[tokio::test]
async fn what_a_node_does_not_compute_it_refuses() {
	let world = world(b"panshi/unheard-of/1", AggregationMode::Collect, [HONEST; 3]);
	let mut engine = world.start(0);
	let reply = step(&mut engine).await;
	world.chain.apply(&reply);
	let refused = FailureCause::Refused(RefusalReason::UnknownAlgorithm);
	assert_eq!(failure(&world), (refused, vec![]));
}

#[tokio::test]
async fn every_node_answers_for_the_consumer_alone() {
	let world = world(PHENOTYPE_RANKING, AggregationMode::Collect, [Conduct::Honest(100_000); 3]);
	let mut engines = begin(&world).await;
	wait_for_all(&mut engines).await;
	// First the commitments, then the answers.
	step_all(&world, &mut engines).await;
	step_all(&world, &mut engines).await;
	assert_eq!(world.stage(), JobStage::Released);
	let (digest, keys) = {
		let state = world.chain.state();
		(state.job.digest, state.keys.clone())
	};
	for party in 0..3u8 {
		let key = keys[usize::from(party)].expect("all accepted");
		let sealed = on_chain(&world, u32::from(party));
		let answer = world.consumer.open_answer(digest, party, &key, &sealed);
		assert_eq!(*answer.expect("it is sealed"), vec![party; 100_000]);
	}
	for engine in &mut engines {
		assert_eq!(counts(engine).await.done, 1);
	}
}

#[tokio::test]
async fn an_answer_that_broke_off_is_computed_again() {
	let conduct = [Conduct::Panics, HONEST, HONEST];
	let mut world = world(PHENOTYPE_RANKING, AggregationMode::Collect, conduct);
	let mut engines = begin(&world).await;
	wait(&mut engines[0]).await;
	assert_eq!(counts(&mut engines[0]).await.accepted, 1);
	engines.remove(0).stop().await;
	// Another version of the program, without the bug.
	world.protocols[0] = world.protocols[1].clone();
	let mut fixed = world.start(0);
	step(&mut fixed).await;
	wait(&mut fixed).await;
	assert_eq!(counts(&mut fixed).await.sealed, 1);
}
