use super::*;

#[test]
fn takes_the_question_back() {
	build_and_execute(|| {
		ask()?;
		System::set_block_number(3);
		assert_ok!(Audits::withdraw_question(by(AUDITOR), SUBJECT, 0));
		assert_eq!(state(0), QuestionState::Withdrawn { at: 3 });
		assert_eq!(pending(), 0);
		let withdrawn =
			Event::QuestionWithdrawn { subject: SUBJECT, question: 0, auditor: AUDITOR };
		System::assert_last_event(withdrawn.into());
		Ok(())
	});
}

#[test]
fn fails_for_others_than_the_one_that_asked() {
	build_and_execute(|| {
		ask()?;
		let withdraw = |who, question| Audits::withdraw_question(by(who), SUBJECT, question);
		for who in [INVOLVED, HOLDER] {
			assert_noop!(withdraw(who, 0), Error::<Test>::NotAsker);
		}
		assert_noop!(withdraw(AUDITOR, 1), Error::<Test>::NotFound);
		Ok(())
	});
}

#[test]
fn fails_for_what_is_answered_or_withdrawn() {
	build_and_execute(|| {
		ask()?;
		ask()?;
		Audits::answer(by(HOLDER), SUBJECT, 0, ANSWER)?;
		Audits::withdraw_question(by(AUDITOR), SUBJECT, 1)?;
		let withdraw = |question| Audits::withdraw_question(by(AUDITOR), SUBJECT, question);
		assert_noop!(withdraw(0), Error::<Test>::AlreadyAnswered);
		assert_noop!(withdraw(1), Error::<Test>::Withdrawn);
		Ok(())
	});
}
