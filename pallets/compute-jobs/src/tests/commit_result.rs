//! `commit_result`, where all nodes commit to one result.

use super::*;
use crate::{mock::*, Error, Event, Records, ResultChunks, ResultParts};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use panshi_primitives::{
	agreement::PartySet,
	job::{Commitment, FailureCause, JobStage, ResultLayout, Strength, RESULT_CHUNK},
	signing::sealed_result_digest,
	traits::ComputeNodes,
	Hash,
};
use sp_runtime::DispatchError;

const RESULT: &[u8] = b"sealed";

fn create_joint() -> u32 {
	create_accepted(joint(Strength::HonestMajority), 3)
}

/// Dispatches past the pool's checks.
fn dispatch(job_id: u32, node: u32, layout: ResultLayout) -> DispatchResultWithPostInfo {
	ComputeJobs::commit_result(authorized(), Commitment { job: job_id, node, layout }, [0; 64])
}

#[test]
fn all_commit_to_one_result() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		at(3);
		commit(id, 1, RESULT);
		let complete = PartySet::default().with(1);
		assert_eq!(stage(id), JobStage::Computing { deadline: 21, complete });
		let digest = sealed_result_digest(&job(id).digest, &[layout(RESULT)]);
		assert_event(Event::ResultCommitted { job: id, node: 1, digest });
		assert_eq!(<World as ComputeNodes>::get(1).map(|node| node.last_seen), Some(3));
		commit(id, 0, RESULT);
		commit(id, 2, RESULT);
		// There is as much time again to bring it.
		assert_eq!(stage(id), JobStage::Agreed { deadline: 23 });
		assert_event(Event::ResultAgreed { job: id, digest });
		let part = ResultParts::<Test>::get(id, 0).expect("they committed");
		assert_eq!((part.layout, part.received.len()), (layout(RESULT), 0));
	});
}

#[test]
fn another_result_fails_the_job_and_names_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		commit(id, 0, RESULT);
		commit(id, 1, RESULT);
		commit(id, 2, b"other");
		assert_eq!(failure(id), (FailureCause::ResultsDiffer, vec![]));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT));
		assert_eq!((bond(0), bond(1), bond(2)), (BOND, BOND, BOND));
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
		assert_eq!(ResultParts::<Test>::iter().count(), 0);
		assert_eq!(ResultChunks::<Test>::iter().count(), 0);
		assert_eq!(Records::<Test>::get(id).map(|record| record.result), Some(None));
	});
}

#[test]
fn a_silent_node_is_named() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		commit(id, 0, RESULT);
		commit(id, 2, RESULT);
		at(22);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
		assert_eq!(failure(id), (FailureCause::NotDelivered, vec![1]));
		assert_eq!((bond(0), bond(1)), (BOND, BOND - PENALTY));
		assert_eq!((free(&holder(0)), free(&holder(2))), (RICH + 500, RICH + 500));
		assert_eq!(ResultParts::<Test>::iter().count(), 0);
	});
}

#[test]
fn fails_when_the_layout_does_not_add_up() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		let hashes = |n: usize| vec![Hash::zero(); n].try_into().expect("few");
		for bad in [
			ResultLayout { length: 0, chunks: hashes(0) },
			ResultLayout { length: 1, chunks: hashes(2) },
			ResultLayout { length: RESULT_CHUNK + 1, chunks: hashes(1) },
			ResultLayout { length: 3 * RESULT_CHUNK + 1, chunks: hashes(4) },
		] {
			assert_noop!(dispatch(id, 0, bad), Error::<Test>::BadLayout);
		}
		let most = ResultLayout { length: 3 * RESULT_CHUNK, chunks: hashes(3) };
		assert_ok!(dispatch(id, 0, most));
	});
}

#[test]
fn fails_early_late_or_twice() {
	ExtBuilder::default().build_and_execute(|| {
		prepare_other(joint(Strength::AllButOne));
		let algorithm = signing_digest(Strength::AllButOne);
		let spec = panshi_primitives::job::JobSpec { algorithm, ..spec(3, 1, 200) };
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec));
		assert_noop!(dispatch(0, 0, layout(RESULT)), Error::<Test>::WrongStage);
		accept_all(0);
		commit(0, 0, RESULT);
		assert_noop!(dispatch(0, 0, layout(RESULT)), Error::<Test>::AlreadySubmitted);
		assert_noop!(dispatch(0, 0, layout(b"other")), Error::<Test>::AlreadySubmitted);
		at(22);
		assert_noop!(dispatch(0, 1, layout(RESULT)), Error::<Test>::DeadlinePassed);
	});
}

fn signing_digest(strength: Strength) -> Hash {
	panshi_primitives::signing::algorithm_digest(&joint(strength))
}

#[test]
fn fails_for_another_job_or_node_or_a_sum() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(dispatch(0, 0, layout(RESULT)), Error::<Test>::JobNotFound);
		let id = create(1);
		accept_all(id);
		assert_noop!(dispatch(id, 9, layout(RESULT)), Error::<Test>::NotParticipant);
		assert_noop!(dispatch(id, 0, layout(RESULT)), Error::<Test>::WrongMode);
	});
}

#[test]
fn a_joint_computation_takes_no_shares() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		let lanes = bytes_of(&[1, 1]);
		assert_noop!(
			ComputeJobs::submit_share(authorized(), header(id, 0, 0, &lanes, 0), lanes, [0; 64]),
			Error::<Test>::WrongMode
		);
	});
}

#[test]
fn fails_when_signed_by_an_account_or_for_another_node() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		let commitment = Commitment { job: id, node: 0, layout: layout(RESULT) };
		assert_noop!(
			ComputeJobs::commit_result(signed(&holder(0)), commitment.clone(), [0; 64]),
			DispatchError::BadOrigin
		);
		let crate::Call::commit_result { signature, .. } = commit_call(id, 1, layout(RESULT))
		else {
			panic!("it is a commitment");
		};
		let call = crate::Call::commit_result { commitment, signature };
		assert_eq!(authorize(call), Err(bad_proof()));
	});
}
