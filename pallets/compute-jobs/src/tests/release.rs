//! `release` and `withhold`.

use super::*;
use crate::{mock::*, Error, Event, Records, Sums};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::job::{FailureCause, JobStage};

#[test]
fn the_checker_releases() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = aggregate(1);
		assert_eq!(ComputeJobs::result_chunk(id, 0), None);
		assert_ok!(ComputeJobs::release(signed(&CHECKER), id));
		assert_eq!(stage(id), JobStage::Released);
		assert_event(Event::Released { job: id });
		assert_eq!(ComputeJobs::result_chunk(id, 0), Some(bytes_of(&[6, 6]).into_inner()));
	});
}

#[test]
fn the_checker_withholds_and_the_work_is_paid_by_half() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::withhold(signed(&CHECKER), id, 4));
		assert_eq!(failure(id), (FailureCause::Withheld(4), vec![]));
		// 501 of 1,003 are earned: 266,666 and 100,000 millionths of it, rounded down, and the rest
		// for the last share.
		for n in 0..3 {
			assert_eq!(free(&holder(n)), RICH + 133);
		}
		assert_eq!((free(&AUTHOR), free(&CHECKER)), (RICH + 50, RICH + 52));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - 501));
		assert_eq!(
			(agreement(AGREEMENT).standing.jobs_started, agreement(AGREEMENT).standing.jobs_open),
			(1, 0)
		);
		assert_eq!(Sums::<Test>::iter().count(), 0);
		let record = Records::<Test>::get(id).expect("it ended");
		assert!(record.result.is_some());
		assert_eq!(record.settlement.refunded, 502);
	});
}

#[test]
fn fails_when_not_the_checker() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = aggregate(1);
		for who in [CONSUMER, OPERATOR, holder(0)] {
			assert_noop!(ComputeJobs::release(signed(&who), id), Error::<Test>::NotChecker);
			assert_noop!(ComputeJobs::withhold(signed(&who), id, 1), Error::<Test>::NotChecker);
		}
		assert_noop!(ComputeJobs::release(signed(&CHECKER), 9), Error::<Test>::JobNotFound);
		assert_noop!(ComputeJobs::withhold(signed(&CHECKER), 9, 1), Error::<Test>::JobNotFound);
	});
}

#[test]
fn fails_when_results_are_released_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		assert_noop!(ComputeJobs::release(signed(&CHECKER), id), Error::<Test>::NotChecker);
	});
}

#[test]
fn fails_when_early_late_or_decided() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = create(1);
		assert_noop!(ComputeJobs::release(signed(&CHECKER), id), Error::<Test>::WrongStage);
		accept_all(id);
		for index in 0..3 {
			submit_all(id, index, 1);
		}
		at(32);
		assert_noop!(ComputeJobs::release(signed(&CHECKER), id), Error::<Test>::DeadlinePassed);
		assert_noop!(ComputeJobs::withhold(signed(&CHECKER), id, 1), Error::<Test>::DeadlinePassed);
		at(31);
		assert_ok!(ComputeJobs::release(signed(&CHECKER), id));
		assert_noop!(ComputeJobs::withhold(signed(&CHECKER), id, 1), Error::<Test>::WrongStage);
	});
}
