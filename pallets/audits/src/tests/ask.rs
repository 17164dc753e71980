use super::*;

#[test]
fn writes_the_question_down_for_who_answers_for_the_subject() {
	build_and_execute(|| {
		assert_ok!(ask());
		assert_ok!(Audits::ask(by(AUDITOR), SUBJECT, CONSUMER, ANSWER, 2));
		let question = Question {
			auditor: AUDITOR,
			addressee: HOLDER,
			text: TEXT,
			asked_at: 1,
			deadline: DEADLINE,
			state: QuestionState::Open,
		};
		assert_eq!(Questions::<Test>::get(SUBJECT, 0), Some(question));
		assert_eq!(Files::<Test>::get(SUBJECT), AuditFile { questions: 2, opinions: 0 });
		let activity = Activity { since: 0, written: 2, pending: 2 };
		assert_eq!(Activities::<Test>::get(AUDITOR), activity);
		let asked = Event::Asked {
			subject: SUBJECT,
			question: 1,
			auditor: AUDITOR,
			addressee: CONSUMER,
			text: ANSWER,
			deadline: 2,
		};
		System::assert_last_event(asked.into());
		Ok(())
	});
}

#[test]
fn fails_for_all_but_auditors() {
	build_and_execute(|| {
		for who in [HOLDER, CONSUMER, EXPELLED] {
			let asked = Audits::ask(by(who), SUBJECT, HOLDER, TEXT, DEADLINE);
			assert_noop!(asked, Error::<Test>::NotAuditor);
		}
		let asked = Audits::ask(RuntimeOrigin::root(), SUBJECT, HOLDER, TEXT, DEADLINE);
		assert_noop!(asked, DispatchError::BadOrigin);
		Ok(())
	});
}

#[test]
fn fails_in_the_auditors_own_matter() {
	build_and_execute(|| {
		let asked = Audits::ask(by(INVOLVED), OTHERS, INVOLVED, TEXT, DEADLINE);
		assert_noop!(asked, Error::<Test>::OwnMatter);
		assert_ok!(Audits::ask(by(AUDITOR), OTHERS, INVOLVED, TEXT, DEADLINE));
		Ok(())
	});
}

#[test]
fn fails_for_others_than_those_that_answer_for_the_subject() {
	build_and_execute(|| {
		let ask = |subject, who| Audits::ask(by(AUDITOR), subject, who, TEXT, DEADLINE);
		assert_noop!(ask(SUBJECT, INVOLVED), Error::<Test>::NotAnswerable);
		assert_noop!(ask(SUBJECT, EXPELLED), Error::<Test>::NotAMember);
		assert_noop!(ask(Subject::Agreement(8), HOLDER), Error::<Test>::SubjectNotFound);
		Ok(())
	});
}

#[test]
fn fails_without_time_to_answer() {
	build_and_execute(|| {
		for deadline in [0, 1] {
			let asked = Audits::ask(by(AUDITOR), SUBJECT, HOLDER, TEXT, deadline);
			assert_noop!(asked, Error::<Test>::DeadlinePassed);
		}
		Ok(())
	});
}

#[test]
fn fails_with_too_many_questions_pending() {
	build_and_execute(|| {
		ask()?;
		ask()?;
		assert_noop!(ask(), Error::<Test>::TooManyPending);
		Audits::answer(by(HOLDER), SUBJECT, 0, ANSWER)?;
		assert_ok!(ask());
		Ok(())
	});
}

#[test]
fn fails_after_too_much_in_one_period() {
	build_and_execute(|| {
		for question in 0..MaxWritten::get() {
			ask()?;
			Audits::withdraw_question(by(AUDITOR), SUBJECT, question)?;
		}
		assert_noop!(ask(), Error::<Test>::TooMuchWritten);
		System::set_block_number(Period::get());
		let asked = Audits::ask(by(AUDITOR), SUBJECT, HOLDER, TEXT, Period::get() + 1);
		assert_ok!(asked);
		Ok(())
	});
}

#[test]
fn fails_when_the_numbers_are_exhausted() {
	new_test_ext().execute_with(|| {
		Files::<Test>::insert(SUBJECT, AuditFile { questions: u32::MAX, opinions: u32::MAX });
		assert_noop!(ask(), Error::<Test>::NumbersExhausted);
		let recorded = Audits::record_opinion(by(AUDITOR), SUBJECT, Verdict::Adverse, TEXT);
		assert_noop!(recorded, Error::<Test>::NumbersExhausted);
	});
}
