use super::*;

#[test]
fn takes_a_role() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::grant_role(RuntimeOrigin::root(), HOLDER, Role::Consumer));
		assert_ok!(Consortium::revoke_role(
			RuntimeOrigin::signed(OPERATOR),
			HOLDER,
			Role::Consumer
		));
		assert!(!Consortium::has_role(&HOLDER, Role::Consumer));
		let by = Privilege::Operator(OPERATOR);
		System::assert_last_event(
			Event::RoleRevoked { account: HOLDER, role: Role::Consumer, by }.into(),
		);
	});
}

#[test]
fn leaves_the_nodes_of_a_former_holder_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		assert_ok!(Consortium::grant_role(RuntimeOrigin::root(), HOLDER, Role::Consumer));
		assert_ok!(Consortium::revoke_role(RuntimeOrigin::root(), HOLDER, Role::Holder));
		assert!(ComputeNodes::<Test>::contains_key(node));
		assert_ok!(Consortium::retire_node(RuntimeOrigin::signed(HOLDER), node));
	});
}

#[test]
fn an_operator_unmakes_neither_operators_nor_auditors() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::grant_role(RuntimeOrigin::root(), HOLDER, Role::Auditor));
		assert_noop!(
			Consortium::revoke_role(RuntimeOrigin::signed(OPERATOR), HOLDER, Role::Auditor),
			Error::<Test>::NotAuthorized
		);
	});
}

#[test]
fn fails_for_other_callers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Consortium::revoke_role(RuntimeOrigin::signed(CONSUMER), HOLDER, Role::Holder),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_an_outsider_a_role_not_held_and_the_last_role() {
	ExtBuilder::default().build_and_execute(|| {
		let revoke = |account, role| Consortium::revoke_role(RuntimeOrigin::root(), account, role);
		assert_noop!(revoke(OUTSIDER, Role::Holder), Error::<Test>::NotMember);
		assert_noop!(revoke(HOLDER, Role::Consumer), Error::<Test>::RoleNotHeld);
		assert_noop!(revoke(HOLDER, Role::Holder), Error::<Test>::LastRole);
	});
}
