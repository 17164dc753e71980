//! `refuse`.

use super::*;
use crate::{mock::*, Error, Event, Records};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::{
	job::{FailureCause, Refusal, RefusalReason, Settlement},
	traits::ComputeNodes,
	Hash,
};
use sp_runtime::DispatchError;

const REASON: RefusalReason = RefusalReason::DataChanged;

fn bond(node: u32) -> u128 {
	<World as ComputeNodes>::get(node).expect("it was made").bond
}

#[test]
fn an_early_refusal_is_nobodys_fault() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 0);
		at(3);
		assert_ok!(send(refuse_call(refusal(id, 1, REASON))));
		assert_eq!(failure(id), (FailureCause::Refused(REASON), vec![]));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT));
		assert_eq!(bond(1), BOND);
		assert_eq!(
			(agreement(AGREEMENT).standing.jobs_started, agreement(AGREEMENT).standing.jobs_open),
			(0, 0)
		);
		assert_eq!(
			<World as ComputeNodes>::get(1).map(|n| (n.last_seen, n.open_jobs)),
			Some((3, 0))
		);
		assert_event(Event::Refused { job: id, node: 1, reason: REASON });
		let settlement =
			Settlement { paid: vec![0; 5].try_into().expect("five shares"), refunded: 1_003 };
		let record = Records::<Test>::get(id).expect("it ended");
		assert_eq!((record.ended_at, record.settlement.clone()), (3, settlement.clone()));
		assert_eq!((record.result, record.identities), (None, job(id).spec.identities));
		assert_event(Event::Failed {
			job: id,
			cause: FailureCause::Refused(REASON),
			at_fault: Default::default(),
			settlement,
		});
	});
}

#[test]
fn a_refusal_after_acceptance_costs_the_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		submit_all(id, 0, 1);
		assert_ok!(send(refuse_call(refusal(id, 1, REASON))));
		assert_eq!(failure(id), (FailureCause::Refused(REASON), vec![1]));
		// Half each for the two others, and what rounding leaves for the consumer.
		assert_eq!(bond(1), BOND - PENALTY);
		assert_eq!(free(&holder(0)), RICH + 500);
		assert_eq!(free(&holder(2)), RICH + 500);
		assert_eq!(free(&CONSUMER), RICH - DEPOSIT + 1);
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
	});
}

#[test]
fn fails_for_another_job_node_or_digest() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let good = refusal(id, 0, REASON);
		let dispatch = |refusal| ComputeJobs::refuse(authorized(), refusal, [0; 64]);
		assert_noop!(dispatch(Refusal { job: 9, ..good.clone() }), Error::<Test>::JobNotFound);
		assert_noop!(dispatch(Refusal { node: 9, ..good.clone() }), Error::<Test>::NotParticipant);
		assert_noop!(
			dispatch(Refusal { job_digest: Hash::zero(), ..good.clone() }),
			Error::<Test>::JobDigestMismatch
		);
		assert_noop!(
			ComputeJobs::refuse(signed(&holder(0)), good, [0; 64]),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_when_late_or_over() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let dispatch = || ComputeJobs::refuse(authorized(), refusal(id, 0, REASON), [0; 64]);
		at(12);
		assert_noop!(dispatch(), Error::<Test>::DeadlinePassed);
		at(1);
		accept_all(id);
		submit_all(id, 0, 1);
		assert_noop!(dispatch(), Error::<Test>::AlreadySubmitted);
		submit_all(id, 1, 1);
		submit_all(id, 2, 1);
		assert_noop!(dispatch(), Error::<Test>::WrongStage);
	});
}
