//! The life of a job at its compute nodes, good days and bad ones.

mod after_a_crash;
mod association;
mod chain;
mod disclosure;
mod joint;
mod lagging;
mod noise;
mod overlap;
mod people;
mod prepared;
mod progress;
mod refuses;
mod rules;
mod several;
mod slow_sources;
mod together;
mod waits;
mod world;

use chain::WINDOW;
use panshi_compute::engine::{EngineError, JobCounts, StoreError};
use panshi_primitives::{
	agreement::AgreementState,
	job::JobStage,
	offchain::{Message, StepReply, MAX_BODY},
	BlockNumber, ChannelKey, Hash,
};
use together::LAST_CALL;
use world::{counts, files, run_to_the_end, step, step_all, World};

#[tokio::test]
async fn three_nodes_compute_what_only_the_consumer_opens() {
	let world = World::new();
	let mut engines = world.start_all();
	run_to_the_end(&world, &mut engines).await;
	world.check_result();
	// Nothing more is said, and nothing secret is left.
	for (lab, engine) in engines.iter_mut().enumerate() {
		assert_eq!(step(engine).await, StepReply::default());
		assert_eq!(counts(engine).await, JobCounts { done: 1, ..JobCounts::default() });
		let shares = files(&world, lab, "shares");
		assert!(shares.is_empty(), "{shares:?}");
	}
	// When the job is settled it is forgotten.
	world.chain.state().job.stage = JobStage::Settled { at: 30 };
	for (lab, engine) in engines.iter_mut().enumerate() {
		assert_eq!(counts(engine).await, JobCounts::default());
		assert!(files(&world, lab, "jobs").is_empty());
	}
}

#[tokio::test]
async fn a_term_that_runs_out_does_not_stop_an_accepted_job() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	world.chain.state().agreement.standing.state = AgreementState::Active { since: 5, until: 12 };
	run_to_the_end(&world, &mut engines).await;
	world.check_result();
}

#[tokio::test]
async fn an_older_view_of_the_chain_does_not_make_it_forget() {
	let world = World::new();
	let mut engine = world.start(0);
	let first = step(&mut engine).await;
	let (stage, number) = (world.stage(), world.chain.state().number);
	// A lagging node: the job is not there yet.
	world.chain.state().job.stage = JobStage::Settled { at: 1 };
	world.chain.state().number = number - 5;
	assert!(matches!(engine.tick().await, Err(EngineError::WentBack { seen: 10, now: 5 })));
	// Nor after a restart, when all that it has seen is in its records.
	engine.stop().await;
	let mut engine = world.start(0);
	assert_eq!(counts(&mut engine).await.accepted, 1);
	world.chain.state().job.stage = stage;
	world.chain.state().number = number;
	assert_eq!(step(&mut engine).await, first);
}

#[tokio::test]
async fn another_job_under_the_same_number_gets_another_key() {
	let world = World::new();
	let mut engine = world.start(0);
	let first = step(&mut engine).await;
	{
		let mut state = world.chain.state();
		state.job.spec.result_key = [8; 32];
		state.sign();
	}
	let second = step(&mut engine).await;
	assert_ne!(offered_key(&first), offered_key(&second));
}

#[tokio::test]
async fn takes_another_key_when_a_peer_accepted_with_its_own() {
	let world = World::new();
	let mut engine = world.start(0);
	let mut keys = vec![];
	for peer in [1, 2] {
		let offered = step(&mut engine).await;
		keys.push(offered_key(&offered));
		world.chain.state().keys[peer] = keys.last().copied();
		// The chain takes no key twice.
		world.chain.apply(&offered);
		assert_eq!(world.chain.state().keys[0], None);
		assert_eq!(step(&mut engine).await, StepReply::default());
	}
	let last = step(&mut engine).await;
	assert!(!keys.contains(&offered_key(&last)));
	// The new key is on disk before it is offered.
	engine.stop().await;
	assert_eq!(step(&mut world.start(0)).await, last);
	world.chain.apply(&last);
	assert_eq!(world.chain.state().keys[0], Some(offered_key(&last)));
}

#[tokio::test]
async fn refuses_when_it_is_too_late_for_another_key() {
	let world = World::new();
	let mut engine = world.start(0);
	let offered = step(&mut engine).await;
	world.chain.state().keys[1] = Some(offered_key(&offered));
	world.chain.state().number = 10 + WINDOW - LAST_CALL;
	let reply = step(&mut engine).await;
	assert!(matches!(reply.messages[0].message, Message::Refuse(_)), "{reply:?}");
}

#[tokio::test]
async fn another_chain_is_not_followed() {
	let world = World::new();
	let mut engine = world.start(0);
	world.chain.state().genesis = Hash::repeat_byte(2);
	assert!(matches!(engine.tick().await, Err(EngineError::OtherChain)));
}

#[tokio::test]
async fn a_second_node_on_the_same_state_is_refused() {
	let world = World::new();
	let first = world.start(0);
	assert!(matches!(world.try_start(0).err(), Some(StoreError::InUse { .. })));
	first.stop().await;
	assert!(world.try_start(0).is_ok());
}

#[tokio::test]
async fn a_silent_node_says_that_it_is_alive() {
	let world = World::new();
	world.chain.state().job.stage = JobStage::Settled { at: 10 };
	let mut engine = world.start(0);
	let at = |number: BlockNumber| {
		world.chain.state().number = number;
	};
	at(59);
	assert_eq!(step(&mut engine).await, StepReply::default());
	at(60);
	let reply = step(&mut engine).await;
	assert_eq!(reply.messages.len(), 1);
	// The same message until it arrives.
	at(63);
	assert_eq!(step(&mut engine).await, reply);
	world.chain.apply(&reply);
	assert_eq!(step(&mut engine).await, StepReply::default());
	assert_eq!(world.chain.state().heartbeats, [48]);
}

#[tokio::test]
async fn a_reply_stays_within_its_bounds() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	let reply = step(&mut engines[0]).await;
	assert_eq!(reply.messages.len(), 2);
	assert!(codec::Encode::encoded_size(&reply) <= MAX_BODY);
}

/// The key with which a node offers to accept.
fn offered_key(reply: &StepReply) -> ChannelKey {
	match &reply.messages[0].message {
		Message::Accept(acceptance) => acceptance.ephemeral_key,
		_ => panic!("it accepts"),
	}
}
