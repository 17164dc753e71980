//! `submit_share`.

use super::*;
use crate::{mock::*, ChunkStates, Delivered, EphemeralKeys, Error, Event, Records, Sums};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use panshi_primitives::{
	agreement::PartySet,
	job::{FailureCause, JobStage, ShareHeader},
	sealed_sum::LANES_PER_CHUNK,
	traits::ComputeNodes,
};
use sp_runtime::DispatchError;

/// Dispatches past the pool's checks.
fn dispatch(job_id: u32, node: u32, chunk: u32, lanes: &[u64]) -> DispatchResultWithPostInfo {
	let lanes = bytes_of(lanes);
	ComputeJobs::submit_share(authorized(), header(job_id, node, chunk, &lanes, 0), lanes, [0; 64])
}

fn sum(job_id: u32, chunk: u32) -> Vec<u64> {
	lanes_of(&Sums::<Test>::get(job_id, chunk).expect("shares came"))
}

#[test]
fn adds_shares_as_they_come() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(2);
		accept_all(id);
		let masks = checks(3);
		at(2);
		assert_ok!(submit(id, 2, 0, &[1, u64::MAX, 5], masks[2]));
		assert_eq!(sum(id, 0), [1, u64::MAX, 5]);
		let complete = PartySet::default().with(2);
		assert_eq!(stage(id), JobStage::Computing { deadline: 21, complete });
		assert_event(Event::ShareReceived { job: id, node: 2, chunk: 0 });
		assert_eq!(<World as ComputeNodes>::get(2).map(|node| node.last_seen), Some(2));
		assert_ok!(submit(id, 0, 0, &[2, 3, u64::MAX], masks[0]));
		assert_eq!(sum(id, 0), [3, 2, 4]);
		assert_ok!(submit(id, 1, 0, &[0, 0, 0], masks[1]));
		assert_eq!(stage(id), JobStage::Released);
		assert_event(Event::Aggregated { job: id });
		assert_event(Event::Released { job: id });
		assert_eq!(ChunkStates::<Test>::get(id, 0).sum_hash, Some(hash_of(&bytes_of(&[3, 2, 4]))));
	});
}

#[test]
fn waits_for_the_checker_whom_the_agreement_names() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = aggregate(1);
		assert_eq!(stage(id), JobStage::Aggregated { deadline: 31 });
		assert_event(Event::Aggregated { job: id });
	});
}

#[test]
fn takes_chunks_in_any_order() {
	ExtBuilder::default().build_and_execute(|| {
		// Two full chunks and one lane.
		let id = create(2 * LANES_PER_CHUNK);
		accept_all(id);
		let masks = checks(3);
		let full = vec![1; LANES_PER_CHUNK as usize];
		assert_ok!(submit(id, 1, 2, &[7], masks[1]));
		assert_ok!(submit(id, 1, 0, &full, masks[1]));
		let complete = PartySet::default();
		assert_eq!(stage(id), JobStage::Computing { deadline: 21, complete });
		assert_eq!(Delivered::<Test>::get(id, 1), 2);
		assert_ok!(submit(id, 1, 1, &full, masks[1]));
		let complete = PartySet::default().with(1);
		assert_eq!(stage(id), JobStage::Computing { deadline: 21, complete });
		submit_all(id, 0, 3);
		submit_all(id, 2, 4);
		assert_eq!(stage(id), JobStage::Released);
		assert_eq!(sum(id, 2), [14]);
		assert_eq!(sum(id, 0), vec![8; LANES_PER_CHUNK as usize]);
	});
}

#[test]
fn fails_the_job_when_masks_do_not_cancel() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(LANES_PER_CHUNK);
		accept_all(id);
		let masks = checks(3);
		assert_ok!(submit(id, 0, 1, &[1], masks[0]));
		assert_ok!(submit(id, 1, 1, &[1], masks[1].wrapping_add(1)));
		assert_ok!(submit(id, 2, 1, &[1], masks[2]));
		assert_eq!(failure(id), (FailureCause::MasksDisagree, vec![]));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT));
		for node in 0..3 {
			assert_eq!(<World as ComputeNodes>::get(node).map(|n| n.bond), Some(BOND));
		}
		// Who has all shares but a wrong check lane has the sum: the job counts.
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
		assert_eq!(Sums::<Test>::iter().count(), 0);
		assert_eq!(ChunkStates::<Test>::iter().count(), 0);
		assert_eq!(EphemeralKeys::<Test>::iter().count(), 0);
		assert_eq!(Records::<Test>::get(id).map(|record| record.result), Some(None));
	});
}

#[test]
fn fails_for_another_job_node_or_chunk() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		assert_noop!(dispatch(9, 0, 0, &[1, 1]), Error::<Test>::JobNotFound);
		assert_noop!(dispatch(id, 9, 0, &[1, 1]), Error::<Test>::NotParticipant);
		assert_noop!(dispatch(id, 0, 1, &[1, 1]), Error::<Test>::ChunkOutOfRange);
		assert_noop!(dispatch(id, 0, u32::MAX, &[1, 1]), Error::<Test>::ChunkOutOfRange);
	});
}

#[test]
fn fails_when_the_length_is_wrong() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(LANES_PER_CHUNK);
		accept_all(id);
		assert_noop!(dispatch(id, 0, 0, &[]), Error::<Test>::WrongLength);
		assert_noop!(dispatch(id, 0, 0, &[1, 2]), Error::<Test>::WrongLength);
		assert_noop!(dispatch(id, 0, 1, &[1, 2]), Error::<Test>::WrongLength);
		let ragged = vec![0; 7].try_into().expect("short");
		let header = ShareHeader { chunk: 1, ..header(id, 0, 1, &ragged, 0) };
		assert_noop!(
			ComputeJobs::submit_share(authorized(), header, ragged, [0; 64]),
			Error::<Test>::WrongLength
		);
	});
}

#[test]
fn fails_when_a_share_comes_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(LANES_PER_CHUNK);
		accept_all(id);
		assert_ok!(submit(id, 0, 1, &[1], 0));
		assert_noop!(dispatch(id, 0, 1, &[1]), Error::<Test>::AlreadySubmitted);
		assert_noop!(dispatch(id, 0, 1, &[2]), Error::<Test>::AlreadySubmitted);
		assert_ok!(submit(id, 0, 0, &vec![0; LANES_PER_CHUNK as usize], 0));
		assert_noop!(dispatch(id, 0, 1, &[1]), Error::<Test>::AlreadySubmitted);
	});
}

#[test]
fn fails_when_early_late_or_over() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		assert_noop!(dispatch(id, 0, 0, &[1, 1]), Error::<Test>::WrongStage);
		accept_all(id);
		at(22);
		assert_noop!(dispatch(id, 0, 0, &[1, 1]), Error::<Test>::DeadlinePassed);
		at(21);
		for index in 0..3 {
			submit_all(id, index, 1);
		}
		assert_noop!(dispatch(id, 0, 0, &[1, 1]), Error::<Test>::WrongStage);
	});
}

#[test]
fn fails_when_signed_by_an_account() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		let lanes = bytes_of(&[1, 1]);
		assert_noop!(
			ComputeJobs::submit_share(
				signed(&holder(0)),
				header(id, 0, 0, &lanes, 0),
				lanes,
				[0; 64]
			),
			DispatchError::BadOrigin
		);
	});
}
