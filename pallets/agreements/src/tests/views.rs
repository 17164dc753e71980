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
		let list = |actor: Actor, before, most| {
			let AgreementList { agreements, next } =
				Market::agreements_of(actor.account(), before, most);
			(agreements, next)
		};
		assert_eq!(list(Actor::South, None, 10), (vec![agreement, 1], None));
		assert_eq!(list(Actor::Seller, None, 10), (vec![agreement], None));
		assert_eq!(list(Actor::Operator, None, 10), (vec![], None));
		assert_eq!(list(Actor::South, None, 1), (vec![agreement], Some(agreement)));
		assert_eq!(list(Actor::South, Some(agreement), 1), (vec![1], Some(1)));
		assert_eq!(list(Actor::South, Some(1), 1), (vec![], None));
		assert_eq!(list(Actor::South, None, 0), (vec![], Some(agreement + 1)));
	});
}

#[test]
fn a_list_of_agreements_looks_at_a_bounded_number() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let end = crate::NextAgreementId::<Test>::get();
		crate::NextAgreementId::<Test>::put(agreement + MAX_AGREEMENTS_LOOKED_AT + 1);
		let seller = Actor::Seller.account();
		let found = Market::agreements_of(seller.clone(), None, 10);
		assert_eq!(found, AgreementList { agreements: vec![], next: Some(agreement + 1) });
		assert_eq!(Market::awaiting_signature(seller.clone(), None, 10), found);
		assert_eq!(Market::agreements_of(seller, found.next, 10).agreements, [agreement]);
		// The number that only this test knows.
		crate::NextAgreementId::<Test>::put(end);
	});
}

#[test]
fn lists_what_waits_for_a_signature() {
	Builder::with(market).build_and_execute(|| {
		let (one, two) = (proposed(), proposed());
		let awaiting =
			|actor: Actor| Market::awaiting_signature(actor.account(), None, 10).agreements;
		assert_eq!(awaiting(Actor::North), [two, one]);
		sign(Actor::North, one);
		assert_eq!(awaiting(Actor::North), [two]);
		assert_ok!(Market::decline(Actor::South.origin(), two, 1));
		assert!(awaiting(Actor::North).is_empty());
		assert_eq!(awaiting(Actor::East), [one]);
		run_to(SIGN_BEFORE + 1);
		assert!(awaiting(Actor::East).is_empty());
	});
}
