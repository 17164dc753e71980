use super::*;

#[test]
fn an_operator_grants_a_role() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::grant_role(
			RuntimeOrigin::signed(OPERATOR),
			HOLDER,
			Role::ThirdParty
		));
		assert!(Consortium::has_role(&HOLDER, Role::ThirdParty));
		assert!(Consortium::has_role(&HOLDER, Role::Holder));
		let by = Privilege::Operator(OPERATOR);
		System::assert_last_event(
			Event::RoleGranted { account: HOLDER, role: Role::ThirdParty, by }.into(),
		);
	});
}

#[test]
fn a_vote_grants_every_role() {
	ExtBuilder::default().build_and_execute(|| {
		for role in [Role::Consumer, Role::Operator, Role::Auditor, Role::ThirdParty] {
			assert_ok!(Consortium::grant_role(RuntimeOrigin::root(), HOLDER, role));
			let by = Privilege::Consortium;
			System::assert_last_event(Event::RoleGranted { account: HOLDER, role, by }.into());
		}
	});
}

#[test]
fn an_operator_gives_itself_no_role() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Consortium::grant_role(RuntimeOrigin::signed(OPERATOR), OPERATOR, Role::Holder),
			Error::<Test>::NotAuthorized
		);
		assert_ok!(Consortium::grant_role(RuntimeOrigin::root(), OPERATOR, Role::Holder));
	});
}

#[test]
fn an_operator_makes_neither_operators_nor_auditors() {
	ExtBuilder::default().build_and_execute(|| {
		for role in [Role::Operator, Role::Auditor] {
			assert_noop!(
				Consortium::grant_role(RuntimeOrigin::signed(OPERATOR), HOLDER, role),
				Error::<Test>::NotAuthorized
			);
		}
	});
}

#[test]
fn fails_for_other_callers() {
	ExtBuilder::default().build_and_execute(|| {
		for caller in [CONSUMER, OUTSIDER] {
			assert_noop!(
				Consortium::grant_role(RuntimeOrigin::signed(caller), HOLDER, Role::Consumer),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn fails_for_an_outsider_and_for_a_role_held() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Consortium::grant_role(RuntimeOrigin::root(), OUTSIDER, Role::Holder),
			Error::<Test>::NotMember
		);
		assert_noop!(
			Consortium::grant_role(RuntimeOrigin::root(), HOLDER, Role::Holder),
			Error::<Test>::RoleHeld
		);
	});
}
