use super::*;

fn suspended() -> AgreementId {
	let agreement = active();
	assert_ok!(Market::suspend(Actor::Auditor.origin(), agreement, 6));
	agreement
}

#[test]
fn returns_an_agreement_to_what_it_was() {
	Builder::with(market).build_and_execute(|| {
		run_to(30);
		let (active, terminating) = (active(), active());
		assert_ok!(Market::give_notice(Actor::North.origin(), terminating));
		for agreement in [active, terminating] {
			let before = state(agreement);
			assert_ok!(Market::suspend(Actor::Operator.origin(), agreement, 6));
			run_to(35);
			assert_ok!(Market::resume(Actor::Operator.origin(), agreement, 9));
			assert_eq!(state(agreement), before);
			let by = Actor::Operator.account();
			assert_eq!(last_event(), Event::Resumed { agreement, by, reason: 9 });
			assert!(Market::is_in_force(agreement));
		}
	});
}

#[test]
fn fails_for_an_operator_when_an_auditor_suspended() {
	Builder::with(market).build_and_execute(|| {
		let agreement = suspended();
		assert_noop!(
			Market::resume(Actor::Operator.origin(), agreement, 9),
			Error::<Test>::SuspendedByAuditor
		);
		assert_ok!(Market::resume(Actor::Auditor.origin(), agreement, 9));
	});
}

#[test]
fn fails_when_neither_operator_nor_auditor() {
	Builder::with(market).build_and_execute(|| {
		let agreement = suspended();
		assert_noop!(
			Market::resume(Actor::North.origin(), agreement, 9),
			Error::<Test>::NotSupervisor
		);
	});
}

#[test]
fn fails_when_not_suspended_or_out_of_time() {
	Builder::with(market).build_and_execute(|| {
		let resume = |agreement| Market::resume(Actor::Auditor.origin(), agreement, 9);
		let (active, expiring, terminating) = (active(), suspended(), active());
		assert_noop!(resume(99), Error::<Test>::NotFound);
		assert_noop!(resume(active), Error::<Test>::NotSuspended);

		assert_ok!(Market::give_notice(Actor::North.origin(), terminating));
		assert_ok!(Market::suspend(Actor::Auditor.origin(), terminating, 6));
		run_to(1 + NOTICE);
		assert_noop!(resume(terminating), Error::<Test>::Ended);
		run_to(UNTIL);
		assert_noop!(resume(expiring), Error::<Test>::DeadlinePassed);
	});
}
