use super::*;

#[test]
fn removes_a_member_retires_its_nodes_and_releases_their_bonds() {
	ExtBuilder::default().build_and_execute(|| {
		let first = register(HOLDER, 1);
		let second = register(HOLDER, 2);
		let kept = register(OTHER_HOLDER, 3);
		assert_eq!(on_hold(&HOLDER), 2 * BOND);

		assert_ok!(Consortium::remove(RuntimeOrigin::root(), HOLDER));
		assert!(!Consortium::is_member(&HOLDER));
		assert_eq!(Balances::balance(&HOLDER), ENDOWMENT);
		assert_eq!(on_hold(&HOLDER), 0);
		for node in [first, second] {
			assert_eq!(ComputeNodes::<Test>::get(node), None);
			System::assert_has_event(
				Event::NodeRetired { node, owner: HOLDER, released: BOND }.into(),
			);
		}
		assert!(ComputeNodes::<Test>::contains_key(kept));
		let members = vec![OTHER_HOLDER, CONSUMER, OPERATOR];
		assert_eq!(LastTold::get(), Told { incoming: vec![], outgoing: vec![HOLDER], members });
		System::assert_last_event(Event::MemberRemoved { account: HOLDER }.into());
	});
}

#[test]
fn fails_without_a_vote() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Consortium::remove(RuntimeOrigin::signed(OPERATOR), HOLDER),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_an_outsider() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Consortium::remove(RuntimeOrigin::root(), OUTSIDER), Error::<Test>::NotMember);
	});
}

#[test]
fn fails_while_a_node_takes_part_in_a_job() {
	ExtBuilder::default().build_and_execute(|| {
		register(HOLDER, 1);
		let node = register(HOLDER, 2);
		busy(node);
		assert_noop!(Consortium::remove(RuntimeOrigin::root(), HOLDER), Error::<Test>::NodeBusy);
		Consortium::close_job(node);
		assert_ok!(Consortium::remove(RuntimeOrigin::root(), HOLDER));
	});
}

#[test]
fn fails_for_the_last_member() {
	ExtBuilder::default().members(vec![founder(OPERATOR, &[Role::Operator])]).build_and_execute(
		|| {
			assert_noop!(
				Consortium::remove(RuntimeOrigin::root(), OPERATOR),
				Error::<Test>::LastMember
			);
		},
	);
}
