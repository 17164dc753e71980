//! Deadlines while a migration keeps transactions out.

use super::*;
use crate::{mock::*, Error, HaltedSince};
use frame_support::{assert_noop, assert_ok, migrations::MigrationStatusHandler};
use panshi_primitives::job::JobStage;

#[test]
fn a_halt_is_nobodys_silence() {
	ExtBuilder::default().build_and_execute(|| {
		let working = create(1);
		accept_all(working);
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(3, 1, 201)));
		let waiting = working + 1;
		at(5);
		ComputeJobs::started();
		at(500);
		ComputeJobs::completed();
		assert_eq!(HaltedSince::<Test>::get(), None);
		// Blocks 6 to 500 took no transactions; the deadlines were 11 and 21.
		assert_eq!(stage(waiting).deadline(), Some(11 + 495));
		assert_eq!(stage(working), JobStage::Accepted { deadline: 21 + 495 });
		at(506);
		let report = |id| ComputeJobs::report_deadline(signed(&OUTSIDER), id);
		assert_noop!(report(waiting), Error::<Test>::DeadlineNotPassed);
		accept_all(waiting);
	});
}

#[test]
fn an_end_without_a_beginning_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		at(5);
		ComputeJobs::completed();
		assert_eq!(stage(id).deadline(), Some(11));
	});
}
