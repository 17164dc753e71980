use super::*;

#[test]
fn an_operator_refuses_what_all_signed() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		assert_ok!(Market::reject(Actor::Operator.origin(), agreement, 12));
		let by = Actor::Operator.account();
		let rejected = AgreementState::Rejected { by: by.clone(), reason: 12 };
		assert_eq!(state(agreement), rejected);
		assert_eq!(last_event(), Event::Rejected { agreement, by, reason: 12 });
	});
}

#[test]
fn fails_when_not_operator() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		assert_noop!(
			Market::reject(Actor::Auditor.origin(), agreement, 12),
			Error::<Test>::NotOperator
		);
	});
}

#[test]
fn fails_when_it_is_not_the_operators_turn() {
	Builder::with(market).build_and_execute(|| {
		let reject = |agreement| Market::reject(Actor::Operator.origin(), agreement, 12);
		let (proposed, active) = (proposed(), active());
		assert_noop!(reject(99), Error::<Test>::NotFound);
		assert_noop!(reject(proposed), Error::<Test>::NotFullySigned);
		assert_noop!(reject(active), Error::<Test>::AlreadyAttested);
	});
}
