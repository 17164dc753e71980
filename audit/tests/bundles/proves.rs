//! What is proven of a chain that is in order.

use crate::{
	chain::account,
	story::{Story, AGREEMENT, AUDITOR, CHECKER, CONSUMER, HOLDER, JOB, STAFF},
};
use panshi_audit::{Bundle, Carried, Types};
use panshi_primitives::trail::Subject;

fn names(trail: &[panshi_audit::Entry]) -> Vec<&str> {
	trail.iter().map(|entry| entry.event.name.as_str()).collect()
}

#[test]
fn an_agreement_with_its_signatures_and_what_auditors_said() {
	let story = Story::of_agreement();
	let trust = story.chain.trust();
	let draft = story.draft(Subject::Agreement(AGREEMENT));
	let (bundle, made) = draft.attempt(&trust).expect("everything is there");
	let read = Bundle::from_bytes(&bundle.to_bytes()).expect("the bytes just made");
	let report = read.verify(&trust).expect("it is in order");
	assert_eq!(report, made);

	assert_eq!((report.sealers, report.authorities), (3, 3));
	let happened = ["Proposed", "Signed", "Signed", "Signed", "FullySigned", "Activated", "Asked"];
	assert_eq!(names(&report.trail), happened);
	assert!(report.trail.iter().all(|entry| entry.checked), "accounts caused all of it");
	assert_eq!(report.records.standing.digest, story.digest);
	let ways: Vec<_> = report.signatures.iter().map(|s| (s.party.clone(), s.how.clone())).collect();
	assert_eq!(
		ways,
		[
			(account(HOLDER), Carried::Transaction),
			(account(CONSUMER), Carried::Staff(account(STAFF))),
			(account(CHECKER), Carried::Message(account(CHECKER))),
		]
	);
	let audits = &report.records.audits[0];
	assert_eq!((audits.questions.len(), audits.opinions.len()), (1, 1));
	let (checker, member) = &report.records.members[2];
	assert_eq!((checker, member), (&account(CHECKER), &None), "no member any more, and proven so");
}

#[test]
fn a_job_with_the_agreement_that_covers_it() {
	let story = Story::of_job();
	let trust = story.chain.trust();
	let (_, report) = story.draft(Subject::Job(JOB)).attempt(&trust).expect("all is there");
	let job = report.records.job.as_ref().expect("it is about a job");
	assert!(job.record.as_ref().is_some_and(|record| record.failure.is_none()));
	assert_eq!(report.signatures.len(), 3, "those of the agreement");
	let last: Vec<_> =
		report.trail.iter().rev().take(3).map(|e| (&*e.event.name, e.checked)).collect();
	assert_eq!(last, [("Settled", false), ("Accepted", true), ("Created", true)]);
}

#[test]
fn the_words_say_both_what_is_proven_and_what_is_not() {
	let story = Story::of_job();
	let trust = story.chain.trust();
	let (_, report) = story.draft(Subject::Job(JOB)).attempt(&trust).expect("all is there");
	let words = report.words();
	let proven = words.proven.join("\n");
	for said in [
		"3 of 3 authorities sealed block",
		&format!("{} signed that digest in a transaction", account(HOLDER)),
		&format!("{} signed that digest for {}", account(STAFF), account(CONSUMER)),
		&format!("Auditor {} asked {}", account(AUDITOR), account(HOLDER)),
		"it was answered late, at block 20",
		"in order, except for what its text says",
		"Job 5 of",
	] {
		assert!(proven.contains(said), "{said}: {proven}");
	}
	let not_proven = words.not_proven.join("\n");
	for said in [
		"That a relay chain finalized the anchor",
		"That nothing else happened",
		"have them from somebody else",
		"That staff was allowed to sign",
		"What the result says",
	] {
		assert!(not_proven.contains(said), "{said}: {not_proven}");
	}
}

#[test]
fn types_of_other_runtimes_are_not_known() {
	assert!(Types::of(1).is_some());
	assert!(Types::of(0).is_none());
	let types = Types::of(1).expect("known");
	for bytes in [&[1u8][..], &[4, 1, 255], &[4, 0, 0, 0, 0, 0, 52, 200]] {
		assert_eq!(types.events(bytes), None, "{bytes:?}");
	}
	assert_eq!(types.events(&[0]), Some(vec![]));
}
