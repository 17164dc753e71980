use super::*;
use crate::NextComputeNodeId;
use panshi_primitives::consortium::{ComputeNodeInfo, MAX_NODES_PER_MEMBER};
use sp_runtime::{ArithmeticError, TokenError};

fn announce(owner: AccountId, info: ComputeNodeInfo) -> Result<(), DispatchError> {
	Consortium::register_node(RuntimeOrigin::signed(owner), info)
}

#[test]
fn registers_a_node_and_holds_its_bond() {
	ExtBuilder::default().build_and_execute(|| {
		System::set_block_number(7);
		assert_ok!(announce(HOLDER, node_info(1)));

		let node = ComputeNodes::<Test>::get(0).expect("it was registered");
		assert_eq!(node.owner, HOLDER);
		assert_eq!(node.info, node_info(1));
		assert_eq!(node.bond, BOND);
		assert_eq!(node.open_jobs, 0);
		assert_eq!(node.last_seen, 7);
		assert_eq!(Consortium::by_key(&node_info(1).signing_key), Some(0));
		assert!(NodesOf::<Test>::contains_key(HOLDER, 0));
		assert_eq!(on_hold(&HOLDER), BOND);
		assert_eq!(Balances::balance(&HOLDER), ENDOWMENT - BOND);
		System::assert_last_event(
			Event::NodeRegistered { node: 0, owner: HOLDER, bond: BOND }.into(),
		);
	});
}

#[test]
fn never_gives_a_number_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let first = register(HOLDER, 1);
		assert_ok!(Consortium::retire_node(RuntimeOrigin::signed(HOLDER), first));
		assert_ne!(register(HOLDER, 1), first);

		NextComputeNodeId::<Test>::put(u32::MAX);
		assert_noop!(announce(HOLDER, node_info(2)), ArithmeticError::Overflow);
	});
}

#[test]
fn fails_for_callers_that_are_not_holders() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(announce(OUTSIDER, node_info(1)), Error::<Test>::NotMember);
		assert_noop!(announce(CONSUMER, node_info(1)), Error::<Test>::NotHolder);
		assert_noop!(
			Consortium::register_node(RuntimeOrigin::root(), node_info(1)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_a_malformed_announcement() {
	ExtBuilder::default().build_and_execute(|| {
		let good = node_info(1);
		for key in UNUSABLE_KEYS {
			let unusable = ComputeNodeInfo { signing_key: key, ..good.clone() };
			assert_noop!(announce(HOLDER, unusable), Error::<Test>::InvalidSigningKey);
			let unusable = ComputeNodeInfo { channel_key: key, ..good.clone() };
			assert_noop!(announce(HOLDER, unusable), Error::<Test>::InvalidChannelKey);
		}
		assert_noop!(
			announce(HOLDER, ComputeNodeInfo { endpoint: Default::default(), ..good }),
			Error::<Test>::InvalidEndpoint
		);
	});
}

#[test]
fn fails_for_a_signing_key_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		register(HOLDER, 1);
		assert_noop!(announce(OTHER_HOLDER, node_info(1)), Error::<Test>::SigningKeyTaken);
	});
}

#[test]
fn fails_for_one_node_too_many() {
	ExtBuilder::default().build_and_execute(|| {
		let most = u8::try_from(MAX_NODES_PER_MEMBER).expect("there are few");
		for seed in 1..=most {
			register(HOLDER, seed);
		}
		assert_noop!(announce(HOLDER, node_info(most + 1)), Error::<Test>::TooManyNodes);
		register(OTHER_HOLDER, most + 1);
	});
}

#[test]
fn fails_without_the_money_for_the_bond() {
	ExtBuilder::default().build_and_execute(|| {
		Balances::set_balance(&HOLDER, BOND + EXISTENTIAL_DEPOSIT - 1);
		assert_noop!(announce(HOLDER, node_info(1)), TokenError::FundsUnavailable);
		Balances::set_balance(&HOLDER, BOND + EXISTENTIAL_DEPOSIT);
		assert_ok!(announce(HOLDER, node_info(1)));
	});
}
