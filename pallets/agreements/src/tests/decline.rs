use super::*;

#[test]
fn a_party_rejects_what_is_not_in_force() {
	Builder::with(market).build_and_execute(|| {
		for agreement in [proposed(), signed()] {
			assert_ok!(Market::decline(Actor::South.origin(), agreement, 7));
			let by = Actor::South.account();
			let rejected = AgreementState::Rejected { by: by.clone(), reason: 7 };
			assert_eq!(state(agreement), rejected);
			assert_eq!(last_event(), Event::Rejected { agreement, by, reason: 7 });
		}
	});
}

#[test]
fn fails_when_not_a_party() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		assert_noop!(
			Market::decline(Actor::Operator.origin(), agreement, 7),
			Error::<Test>::NotAParty
		);
	});
}

#[test]
fn fails_when_it_is_too_late() {
	Builder::with(market).build_and_execute(|| {
		let decline = |agreement| Market::decline(Actor::South.origin(), agreement, 7);
		let active = active();
		assert_noop!(decline(99), Error::<Test>::NotFound);
		assert_noop!(decline(active), Error::<Test>::AlreadyAttested);
		let (rejected, expired) = (proposed(), proposed());
		assert_ok!(decline(rejected));
		assert_noop!(decline(rejected), Error::<Test>::Ended);
		run_to(SIGN_BEFORE + 1);
		assert_noop!(decline(expired), Error::<Test>::DeadlinePassed);
	});
}
