use super::*;
use panshi_primitives::{data::DataStatus, traits::DataIdentities};

#[test]
fn leaves_the_agreement_in_force_until_notice_has_run_out() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		run_to(50);
		assert_ok!(Market::give_notice(Actor::South.origin(), agreement));
		let (by, until) = (Actor::South.account(), 50 + NOTICE);
		let terminating = AgreementState::Terminating { until, by: by.clone() };
		assert_eq!(state(agreement), terminating);
		assert_eq!(last_event(), Event::NoticeGiven { agreement, by, until });
		run_to(until - 1);
		assert!(Market::is_in_force(agreement));
		run_to(until);
		assert!(!Market::is_in_force(agreement));
	});
}

#[test]
fn never_prolongs_the_term() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		run_to(UNTIL - 3);
		assert_ok!(Market::give_notice(Actor::South.origin(), agreement));
		let by = Actor::South.account();
		assert_eq!(state(agreement), AgreementState::Terminating { until: UNTIL, by });
	});
}

#[test]
fn ends_a_publication_at_once_when_no_notice_was_agreed() {
	Builder::with(market).build_and_execute(|| {
		register(5, &Actor::North.account());
		let content = AgreementContent { notice: 0, ..publication(Actor::North, &[5]) };
		let agreement = proposed_by(Actor::North, content);
		sign(Actor::North, agreement);
		attest(agreement);
		assert_ok!(Market::give_notice(Actor::North.origin(), agreement));
		assert_eq!(state(agreement), AgreementState::Terminated);
		let by = Actor::North.account();
		System::assert_has_event(Event::NoticeGiven { agreement, by, until: 1 }.into());
		assert_eq!(last_event(), Event::Terminated { agreement });
		let identity = Registry::get(5).expect("it is registered");
		assert_eq!(identity.status, DataStatus::Registered);
	});
}

#[test]
fn fails_when_not_a_party() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_noop!(
			Market::give_notice(Actor::Operator.origin(), agreement),
			Error::<Test>::NotAParty
		);
	});
}

#[test]
fn fails_when_not_active() {
	Builder::with(market).build_and_execute(|| {
		let notice = |agreement| Market::give_notice(Actor::North.origin(), agreement);
		let signed = signed();
		assert_noop!(notice(99), Error::<Test>::NotFound);
		assert_noop!(notice(signed), Error::<Test>::NotInForce);
		let agreement = active();
		assert_ok!(Market::suspend(Actor::Auditor.origin(), agreement, 1));
		assert_noop!(notice(agreement), Error::<Test>::AgreementSuspended);
		assert_ok!(Market::resume(Actor::Auditor.origin(), agreement, 9));
		assert_ok!(notice(agreement));
		assert_noop!(notice(agreement), Error::<Test>::NoticeAlreadyGiven);
		let other = active();
		run_to(UNTIL);
		assert_noop!(notice(other), Error::<Test>::DeadlinePassed);
	});
}
