//! `upload_result`, where all nodes have committed to one result.

use super::*;
use crate::{mock::*, Call, EphemeralKeys, Error, Event, Records, ResultChunks, ResultParts};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use panshi_primitives::{
	job::{FailureCause, JobStage, ResultHeader, Strength, RESULT_CHUNK},
	signing::sealed_result_digest,
};
use sp_runtime::DispatchError;

/// Two full chunks and one byte.
fn result() -> Vec<u8> {
	(0..2 * RESULT_CHUNK + 1).map(|n| n as u8).collect()
}

fn chunk(index: usize) -> Vec<u8> {
	let length = RESULT_CHUNK as usize;
	result().chunks(length).nth(index).expect("it has three").to_vec()
}

/// A job whose nodes have all committed to [`result`].
fn create_agreed() -> u32 {
	let id = create_accepted(joint(Strength::HonestMajority), 3);
	(0..3).for_each(|node| commit(id, node, &result()));
	id
}

/// Dispatches past the pool's checks.
fn dispatch(job_id: u32, node: u32, chunk: u32, bytes: Vec<u8>) -> DispatchResult {
	let header = ResultHeader { job: job_id, node, chunk };
	ComputeJobs::upload_result(authorized(), header, bytes.try_into().expect("short"), [0; 64])
}

#[test]
fn any_node_brings_chunks_in_any_order() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_agreed();
		assert_ok!(send(upload_call(id, 2, 2, &chunk(2))));
		assert_event(Event::ResultReceived { job: id, node: 2, part: 0, chunk: 2 });
		assert_ok!(send(upload_call(id, 0, 0, &chunk(0))));
		assert_eq!(stage(id), JobStage::Agreed { deadline: 21 });
		assert_eq!(ComputeJobs::result_bytes(id, 0, 0), None);
		assert_ok!(send(upload_call(id, 1, 1, &chunk(1))));
		assert_eq!(stage(id), JobStage::Released);
		assert_event(Event::Aggregated { job: id });
		assert_event(Event::Released { job: id });
		let read = |index| ComputeJobs::result_bytes(id, 0, index).expect("it is released");
		assert_eq!([read(0), read(1), read(2)].concat(), result());
		let part = ComputeJobs::result_part(id, 0).expect("it is released");
		assert_eq!(part.layout, layout(&result()));
	});
}

#[test]
fn the_result_is_paid_recorded_and_discarded_as_a_sum_is() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_agreed();
		upload(id, 1, &result());
		assert_ok!(send(Call::settle { job: id }));
		for n in 0..3 {
			assert_eq!((free(&holder(n)), bond(n)), (RICH + 267, BOND));
		}
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - 1_003));
		let record = Records::<Test>::get(id).expect("it ended");
		let digest = sealed_result_digest(&job(id).digest, &[layout(&result())]);
		assert_eq!((record.result, record.failure), (Some(digest), None));
		assert!(record.aborts.is_empty());
		assert_noop!(ComputeJobs::settle(signed(&OUTSIDER), id), Error::<Test>::WrongStage);
		assert_ok!(ComputeJobs::discard_result(signed(&CONSUMER), id));
		assert_eq!(ResultParts::<Test>::iter().count(), 0);
		assert_eq!(ResultChunks::<Test>::iter().count(), 0);
		assert_eq!(EphemeralKeys::<Test>::iter().count(), 0);
		assert_noop!(
			ComputeJobs::discard_result(signed(&CONSUMER), id),
			Error::<Test>::NothingToDiscard
		);
	});
}

#[test]
fn the_checker_decides_as_on_a_sum() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = create_agreed();
		upload(id, 0, &result());
		assert_eq!(stage(id), JobStage::Aggregated { deadline: 31 });
		assert_eq!(ComputeJobs::result_part(id, 0), None);
		assert_ok!(ComputeJobs::withhold(signed(&CHECKER), id, 4));
		assert_eq!(failure(id), (FailureCause::Withheld(4), vec![]));
		assert_eq!(ResultChunks::<Test>::iter().count(), 0);
		assert!(Records::<Test>::get(id).expect("it ended").result.is_some());
	});
}

#[test]
fn a_result_that_nobody_brings_is_everybody_s_fault() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_agreed();
		assert_ok!(send(upload_call(id, 0, 0, &chunk(0))));
		at(21);
		assert_noop!(
			ComputeJobs::report_deadline(signed(&OUTSIDER), id),
			Error::<Test>::DeadlineNotPassed
		);
		at(22);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
		assert_eq!(failure(id), (FailureCause::NotUploaded, vec![0, 1, 2]));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT + 3 * PENALTY));
		assert_eq!((bond(0), bond(1), bond(2)), (BOND - PENALTY, BOND - PENALTY, BOND - PENALTY));
		assert_eq!(ResultChunks::<Test>::iter().count(), 0);
		assert_eq!(Records::<Test>::get(id).map(|record| record.result), Some(None));
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
	});
}

#[test]
fn fails_when_the_bytes_are_others() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_agreed();
		assert_noop!(dispatch(id, 0, 0, chunk(2)), Error::<Test>::WrongLength);
		assert_noop!(dispatch(id, 0, 2, vec![0, 0]), Error::<Test>::WrongLength);
		let mut other = chunk(0);
		other[7] ^= 1;
		assert_noop!(dispatch(id, 0, 0, other), Error::<Test>::ResultHashMismatch);
		assert_noop!(dispatch(id, 0, 1, chunk(2)), Error::<Test>::WrongLength);
		assert_noop!(dispatch(id, 0, 3, chunk(2)), Error::<Test>::ChunkOutOfRange);
		assert_noop!(dispatch(id, 0, u32::MAX, chunk(2)), Error::<Test>::ChunkOutOfRange);
	});
}

#[test]
fn fails_early_late_or_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_accepted(joint(Strength::HonestMajority), 3);
		assert_noop!(dispatch(id, 0, 0, chunk(0)), Error::<Test>::NotCommitted);
		commit(id, 0, &result());
		assert_noop!(dispatch(id, 0, 0, chunk(0)), Error::<Test>::WrongStage);
		commit(id, 1, &result());
		commit(id, 2, &result());
		assert_ok!(dispatch(id, 0, 0, chunk(0)));
		assert_noop!(dispatch(id, 0, 0, chunk(0)), Error::<Test>::AlreadySubmitted);
		assert_noop!(dispatch(id, 1, 0, chunk(0)), Error::<Test>::AlreadySubmitted);
		at(22);
		assert_noop!(dispatch(id, 1, 1, chunk(1)), Error::<Test>::DeadlinePassed);
	});
}

#[test]
fn fails_for_an_outsider_another_job_or_a_sum() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(dispatch(0, 0, 0, chunk(0)), Error::<Test>::JobNotFound);
		let id = create(1);
		accept_all(id);
		assert_noop!(dispatch(id, 0, 0, chunk(0)), Error::<Test>::WrongMode);
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = create_agreed();
		assert_noop!(dispatch(id, 9, 0, chunk(0)), Error::<Test>::NotParticipant);
		let header = ResultHeader { job: id, node: 0, chunk: 0 };
		let bytes: crate::ResultBytes = chunk(0).try_into().expect("a chunk");
		assert_noop!(
			ComputeJobs::upload_result(signed(&holder(0)), header.clone(), bytes.clone(), [0; 64]),
			DispatchError::BadOrigin
		);
		let forged = Call::upload_result { header, bytes, signature: [0; 64] };
		assert_eq!(authorize(forged), Err(bad_proof()));
	});
}

#[test]
fn two_nodes_that_bring_the_same_chunk_do_not_fill_the_pool() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_agreed();
		let tags =
			|node| authorize(upload_call(id, node, 1, &chunk(1))).expect("it is valid").provides;
		assert_eq!(tags(0), tags(2));
	});
}
