//! What happened, in order.

use super::{parse, session::Session};
use clap::{Args, Subcommand};
use panshi_client::{
	chain::{Subject, TrailEntry},
	words,
};
use panshi_primitives::{BlockNumber, Hash};
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Every event of a job, an agreement, a data identity or an algorithm: when, by whom, what.
	Trail(Opts),
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
}

impl SubjectOpts {
	fn subject(&self) -> anyhow::Result<Subject> {
		let subject = (self.job.map(Subject::Job))
			.or(self.agreement.map(Subject::Agreement))
			.or(self.data.map(Subject::Data))
			.or(self.algorithm.map(Subject::Algorithm));
		subject.ok_or_else(|| anyhow::anyhow!("name a job, an agreement, data or an algorithm"))
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
	let Command::Trail(opts) = command;
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
