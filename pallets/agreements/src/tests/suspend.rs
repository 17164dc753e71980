use super::*;
use panshi_primitives::{data::DataStatus, traits::DataIdentities};

#[test]
fn operators_and_auditors_stop_an_agreement_in_force() {
	Builder::with(market).build_and_execute(|| {
		for (actor, role) in [(Actor::Operator, Role::Operator), (Actor::Auditor, Role::Auditor)] {
			let agreement = active();
			assert_ok!(Market::suspend(actor.origin(), agreement, 6));
			let by = actor.account();
			assert_eq!(
				state(agreement),
				AgreementState::Suspended {
					by: by.clone(),
					role,
					reason: 6,
					until: UNTIL,
					notice_by: None
				}
			);
			assert_eq!(last_event(), Event::Suspended { agreement, by, reason: 6 });
			assert!(!Market::is_in_force(agreement));
		}
	});
}

#[test]
fn remembers_a_notice() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_ok!(Market::give_notice(Actor::North.origin(), agreement));
		assert_ok!(Market::suspend(Actor::Auditor.origin(), agreement, 6));
		let notice_by = Some(Actor::North.account());
		let (by, until) = (Actor::Auditor.account(), 1 + NOTICE);
		let role = Role::Auditor;
		let suspended = AgreementState::Suspended { by, role, reason: 6, until, notice_by };
		assert_eq!(state(agreement), suspended);
	});
}

#[test]
fn leaves_the_data_of_a_publication_on_offer() {
	Builder::with(market).build_and_execute(|| {
		let publication = 0;
		assert_ok!(Market::suspend(Actor::Auditor.origin(), publication, 6));
		let status = Registry::get(0).expect("it is registered").status;
		assert_eq!(status, DataStatus::Published { agreement: publication });
	});
}

#[test]
fn an_auditor_takes_over_from_an_operator() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		for actor in [Actor::Operator, Actor::Auditor] {
			assert_ok!(Market::suspend(actor.origin(), agreement, 6));
		}
		assert_noop!(
			Market::resume(Actor::Operator.origin(), agreement, 9),
			Error::<Test>::SuspendedByAuditor
		);
	});
}

#[test]
fn fails_when_a_party() {
	Builder::with(market).build_and_execute(|| {
		let agreement = with_checker(Actor::Broker, Role::ThirdParty);
		assert_noop!(
			Market::suspend(Actor::Broker.origin(), agreement, 6),
			Error::<Test>::OperatorIsParty
		);
		assert_ok!(Market::suspend(Actor::Operator.origin(), agreement, 6));
		assert_noop!(
			Market::resume(Actor::Broker.origin(), agreement, 9),
			Error::<Test>::OperatorIsParty
		);
	});
}

#[test]
fn an_auditor_that_checks_results_still_supervises() {
	Builder::with(market).build_and_execute(|| {
		let agreement = with_checker(Actor::Auditor, Role::Auditor);
		assert_ok!(Market::suspend(Actor::Auditor.origin(), agreement, 6));
		assert_ok!(Market::resume(Actor::Auditor.origin(), agreement, 9));
	});
}

/// An agreement in force to which `checker` is a party.
fn with_checker(checker: Actor, role: Role) -> AgreementId {
	let mut content = authorization();
	content.parties[4] = party(checker, role);
	let terms = terms_of(&mut content);
	terms.shares[3].account = checker.account();
	terms.release = ReleaseRule::Checked(checker.account());
	let agreement = proposed_by(Actor::Clinic, content);
	for actor in [Actor::Clinic, Actor::North, Actor::South, Actor::East, checker] {
		sign(actor, agreement);
	}
	attest(agreement);
	agreement
}

#[test]
fn fails_when_neither_operator_nor_auditor() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		for actor in [Actor::Clinic, Actor::North, Actor::Stranger] {
			assert_noop!(
				Market::suspend(actor.origin(), agreement, 6),
				Error::<Test>::NotSupervisor
			);
		}
	});
}

#[test]
fn fails_when_not_in_force() {
	Builder::with(market).build_and_execute(|| {
		let suspend = |agreement| Market::suspend(Actor::Auditor.origin(), agreement, 6);
		let signed = signed();
		assert_noop!(suspend(99), Error::<Test>::NotFound);
		assert_noop!(suspend(signed), Error::<Test>::NotInForce);
		let (agreement, late) = (active(), active());
		assert_ok!(suspend(agreement));
		assert_noop!(suspend(agreement), Error::<Test>::AgreementSuspended);
		run_to(UNTIL);
		assert_noop!(suspend(late), Error::<Test>::DeadlinePassed);
	});
}
