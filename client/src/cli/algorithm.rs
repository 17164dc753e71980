//! Algorithms that jobs run.

use super::{
	parse,
	session::{details, Session},
	trust,
};
use anyhow::Context;
use clap::{Args, Subcommand};
use panshi_client::{
	chain::calls::compute_jobs::{self, PALLET},
	files::{self, AlgorithmFile},
	words,
};
use panshi_primitives::{
	job::{Algorithm, AlgorithmContent, AlgorithmStatus},
	Hash,
};
use serde::Serialize;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Register an algorithm.
	Register(RegisterOpts),
	/// Approve or refuse an algorithm, as an operator.
	Review(ReviewOpts),
	/// Retire an algorithm.
	Retire(Opts),
	/// List the algorithms.
	List,
	/// Show an algorithm.
	Show(Opts),
}

#[derive(Args, Debug)]
pub(crate) struct RegisterOpts {
	/// File with the algorithm: see docs/files/algorithm.toml.
	#[arg(long)]
	file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Digest of the algorithm.
	#[arg(value_parser = parse::hash)]
	digest: Hash,
}

#[derive(Args, Debug)]
pub(crate) struct ReviewOpts {
	/// Digest of the algorithm.
	#[arg(value_parser = parse::hash)]
	digest: Hash,
	/// It may be agreed on and run.
	#[arg(long, required_unless_present = "refuse")]
	approve: bool,
	/// It may not be agreed on.
	#[arg(long, conflicts_with = "approve")]
	refuse: bool,
}

#[derive(Serialize)]
struct AlgorithmView {
	digest: String,
	status: &'static str,
	author: String,
	#[serde(flatten)]
	content: AlgorithmFile,
}

impl AlgorithmView {
	fn new(digest: &Hash, algorithm: &Algorithm) -> Self {
		AlgorithmView {
			digest: words::hash(digest),
			status: match algorithm.status {
				AlgorithmStatus::Registered => "registered",
				AlgorithmStatus::Approved => "approved",
				AlgorithmStatus::Retired => "retired",
			},
			author: algorithm.author.to_string(),
			content: (&algorithm.content).into(),
		}
	}
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Register(opts) => register(opts, session).await,
		Command::Review(opts) => {
			let done = match opts.approve {
				true => "the algorithm is approved and may be agreed on",
				false => "the algorithm is refused",
			};
			let call = compute_jobs::review_algorithm(opts.digest, opts.approve);
			session.submit_and_report(call, done).await
		},
		Command::Retire(opts) => {
			let call = compute_jobs::retire_algorithm(opts.digest);
			session.submit_and_report(call, "the algorithm is retired").await
		},
		Command::List => list(session).await,
		Command::Show(opts) => show(opts, session).await,
	}
}

async fn register(opts: RegisterOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let file: AlgorithmFile = files::read(&opts.file)?;
	let content = AlgorithmContent::try_from(&file)
		.with_context(|| format!("{} cannot be registered", opts.file.display()))?;
	let chain = session.chain().await?;
	let submitted = session.submit(&chain, compute_jobs::register_algorithm(content)).await?;
	let digest: Hash = submitted.value(PALLET, "AlgorithmRegistered", "digest")?;
	let digest = words::hash(&digest);
	let done = format!(
		"the algorithm is registered with digest {digest}. Next: an operator runs panshi algorithm review {digest} --approve"
	);
	session.report(&submitted, &done, details([("digest", json!(digest))]))
}

async fn list(session: &mut Session<'_>) -> anyhow::Result<()> {
	let algorithms = session.chain().await?.head().await?.algorithms().await?;
	let views: Vec<AlgorithmView> =
		algorithms.iter().map(|(digest, a)| AlgorithmView::new(digest, a)).collect();
	session.output.list(&views, &["digest", "name", "code", "status"], |view| {
		let AlgorithmView { digest, status, content, .. } = view;
		vec![digest.clone(), content.name.clone(), content.code.clone(), (*status).to_owned()]
	})
}

async fn show(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let algorithm = head.algorithm(&opts.digest).await?;
	let names = session.names(&head).await?;
	let view = AlgorithmView::new(&opts.digest, &algorithm);
	let lines = [
		("digest", view.digest.clone()),
		("name", view.content.name.clone()),
		("code", view.content.code.clone()),
		("specification", view.content.specification.clone()),
		("status", view.status.to_owned()),
		("author", names.of(&algorithm.author)),
		("output", trust::output(&algorithm.content)),
	];
	session.output.record(&view, &lines)
}
