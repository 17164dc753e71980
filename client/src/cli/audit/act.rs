//! What auditors do: stop and let go on, ask, judge; and how those that they ask answer.

use super::SubjectOpts;
use crate::cli::{
	parse,
	session::{details, Session},
};
use anyhow::Context;
use clap::Args;
use panshi_client::{
	chain::{
		calls::{agreements, audits, data_registry},
		Call, ChainError, Submitted,
	},
	files::OpeningFile,
	words::Word,
};
use panshi_primitives::{
	agreement::AgreementId, audit::Verdict, consortium::ReasonCode, data::DataId, AccountId,
	BlockNumber, Hash,
};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct StopOpts {
	#[command(flatten)]
	what: Stoppable,
	/// Why, by the market's list of codes.
	#[arg(long)]
	reason: ReasonCode,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Stoppable {
	/// Number of an agreement.
	#[arg(long)]
	agreement: Option<AgreementId>,
	/// Number of a data identity.
	#[arg(long)]
	data: Option<DataId>,
}

impl StopOpts {
	fn call(
		&self,
		of_agreement: fn(AgreementId, ReasonCode) -> Call,
		of_data: fn(DataId, ReasonCode) -> Call,
	) -> anyhow::Result<(Call, String)> {
		match (self.what.agreement, self.what.data) {
			(Some(id), _) => Ok((of_agreement(id, self.reason), format!("agreement {id}"))),
			(None, Some(id)) => Ok((of_data(id, self.reason), format!("data identity {id}"))),
			(None, None) => anyhow::bail!("name an agreement or a data identity"),
		}
	}
}

pub(super) async fn suspend(opts: StopOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let (call, what) = opts.call(agreements::suspend, data_registry::suspend)?;
	session.submit_and_report(call, &format!("{what} is suspended")).await
}

pub(super) async fn resume(opts: StopOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let (call, what) = opts.call(agreements::resume, data_registry::resume)?;
	session.submit_and_report(call, &format!("the suspension of {what} has ended")).await
}

/// A text that stays off the chain.
#[derive(Args, Debug)]
struct TextOpts {
	/// File with the text.
	#[arg(long)]
	text: PathBuf,
	/// New file for the text with its salt, to hand to who may read it.
	#[arg(long)]
	opening: PathBuf,
}

impl TextOpts {
	/// Commits to the text and submits `call` of the commitment. What opens it is written before, so
	/// that the chain never has a commitment that nobody can open, and removed again where it is
	/// certain that the chain does not have it.
	async fn submit(
		&self,
		session: &Session<'_>,
		call: impl FnOnce(Hash) -> Call,
	) -> anyhow::Result<Submitted> {
		let text = std::fs::read_to_string(&self.text)
			.with_context(|| format!("cannot read {}", self.text.display()))?;
		let opening = OpeningFile::commit(text);
		let commitment = opening.commitment().context("the commitment does not open")?;
		let chain = session.chain().await?;
		opening.save(&self.opening)?;
		let submitted = session.submit(&chain, call(commitment)).await;
		submitted.map_err(|error| self.without_opening(error))
	}

	/// Takes the opening back, unless the chain may have the commitment.
	fn without_opening(&self, error: anyhow::Error) -> anyhow::Error {
		let path = self.opening.display();
		// What is no error of the chain kept the transaction from being sent.
		let of_chain = error.downcast_ref::<ChainError>();
		if of_chain.is_some_and(|error| !error.is_certain_refusal()) {
			return error.context(format!("keep {path} until it is certain what the chain has"));
		}
		match std::fs::remove_file(&self.opening) {
			Ok(()) => error,
			Err(why) => error.context(format!("{path} opens nothing, and stays: {why}")),
		}
	}

	fn kept(&self) -> String {
		format!("hand over {} to who may read it", self.opening.display())
	}
}

#[derive(Args, Debug)]
pub(crate) struct AskOpts {
	#[command(flatten)]
	subject: SubjectOpts,
	/// Member that has to answer: a party, a holder, the consumer.
	#[arg(long, value_parser = parse::account)]
	addressee: AccountId,
	/// Last block at which an answer is in time.
	#[arg(long)]
	deadline: BlockNumber,
	#[command(flatten)]
	text: TextOpts,
}

pub(super) async fn ask(opts: AskOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let subject = opts.subject.subject()?;
	let call = |text| audits::ask(subject, opts.addressee, text, opts.deadline);
	let submitted = opts.text.submit(session, call).await?;
	let question: u32 = submitted.value(audits::PALLET, "Asked", "question")?;
	let done = format!(
		"question {question} is asked, to be answered up to block {}; {}",
		opts.deadline,
		opts.text.kept()
	);
	session.report(&submitted, &done, details([("question", json!(question))]))
}

#[derive(Args, Debug)]
pub(crate) struct QuestionOpts {
	#[command(flatten)]
	subject: SubjectOpts,
	/// Number of the question, as `panshi audit file` lists it.
	#[arg(long)]
	question: u32,
}

#[derive(Args, Debug)]
pub(crate) struct AnswerOpts {
	#[command(flatten)]
	question: QuestionOpts,
	#[command(flatten)]
	text: TextOpts,
}

pub(super) async fn answer(opts: AnswerOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let QuestionOpts { subject, question } = &opts.question;
	let subject = subject.subject()?;
	let call = |text| audits::answer(subject, *question, text);
	let submitted = opts.text.submit(session, call).await?;
	let done = format!("question {question} is answered; {}", opts.text.kept());
	session.report(&submitted, &done, details([]))
}

pub(super) async fn withdraw(opts: QuestionOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("question {} is taken back", opts.question);
	let call = audits::withdraw_question(opts.subject.subject()?, opts.question);
	session.submit_and_report(call, &done).await
}

pub(super) async fn overdue(opts: QuestionOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("it is recorded that question {} is overdue", opts.question);
	let call = audits::record_overdue(opts.subject.subject()?, opts.question);
	session.submit_and_report(call, &done).await
}

#[derive(Args, Debug)]
pub(crate) struct OpinionOpts {
	#[command(flatten)]
	subject: SubjectOpts,
	/// What it comes to: unqualified, qualified, adverse or disclaimer.
	#[arg(long, value_parser = parse::word::<Verdict>)]
	verdict: Verdict,
	#[command(flatten)]
	text: TextOpts,
}

pub(super) async fn opinion(opts: OpinionOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let subject = opts.subject.subject()?;
	let word = opts.verdict.word();
	let call = |text| audits::record_opinion(subject, opts.verdict, text);
	let submitted = opts.text.submit(session, call).await?;
	let done = format!("the opinion \"{word}\" is recorded; {}", opts.text.kept());
	session.report(&submitted, &done, details([]))
}
