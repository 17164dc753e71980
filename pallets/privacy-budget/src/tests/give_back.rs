use super::*;

#[test]
fn gives_back_what_the_job_took_once() {
	build_and_execute(|| {
		set(0, at_most(9))?;
		set(1, Allowance::Unlimited)?;
		PrivacyBudget::debit(1, &[0, 1], loss(4))?;
		PrivacyBudget::debit(2, &[0, 1], loss(3))?;
		for _ in 0..2 {
			PrivacyBudget::give_back(1, &[0, 1]);
			assert_eq!(ledger(0).spent, Rho::from_micro(3));
			assert_eq!(ledger(1).spent, Rho::from_micro(3));
		}
		assert_eq!(Debits::<Test>::get(0, 1), None);
		let back = Event::GivenBack { data: 0, job: 1, loss: loss(4), left: at_most(6) };
		System::assert_has_event(back.into());
		let given_back = |record: &&frame_system::EventRecord<_, _>| {
			matches!(record.event, RuntimeEvent::PrivacyBudget(Event::GivenBack { .. }))
		};
		assert_eq!(System::events().iter().filter(given_back).count(), 2);
		Ok(())
	});
}

#[test]
fn gives_back_an_exact_release() {
	build_and_execute(|| {
		set(0, Allowance::Unlimited)?;
		PrivacyBudget::debit(1, &[0], PrivacyLoss::Exact)?;
		PrivacyBudget::give_back(1, &[0]);
		assert!(ledger(0).is_untouched());
		assert_ok!(set(0, at_most(1)));
		Ok(())
	});
}

#[test]
fn does_nothing_for_what_was_not_charged() {
	build_and_execute(|| {
		set(0, at_most(9))?;
		PrivacyBudget::debit(1, &[0], loss(4))?;
		PrivacyBudget::give_back(2, &[0]);
		PrivacyBudget::give_back(1, &[1, NO_DATA]);
		assert_eq!(ledger(0).spent, Rho::from_micro(4));
		Ok(())
	});
}
