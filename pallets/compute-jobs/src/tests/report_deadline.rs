//! `report_deadline`.

use super::*;
use crate::{mock::*, Call, Error, Event, Records, Sums};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::{
	agreement::AgreementState, consortium::Role, data::DataStatus, job::FailureCause,
	sealed_sum::LANES_PER_CHUNK,
};
use sp_runtime::DispatchError;

fn report(id: u32) {
	assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
}

#[test]
fn who_did_not_accept_pays_the_consumer() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 1);
		at(12);
		report(id);
		assert_eq!(failure(id), (FailureCause::NotAccepted, vec![0, 2]));
		assert_eq!((bond(0), bond(1), bond(2)), (BOND - PENALTY, BOND, BOND - PENALTY));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT + 2 * PENALTY));
		assert_eq!(free(&holder(1)), RICH);
		assert_event(Event::Penalised { job: id, node: 2, amount: PENALTY, beneficiary: CONSUMER });
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 0);
	});
}

#[test]
fn who_did_not_deliver_pays_who_did() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(LANES_PER_CHUNK);
		accept_all(id);
		submit_all(id, 0, 1);
		submit_all(id, 2, 1);
		// Half a share is not delivered.
		assert_ok!(submit(id, 1, 1, &[1], checks(3)[1]));
		at(22);
		report(id);
		assert_eq!(failure(id), (FailureCause::NotDelivered, vec![1]));
		assert_eq!(bond(1), BOND - PENALTY);
		assert_eq!((free(&holder(0)), free(&holder(2))), (RICH + 500, RICH + 500));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT + 1));
		assert_eq!(Sums::<Test>::iter().count(), 0);
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
	});
}

#[test]
fn when_nobody_delivered_the_consumer_gets_the_penalties() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		at(22);
		report(id);
		assert_eq!(failure(id), (FailureCause::NotDelivered, vec![0, 1, 2]));
		assert_eq!(free(&CONSUMER), RICH - DEPOSIT + 3 * PENALTY);
	});
}

#[test]
fn nobody_is_paid_from_its_own_bond() {
	ExtBuilder::default().build_and_execute(|| {
		// One holder runs two of the nodes and lets one be silent.
		set_node(1, &holder(0));
		set_data(1, &holder(0), Some(1));
		let id = create(1);
		accept_all(id);
		submit_all(id, 0, 1);
		submit_all(id, 2, 1);
		at(22);
		report(id);
		assert_eq!(failure(id), (FailureCause::NotDelivered, vec![1]));
		assert_eq!((free(&holder(0)), free(&holder(2))), (RICH - PENALTY, RICH + PENALTY));
	});
}

fn suspend_agreement() {
	let mut suspended = agreement(AGREEMENT);
	suspended.standing.state = AgreementState::Suspended {
		by: OPERATOR,
		role: Role::Operator,
		reason: 1,
		until: 1_000,
		notice_by: None,
	};
	change_agreement(AGREEMENT, suspended);
}

fn put_data(status: DataStatus) {
	change_data(1, &holder(1), Some(1), |data| data.status = status);
}

fn suspend_data() {
	put_data(DataStatus::Suspended {
		by: OPERATOR,
		role: Role::Operator,
		reason: 1,
		publication: Some(0),
	});
}

/// What leads a job to the stage at which it is interrupted.
const STAGES: [fn(u32); 3] = [
	|id| accept(id, 1),
	accept_all,
	|id| {
		accept_all(id);
		submit_all(id, 0, 1);
	},
];

/// Whether the job counts against the quota: all have accepted it.
fn counts(id: u32) -> u32 {
	u32::from(!stage(id).is_before_work())
}

#[test]
fn a_suspension_ends_a_job_at_once_and_nobody_pays() {
	for lead in STAGES {
		for (suspend, cause) in [
			(suspend_agreement as fn(), FailureCause::AgreementSuspended),
			(suspend_data, FailureCause::DataSuspended),
		] {
			// In time, and when the deadline has passed while nobody was allowed to go on.
			for now in [2, 500] {
				ExtBuilder::default().build_and_execute(|| {
					let id = create(1);
					lead(id);
					let counted = counts(id);
					suspend();
					at(now);
					assert_ok!(send(Call::report_deadline { job: id }));
					assert_eq!(failure(id), (cause, vec![]));
					assert_eq!((bond(0), bond(1), bond(2)), (BOND, BOND, BOND));
					assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT));
					assert_eq!(agreement(AGREEMENT).standing.jobs_started, counted);
				});
			}
		}
	}
}

#[test]
fn a_suspension_comes_too_late_when_all_shares_are_in() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = aggregate(1);
		suspend_agreement();
		assert_noop!(
			ComputeJobs::report_deadline(signed(&OUTSIDER), id),
			Error::<Test>::DeadlineNotPassed
		);
		assert_ok!(ComputeJobs::release(signed(&CHECKER), id));
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
	});
}

#[test]
fn a_withdrawal_ends_a_job_until_all_have_accepted() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 0);
		put_data(DataStatus::Withdrawn { at: 1, suspended: false });
		report(id);
		assert_eq!(failure(id), (FailureCause::DataWithdrawn, vec![]));
		assert_eq!((bond(1), free(&CONSUMER)), (BOND, RICH - DEPOSIT));
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		put_data(DataStatus::Withdrawn { at: 1, suspended: false });
		at(22);
		report(id);
		assert_eq!(failure(id), (FailureCause::NotDelivered, vec![0, 1, 2]));
	});
}

#[test]
fn a_withdrawal_does_not_hide_a_suspension() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		put_data(DataStatus::Withdrawn { at: 1, suspended: true });
		report(id);
		assert_eq!(failure(id), (FailureCause::DataSuspended, vec![]));
	});
}

#[test]
fn a_penalty_takes_no_more_than_the_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 1);
		accept(id, 2);
		change_node(0, &holder(0), |node| (node.bond, node.open_jobs) = (700, 1));
		at(12);
		report(id);
		assert_eq!((bond(0), free(&CONSUMER)), (0, RICH - DEPOSIT + 700));
	});
}

#[test]
fn what_a_beneficiary_cannot_take_goes_to_the_treasury() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		submit_all(id, 0, 1);
		submit_all(id, 2, 1);
		// What is left of the bond is less than the existential deposit, which a holder that has
		// closed its account cannot take.
		change_node(1, &holder(1), |node| (node.bond, node.open_jobs) = (80, 1));
		assert_ok!(Balances::transfer_all(signed(&holder(0)), OUTSIDER, false));
		at(22);
		report(id);
		assert_eq!((free(&holder(0)), free(&TREASURY), bond(1)), (0, RICH + 80, 0));
	});
}

#[test]
fn a_silent_checker_forfeits_its_share() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = aggregate(1);
		at(32);
		report(id);
		assert_eq!(failure(id), (FailureCause::NotChecked, vec![]));
		for n in 0..3 {
			assert_eq!((free(&holder(n)), bond(n)), (RICH + 133, BOND));
		}
		assert_eq!((free(&AUTHOR), free(&CHECKER)), (RICH + 50, RICH));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - 449));
		assert_eq!(agreement(AGREEMENT).standing.jobs_started, 1);
		let record = Records::<Test>::get(id).expect("it ended");
		assert_eq!(record.settlement.refunded, 554);
		assert!(record.result.is_some());
	});
}

#[test]
fn fails_when_in_time_or_over() {
	ExtBuilder::default().build_and_execute(|| {
		let report = |id| ComputeJobs::report_deadline(signed(&OUTSIDER), id);
		assert_noop!(report(0), Error::<Test>::JobNotFound);
		let id = create(1);
		at(11);
		assert_noop!(report(id), Error::<Test>::DeadlineNotPassed);
		accept_all(id);
		for index in 0..3 {
			submit_all(id, index, 1);
		}
		at(1_000);
		assert_noop!(report(id), Error::<Test>::WrongStage);
		assert_noop!(
			ComputeJobs::report_deadline(RuntimeOrigin::none(), id),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn nobody_is_penalised_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		at(12);
		report(id);
		assert_noop!(
			ComputeJobs::report_deadline(signed(&OUTSIDER), id),
			Error::<Test>::WrongStage
		);
	});
}
