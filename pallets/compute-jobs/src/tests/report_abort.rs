//! `report_abort`.

use super::*;
use crate::{mock::*, Aborts, Call, Error, Event, Records};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use panshi_primitives::{
	agreement::PartySet,
	job::{
		AbortNote,
		AbortReason::{self, Cheated, Silent, Stopped, Unfit, Unknown},
		AbortReport, FailureCause, JobStage, Strength,
	},
	Hash,
};
use sp_runtime::DispatchError;

const BY_2: AbortReason = Cheated { party: 2 };

fn create_joint() -> u32 {
	create_accepted(joint(Strength::HonestMajority), 3)
}

/// Dispatches past the pool's checks.
fn dispatch(id: u32, node: u32, reason: AbortReason) -> DispatchResultWithPostInfo {
	let report = AbortReport { job: id, node, job_digest: job(0).digest, reason };
	ComputeJobs::report_abort(authorized(), report, [0; 64])
}

fn notes(id: u32) -> Vec<(u8, AbortReason)> {
	let record = Records::<Test>::get(id).expect("it ended");
	record.aborts.iter().map(|AbortNote { party, reason }| (*party, *reason)).collect()
}

/// Nothing was paid; the job counts, because one that broke it off may know the result.
fn assert_refunded() {
	assert_eq!((escrow(), agreement(AGREEMENT).standing.jobs_started), (0, 1));
	assert_eq!(Aborts::<Test>::iter().count(), 0);
}

#[test]
fn everybody_is_heard_before_the_job_fails() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		at(5);
		abort(id, 1, Unknown);
		assert_event(Event::AbortReported { job: id, node: 1, reason: Unknown });
		let heard = PartySet::default().with(1);
		assert_eq!(stage(id), JobStage::Aborting { deadline: 15, heard });
		abort(id, 0, Stopped);
		abort(id, 2, Unfit);
		assert_eq!(failure(id), (FailureCause::Aborted, vec![]));
		assert_eq!(notes(id), [(1, Unknown), (0, Stopped), (2, Unfit)]);
		assert_eq!((bond(0), bond(1), bond(2)), (BOND, BOND, BOND));
		assert_eq!(free(&CONSUMER), RICH - DEPOSIT);
		assert_refunded();
	});
}

#[test]
fn one_accusation_costs_the_accused_nothing() {
	for reasons in [[BY_2, Stopped], [BY_2, Silent { party: 2 }], [BY_2, Cheated { party: 0 }]] {
		ExtBuilder::default().build_and_execute(|| {
			let id = create_joint();
			abort(id, 0, reasons[0]);
			abort(id, 1, reasons[1]);
			abort(id, 2, Stopped);
			assert_eq!(failure(id), (FailureCause::Aborted, vec![]));
			assert_eq!((bond(0), bond(1), bond(2)), (BOND, BOND, BOND));
			assert_refunded();
		});
	}
}

#[test]
fn whom_all_others_accuse_pays_where_one_may_cheat() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		// What the cheater says changes nothing.
		abort(id, 2, Cheated { party: 0 });
		abort(id, 0, BY_2);
		abort(id, 1, BY_2);
		assert_eq!(failure(id), (FailureCause::Aborted, vec![2]));
		assert_eq!((bond(0), bond(1), bond(2)), (BOND, BOND, BOND - PENALTY));
		assert_eq!((free(&holder(0)), free(&holder(1))), (RICH + 500, RICH + 500));
		assert_eq!(free(&CONSUMER), RICH - DEPOSIT + 1);
		assert_refunded();
	});
}

#[test]
fn where_all_but_one_may_cheat_nobody_is_convicted() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_accepted(joint(Strength::AllButOne), 3);
		abort(id, 0, BY_2);
		abort(id, 1, BY_2);
		abort(id, 2, Cheated { party: 0 });
		assert_eq!(failure(id), (FailureCause::Aborted, vec![]));
		assert_eq!(bond(2), BOND);
	});
}

#[test]
fn who_says_nothing_pays() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		commit(id, 0, b"sealed");
		abort(id, 1, BY_2);
		let heard = PartySet::default().with(0).with(1);
		assert_eq!(stage(id), JobStage::Aborting { deadline: 11, heard });
		at(12);
		assert_noop!(dispatch(id, 2, Stopped), Error::<Test>::DeadlinePassed);
		assert_ok!(send(Call::report_deadline { job: id }));
		assert_eq!(failure(id), (FailureCause::Aborted, vec![2]));
		assert_eq!(notes(id), [(1, BY_2)]);
		assert_eq!((bond(0), bond(1), bond(2)), (BOND, BOND, BOND - PENALTY));
		assert_refunded();
	});
}

#[test]
fn a_late_report_leaves_the_others_as_much_time() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		at(21);
		abort(id, 1, Unknown);
		let heard = PartySet::default().with(1);
		assert_eq!(stage(id), JobStage::Aborting { deadline: 31, heard });
		at(31);
		abort(id, 0, Stopped);
		abort(id, 2, Stopped);
		assert_eq!(failure(id), (FailureCause::Aborted, vec![]));
	});
}

#[test]
fn the_last_one_ends_the_job_when_the_others_have_committed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		commit(id, 0, b"sealed");
		commit(id, 2, b"sealed");
		abort(id, 1, Silent { party: 0 });
		assert_eq!(failure(id), (FailureCause::Aborted, vec![]));
		assert_refunded();
	});
}

#[test]
fn fails_for_who_has_committed_or_reported() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		commit(id, 0, b"sealed");
		assert_noop!(dispatch(id, 0, Unknown), Error::<Test>::AlreadySubmitted);
		abort(id, 1, Unknown);
		assert_noop!(dispatch(id, 1, Unknown), Error::<Test>::AlreadySubmitted);
		assert_noop!(dispatch(id, 0, Unknown), Error::<Test>::AlreadySubmitted);
		assert_eq!(authorize(commit_call(id, 2, layout(b"sealed"))), Err(stale()));
		abort(id, 2, Unknown);
		assert_noop!(dispatch(id, 1, Unknown), Error::<Test>::WrongStage);
	});
}

#[test]
fn fails_when_the_accused_is_nobody_else() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		for reason in [BY_2, Silent { party: 2 }, Cheated { party: 3 }, Silent { party: 255 }] {
			assert_noop!(dispatch(id, 2, reason), Error::<Test>::NoSuchParty);
		}
	});
}

#[test]
fn fails_early_for_others_and_for_a_sum() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		assert_noop!(dispatch(9, 0, Unknown), Error::<Test>::JobNotFound);
		assert_noop!(dispatch(id, 9, Unknown), Error::<Test>::NotParticipant);
		accept_all(id);
		assert_noop!(dispatch(id, 0, Unknown), Error::<Test>::WrongMode);
		let report = AbortReport { job: id, node: 0, job_digest: Hash::zero(), reason: Unknown };
		assert_noop!(
			ComputeJobs::report_abort(authorized(), report.clone(), [0; 64]),
			Error::<Test>::JobDigestMismatch
		);
		assert_noop!(
			ComputeJobs::report_abort(signed(&holder(0)), report, [0; 64]),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn a_report_of_another_s_is_turned_away() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create_joint();
		let Call::report_abort { signature, .. } = abort_call(id, 1, BY_2) else {
			panic!("it is a report");
		};
		let report = AbortReport { job: id, node: 0, job_digest: job(id).digest, reason: BY_2 };
		assert_eq!(authorize(Call::report_abort { report, signature }), Err(bad_proof()));
	});
}
