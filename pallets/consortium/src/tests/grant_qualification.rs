use super::*;
use panshi_primitives::{consortium::Qualification, Hash};
use QualificationKind::{EthicsApproval, LegalEntity};

fn grant(account: AccountId, qualification: Qualification) -> Result<(), DispatchError> {
	Consortium::grant_qualification(RuntimeOrigin::signed(OPERATOR), account, qualification)
}

#[test]
fn certifies_a_member_until_the_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(grant(CONSUMER, qualification(EthicsApproval, 10)));
		assert!(Consortium::is_qualified(&CONSUMER, EthicsApproval, 9));
		assert!(!Consortium::is_qualified(&CONSUMER, EthicsApproval, 10));
		assert!(!Consortium::is_qualified(&CONSUMER, LegalEntity, 9));
		let by = Privilege::Operator(OPERATOR);
		System::assert_last_event(
			Event::QualificationGranted {
				account: CONSUMER,
				kind: EthicsApproval,
				expires_at: 10,
				by,
			}
			.into(),
		);
	});
}

#[test]
fn replaces_one_of_the_same_kind() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(grant(CONSUMER, qualification(EthicsApproval, 10)));
		assert_ok!(grant(CONSUMER, qualification(LegalEntity, 10)));
		assert_ok!(grant(CONSUMER, qualification(EthicsApproval, 20)));
		let member = Members::<Test>::get(CONSUMER).expect("it is a member");
		assert_eq!(
			member.qualifications.into_inner(),
			vec![qualification(EthicsApproval, 20), qualification(LegalEntity, 10)]
		);
	});
}

#[test]
fn fails_for_an_operator_that_certifies_itself() {
	ExtBuilder::default().build_and_execute(|| {
		let qualification = qualification(LegalEntity, 10);
		assert_noop!(grant(OPERATOR, qualification.clone()), Error::<Test>::NotAuthorized);
		assert_ok!(Consortium::grant_qualification(RuntimeOrigin::root(), OPERATOR, qualification));
	});
}

#[test]
fn fails_for_other_callers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Consortium::grant_qualification(
				RuntimeOrigin::signed(CONSUMER),
				CONSUMER,
				qualification(LegalEntity, 10)
			),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_an_outsider() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(grant(OUTSIDER, qualification(LegalEntity, 10)), Error::<Test>::NotMember);
	});
}

#[test]
fn fails_for_a_malformed_qualification() {
	ExtBuilder::default().build_and_execute(|| {
		let good = qualification(LegalEntity, 10);
		assert_noop!(
			grant(CONSUMER, Qualification { issuer: Default::default(), ..good.clone() }),
			Error::<Test>::InvalidIssuer
		);
		assert_noop!(
			grant(CONSUMER, Qualification { evidence: Hash::zero(), ..good }),
			Error::<Test>::NoEvidence
		);
	});
}

#[test]
fn fails_when_already_expired() {
	ExtBuilder::default().build_and_execute(|| {
		System::set_block_number(10);
		assert_noop!(grant(CONSUMER, qualification(LegalEntity, 10)), Error::<Test>::Expired);
		assert_ok!(grant(CONSUMER, qualification(LegalEntity, 11)));
	});
}

#[test]
fn fails_when_there_is_no_room() {
	ExtBuilder::default().build_and_execute(|| {
		// No call leads here while there are fewer kinds than places.
		let crowded = vec![qualification(EthicsApproval, 10); 16];
		Members::<Test>::mutate(CONSUMER, |member| {
			member.as_mut().expect("it is a member").qualifications =
				crowded.try_into().expect("16 fit");
		});
		assert_noop!(grant(CONSUMER, qualification(LegalEntity, 10)), DispatchError::Exhausted);
		Members::<Test>::mutate(CONSUMER, |member| {
			member.as_mut().expect("it is a member").qualifications.truncate(1);
		});
	});
}
