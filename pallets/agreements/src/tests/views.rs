use super::*;

#[test]
fn shows_the_state_with_deadlines_applied() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_eq!(Market::agreement(agreement).map(|a| a.standing), Some(stored(agreement)));
		run_to(UNTIL);
		let shown = Market::agreement(agreement).expect("it was proposed");
		assert_eq!(shown.standing.state, AgreementState::Expired);
		assert_ne!(state(agreement), AgreementState::Expired);
		assert!(!Market::is_in_force(agreement));
		assert_eq!(Market::agreement(99), None);
		assert!(!Market::is_in_force(99));
	});
}

#[test]
fn lists_the_agreements_of_a_party() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		assert_eq!(Market::agreements_of(Actor::South.account()), [1, agreement]);
		assert_eq!(Market::agreements_of(Actor::Seller.account()), [agreement]);
		assert!(Market::agreements_of(Actor::Operator.account()).is_empty());
	});
}

#[test]
fn lists_what_waits_for_a_signature() {
	Builder::with(market).build_and_execute(|| {
		let (one, two) = (proposed(), proposed());
		let awaiting = |actor: Actor| Market::awaiting_signature(actor.account());
		assert_eq!(awaiting(Actor::North), [one, two]);
		sign(Actor::North, one);
		assert_eq!(awaiting(Actor::North), [two]);
		assert_ok!(Market::decline(Actor::South.origin(), two, 1));
		assert!(awaiting(Actor::North).is_empty());
		assert_eq!(awaiting(Actor::East), [one]);
		run_to(SIGN_BEFORE + 1);
		assert!(awaiting(Actor::East).is_empty());
	});
}
