//! Queries: each holder commits to a sealed answer of its own and brings it.

use super::*;
use crate::{mock::*, Call, Error, Event, Records, ResultChunks, ResultParts};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use panshi_primitives::{
	agreement::PartySet,
	job::{AbortReason, Commitment, FailureCause, JobSpec, JobStage, ResultHeader, RESULT_CHUNK},
	signing::{algorithm_digest, sealed_result_digest},
};
use sp_runtime::transaction_validity::TransactionValidityError;

/// The answer of participant `n`: a full chunk and a byte.
fn answer(n: u8) -> Vec<u8> {
	vec![n; RESULT_CHUNK as usize + 1]
}

/// Commits past the pool's checks.
fn recommit(id: u32, node: u32, bytes: &[u8]) -> DispatchResultWithPostInfo {
	let commitment = Commitment { job: id, node, layout: layout(bytes) };
	ComputeJobs::commit_result(authorized(), commitment, [0; 64])
}

fn upload_one(id: u32, node: u32, chunk: u32) {
	let bytes = answer(node as u8);
	let chunk_bytes = bytes.chunks(RESULT_CHUNK as usize).nth(chunk as usize).expect("of two");
	assert_ok!(send(upload_call(id, node, chunk, chunk_bytes)));
}

#[test]
fn every_holder_answers_for_itself() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_accepted(query(), 2);
		commit(id, 1, &answer(1));
		let none = PartySet::default();
		assert_eq!(stage(id), JobStage::Computing { deadline: 21, complete: none });
		upload_one(id, 1, 1);
		assert_event(Event::ResultReceived { job: id, node: 1, part: 1, chunk: 1 });
		upload_one(id, 1, 0);
		assert_eq!(stage(id), JobStage::Computing { deadline: 21, complete: none.with(1) });
		commit(id, 0, &answer(0));
		upload(id, 0, &answer(0));
		assert_eq!(stage(id), JobStage::Released);
		for part in 0..2u32 {
			let read = |chunk| ComputeJobs::result_bytes(id, part, chunk).expect("released");
			assert_eq!([read(0), read(1)].concat(), answer(part as u8));
		}
	});
}

#[test]
fn a_query_counts_pays_and_is_recorded() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		let id = create_accepted(query(), 1);
		commit(id, 0, &answer(0));
		upload(id, 0, &answer(0));
		assert_ok!(send(Call::settle { job: id }));
		let record = Records::<Test>::get(id).expect("it ended");
		assert_eq!(record.parameters, parameters_digest());
		let digest = sealed_result_digest(&job(id).digest, &[layout(&answer(0))]);
		assert_eq!(record.result, Some(digest));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - 1_003));
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
		let another = JobSpec { algorithm: algorithm_digest(&query()), ..spec(1, 1, 201) };
		assert_noop!(
			ComputeJobs::create(signed(&CONSUMER), another),
			sp_runtime::DispatchError::Unavailable
		);
		assert_ok!(ComputeJobs::discard_result(signed(&CONSUMER), id));
		assert_eq!(ResultParts::<Test>::iter().count() + ResultChunks::<Test>::iter().count(), 0);
	});
}

#[test]
fn half_an_answer_is_no_answer() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_accepted(query(), 2);
		commit(id, 0, &answer(0));
		upload(id, 0, &answer(0));
		commit(id, 1, &answer(1));
		upload_one(id, 1, 0);
		at(22);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
		assert_eq!(failure(id), (FailureCause::NotDelivered, vec![1]));
		assert_eq!((bond(0), bond(1)), (BOND, BOND - PENALTY));
		assert_eq!(free(&holder(0)), RICH + PENALTY);
		assert_eq!(ResultChunks::<Test>::iter().count(), 0);
		// The consumer may have read an answer: the fee comes back, the quota does not.
		assert_eq!((escrow(), agreement(AGREEMENT).standing.jobs_started), (0, 1));
	});
}

#[test]
fn a_query_counts_as_soon_as_all_have_accepted() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_accepted(query(), 2);
		commit(id, 0, &answer(0));
		at(22);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
		assert_eq!(failure(id), (FailureCause::NotDelivered, vec![0, 1]));
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
	});
}

#[test]
fn nobody_answers_for_another_or_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_accepted(query(), 2);
		commit(id, 0, &answer(0));
		assert_noop!(recommit(id, 0, b"another"), Error::<Test>::AlreadySubmitted);
		// The bytes of node 0, brought by node 1, are no part of what node 1 committed to.
		let bytes: crate::ResultBytes = vec![0].try_into().expect("short");
		let header = ResultHeader { job: id, node: 1, chunk: 1 };
		assert_noop!(
			ComputeJobs::upload_result(authorized(), header, bytes, [0; 64]),
			Error::<Test>::NotCommitted
		);
		upload(id, 0, &answer(0));
		assert_noop!(recommit(id, 0, b"another"), Error::<Test>::AlreadySubmitted);
	});
}

#[test]
fn an_answer_is_never_an_abort() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_accepted(query(), 2);
		assert_eq!(
			authorize(abort_call(id, 0, AbortReason::Unknown)),
			Err(TransactionValidityError::Invalid(custom(Error::WrongMode)))
		);
	});
}

#[test]
fn long_answers_of_many_holders_do_not_fit() {
	ExtBuilder::default().build_and_execute(|| {
		prepare_other(long_query());
		let algorithm = algorithm_digest(&long_query());
		let of = |holders| JobSpec { algorithm, ..spec(holders, 1, 200) };
		assert_noop!(ComputeJobs::create(signed(&CONSUMER), of(2)), Error::<Test>::ResultTooLarge);
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), of(1)));
	});
}
