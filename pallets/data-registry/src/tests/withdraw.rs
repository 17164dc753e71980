use super::*;

#[test]
fn takes_the_data_back_from_every_status() {
	build_and_execute(|| {
		let prepare: [(fn(DataId), bool); 3] =
			[(|_| (), false), (|data| published(data, 3), false), (super::suspended, true)];
		for (seed, (prepare, suspended)) in (1..).zip(prepare) {
			let data = register(HOLDER, seed);
			prepare(data);
			System::set_block_number(20);
			assert_ok!(DataRegistry::withdraw(RuntimeOrigin::signed(HOLDER), data));
			assert_eq!(status(data), DataStatus::Withdrawn { at: 20, suspended });
			System::assert_last_event(Event::Withdrawn { data }.into());
		}
	});
}

#[test]
fn fails_the_second_time() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		withdrawn(data);
		assert_noop!(
			DataRegistry::withdraw(RuntimeOrigin::signed(HOLDER), data),
			Error::<Test>::Withdrawn
		);
	});
}

#[test]
fn fails_for_other_callers_and_unknown_identities() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		for caller in [OTHER_HOLDER, OPERATOR, AUDITOR] {
			assert_noop!(
				DataRegistry::withdraw(RuntimeOrigin::signed(caller), data),
				Error::<Test>::NotHolder
			);
		}
		assert_noop!(
			DataRegistry::withdraw(RuntimeOrigin::signed(HOLDER), data + 1),
			Error::<Test>::NotFound
		);
		assert_noop!(DataRegistry::withdraw(RuntimeOrigin::root(), data), DispatchError::BadOrigin);
	});
}
