use super::*;
use panshi_primitives::{
	data::{DataId, DataStatus},
	traits::DataIdentities,
};

/// Any member records; here one that has nothing to do with the agreement.
fn record(agreement: AgreementId) -> frame_support::dispatch::DispatchResultWithPostInfo {
	Market::record_end(Actor::Auditor.origin(), agreement)
}

fn status(data: DataId) -> DataStatus {
	Registry::get(data).expect("it is registered").status
}

#[test]
fn records_that_signatures_came_too_late() {
	Builder::with(market).build_and_execute(|| {
		let (none, all) = (proposed(), signed());
		run_to(SIGN_BEFORE + 1);
		for agreement in [none, all] {
			assert_ok!(record(agreement));
			assert_eq!(state(agreement), AgreementState::Expired);
			assert_eq!(last_event(), Event::Expired { agreement });
		}
	});
}

#[test]
fn records_the_end_of_a_notice() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_ok!(Market::give_notice(Actor::North.origin(), agreement));
		run_to(1 + NOTICE);
		assert_ok!(record(agreement));
		assert_eq!(state(agreement), AgreementState::Terminated);
		assert_eq!(last_event(), Event::Terminated { agreement });
	});
}

#[test]
fn takes_the_data_of_an_expired_publication_off_offer() {
	Builder::with(templates).build_and_execute(|| {
		let agreement = published(Actor::North, &[0]);
		assert_eq!(status(0), DataStatus::Published { agreement });
		run_to(UNTIL);
		assert_ok!(record(agreement));
		assert_eq!(state(agreement), AgreementState::Expired);
		assert_eq!(status(0), DataStatus::Registered);
	});
}

#[test]
fn takes_suspended_data_off_offer_and_leaves_withdrawn_ones_alone() {
	Builder::with(templates).build_and_execute(|| {
		register(5, &Actor::North.account());
		let agreement = published(Actor::North, &[0, 5]);
		let (by, role, reason) = (Actor::Auditor.account(), Role::Auditor, 2);
		let suspended = |publication| DataStatus::Suspended { by, role, reason, publication };
		alter(0, |identity| identity.status = suspended.clone()(Some(agreement)));
		alter(5, |identity| identity.status = DataStatus::Withdrawn { at: 9, suspended: false });
		run_to(UNTIL);
		assert_ok!(record(agreement));
		assert_eq!(status(0), suspended(None));
		assert_eq!(status(5), DataStatus::Withdrawn { at: 9, suspended: false });
	});
}

#[test]
fn leaves_data_on_offer_that_another_publication_put_there() {
	Builder::with(templates).build_and_execute(|| {
		let unsigned = proposed_by(Actor::North, publication(Actor::North, &[0]));
		let other = published(Actor::North, &[0]);
		run_to(SIGN_BEFORE + 1);
		assert_ok!(record(unsigned));
		assert_eq!(status(0), DataStatus::Published { agreement: other });
	});
}

#[test]
fn fails_when_not_a_member() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		run_to(UNTIL);
		assert_noop!(
			Market::record_end(Actor::Stranger.origin(), agreement),
			Error::<Test>::NotAMember
		);
	});
}

#[test]
fn fails_when_there_is_nothing_to_record() {
	Builder::with(market).build_and_execute(|| {
		assert_noop!(record(99), Error::<Test>::NotFound);
		let agreement = active();
		run_to(UNTIL - 1);
		assert_noop!(record(agreement), Error::<Test>::NothingToRecord);
		run_to(UNTIL);
		assert_ok!(record(agreement));
		assert_noop!(record(agreement), Error::<Test>::NothingToRecord);
	});
}
