use super::*;
use sp_runtime::{ArithmeticError, TokenError};

fn top_up(owner: AccountId, node: ComputeNodeId, amount: Balance) -> Result<(), DispatchError> {
	Consortium::top_up_bond(RuntimeOrigin::signed(owner), node, amount)
}

#[test]
fn adds_to_the_bond_even_during_a_job() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		busy(node);
		assert_ok!(top_up(HOLDER, node, 50));
		assert_eq!(ComputeNodes::<Test>::get(node).expect("it stays").bond, BOND + 50);
		assert_eq!(on_hold(&HOLDER), BOND + 50);
		System::assert_last_event(Event::BondToppedUp { node, amount: 50, bond: BOND + 50 }.into());
	});
}

#[test]
fn fails_for_other_callers_and_unknown_nodes() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		assert_noop!(top_up(OTHER_HOLDER, node, 1), Error::<Test>::NotOwner);
		assert_noop!(top_up(HOLDER, node + 1, 1), Error::<Test>::NodeNotFound);
		assert_noop!(
			Consortium::top_up_bond(RuntimeOrigin::root(), node, 1),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_nothing_and_for_more_than_there_is() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		assert_noop!(top_up(HOLDER, node, 0), Error::<Test>::ZeroAmount);
		assert_noop!(top_up(HOLDER, node, ENDOWMENT), TokenError::FundsUnavailable);
		assert_noop!(top_up(HOLDER, node, Balance::MAX), ArithmeticError::Overflow);
	});
}
