use super::*;
use panshi_primitives::consortium::ComputeNodeId;

fn assign(
	holder: AccountId,
	data: DataId,
	node: Option<ComputeNodeId>,
) -> Result<(), DispatchError> {
	DataRegistry::assign_node(RuntimeOrigin::signed(holder), data, node)
}

#[test]
fn names_the_node_and_takes_it_back() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		for node in [Some(NODE), None] {
			assert_ok!(assign(HOLDER, data, node));
			assert_eq!(Identities::<Test>::get(data).expect("it is registered").node, node);
			System::assert_last_event(Event::NodeAssigned { data, node }.into());
		}
	});
}

#[test]
fn is_possible_in_every_status_but_withdrawn() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		published(data, 3);
		assert_ok!(assign(HOLDER, data, Some(NODE)));
		suspended(data);
		assert_ok!(assign(HOLDER, data, None));
		withdrawn(data);
		assert_noop!(assign(HOLDER, data, Some(NODE)), Error::<Test>::Withdrawn);
	});
}

#[test]
fn fails_for_other_callers_and_unknown_identities() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		assert_noop!(assign(OTHER_HOLDER, data, Some(OTHER_NODE)), Error::<Test>::NotHolder);
		assert_noop!(assign(HOLDER, data + 1, Some(NODE)), Error::<Test>::NotFound);
		assert_noop!(
			DataRegistry::assign_node(RuntimeOrigin::root(), data, None),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_unknown_nodes_and_those_of_others() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		assert_noop!(assign(HOLDER, data, Some(NO_NODE)), Error::<Test>::NodeNotFound);
		assert_noop!(assign(HOLDER, data, Some(OTHER_NODE)), Error::<Test>::NodeNotOwned);
	});
}
