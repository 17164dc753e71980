use super::*;
use frame_system::Event as SystemEvent;
use panshi_primitives::Hash;

fn authorize(origin: RuntimeOrigin, code_hash: Hash) -> Result<(), DispatchError> {
	Consortium::authorize_upgrade(origin, code_hash)
}

fn authorized() -> Option<Hash> {
	System::authorized_upgrade().map(|authorization| *authorization.code_hash())
}

#[test]
fn the_consortium_authorizes_one_runtime_at_a_time() {
	ExtBuilder::default().build_and_execute(|| {
		for byte in [1, 2] {
			let code_hash = Hash::repeat_byte(byte);
			assert_ok!(authorize(RuntimeOrigin::root(), code_hash));
			assert_eq!(authorized(), Some(code_hash));
			let event = SystemEvent::UpgradeAuthorized { code_hash, check_version: true };
			System::assert_last_event(event.into());
		}
	});
}

#[test]
fn fails_for_members_and_others() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [
			RuntimeOrigin::signed(OPERATOR),
			RuntimeOrigin::signed(HOLDER),
			RuntimeOrigin::signed(OUTSIDER),
			RuntimeOrigin::none(),
		] {
			assert_noop!(authorize(origin, Hash::repeat_byte(1)), DispatchError::BadOrigin);
		}
		assert_eq!(authorized(), None);
	});
}

#[test]
fn code_that_was_not_authorized_is_not_taken() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(authorize(RuntimeOrigin::root(), Hash::repeat_byte(1)));
		let apply = |code| System::apply_authorized_upgrade(RuntimeOrigin::signed(HOLDER), code);
		let refused = apply(vec![0]).expect_err("it is other code").error;
		assert_eq!(refused, frame_system::Error::<Test>::Unauthorized.into());
	});
}
