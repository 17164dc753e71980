use super::*;

#[test]
fn takes_the_loss_from_every_budget() {
	build_and_execute(|| {
		set(0, at_most(5_000))?;
		set(1, Allowance::Unlimited)?;
		assert_ok!(PrivacyBudget::debit(8, &[0, 1], loss(2_000)));
		assert_ok!(PrivacyBudget::debit(9, &[0], loss(3_000)));
		assert_eq!(ledger(0).spent, Rho::from_micro(5_000));
		assert_eq!(ledger(1).spent, Rho::from_micro(2_000));
		assert_eq!(Debits::<Test>::get(0, 8), Some(loss(2_000)));
		let debited = |data, job, micro, left| -> RuntimeEvent {
			Event::Debited { data, job, loss: loss(micro), left }.into()
		};
		System::assert_has_event(debited(0, 8, 2_000, at_most(3_000)));
		System::assert_has_event(debited(1, 8, 2_000, Allowance::Unlimited));
		System::assert_last_event(debited(0, 9, 3_000, at_most(0)));
		Ok(())
	});
}

#[test]
fn says_how_much_is_left_and_takes_nothing_from_the_others() {
	build_and_execute(|| {
		set(0, at_most(9_000_000))?;
		set(1, at_most(1_234_567))?;
		set(2, at_most(70_000_000))?;
		for order in [[0, 1], [1, 0]] {
			assert_noop!(PrivacyBudget::debit(1, &order, loss(1_234_568)), spent(1_234));
		}
		assert_noop!(PrivacyBudget::debit(1, &[2], loss(70_000_001)), spent(u16::MAX));
		assert_ok!(PrivacyBudget::debit(1, &[0, 1], loss(1_234_567)));
		assert_noop!(PrivacyBudget::debit(2, &[1], loss(1)), spent(0));
		Ok(())
	});
}

#[test]
fn fails_for_exact_results_unless_the_holder_said_so() {
	build_and_execute(|| {
		set(0, Allowance::Unlimited)?;
		set(1, at_most(u64::MAX))?;
		let exact = |identities: &[DataId]| PrivacyBudget::debit(1, identities, PrivacyLoss::Exact);
		assert_noop!(exact(&[0, 1]), Error::<Test>::ExactNotAllowed);
		assert_noop!(exact(&[0, 2]), Error::<Test>::NoBudget);
		assert_ok!(exact(&[0]));
		assert_eq!((ledger(0).exact, ledger(0).spent), (1, Rho::ZERO));
		Ok(())
	});
}

#[test]
fn fails_without_a_budget() {
	build_and_execute(|| {
		for data in [0, NO_DATA] {
			assert_noop!(PrivacyBudget::debit(1, &[data], loss(0)), Error::<Test>::NoBudget);
		}
		Ok(())
	});
}

#[test]
fn fails_for_a_job_that_was_charged_already() {
	build_and_execute(|| {
		set(0, at_most(9))?;
		set(1, at_most(9))?;
		assert_noop!(PrivacyBudget::debit(1, &[0, 0], loss(1)), Error::<Test>::AlreadyDebited);
		PrivacyBudget::debit(1, &[0], loss(1))?;
		assert_noop!(PrivacyBudget::debit(1, &[1, 0], loss(1)), Error::<Test>::AlreadyDebited);
		Ok(())
	});
}

#[test]
fn fails_when_the_record_would_overflow() {
	build_and_execute(|| {
		set(0, Allowance::Unlimited)?;
		PrivacyBudget::debit(1, &[0], loss(u64::MAX))?;
		assert_noop!(PrivacyBudget::debit(2, &[0], loss(1)), spent(0));
		Ok(())
	});
}

#[test]
fn weighs_more_for_more_identities() {
	assert!(PrivacyBudget::debit_weight(2).all_gt(PrivacyBudget::debit_weight(1)));
	assert!(PrivacyBudget::give_back_weight(2).all_gt(PrivacyBudget::give_back_weight(1)));
}
