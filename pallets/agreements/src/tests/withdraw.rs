use super::*;

#[test]
fn the_proposer_takes_its_proposal_back() {
	Builder::with(market).build_and_execute(|| {
		let partly = proposed();
		sign(Actor::North, partly);
		for agreement in [proposed(), partly, signed()] {
			assert_ok!(Market::withdraw(Actor::Clinic.origin(), agreement));
			let by = Actor::Clinic.account();
			let rejected = AgreementState::Rejected { by: by.clone(), reason: 0 };
			assert_eq!(state(agreement), rejected);
			assert_eq!(last_event(), Event::Rejected { agreement, by, reason: 0 });
		}
	});
}

#[test]
fn fails_when_not_the_proposer() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		for actor in [Actor::North, Actor::Operator, Actor::Clerk] {
			assert_noop!(Market::withdraw(actor.origin(), agreement), Error::<Test>::NotProposer);
		}
	});
}

#[test]
fn fails_when_it_is_too_late() {
	Builder::with(market).build_and_execute(|| {
		let withdraw = |agreement| Market::withdraw(Actor::Clinic.origin(), agreement);
		let active = active();
		assert_noop!(withdraw(99), Error::<Test>::NotFound);
		assert_noop!(withdraw(active), Error::<Test>::AlreadyAttested);
	});
}
