use super::*;

#[test]
fn writes_every_opinion_down() {
	build_and_execute(|| {
		for (opinion, auditor, verdict) in
			[(0, AUDITOR, Verdict::Qualified), (1, INVOLVED, Verdict::Adverse)]
		{
			assert_ok!(Audits::record_opinion(by(auditor.clone()), SUBJECT, verdict, TEXT));
			let expected = Opinion { auditor: auditor.clone(), verdict, text: TEXT, at: 1 };
			assert_eq!(Opinions::<Test>::get(SUBJECT, opinion), Some(expected));
			let recorded =
				Event::OpinionRecorded { subject: SUBJECT, opinion, auditor, verdict, text: TEXT };
			System::assert_last_event(recorded.into());
		}
		assert_eq!(Files::<Test>::get(SUBJECT), AuditFile { questions: 0, opinions: 2 });
		Ok(())
	});
}

#[test]
fn fails_for_all_but_disinterested_auditors() {
	build_and_execute(|| {
		let record =
			|who, subject| Audits::record_opinion(by(who), subject, Verdict::Disclaimer, TEXT);
		assert_noop!(record(HOLDER, SUBJECT), Error::<Test>::NotAuditor);
		assert_noop!(record(INVOLVED, OTHERS), Error::<Test>::OwnMatter);
		assert_noop!(record(AUDITOR, Subject::Data(7)), Error::<Test>::SubjectNotFound);
		Ok(())
	});
}

#[test]
fn fails_after_too_much_in_one_period() {
	build_and_execute(|| {
		let record = || Audits::record_opinion(by(AUDITOR), SUBJECT, Verdict::Unqualified, TEXT);
		for _ in 0..MaxWritten::get() {
			record()?;
		}
		assert_noop!(record(), Error::<Test>::TooMuchWritten);
		Ok(())
	});
}
