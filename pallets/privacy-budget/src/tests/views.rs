use super::*;

#[test]
fn show_the_account_what_is_left_and_every_debit() {
	build_and_execute(|| {
		assert_eq!(PrivacyBudget::ledger(0), None);
		assert_eq!(PrivacyBudget::left(0), None);
		set(0, at_most(9))?;
		for job in [300, 2, 100] {
			PrivacyBudget::debit(job, &[0], loss(1))?;
		}
		lower(0, at_most(8))?;
		let ledger = PrivacyBudget::ledger(0).expect("it is set");
		assert_eq!((ledger.granted, ledger.allowance), (at_most(9), at_most(8)));
		assert_eq!(PrivacyBudget::left(0), Some(at_most(5)));
		let debits = vec![(2, loss(1)), (100, loss(1)), (300, loss(1))];
		assert_eq!(PrivacyBudget::debits(0), debits);
		assert!(PrivacyBudget::debits(1).is_empty());
		Ok(())
	});
}
