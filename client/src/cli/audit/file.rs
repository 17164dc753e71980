//! All that auditors asked and said about a subject.

use super::SubjectOpts;
use crate::cli::session::Session;
use panshi_client::words::{self, Word};
use panshi_primitives::{
	audit::{Opinion, Question, QuestionState},
	BlockNumber,
};
use serde::Serialize;

/// A question or an opinion.
#[derive(Serialize)]
struct EntryView {
	kind: &'static str,
	number: u32,
	block: BlockNumber,
	auditor: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	addressee: Option<String>,
	what: String,
	text: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	answer: Option<String>,
}

impl EntryView {
	fn question(number: u32, question: &Question, now: BlockNumber) -> Self {
		let state = question.state_at(now);
		let what = match state {
			QuestionState::Open => format!("open until block {}", question.deadline),
			QuestionState::Overdue => format!("overdue since block {}", question.deadline),
			QuestionState::Answered { at, late: false, .. } => format!("answered at block {at}"),
			QuestionState::Answered { at, late: true, .. } => {
				format!("answered late, at block {at}")
			},
			QuestionState::Withdrawn { at } => format!("taken back at block {at}"),
		};
		let answer = match state {
			QuestionState::Answered { text, .. } => Some(words::hash(&text)),
			_ => None,
		};
		EntryView {
			kind: "question",
			number,
			block: question.asked_at,
			auditor: question.auditor.to_string(),
			addressee: Some(question.addressee.to_string()),
			what,
			text: words::hash(&question.text),
			answer,
		}
	}

	fn opinion(number: u32, opinion: &Opinion) -> Self {
		EntryView {
			kind: "opinion",
			number,
			block: opinion.at,
			auditor: opinion.auditor.to_string(),
			addressee: None,
			what: opinion.verdict.word().to_owned(),
			text: words::hash(&opinion.text),
			answer: None,
		}
	}
}

pub(super) async fn run(opts: SubjectOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let subject = opts.subject()?;
	let head = session.chain().await?.head().await?;
	let (questions, opinions) = (head.questions(&subject).await?, head.opinions(&subject).await?);
	let questions = questions.iter().map(|(n, q)| EntryView::question(*n, q, head.number()));
	let opinions = opinions.iter().map(|(n, opinion)| EntryView::opinion(*n, opinion));
	let mut views: Vec<EntryView> = questions.chain(opinions).collect();
	views.sort_by_key(|view| view.block);
	let names = session.names(&head).await?;
	let headers = ["block", "kind", "number", "auditor", "of", "state", "text"];
	session.output.list(&views, &headers, |view| {
		vec![
			view.block.to_string(),
			view.kind.to_owned(),
			view.number.to_string(),
			names.within(&view.auditor),
			names.within(view.addressee.as_deref().unwrap_or_default()),
			view.what.clone(),
			view.text.clone(),
		]
	})
}
