use super::*;

#[test]
fn a_question_reads_as_overdue_before_anybody_records_it() {
	build_and_execute(|| {
		ask()?;
		Audits::ask(by(AUDITOR), SUBJECT, CONSUMER, TEXT, DEADLINE + 1)?;
		System::set_block_number(DEADLINE);
		assert!(Audits::overdue(SUBJECT).is_empty());
		System::set_block_number(DEADLINE + 1);
		assert_eq!(Audits::overdue(SUBJECT), [0]);
		let read = Audits::question(SUBJECT, 0).expect("it was asked");
		assert_eq!((read.state, state(0)), (QuestionState::Overdue, QuestionState::Open));
		assert_eq!(Audits::question(SUBJECT, 2), None);
		assert_eq!(Audits::file(SUBJECT), AuditFile { questions: 2, opinions: 0 });
		assert_eq!(Audits::file(OTHERS), AuditFile::default());
		Ok(())
	});
}
