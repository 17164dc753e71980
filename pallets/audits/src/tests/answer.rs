use super::*;

#[test]
fn takes_the_answer_in_time_or_late() {
	build_and_execute(|| {
		for (question, at, late) in [(0, DEADLINE, false), (1, DEADLINE + 1, true)] {
			System::set_block_number(1);
			ask()?;
			System::set_block_number(at);
			assert_ok!(Audits::answer(by(HOLDER), SUBJECT, question, ANSWER));
			assert_eq!(state(question), QuestionState::Answered { text: ANSWER, at, late });
			assert_eq!(pending(), 0);
			let answered = Event::Answered {
				subject: SUBJECT,
				question,
				addressee: HOLDER,
				text: ANSWER,
				late,
			};
			System::assert_last_event(answered.into());
		}
		Ok(())
	});
}

#[test]
fn takes_an_answer_after_it_was_recorded_as_overdue() {
	build_and_execute(|| {
		ask()?;
		System::set_block_number(DEADLINE + 1);
		Audits::record_overdue(by(CONSUMER), SUBJECT, 0)?;
		assert_ok!(Audits::answer(by(HOLDER), SUBJECT, 0, ANSWER));
		assert!(matches!(state(0), QuestionState::Answered { late: true, .. }));
		Ok(())
	});
}

#[test]
fn fails_for_others_than_the_addressee() {
	build_and_execute(|| {
		ask()?;
		for who in [CONSUMER, AUDITOR] {
			let answered = Audits::answer(by(who), SUBJECT, 0, ANSWER);
			assert_noop!(answered, Error::<Test>::NotAddressee);
		}
		let answered = Audits::answer(by(HOLDER), SUBJECT, 1, ANSWER);
		assert_noop!(answered, Error::<Test>::NotFound);
		let answered = Audits::answer(RuntimeOrigin::none(), SUBJECT, 0, ANSWER);
		assert_noop!(answered, DispatchError::BadOrigin);
		Ok(())
	});
}

#[test]
fn fails_twice_and_after_withdrawal() {
	build_and_execute(|| {
		ask()?;
		ask()?;
		Audits::answer(by(HOLDER), SUBJECT, 0, ANSWER)?;
		Audits::withdraw_question(by(AUDITOR), SUBJECT, 1)?;
		let answer = |question| Audits::answer(by(HOLDER), SUBJECT, question, TEXT);
		assert_noop!(answer(0), Error::<Test>::AlreadyAnswered);
		assert_noop!(answer(1), Error::<Test>::Withdrawn);
		Ok(())
	});
}
