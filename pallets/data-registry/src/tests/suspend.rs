use super::*;

#[test]
fn stops_the_use_and_remembers_the_publication() {
	build_and_execute(|| {
		for (seed, by, publication) in [(1, OPERATOR, None), (2, AUDITOR, Some(3))] {
			let data = register(HOLDER, seed);
			if let Some(agreement) = publication {
				published(data, agreement);
			}
			assert_ok!(DataRegistry::suspend(RuntimeOrigin::signed(by.clone()), data, 7));
			let role = if by == AUDITOR { Role::Auditor } else { Role::Operator };
			let suspended = DataStatus::Suspended { by: by.clone(), role, reason: 7, publication };
			assert_eq!(status(data), suspended);
			assert!(!status(data).is_usable());
			System::assert_last_event(Event::Suspended { data, by, reason: 7 }.into());
		}
	});
}

#[test]
fn an_auditor_takes_over_from_an_operator() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		for by in [OPERATOR, AUDITOR] {
			assert_ok!(DataRegistry::suspend(RuntimeOrigin::signed(by), data, 7));
		}
		assert_noop!(
			DataRegistry::resume(RuntimeOrigin::signed(OPERATOR), data, 9),
			Error::<Test>::SuspendedByAuditor
		);
	});
}

#[test]
fn fails_for_own_data() {
	build_and_execute(|| {
		let data = register(HOLDER_AND_OPERATOR, 1);
		let origin = || RuntimeOrigin::signed(HOLDER_AND_OPERATOR);
		assert_noop!(DataRegistry::suspend(origin(), data, 7), Error::<Test>::OwnData);
		suspended(data);
		assert_noop!(DataRegistry::resume(origin(), data, 9), Error::<Test>::OwnData);
	});
}

#[test]
fn fails_for_other_callers() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		for caller in [HOLDER, CONSUMER] {
			assert_noop!(
				DataRegistry::suspend(RuntimeOrigin::signed(caller), data, 7),
				Error::<Test>::NotAuthorized
			);
		}
		assert_noop!(
			DataRegistry::suspend(RuntimeOrigin::root(), data, 7),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_unknown_suspended_and_withdrawn_identities() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		let suspend = |data| DataRegistry::suspend(RuntimeOrigin::signed(OPERATOR), data, 8);
		assert_noop!(suspend(data + 1), Error::<Test>::NotFound);
		suspended(data);
		assert_noop!(suspend(data), Error::<Test>::Suspended);
		withdrawn(data);
		assert_noop!(suspend(data), Error::<Test>::Withdrawn);
	});
}
