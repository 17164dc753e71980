//! Killed and started again, at every stage.

use crate::world::{counts, files, run_to_the_end, step, step_all, vcf, World};
use panshi_compute::{engine::StoreError, sealed_sum::EphemeralSecret};
use panshi_primitives::{
	job::{JobStage, RefusalReason},
	offchain::{Message, StepReply},
};
use std::fs;

/// Runs the job; before step `crash` all engines are dropped and built anew from their state.
async fn run_with_crash(crash: usize) {
	let world = World::new();
	let mut engines = world.start_all();
	for now in 0..8 {
		if now == crash {
			for engine in engines {
				engine.stop().await;
			}
			engines = world.start_all();
		}
		step_all(&world, &mut engines).await;
	}
	world.check_result();
}

#[tokio::test]
async fn goes_on_from_every_stage() {
	for crash in 0..6 {
		run_with_crash(crash).await;
	}
}

#[tokio::test]
async fn repeats_an_acceptance_that_got_lost() {
	let world = World::new();
	let mut engine = world.start(0);
	let first = step(&mut engine).await;
	engine.stop().await;
	let mut engine = world.start(0);
	assert!(matches!(first.messages[0].message, Message::Accept(_)));
	assert_eq!(step(&mut engine).await, first);
}

#[tokio::test]
async fn repeats_shares_byte_for_byte() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	let first = step(&mut engines[0]).await;
	assert!(matches!(first.messages[0].message, Message::Share(..)));
	engines.remove(0).stop().await;
	let mut engine = world.start(0);
	assert_eq!(step(&mut engine).await, first);
	// Even when the data changed in between: the share is what was computed.
	engine.stop().await;
	fs::write(world.vcf(0), vcf(1)).expect("the folder is ours");
	assert_eq!(step(&mut world.start(0)).await, first);
}

#[tokio::test]
async fn finds_its_way_when_it_dies_at_work() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	// The tick begins to compute the share; the engine goes before it is taken in.
	engines[0].tick().await.expect("the chain answers");
	assert!(engines[0].is_working());
	engines.remove(0).stop().await;
	engines.insert(0, world.start(0));
	run_to_the_end(&world, &mut engines).await;
	world.check_result();
}

#[tokio::test]
async fn says_nothing_when_its_state_is_lost() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	engines.remove(0).stop().await;
	fs::remove_dir_all(world.folder.path().join("state0")).expect("it is ours");
	assert_eq!(step(&mut world.start(0)).await, StepReply::default());
}

/// Two nodes with one keystore, or one whose state is an old copy.
#[tokio::test]
async fn says_nothing_when_another_accepted_with_its_keys() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	world.chain.state().keys[0] = Some(EphemeralSecret::from_bytes([5; 32]).public());
	assert_eq!(step(&mut engines[0]).await, StepReply::default());
	assert!(files(&world, 0, "shares").is_empty());
	assert!(matches!(world.stage(), JobStage::Accepted { .. }));
}

/// The same key masks one vector only: with the state of an earlier moment the very same share
/// comes out, and with other data none.
#[tokio::test]
async fn computes_the_same_share_from_an_old_copy_of_its_state() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	let record = files(&world, 0, "jobs").remove(0);
	let accepted = fs::read(&record).expect("it is there");
	let first = step(&mut engines[0]).await;
	engines.remove(0).stop().await;
	fs::write(&record, &accepted).expect("it is ours");
	let mut engine = world.start(0);
	assert_eq!(step(&mut engine).await, first);
	engine.stop().await;
	fs::write(&record, &accepted).expect("it is ours");
	fs::write(world.vcf(0), vcf(1)).expect("the folder is ours");
	let reply = step(&mut world.start(0)).await;
	assert!(matches!(
		&reply.messages[0].message,
		Message::Refuse(refusal) if refusal.reason == RefusalReason::DataChanged
	));
}

#[tokio::test]
async fn a_disk_that_cannot_be_written_loses_nothing() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	// A file where a folder has to be: like a full disk, but also for root.
	let shares = files(&world, 0, "jobs")[0].with_file_name("").join("../shares");
	fs::remove_dir_all(&shares).expect("it is ours");
	fs::write(&shares, "in the way").expect("it is ours");
	assert_eq!(step(&mut engines[0]).await, StepReply::default());
	assert_eq!(counts(&mut engines[0]).await.accepted, 1);
	fs::remove_file(&shares).expect("it is ours");
	fs::create_dir(&shares).expect("it is ours");
	world.chain.state().number += 3;
	run_to_the_end(&world, &mut engines).await;
	world.check_result();
}

#[tokio::test]
async fn clears_shares_that_no_job_waits_for_and_leaves_copies_alone() {
	let world = World::new();
	let mut engine = world.start(0);
	let first = step(&mut engine).await;
	engine.stop().await;
	let record = files(&world, 0, "jobs").remove(0);
	let copy = record.with_extension("job.bak");
	fs::copy(&record, &copy).expect("the folder is ours");
	let stray = record.with_file_name("").join("../shares/77");
	fs::create_dir(&stray).expect("the folder is ours");
	fs::write(stray.join("0.lanes"), b"lanes").expect("the folder is ours");
	assert_eq!(step(&mut world.start(0)).await, first);
	assert!(copy.exists() && !stray.exists());
}

#[tokio::test]
async fn passes_over_an_unfinished_write() {
	let world = World::new();
	let mut engine = world.start(0);
	let first = step(&mut engine).await;
	engine.stop().await;
	let record = files(&world, 0, "jobs").remove(0);
	fs::write(record.with_extension("new"), b"half a rec").expect("it is ours");
	assert_eq!(step(&mut world.start(0)).await, first);
}

#[tokio::test]
async fn refuses_to_start_on_a_damaged_record() {
	let world = World::new();
	let mut engine = world.start(0);
	step(&mut engine).await;
	engine.stop().await;
	let record = files(&world, 0, "jobs").remove(0);
	let mut bytes = fs::read(&record).expect("it is there");
	bytes[30] ^= 1;
	fs::write(&record, bytes).expect("it is ours");
	assert!(matches!(world.try_start(0).err(), Some(StoreError::Damaged { .. })));
}
