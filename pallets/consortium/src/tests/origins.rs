use super::*;
use crate::{EnsureGrantor, EnsureRole};
use frame_support::{parameter_types, traits::EnsureOrigin};

parameter_types! {
	const OperatorRole: Role = Role::Operator;
}

type EnsureOperator = EnsureRole<Test, OperatorRole>;

#[test]
fn a_role_is_proved_by_the_signature_of_a_member_that_has_it() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(
			EnsureOperator::ensure_origin(RuntimeOrigin::signed(OPERATOR)).ok(),
			Some(OPERATOR)
		);
		for origin in [
			RuntimeOrigin::signed(HOLDER),
			RuntimeOrigin::signed(OUTSIDER),
			RuntimeOrigin::root(),
			RuntimeOrigin::none(),
		] {
			assert!(EnsureOperator::ensure_origin(origin).is_err());
		}
	});
}

#[test]
fn a_grantor_has_the_privilege_of_its_authority() {
	ExtBuilder::default().build_and_execute(|| {
		let privilege = |origin| EnsureGrantor::<Test>::ensure_origin(origin).ok();
		assert_eq!(privilege(RuntimeOrigin::root()), Some(Privilege::Consortium));
		assert_eq!(privilege(RuntimeOrigin::signed(OPERATOR)), Some(Privilege::Operator(OPERATOR)));
		assert_eq!(privilege(RuntimeOrigin::signed(HOLDER)), None);
		assert_eq!(privilege(RuntimeOrigin::none()), None);
	});
}

#[test]
fn a_former_operator_grants_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::grant_role(RuntimeOrigin::root(), OPERATOR, Role::Consumer));
		assert_ok!(Consortium::revoke_role(RuntimeOrigin::root(), OPERATOR, Role::Operator));
		assert!(EnsureGrantor::<Test>::ensure_origin(RuntimeOrigin::signed(OPERATOR)).is_err());
	});
}
