//! When a compute node says nothing yet.

use crate::{
	joint::suspend,
	world::{run_to_the_end, step, step_all, World},
};
use panshi_compute::engine::EngineError;
use panshi_primitives::offchain::StepReply;
use std::fs;

#[tokio::test]
async fn until_it_is_registered() {
	let world = World::new();
	let node = world.chain.state().nodes[0].clone();
	world.chain.state().nodes[0].info.signing_key = [0; 32];
	let mut engine = world.start(0);
	assert_eq!(step(&mut engine).await, StepReply::default());
	world.chain.state().nodes[0] = node;
	assert_eq!(step(&mut engine).await.messages.len(), 1);
}

#[tokio::test]
async fn for_an_unreadable_file_to_come_back() {
	let world = World::new();
	let text = fs::read(world.vcf(0)).expect("it was made");
	fs::remove_file(world.vcf(0)).expect("it is ours");
	let mut engine = world.start(0);
	assert_eq!(step(&mut engine).await, StepReply::default());
	fs::write(world.vcf(0), text).expect("the folder is ours");
	world.chain.state().number += 5;
	assert_eq!(step(&mut engine).await.messages.len(), 1);
}

#[tokio::test]
async fn while_the_agreement_is_suspended() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	let active = world.chain.state().agreement.standing.state.clone();
	suspend(&world);
	for engine in &mut engines {
		assert_eq!(step(engine).await, StepReply::default());
	}
	world.chain.state().agreement.standing.state = active;
	run_to_the_end(&world, &mut engines).await;
	world.check_result();
}

#[tokio::test]
async fn for_a_chain_that_does_not_answer() {
	let world = World::new();
	let mut engine = world.start(0);
	let first = step(&mut engine).await;
	world.chain.state().reachable = false;
	assert!(matches!(engine.tick().await, Err(EngineError::Chain(_))));
	world.chain.state().reachable = true;
	assert_eq!(step(&mut engine).await, first);
}
