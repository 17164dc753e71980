//! What a bundle proves and what it does not, in plain words.

use crate::{
	records::AuditRecord,
	relay::Finalized,
	signatures::{Carried, Signed},
	Report,
};
use panshi_primitives::{
	audit::{QuestionState, Verdict},
	job::CallRecord,
	trail::Subject,
};

/// What a report comes to, each a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Words {
	/// What is proven.
	pub proven: Vec<String>,
	/// What is not, and whom to ask.
	pub not_proven: Vec<String>,
}

impl Report {
	/// The report in plain words.
	pub fn words(&self) -> Words {
		Words { proven: self.proven(), not_proven: self.not_proven() }
	}

	fn proven(&self) -> Vec<String> {
		let (number, hash) = self.anchor;
		let records = &self.records;
		let mut said = Vec::new();
		if let Some(Finalized { relay, head, voters, validators }) = &self.finalized {
			said.push(format!(
				"{voters} of {validators} validators of the relay chain with the genesis that you gave \
				made its block {} ({:?}) final, which has block {head} of this chain as head.",
				relay.0, relay.1
			));
		}
		said.extend([
			format!(
				"{} of {} authorities sealed block {number} ({hash:?}) or a block on it, on the chain \
				with the genesis that you gave.",
				self.sealers, self.authorities
			),
			format!(
				"At that block agreement {} had {} parties and the digest {:?}, which is that of the \
				content in this file; it was {}.",
				records.agreement,
				records.content.parties.len(),
				records.standing.digest,
				state(&format!("{:?}", records.standing.state)),
			),
		]);
		said.extend(self.signatures.iter().map(consent));
		if let Some(attestation) = &records.attestation {
			said.push(format!(
				"Operator {} attested {} checks at block {}.",
				attestation.operator,
				attestation.checks.len(),
				attestation.at
			));
		}
		if let Some(job) = &records.job {
			let ended = job.record.as_ref().map_or("it had not ended".to_owned(), ended);
			said.push(format!(
				"Job {} of {} ran under that agreement, with {} data sets and the algorithm {:?}; {ended}.",
				job.id,
				job.job.consumer,
				job.job.participants.len(),
				job.job.spec.algorithm,
			));
		}
		let checked = self.trail.iter().filter(|entry| entry.checked).count();
		said.push(format!(
			"The {} events in this file happened, in this order; for {checked} of them the signature \
			of who caused it was checked again.",
			self.trail.len()
		));
		said.extend(records.audits.iter().flat_map(of_auditors));
		said
	}

	fn not_proven(&self) -> Vec<String> {
		let number = self.anchor.0;
		let mut said = vec![
			"That the genesis and the authorities are those of the chain you mean: have them from \
			somebody else than from who gave you this file."
				.to_owned(),
			format!(
				"That nothing else happened: who made this file chose its blocks. What the records \
				count is complete up to block {number} (the parties' signatures, the attestation, the \
				end of the job, all questions and opinions of auditors); a suspension that was lifted \
				again, or another event, may have been left out."
			),
			format!("Anything after block {number}."),
			"That what members declare is true, such as attributes of data, or that somebody is who an \
			account says: that is for the operator's checks and the members' qualifications."
				.to_owned(),
			"What texts behind digests say, such as reports, questions, answers and opinions: ask for \
			the text and its salt."
				.to_owned(),
		];
		let relay = match &self.finalized {
			None => {
				"That a relay chain finalized the anchor: this file shows seals of the chain's own \
				authorities. If a third of them or more conspire they can seal two histories. To exclude \
				that, ask for a file with the relay chain's votes, or ask a relay chain node whether it \
				finalized a block of this parachain on the anchor."
			},
			Some(_) => {
				"That the validators of the relay chain are the ones you mean, and that fewer than a \
				third of them conspire: have their keys from somebody else than from who gave you this \
				file."
			},
		};
		said.insert(1, relay.to_owned());
		let on_word = self.signatures.iter().any(|signed| signed.how != Carried::Transaction);
		if on_word {
			said.push(
				"That staff was allowed to sign for its member: the chain checked it then, and its \
				word is all that this file has."
					.to_owned(),
			);
		}
		if self.records.job.is_some() {
			said.push(
				"What the result says: it is sealed to the consumer, and its chunks are not in this \
				file. The record has its digest."
					.to_owned(),
			);
		}
		said
	}
}

/// The name of a state from its debug form, without the fields.
fn state(debug: &str) -> String {
	let name = debug.split([' ', '{', '(']).next().unwrap_or_default();
	let mut words = String::new();
	for letter in name.chars() {
		if letter.is_uppercase() && !words.is_empty() {
			words.push(' ');
		}
		words.extend(letter.to_lowercase());
	}
	words
}

fn consent(signed: &Signed) -> String {
	let Signed { party, block, how } = signed;
	match how {
		Carried::Transaction => format!(
			"{party} signed that digest in a transaction in block {block}; its signature was checked."
		),
		Carried::Staff(staff) => format!(
			"{staff} signed that digest for {party} in a transaction in block {block}; its signature \
			was checked."
		),
		Carried::Message(signer) if signer == party => format!(
			"{party} signed that digest off chain, taken in block {block}; its signature was checked."
		),
		Carried::Message(signer) => format!(
			"{signer} signed that digest for {party} off chain, taken in block {block}; its signature \
			was checked."
		),
		Carried::Word => format!(
			"The chain took the signature of {party} in block {block}; it was not checked again here."
		),
	}
}

fn ended(record: &CallRecord) -> String {
	let result = record.result.map_or("no result".to_owned(), |digest| format!("{digest:?}"));
	match &record.failure {
		None => format!("it ended at block {} with the result {result}", record.ended_at),
		Some((cause, _)) => format!(
			"it failed at block {} ({}); refunded were {} units of the fee",
			record.ended_at,
			state(&format!("{cause:?}")),
			record.settlement.refunded
		),
	}
}

fn of_auditors(record: &AuditRecord) -> Vec<String> {
	let about = match &record.subject {
		Subject::Agreement(id) => format!("agreement {id}"),
		Subject::Job(id) => format!("job {id}"),
		other => format!("{other:?}"),
	};
	let questions = record.questions.iter().map(|question| {
		let became = match question.state {
			QuestionState::Open => "had no answer yet".to_owned(),
			QuestionState::Overdue => "had no answer, and that was recorded".to_owned(),
			QuestionState::Answered { at, late: false, .. } => {
				format!("was answered in time, at block {at}")
			},
			QuestionState::Answered { at, late: true, .. } => {
				format!("was answered late, at block {at}")
			},
			QuestionState::Withdrawn { at } => format!("was taken back at block {at}"),
		};
		let (auditor, addressee) = (&question.auditor, &question.addressee);
		let deadline = question.deadline;
		format!(
			"Auditor {auditor} asked {addressee} about {about}, with block {deadline} as the deadline: \
			it {became}."
		)
	});
	let opinions = record.opinions.iter().map(|opinion| {
		let verdict = match opinion.verdict {
			Verdict::Unqualified => "in order",
			Verdict::Qualified => "in order, except for what its text says",
			Verdict::Adverse => "not in order",
			Verdict::Disclaimer => "not to be judged by what there was",
		};
		format!("Auditor {} found {about} {verdict}, at block {}.", opinion.auditor, opinion.at)
	});
	questions.chain(opinions).collect()
}
