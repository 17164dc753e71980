//! `discard_result`.

use super::*;
use crate::{mock::*, EphemeralKeys, Error, Event, Sums};
use frame_support::{assert_noop, assert_ok};

#[test]
fn removes_the_result_and_keeps_the_record() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_ok!(ComputeJobs::discard_result(signed(&CONSUMER), id));
		assert_eq!(Sums::<Test>::iter().count(), 0);
		assert_eq!(EphemeralKeys::<Test>::iter().count(), 0);
		assert_event(Event::ResultDiscarded { job: id });
		assert!(ComputeJobs::record(id).is_some());
		assert_eq!(ComputeJobs::result_chunk(id, 0), None);
	});
}

#[test]
fn anybody_removes_a_result_past_its_time() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		at(1 + RETENTION);
		let discard = || ComputeJobs::discard_result(signed(&OUTSIDER), id);
		assert_noop!(discard(), Error::<Test>::NotConsumer);
		at(2 + RETENTION);
		assert_ok!(discard());
		assert_eq!(Sums::<Test>::iter().count(), 0);
		assert_noop!(discard(), Error::<Test>::NothingToDiscard);
	});
}

#[test]
fn fails_when_not_the_consumer_of_the_job() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		let by_another = || ComputeJobs::discard_result(signed(&OPERATOR), id);
		assert_noop!(by_another(), Error::<Test>::NothingToDiscard);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_noop!(
			ComputeJobs::discard_result(signed(&OPERATOR), id),
			Error::<Test>::NotConsumer
		);
		assert_noop!(ComputeJobs::discard_result(signed(&CONSUMER), 9), Error::<Test>::JobNotFound);
	});
}

#[test]
fn fails_when_there_is_nothing_to_discard() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		let discard = || ComputeJobs::discard_result(signed(&CONSUMER), id);
		assert_noop!(discard(), Error::<Test>::NothingToDiscard);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_ok!(discard());
		assert_noop!(discard(), Error::<Test>::NothingToDiscard);
	});
}
