//! What happened, in order, and what auditors do about it.

mod act;
mod bundle;
mod file;

use super::{parse, session::Session};
use clap::{Args, Subcommand};
use panshi_client::{
	chain::{Subject, TrailEntry},
	words,
};
use panshi_primitives::{AccountId, BlockNumber, Hash};
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Every event of a job, an agreement, a data identity, an algorithm or a member: when, by whom,
	/// what.
	Trail(Opts),
	/// Stop an agreement or the use of data. By an auditor.
	Suspend(act::StopOpts),
	/// End a suspension. By an auditor.
	Resume(act::StopOpts),
	/// Ask a member for an explanation by a deadline. By an auditor.
	Ask(act::AskOpts),
	/// Answer a question. By the member that was asked.
	Answer(act::AnswerOpts),
	/// Take a question back. By the auditor that asked.
	Withdraw(act::QuestionOpts),
	/// Record that a question is overdue. By any member.
	Overdue(act::QuestionOpts),
	/// Record an opinion. By an auditor.
	Opinion(act::OpinionOpts),
	/// All questions and opinions about a subject.
	File(SubjectOpts),
	/// Write down the genesis and the authorities of the chain, to check bundles with.
	Trust(bundle::TrustOpts),
	/// Write an agreement or a job, with proofs, into one file.
	Export(bundle::ExportOpts),
	/// Check such a file, without a node, and say what it proves.
	Verify(bundle::VerifyOpts),
}

#[derive(Args, Debug)]
pub(crate) struct Opts {
	#[command(flatten)]
	subject: SubjectOpts,
	/// First block to look at; without it, the one in which the subject appeared.
	#[arg(long)]
	from: Option<BlockNumber>,
	/// Last block to look at; without it, the one in which a job ended, or the latest.
	#[arg(long)]
	to: Option<BlockNumber>,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(crate) struct SubjectOpts {
	/// Number of a job.
	#[arg(long)]
	job: Option<u32>,
	/// Number of an agreement.
	#[arg(long)]
	agreement: Option<u32>,
	/// Number of a data identity.
	#[arg(long)]
	data: Option<u32>,
	/// Digest of an algorithm.
	#[arg(long, value_parser = parse::hash)]
	algorithm: Option<Hash>,
	/// Name or address of a member.
	#[arg(long, value_parser = parse::account)]
	member: Option<AccountId>,
}

impl SubjectOpts {
	fn subject(&self) -> anyhow::Result<Subject> {
		let subject = (self.job.map(Subject::Job))
			.or(self.agreement.map(Subject::Agreement))
			.or(self.data.map(Subject::Data))
			.or(self.algorithm.map(Subject::Algorithm))
			.or(self.member.clone().map(Subject::Member));
		subject.ok_or_else(|| {
			anyhow::anyhow!("name a job, an agreement, data, an algorithm or a member")
		})
	}
}

#[derive(Serialize)]
struct EntryView {
	block: BlockNumber,
	time: String,
	signer: Option<String>,
	pallet: String,
	event: String,
	fields: Map<String, Value>,
}

impl From<&TrailEntry> for EntryView {
	fn from(entry: &TrailEntry) -> Self {
		let fields = entry.event.fields.iter();
		EntryView {
			block: entry.block,
			time: words::time(entry.time),
			signer: entry.signer.as_ref().map(ToString::to_string),
			pallet: entry.event.pallet.clone(),
			event: entry.event.name.clone(),
			fields: fields.map(|f| (f.name.clone(), Value::from(f.text.clone()))).collect(),
		}
	}
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Trail(opts) => trail(opts, session).await,
		Command::Suspend(opts) => act::suspend(opts, session).await,
		Command::Resume(opts) => act::resume(opts, session).await,
		Command::Ask(opts) => act::ask(opts, session).await,
		Command::Answer(opts) => act::answer(opts, session).await,
		Command::Withdraw(opts) => act::withdraw(opts, session).await,
		Command::Overdue(opts) => act::overdue(opts, session).await,
		Command::Opinion(opts) => act::opinion(opts, session).await,
		Command::File(opts) => file::run(opts, session).await,
		Command::Trust(opts) => bundle::trust(opts, session).await,
		Command::Export(opts) => bundle::export(opts, session).await,
		Command::Verify(opts) => bundle::verify(opts, session),
	}
}

async fn trail(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let subject = opts.subject.subject()?;
	let chain = session.chain().await?;
	let trail = chain.trail(subject, opts.from, opts.to).await?;
	let names = session.names(&chain.head().await?).await?;
	let views: Vec<EntryView> = trail.iter().map(EntryView::from).collect();
	session.output.list(&views, &["block", "time", "signed by", "event", "what"], |view| {
		let fields: Vec<String> = view
			.fields
			.iter()
			.map(|(name, value)| match (name.as_str(), value.as_str().unwrap_or_default()) {
				("reason", "0") => "no reason".to_owned(),
				(name, value) => format!("{name} {value}"),
			})
			.collect();
		vec![
			view.block.to_string(),
			view.time.clone(),
			names.within(view.signer.as_deref().unwrap_or("no account")),
			format!("{}.{}", view.pallet, view.event),
			names.within(&fields.join(", ")),
		]
	})
}
