use super::*;
use QualificationKind::{DataSecurity, LegalEntity};

#[test]
fn ends_a_qualification_before_its_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		for kind in [LegalEntity, DataSecurity] {
			assert_ok!(Consortium::grant_qualification(
				RuntimeOrigin::root(),
				HOLDER,
				qualification(kind, 10)
			));
		}
		assert_ok!(Consortium::revoke_qualification(
			RuntimeOrigin::signed(OPERATOR),
			HOLDER,
			LegalEntity
		));
		assert!(!Consortium::is_qualified(&HOLDER, LegalEntity, 2));
		assert!(Consortium::is_qualified(&HOLDER, DataSecurity, 2));
		let by = Privilege::Operator(OPERATOR);
		System::assert_last_event(
			Event::QualificationRevoked { account: HOLDER, kind: LegalEntity, by }.into(),
		);
	});
}

#[test]
fn fails_for_other_callers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Consortium::revoke_qualification(RuntimeOrigin::signed(HOLDER), HOLDER, LegalEntity),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_an_outsider_and_for_one_not_held() {
	ExtBuilder::default().build_and_execute(|| {
		let revoke =
			|who| Consortium::revoke_qualification(RuntimeOrigin::root(), who, LegalEntity);
		assert_noop!(revoke(OUTSIDER), Error::<Test>::NotMember);
		assert_noop!(revoke(HOLDER), Error::<Test>::QualificationNotHeld);
	});
}
