use super::*;

#[test]
fn shows_who_was_silent() {
	build_and_execute(|| {
		ask()?;
		System::set_block_number(DEADLINE + 1);
		assert_ok!(Audits::record_overdue(by(CONSUMER), SUBJECT, 0));
		assert_eq!(state(0), QuestionState::Overdue);
		assert_eq!(pending(), 1);
		let overdue = Event::Overdue { subject: SUBJECT, question: 0, addressee: HOLDER };
		System::assert_last_event(overdue.into());
		Ok(())
	});
}

#[test]
fn fails_before_the_deadline_and_twice() {
	build_and_execute(|| {
		ask()?;
		let record = || Audits::record_overdue(by(CONSUMER), SUBJECT, 0);
		System::set_block_number(DEADLINE);
		assert_noop!(record(), Error::<Test>::NotOverdue);
		System::set_block_number(DEADLINE + 1);
		assert_ok!(record());
		assert_noop!(record(), Error::<Test>::AlreadyRecorded);
		Ok(())
	});
}

#[test]
fn fails_for_strangers_and_for_what_is_not_pending() {
	build_and_execute(|| {
		ask()?;
		ask()?;
		Audits::answer(by(HOLDER), SUBJECT, 0, ANSWER)?;
		Audits::withdraw_question(by(AUDITOR), SUBJECT, 1)?;
		System::set_block_number(DEADLINE + 1);
		let record = |who, question| Audits::record_overdue(by(who), SUBJECT, question);
		assert_noop!(record(EXPELLED, 0), Error::<Test>::NotAMember);
		assert_noop!(record(CONSUMER, 0), Error::<Test>::AlreadyAnswered);
		assert_noop!(record(CONSUMER, 1), Error::<Test>::Withdrawn);
		assert_noop!(record(CONSUMER, 2), Error::<Test>::NotFound);
		Ok(())
	});
}
