use super::*;

fn resume(by: AccountId, data: DataId) -> Result<(), DispatchError> {
	DataRegistry::resume(RuntimeOrigin::signed(by), data, 9)
}

#[test]
fn returns_to_registered_without_a_publication() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		suspended(data);
		assert_ok!(resume(OPERATOR, data));
		assert_eq!(status(data), DataStatus::Registered);
		System::assert_last_event(
			Event::Resumed { data, by: OPERATOR, reason: 9, publication: None }.into(),
		);
	});
}

#[test]
fn returns_to_the_publication_it_had() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		published(data, 3);
		suspended(data);
		assert_ok!(resume(AUDITOR, data));
		assert_eq!(status(data), DataStatus::Published { agreement: 3 });
		System::assert_last_event(
			Event::Resumed { data, by: AUDITOR, reason: 9, publication: Some(3) }.into(),
		);
	});
}

#[test]
fn fails_for_an_operator_when_an_auditor_suspended() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		assert_ok!(DataRegistry::suspend(RuntimeOrigin::signed(AUDITOR), data, 7));
		assert_noop!(resume(OPERATOR, data), Error::<Test>::SuspendedByAuditor);
		assert_ok!(resume(AUDITOR, data));
	});
}

#[test]
fn fails_for_other_callers() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		suspended(data);
		for caller in [HOLDER, CONSUMER] {
			assert_noop!(resume(caller, data), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			DataRegistry::resume(RuntimeOrigin::none(), data, 9),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_identities_that_are_not_suspended() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		assert_noop!(resume(OPERATOR, data + 1), Error::<Test>::NotFound);
		assert_noop!(resume(OPERATOR, data), Error::<Test>::NotSuspended);
		published(data, 3);
		assert_noop!(resume(OPERATOR, data), Error::<Test>::NotSuspended);
		withdrawn(data);
		assert_noop!(resume(OPERATOR, data), Error::<Test>::Withdrawn);
	});
}
