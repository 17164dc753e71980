//! Templates that agreements fill.

use super::session::{details, Session};
use anyhow::Context;
use clap::{Args, Subcommand};
use panshi_client::{
	chain::calls::agreements::{self, PALLET},
	files::{self, ClauseFile, ParameterTypeFile, TemplateFile},
};
use panshi_primitives::agreement::{Template, TemplateContent, TemplateId, TemplateStatus};
use serde::Serialize;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Propose a template.
	Propose(ProposeOpts),
	/// Approve a template, as an operator.
	Approve(Opts),
	/// Retire a template; agreements made with it stand.
	Retire(Opts),
	/// List the templates.
	List,
	/// Show a template.
	Show(Opts),
}

#[derive(Args, Debug)]
pub(crate) struct ProposeOpts {
	/// File with the template: see docs/files/template-authorization.toml.
	#[arg(long)]
	file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the template.
	template: TemplateId,
}

#[derive(Serialize)]
struct TemplateView {
	template: TemplateId,
	version: u16,
	status: &'static str,
	author: String,
	#[serde(flatten)]
	content: TemplateFile,
}

impl TemplateView {
	fn new(id: TemplateId, template: &Template) -> Self {
		TemplateView {
			template: id,
			version: template.version,
			status: match template.status {
				TemplateStatus::Proposed => "proposed",
				TemplateStatus::Approved => "approved",
				TemplateStatus::Retired => "retired",
			},
			author: template.author.to_string(),
			content: (&template.content).into(),
		}
	}
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Propose(opts) => propose(opts, session).await,
		Command::Approve(Opts { template }) => {
			let done = format!("template {template} is approved and may be filled");
			session.submit_and_report(agreements::approve_template(template), &done).await
		},
		Command::Retire(Opts { template }) => {
			let done = format!("template {template} is retired");
			session.submit_and_report(agreements::retire_template(template), &done).await
		},
		Command::List => list(session).await,
		Command::Show(opts) => show(opts, session).await,
	}
}

async fn propose(opts: ProposeOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let file: TemplateFile = files::read(&opts.file)?;
	let content = TemplateContent::try_from(&file)
		.with_context(|| format!("{} cannot be proposed", opts.file.display()))?;
	let chain = session.chain().await?;
	let submitted = session.submit(&chain, agreements::propose_template(content)).await?;
	let template: TemplateId = submitted.value(PALLET, "TemplateProposed", "template")?;
	let done = format!(
		"template {template} is proposed. Next: an operator runs panshi template approve {template}"
	);
	session.report(&submitted, &done, details([("template", json!(template))]))
}

async fn list(session: &mut Session<'_>) -> anyhow::Result<()> {
	let templates = session.chain().await?.head().await?.templates().await?;
	let views: Vec<TemplateView> =
		templates.iter().map(|(id, t)| TemplateView::new(*id, t)).collect();
	session.output.list(&views, &["template", "name", "kind", "version", "status"], |view| {
		vec![
			view.template.to_string(),
			view.content.name.clone(),
			view.content.kind.clone(),
			view.version.to_string(),
			view.status.to_owned(),
		]
	})
}

async fn show(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let template = head.template(opts.template).await?;
	let names = session.names(&head).await?;
	let view = TemplateView::new(opts.template, &template);
	let clauses: Vec<String> = view.content.clauses.iter().zip(1..).map(clause).collect();
	let requires: Vec<String> = view
		.content
		.requires
		.iter()
		.map(|r| format!("every {} holds: {}", r.role, r.qualification))
		.collect();
	let lines = [
		("template", opts.template.to_string()),
		("name", view.content.name.clone()),
		("kind", view.content.kind.clone()),
		("version", view.version.to_string()),
		("follows", view.content.follows.map_or("none".to_owned(), |id| id.to_string())),
		("status", view.status.to_owned()),
		("author", names.of(&template.author)),
		("least holders", view.content.least_holders.to_string()),
		("clauses", clauses.join("\n")),
		("requires", requires.join("\n")),
	];
	session.output.record(&view, &lines)
}

fn clause((clause, number): (&ClauseFile, u32)) -> String {
	let parameter = match &clause.parameter {
		ParameterTypeFile::None => "fixed text".to_owned(),
		ParameterTypeFile::Text => "a text".to_owned(),
		ParameterTypeFile::Number { least, greatest } => {
			format!("a number from {least} to {greatest}")
		},
		ParameterTypeFile::Block => "a block number".to_owned(),
		ParameterTypeFile::Digest => "a hash".to_owned(),
	};
	let hash = clause.wording_hash.as_deref().unwrap_or_default();
	format!("{number}. {}: {parameter}; wording {hash}", clause.title)
}
