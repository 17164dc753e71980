use super::*;
use crate::NodeBySigningKey;

#[test]
fn removes_the_node_and_releases_its_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		let kept = register(HOLDER, 2);
		assert_ok!(Consortium::retire_node(RuntimeOrigin::signed(HOLDER), node));
		assert_eq!(ComputeNodes::<Test>::get(node), None);
		assert!(!NodesOf::<Test>::contains_key(HOLDER, node));
		assert!(!NodeBySigningKey::<Test>::contains_key(node_info(1).signing_key));
		assert!(ComputeNodes::<Test>::contains_key(kept));
		assert_eq!(on_hold(&HOLDER), BOND);
		assert_eq!(Balances::balance(&HOLDER), ENDOWMENT - BOND);
		System::assert_last_event(
			Event::NodeRetired { node, owner: HOLDER, released: BOND }.into(),
		);
	});
}

#[test]
fn releases_what_is_left_after_a_penalty() {
	ExtBuilder::default().build_and_execute(|| {
		for (seed, penalty) in [(1, BOND / 4), (2, BOND)] {
			let node = register(HOLDER, seed);
			Consortium::penalise(node, penalty, &CONSUMER);
			assert_ok!(Consortium::retire_node(RuntimeOrigin::signed(HOLDER), node));
			let released = BOND - penalty;
			System::assert_last_event(Event::NodeRetired { node, owner: HOLDER, released }.into());
			assert_eq!(on_hold(&HOLDER), 0);
		}
	});
}

#[test]
fn fails_for_other_callers_and_unknown_nodes() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		let retire = |owner, node| Consortium::retire_node(RuntimeOrigin::signed(owner), node);
		assert_noop!(retire(OTHER_HOLDER, node), Error::<Test>::NotOwner);
		assert_noop!(retire(HOLDER, node + 1), Error::<Test>::NodeNotFound);
		assert_noop!(
			Consortium::retire_node(RuntimeOrigin::root(), node),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_while_the_node_takes_part_in_a_job() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		busy(node);
		assert_noop!(
			Consortium::retire_node(RuntimeOrigin::signed(HOLDER), node),
			Error::<Test>::NodeBusy
		);
	});
}
