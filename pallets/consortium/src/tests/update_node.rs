use super::*;
use panshi_primitives::consortium::ComputeNodeInfo;

fn update(
	owner: AccountId,
	node: ComputeNodeId,
	info: ComputeNodeInfo,
) -> Result<(), DispatchError> {
	Consortium::update_node(RuntimeOrigin::signed(owner), node, info)
}

#[test]
fn changes_keys_and_address() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		assert_ok!(update(HOLDER, node, node_info(2)));
		assert_eq!(ComputeNodes::<Test>::get(node).expect("it stays").info, node_info(2));
		assert_eq!(Consortium::by_key(&node_info(1).signing_key), None);
		assert_eq!(Consortium::by_key(&node_info(2).signing_key), Some(node));
		System::assert_last_event(Event::NodeUpdated { node }.into());
	});
}

#[test]
fn may_keep_the_signing_key() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		let moved = ComputeNodeInfo {
			endpoint: b"https://new.example".to_vec().try_into().expect("it is short"),
			..node_info(1)
		};
		assert_ok!(update(HOLDER, node, moved.clone()));
		assert_eq!(ComputeNodes::<Test>::get(node).expect("it stays").info, moved);
	});
}

#[test]
fn fails_for_other_callers_and_unknown_nodes() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		assert_noop!(update(OTHER_HOLDER, node, node_info(2)), Error::<Test>::NotOwner);
		assert_noop!(update(HOLDER, node + 1, node_info(2)), Error::<Test>::NodeNotFound);
		assert_noop!(
			Consortium::update_node(RuntimeOrigin::root(), node, node_info(2)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_while_the_node_takes_part_in_a_job() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		busy(node);
		assert_noop!(update(HOLDER, node, node_info(2)), Error::<Test>::NodeBusy);
	});
}

#[test]
fn fails_for_a_malformed_announcement_or_a_key_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		register(OTHER_HOLDER, 2);
		for key in UNUSABLE_KEYS {
			let unusable = ComputeNodeInfo { signing_key: key, ..node_info(1) };
			assert_noop!(update(HOLDER, node, unusable), Error::<Test>::InvalidSigningKey);
			let unusable = ComputeNodeInfo { channel_key: key, ..node_info(1) };
			assert_noop!(update(HOLDER, node, unusable), Error::<Test>::InvalidChannelKey);
		}
		let nowhere = ComputeNodeInfo { endpoint: Default::default(), ..node_info(1) };
		assert_noop!(update(HOLDER, node, nowhere), Error::<Test>::InvalidEndpoint);
		assert_noop!(update(HOLDER, node, node_info(2)), Error::<Test>::SigningKeyTaken);
	});
}
