use super::*;

#[test]
fn allows_less_than_before() {
	build_and_execute(|| {
		set(0, Allowance::Unlimited)?;
		published(0);
		for allowance in [Allowance::Unlimited, at_most(9), at_most(9), at_most(4)] {
			assert_ok!(lower(0, allowance));
			assert_eq!(ledger(0).allowance, allowance);
			System::assert_last_event(Event::Lowered { data: 0, allowance }.into());
		}
		assert_noop!(PrivacyBudget::debit(1, &[0], loss(5)), spent(0));
		assert_ok!(PrivacyBudget::debit(1, &[0], loss(4)));
		Ok(())
	});
}

#[test]
fn below_what_was_released_leaves_nothing() {
	build_and_execute(|| {
		set(0, at_most(9_000))?;
		PrivacyBudget::debit(1, &[0], loss(5_000))?;
		assert_ok!(lower(0, at_most(3_000)));
		assert_eq!(ledger(0).left(), at_most(0));
		assert_noop!(PrivacyBudget::debit(2, &[0], loss(1)), spent(0));
		// What is given back goes against the lower budget.
		PrivacyBudget::give_back(1, &[0]);
		assert_eq!(ledger(0).left(), at_most(3_000));
		assert_noop!(PrivacyBudget::debit(2, &[0], loss(3_001)), spent(3));
		Ok(())
	});
}

#[test]
fn ends_exact_releases() {
	build_and_execute(|| {
		set(0, Allowance::Unlimited)?;
		PrivacyBudget::debit(1, &[0], PrivacyLoss::Exact)?;
		assert_ok!(lower(0, at_most(7)));
		let refused = Error::<Test>::ExactNotAllowed;
		assert_noop!(PrivacyBudget::debit(2, &[0], PrivacyLoss::Exact), refused);
		assert_ok!(PrivacyBudget::debit(2, &[0], loss(7)));
		assert_eq!(ledger(0).exact, 1);
		Ok(())
	});
}

#[test]
fn fails_to_allow_more() {
	build_and_execute(|| {
		set(0, at_most(5))?;
		for more in [at_most(6), Allowance::Unlimited] {
			assert_noop!(lower(0, more), Error::<Test>::NotLower);
		}
		Ok(())
	});
}

#[test]
fn fails_without_a_budget_and_for_other_callers() {
	build_and_execute(|| {
		assert_noop!(lower(0, at_most(0)), Error::<Test>::NoBudget);
		assert_noop!(lower(3, at_most(0)), Error::<Test>::NotHolder);
		assert_noop!(lower(NO_DATA, at_most(0)), Error::<Test>::NotFound);
		assert_noop!(
			PrivacyBudget::lower(RuntimeOrigin::root(), 0, at_most(0)),
			DispatchError::BadOrigin
		);
		Ok(())
	});
}
