use super::*;

#[test]
fn says_what_may_be_released() {
	build_and_execute(|| {
		for (data, allowance) in [(0, at_most(5)), (1, Allowance::Unlimited), (2, at_most(0))] {
			assert_ok!(set(data, allowance));
			assert_eq!(ledger(data), Ledger::new(allowance));
			System::assert_last_event(Event::Set { data, allowance }.into());
		}
		Ok(())
	});
}

#[test]
fn may_be_changed_until_the_data_are_on_offer() {
	build_and_execute(|| {
		set(0, at_most(5))?;
		assert_ok!(set(0, Allowance::Unlimited));
		assert_ok!(set(0, at_most(9)));
		published(0);
		assert_noop!(set(0, at_most(1)), Error::<Test>::NotRegistered);
		assert_eq!(ledger(0), Ledger::new(at_most(9)));
		Ok(())
	});
}

#[test]
fn fails_once_something_was_released_also_between_publications() {
	build_and_execute(|| {
		set(0, at_most(5))?;
		set(1, Allowance::Unlimited)?;
		PrivacyBudget::debit(1, &[0], loss(1))?;
		PrivacyBudget::debit(2, &[1], PrivacyLoss::Exact)?;
		for data in [0, 1] {
			published(data);
			set_status(data, DataStatus::Registered);
			assert_noop!(set(data, at_most(99)), Error::<Test>::InUse);
		}
		Ok(())
	});
}

#[test]
fn fails_for_data_that_are_on_offer_suspended_or_withdrawn() {
	build_and_execute(|| {
		let (by, role) = (OTHER_HOLDER, panshi_primitives::consortium::Role::Auditor);
		for status in [
			DataStatus::Published { agreement: 1 },
			DataStatus::Suspended { by, role, reason: 1, publication: None },
			DataStatus::Withdrawn { at: 1, suspended: false },
		] {
			set_status(0, status);
			assert_noop!(set(0, at_most(1)), Error::<Test>::NotRegistered);
		}
		Ok(())
	});
}

#[test]
fn fails_for_other_callers_and_unknown_data() {
	build_and_execute(|| {
		assert_noop!(set(3, at_most(1)), Error::<Test>::NotHolder);
		assert_noop!(set(NO_DATA, at_most(1)), Error::<Test>::NotFound);
		assert_noop!(
			PrivacyBudget::set(RuntimeOrigin::root(), 0, at_most(1)),
			DispatchError::BadOrigin
		);
		Ok(())
	});
}
