use super::*;
use codec::DecodeAll;
use panshi_primitives::{consortium::Roles, Text};

fn name() -> Text<64> {
	b"Laboratory".to_vec().try_into().expect("it is short")
}

fn admit(account: AccountId, roles: Roles) -> Result<(), DispatchError> {
	Consortium::admit(RuntimeOrigin::root(), account, name(), *b"DE", roles)
}

#[test]
fn admits_a_member_and_tells_the_collective() {
	ExtBuilder::default().build_and_execute(|| {
		System::set_block_number(5);
		let both = roles(&[Role::Holder, Role::Consumer]);
		assert_ok!(admit(OUTSIDER, both));

		let member = Members::<Test>::get(OUTSIDER).expect("it was admitted");
		assert_eq!(member.name, name());
		assert_eq!(member.country, *b"DE");
		assert_eq!(member.roles, both);
		assert!(member.qualifications.is_empty());
		assert_eq!(member.admitted_at, 5);
		let members = vec![HOLDER, OTHER_HOLDER, CONSUMER, OPERATOR, OUTSIDER];
		assert_eq!(LastTold::get(), Told { incoming: vec![OUTSIDER], outgoing: vec![], members });
		System::assert_last_event(Event::MemberAdmitted { account: OUTSIDER, roles: both }.into());
	});
}

#[test]
fn fails_without_a_vote() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::signed(OPERATOR), RuntimeOrigin::none()] {
			assert_noop!(
				Consortium::admit(origin, OUTSIDER, name(), *b"DE", roles(&[Role::Holder])),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn fails_for_a_member() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(admit(HOLDER, roles(&[Role::Consumer])), Error::<Test>::AlreadyMember);
	});
}

#[test]
fn fails_when_full() {
	ExtBuilder::default().build_and_execute(|| {
		for i in Members::<Test>::count()..MAX_MEMBERS {
			let seed = u8::try_from(i).expect("there are few members");
			assert_ok!(admit(AccountId::new([100 + seed; 32]), roles(&[Role::Holder])));
		}
		assert_noop!(admit(OUTSIDER, roles(&[Role::Holder])), Error::<Test>::TooManyMembers);
	});
}

#[test]
fn fails_for_a_malformed_organisation() {
	ExtBuilder::default().build_and_execute(|| {
		let holder = roles(&[Role::Holder]);
		for bytes in [vec![], vec![0xff]] {
			let name = bytes.try_into().expect("it is short");
			assert_noop!(
				Consortium::admit(RuntimeOrigin::root(), OUTSIDER, name, *b"DE", holder),
				Error::<Test>::InvalidName
			);
		}
		for country in [*b"de", *b"D1", [0, 0]] {
			assert_noop!(
				Consortium::admit(RuntimeOrigin::root(), OUTSIDER, name(), country, holder),
				Error::<Test>::InvalidCountry
			);
		}
		let stray = Roles::decode_all(&mut [0b100_0001].as_slice()).expect("a byte decodes");
		for roles in [Roles::none(), stray] {
			assert_noop!(admit(OUTSIDER, roles), Error::<Test>::InvalidRoles);
		}
	});
}
