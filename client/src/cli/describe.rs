//! Agreements and jobs in the words of people.

use super::{names::Names, trust::Accepted};
use panshi_client::{
	open::stage_word,
	words::{self, Word},
};
use panshi_primitives::{
	agreement::{
		Agreement, AgreementContent, AgreementState, AuthorizationTerms, CheckSubject,
		DisclosureRule, Parameter, PartySet, ReleaseRule, TemplateContent, Terms, WHOLE,
	},
	consortium::ReasonCode,
	duo::Purpose,
	job::{FailureCause, Job, JobStage, RefusalReason},
	BlockNumber,
};

/// What the parties agree on, as the lines of a document; `algorithms` are those of the terms.
pub(super) fn content(
	content: &AgreementContent,
	template: Option<&TemplateContent>,
	algorithms: &[Accepted],
	names: &Names,
) -> Vec<(&'static str, String)> {
	let parties: Vec<String> = content
		.parties
		.iter()
		.map(|party| format!("{} as {}", names.of(&party.account), party.role.word()))
		.collect();
	let template_name = template.map_or(String::new(), |t| format!(" {}", words::quoted(&t.name)));
	let mut lines = vec![
		("template", format!("{}{template_name}", content.template)),
		("parties", parties.join("\n")),
		("data", list(content.identities.iter())),
		("clauses", clauses(content, template)),
		("sign before", format!("block {}", content.sign_before)),
		("term", format!("{} blocks from the attestation", content.term)),
		("notice", format!("{} blocks", content.notice)),
	];
	match &content.terms {
		Terms::Publication => lines.push(("terms", "the data go on offer".to_owned())),
		Terms::Authorization(terms) => lines.extend(authorization(terms, algorithms, names)),
	}
	lines
}

fn list<T: ToString>(items: impl Iterator<Item = T>) -> String {
	items.map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

fn clauses(content: &AgreementContent, template: Option<&TemplateContent>) -> String {
	let titles = template.map(|template| template.clauses.as_slice()).unwrap_or_default();
	let titles = titles.iter().map(|clause| words::text(&clause.title));
	let titles = titles.chain(std::iter::repeat(String::new()));
	let clauses: Vec<String> = content
		.parameters
		.iter()
		.zip(titles)
		.zip(1..)
		.map(|((parameter, title), number)| {
			let filled = match parameter {
				Parameter::None => return format!("{number}. {title}"),
				Parameter::Text(text) => words::quoted(text),
				Parameter::Number(n) => n.to_string(),
				Parameter::Block(block) => format!("block {block}"),
				Parameter::Digest(digest) => words::hash(digest),
			};
			format!("{number}. {title}: {filled}")
		})
		.collect();
	clauses.join("\n")
}

fn authorization(
	terms: &AuthorizationTerms,
	algorithms: &[Accepted],
	names: &Names,
) -> Vec<(&'static str, String)> {
	let shares: Vec<String> = terms
		.shares
		.iter()
		.map(|share| format!("{} {}", percent(share.parts), names.of(&share.account)))
		.collect();
	let windows = &terms.windows;
	vec![
		("purpose", purpose(&terms.purpose)),
		("algorithms", algorithms.iter().map(Accepted::lines).collect::<Vec<_>>().join("\n")),
		("jobs", format!("at most {}", terms.job_quota)),
		("price", format!("{} for each job", words::amount(terms.price))),
		("shares", shares.join("\n")),
		("holders", format!("at least {} in every job", terms.least_holders)),
		(
			"windows",
			format!(
				"{} blocks to accept, {} to compute, {} to check",
				windows.accept, windows.compute, windows.check
			),
		),
		(
			"release",
			match &terms.release {
				ReleaseRule::AtOnce => "at once".to_owned(),
				ReleaseRule::Checked(by) => format!("when {} has checked the result", names.of(by)),
			},
		),
		("disclosure", disclosure(&terms.disclosure)),
	]
}

/// What may come out at all.
fn disclosure(rule: &DisclosureRule) -> String {
	let mut parts = Vec::new();
	if rule.minimum_cell > 1 {
		parts.push(format!("no number of people above 0 and below {}", rule.minimum_cell));
	}
	if rule.most_items > 0 {
		parts.push(format!("nothing of more than {} variants in one result", rule.most_items));
	}
	if rule.rounding > 1 {
		parts.push(format!("numbers of people only as multiples of {}", rule.rounding));
	}
	match parts.is_empty() {
		true => "whatever is computed".to_owned(),
		false => parts.join("\n"),
	}
}

/// `parts` of the whole as a percentage.
fn percent(parts: u32) -> String {
	let hundredths = u64::from(parts) * 10_000 / u64::from(WHOLE);
	format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

fn purpose(purpose: &Purpose) -> String {
	let mut text = format!("{} in {}", purpose.field.word(), words::text(&purpose.country));
	if !purpose.project.is_empty() {
		text.push_str(&format!(", project {}", words::quoted(&purpose.project)));
	}
	let diseases = purpose.diseases.iter().map(|disease| format!("MONDO:{disease:07}"));
	diseases.for_each(|disease| text.push_str(&format!(", {disease}")));
	let promises = [
		(purpose.for_profit_organisation, "by a profit-making organisation"),
		(purpose.commercial, "commercial use"),
		(purpose.develops_methods, "develops general methods"),
		(purpose.genetic_study, "a genetic study"),
		(purpose.ethics_approved, "approved by an ethics committee"),
		(purpose.publishes, "results will be published"),
		(purpose.collaborates, "together with the holders"),
		(purpose.returns_results, "derived data return to the holders"),
	];
	promises
		.iter()
		.filter(|(promised, _)| *promised)
		.for_each(|(_, promise)| text.push_str(&format!("\n{promise}")));
	text
}

/// A word for where an agreement is, and what it waits for.
pub(super) fn state(
	agreement: &Agreement,
	now: BlockNumber,
	names: &Names,
) -> (&'static str, String) {
	let content = &agreement.content;
	match agreement.standing.state_at(now) {
		AgreementState::Proposed => ("proposed", waits_for(content, PartySet::default(), names)),
		AgreementState::PartlySigned { signed } => {
			("partly-signed", waits_for(content, signed, names))
		},
		AgreementState::FullySigned => {
			("fully-signed", "waits for an operator to attest it".to_owned())
		},
		AgreementState::Active { since, until } => {
			("active", format!("in force since block {since}, until block {until}"))
		},
		AgreementState::Terminating { until, by } => {
			("terminating", format!("{} gave notice; in force until block {until}", names.of(&by)))
		},
		AgreementState::Suspended { by, reason, .. } => {
			("suspended", format!("stopped by {}, {}", names.of(&by), why(reason)))
		},
		AgreementState::Completed => ("completed", "every agreed job has been run".to_owned()),
		AgreementState::Expired => ("expired", "its time has passed".to_owned()),
		AgreementState::Terminated => ("terminated", "the notice has run out".to_owned()),
		// So the chain writes down that the proposer took it back.
		AgreementState::Rejected { by, reason: 0 } if by == agreement.standing.proposer => {
			("rejected", format!("withdrawn by {}, who had proposed it", names.of(&by)))
		},
		AgreementState::Rejected { by, reason } => {
			("rejected", format!("by {}, {}", names.of(&by), why(reason)))
		},
	}
}

/// A reason code of the market's list; zero is none.
pub(super) fn why(reason: ReasonCode) -> String {
	match reason {
		0 => "without a reason".to_owned(),
		reason => format!("for reason {reason}"),
	}
}

fn waits_for(content: &AgreementContent, signed: PartySet, names: &Names) -> String {
	let missing: Vec<String> = content
		.parties
		.iter()
		.enumerate()
		.filter(|(index, _)| !signed.contains(*index))
		.map(|(_, party)| names.of(&party.account))
		.collect();
	format!("waits for {} to sign, until block {}", missing.join(", "), content.sign_before)
}

/// What an operator checks.
pub(super) fn check(subject: &CheckSubject, names: &Names) -> String {
	match subject {
		CheckSubject::Party(party, kind) => format!("{} holds: {}", names.of(party), kind.word()),
		CheckSubject::Attributes(data) => {
			format!("the attributes of data identity {data} are true")
		},
		CheckSubject::Diseases => {
			"the diseases of the purpose are what the consumer says".to_owned()
		},
	}
}

/// Where a job is and what it waits for.
pub(super) fn stage(job: &Job, names: &Names) -> String {
	let holders = |set: PartySet, in_set: bool| {
		let participants = job.participants.iter().enumerate();
		let chosen = participants.filter(|(index, _)| set.contains(*index) == in_set);
		chosen.map(|(_, p)| names.of(&p.holder)).collect::<Vec<_>>().join(", ")
	};
	let word = stage_word(&job.stage);
	match &job.stage {
		JobStage::Requested { deadline, accepted } => format!(
			"{word}: waits for the compute nodes of {} to accept, until block {deadline}",
			holders(*accepted, false)
		),
		JobStage::Accepted { deadline } => {
			format!("{word}: every compute node computes, until block {deadline}")
		},
		JobStage::Computing { deadline, complete } => format!(
			"{word}: waits for the shares of {}, until block {deadline}",
			holders(*complete, false)
		),
		JobStage::Agreed { deadline } => {
			format!("{word}: waits for the result that all agree on, until block {deadline}")
		},
		JobStage::Aborting { deadline, heard } => format!(
			"{word}: the computation stopped; waits for the reports of {}, until block {deadline}",
			holders(*heard, false)
		),
		JobStage::Aggregated { deadline } => {
			format!("{word}: waits for the checker, until block {deadline}")
		},
		JobStage::Released => format!("{word}: the consumer may open the result"),
		JobStage::Settled { at } => format!("{word} in block {at}"),
		JobStage::Failed { at, cause, at_fault } => {
			let fault = match at_fault.is_empty() {
				true => "nobody is at fault".to_owned(),
				false => format!("at fault: {}", holders(*at_fault, true)),
			};
			format!("{word} in block {at}: {}; {fault}", failure(cause))
		},
	}
}

/// Why a job failed.
pub(super) fn failure(cause: &FailureCause) -> String {
	match cause {
		FailureCause::Refused(reason) => format!("a compute node refused: {}", refusal(*reason)),
		FailureCause::NotAccepted => "not all compute nodes accepted in time".to_owned(),
		FailureCause::NotDelivered => "not all compute nodes delivered in time".to_owned(),
		FailureCause::MasksDisagree => "the masks of the compute nodes do not agree".to_owned(),
		FailureCause::ResultsDiffer => "the compute nodes have different results".to_owned(),
		FailureCause::Aborted => "the joint computation stopped".to_owned(),
		FailureCause::NotUploaded => "nobody brought the result in time".to_owned(),
		FailureCause::NotChecked => "the checker did not decide in time".to_owned(),
		FailureCause::Withheld(reason) => {
			format!("the checker withheld the result, {}", why(*reason))
		},
		FailureCause::AgreementSuspended => "the agreement was suspended".to_owned(),
		FailureCause::DataSuspended => "data of the job were suspended".to_owned(),
		FailureCause::DataWithdrawn => "a holder withdrew its data".to_owned(),
	}
}

fn refusal(reason: RefusalReason) -> &'static str {
	match reason {
		RefusalReason::NotCovered => "no agreement in force covers the job",
		RefusalReason::DataMissing => "it does not have the data",
		RefusalReason::DataChanged => "its data have changed since they were registered",
		RefusalReason::BadParameters => "the parameters are malformed, or not what the job says",
		RefusalReason::RuleMismatch => "the parameters follow another normalisation rule or build",
		RefusalReason::UnknownAlgorithm => "it does not implement the algorithm",
		RefusalReason::HolderPolicy => "the holder's own policy forbids it",
		RefusalReason::DisclosureRule => "more would come out than the agreement lets out",
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_client::{
		files::{self, AgreementFile},
		keys,
	};
	use panshi_primitives::{agreement::Standing, consortium::Member, Hash};
	use std::path::Path;

	fn agreement(state: AgreementState) -> Agreement {
		let example = Path::new(env!("PANSHI_ROOT")).join("docs/files/authorization.toml");
		let file: AgreementFile = files::read(&example).expect("the documented example is there");
		let content = (&file).try_into().expect("the documented example is right");
		let proposer = keys::account("//Consumer").expect("a development name");
		let standing = Standing::proposed(proposer, Hash::zero(), &content, &Default::default());
		Agreement { content, standing: Standing { state, ..standing } }
	}

	fn names() -> Names {
		let member = Member {
			name: b"The clinic".to_vec().try_into().expect("short"),
			country: *b"CN",
			roles: Default::default(),
			qualifications: Default::default(),
			admitted_at: 0,
		};
		Names::new(vec![(keys::account("//Consumer").expect("a development name"), member)])
	}

	#[test]
	fn an_agreement_reads_like_a_document() {
		let lines = content(&agreement(AgreementState::Proposed).content, None, &[], &names());
		let text = |name| lines.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
		assert!(text("parties").is_some_and(|p| p.starts_with("The clinic as consumer\n")));
		assert_eq!(text("price"), Some("30 PAN for each job"));
		assert!(text("shares").is_some_and(|s| s.starts_with("33.33 % 5")), "{lines:?}");
		assert!(text("purpose").is_some_and(|p| p.contains("\napproved by an ethics committee")));
		assert_eq!(text("clauses"), Some("1. \n2. : 5"));
		let limit = "nothing of more than 10000 variants in one result";
		assert_eq!(text("disclosure"), Some(limit));
	}

	#[test]
	fn nobody_can_write_lines_of_the_document_into_its_texts() {
		let hostile = "x\"\n\rprice  1 PAN each\u{1b}[8m\u{202e}";
		let text = || hostile.as_bytes().to_vec();
		let mut agreement = agreement(AgreementState::Proposed).content;
		let Terms::Authorization(terms) = &mut agreement.terms else { panic!("an authorization") };
		terms.purpose.project = panshi_client::Bounded::truncate_from(text());
		terms.purpose.country = [b'\r', 0x1b];
		let parameter = Parameter::Text(text().try_into().expect("short"));
		agreement.parameters = vec![parameter].try_into().expect("one fits");
		let lines = content(&agreement, None, &[], &names());
		let values: Vec<&str> = lines.iter().flat_map(|(_, value)| value.split('\n')).collect();
		assert!(
			values.iter().all(|line| line.chars().all(panshi_primitives::is_seen)),
			"{lines:?}"
		);
		assert!(values.contains(&"1. : \"x\\\"\\u{a}\\u{d}price  1 PAN each\\u{1b}[8m\\u{202e}\""));
		let printed = crate::cli::table::pairs(&lines, Some(80));
		let prices = printed.lines().filter(|line| line.starts_with("price"));
		assert_eq!(prices.collect::<Vec<_>>(), ["price        30 PAN for each job"]);
	}

	#[test]
	fn what_may_come_out_is_said_in_words() {
		assert_eq!(disclosure(&DisclosureRule::default()), "whatever is computed");
		let rule = DisclosureRule { minimum_cell: 5, most_items: 100, rounding: 10 };
		let lines = [
			"no number of people above 0 and below 5",
			"nothing of more than 100 variants in one result",
			"numbers of people only as multiples of 10",
		];
		assert_eq!(disclosure(&rule), lines.join("\n"));
	}

	#[test]
	fn a_withdrawal_is_not_a_refusal_for_reason_zero() {
		let (consumer, other) = ("//Consumer", "//Lab1");
		let told = |by, reason| {
			let by = keys::account(by).expect("a development name");
			state(&agreement(AgreementState::Rejected { by, reason }), 1, &names()).1
		};
		assert_eq!(told(consumer, 0), "withdrawn by The clinic, who had proposed it");
		assert_eq!(told(consumer, 7), "by The clinic, for reason 7");
		assert!(told(other, 0).ends_with(", without a reason"));
	}

	#[test]
	fn a_state_says_who_is_waited_for() {
		let signed = PartySet::default().with(1).with(2).with(3);
		let waiting = agreement(AgreementState::PartlySigned { signed });
		let (word, detail) = state(&waiting, 1, &names());
		assert_eq!(word, "partly-signed");
		assert_eq!(detail, "waits for The clinic to sign, until block 1000");
		assert_eq!(state(&waiting, 1_001, &names()).0, "expired");
	}
}
