//! `accept`.

use super::*;
use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::{
	agreement::PartySet,
	job::{Acceptance, JobStage},
	traits::ComputeNodes,
	Hash,
};
use sp_runtime::{DispatchError, DispatchResult};

fn dispatch(acceptance: Acceptance) -> DispatchResult {
	ComputeJobs::accept(authorized(), acceptance, [0; 64])
}

#[test]
fn the_last_acceptance_moves_on() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		at(4);
		accept(id, 1);
		let accepted = PartySet::default().with(1);
		assert_eq!(stage(id), JobStage::Requested { deadline: 11, accepted });
		assert_event(Event::Accepted { job: id, node: 1 });
		assert_eq!(ComputeJobs::ephemeral_keys(id), vec![None, Some([51; 32]), None]);
		assert_eq!(<World as ComputeNodes>::get(1).map(|node| node.last_seen), Some(4));
		accept(id, 0);
		at(11);
		accept(id, 2);
		assert_eq!(stage(id), JobStage::Accepted { deadline: 31 });
		assert_event(Event::AllAccepted { job: id });
	});
}

#[test]
fn fails_when_signed_by_an_account() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		assert_noop!(
			ComputeJobs::accept(signed(&holder(0)), acceptance(id, 0), [0; 64]),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_another_job_or_node() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let good = acceptance(id, 0);
		assert_noop!(dispatch(Acceptance { job: 9, ..good.clone() }), Error::<Test>::JobNotFound);
		assert_noop!(
			dispatch(Acceptance { node: 9, ..good.clone() }),
			Error::<Test>::NotParticipant
		);
		assert_noop!(
			dispatch(Acceptance { job_digest: Hash::zero(), ..good }),
			Error::<Test>::JobDigestMismatch
		);
	});
}

#[test]
fn fails_when_the_key_is_unusable_or_anothers() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 0);
		let taken = [[50; 32], result_key(200)];
		for key in taken.into_iter().chain(small_order_keys()) {
			assert_noop!(
				dispatch(Acceptance { ephemeral_key: key, ..acceptance(id, 1) }),
				Error::<Test>::BadEphemeralKey
			);
		}
	});
}

#[test]
fn fails_when_repeated_late_or_past_the_stage() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 0);
		assert_noop!(dispatch(acceptance(id, 0)), Error::<Test>::AlreadyAccepted);
		at(12);
		assert_noop!(dispatch(acceptance(id, 1)), Error::<Test>::DeadlinePassed);
		at(11);
		accept(id, 1);
		accept(id, 2);
		assert_noop!(dispatch(acceptance(id, 0)), Error::<Test>::WrongStage);
	});
}

#[test]
fn no_fee_is_taken() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		assert_ok!(send(accept_call(acceptance(id, 0))));
		assert_eq!(free(&holder(0)), RICH);
	});
}
