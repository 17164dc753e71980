//! Agreements, one or many.

use crate::cli::{describe, names::Names, parse, session::Session, trust::Accepted};
use clap::Args;
use panshi_client::words::Word;
use panshi_client::{chain::ChainError, files::AgreementFile, words};
use panshi_primitives::{
	agreement::{Agreement, AgreementId, AgreementKind, TemplateContent},
	signing::agreement_digest,
	AccountId, BlockNumber, Hash,
};
use serde::Serialize;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the agreement.
	agreement: AgreementId,
}

#[derive(Args, Debug)]
pub(crate) struct ListOpts {
	/// Only those of this party.
	#[arg(long, value_parser = parse::account)]
	party: Option<AccountId>,
}

#[derive(Serialize)]
struct AgreementView {
	agreement: AgreementId,
	kind: &'static str,
	digest: String,
	genesis: String,
	state: &'static str,
	state_detail: String,
	proposer: String,
	jobs_started: u32,
	jobs_open: u32,
	content: AgreementFile,
	/// What the algorithms of the terms are, where one agreement is looked at.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	algorithms: Vec<Accepted>,
}

/// Where and when agreements are looked at.
struct At<'a> {
	genesis: Hash,
	now: BlockNumber,
	names: &'a Names,
}

impl AgreementView {
	fn new(id: AgreementId, agreement: &Agreement, at: &At<'_>) -> Self {
		let At { genesis, now, names } = at;
		let (state, state_detail) = describe::state(agreement, *now, names);
		let kind = match agreement.content.authorization() {
			Some(_) => AgreementKind::Authorization,
			None => AgreementKind::Publication,
		};
		AgreementView {
			agreement: id,
			kind: kind.word(),
			digest: words::hash(&agreement.standing.digest),
			genesis: words::hash(genesis),
			state,
			state_detail,
			proposer: agreement.standing.proposer.to_string(),
			jobs_started: agreement.standing.jobs_started,
			jobs_open: agreement.standing.jobs_open,
			content: (&agreement.content).into(),
			algorithms: Vec::new(),
		}
	}
}

/// Fails when the content of an agreement does not have its digest on the chain `genesis`: nobody
/// is to sign what they did not see.
pub(super) fn check_digest(
	genesis: &Hash,
	id: AgreementId,
	agreement: &Agreement,
) -> Result<(), ChainError> {
	match agreement_digest(genesis, id, &agreement.content) == agreement.standing.digest {
		true => Ok(()),
		false => Err(ChainError::DigestDiffers {
			what: "the content of the agreement",
			digest: agreement.standing.digest,
		}),
	}
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let id = opts.agreement;
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let agreement = head.agreement(id).await?;
	check_digest(&chain.genesis(), id, &agreement)?;
	let template: TemplateContent = head.template(agreement.content.template).await?.content;
	let names = session.names(&head).await?;
	let at = At { genesis: chain.genesis(), now: head.number(), names: &names };
	let mut view = AgreementView::new(id, &agreement, &at);
	if let Some(terms) = agreement.content.authorization() {
		for digest in &terms.algorithms {
			view.algorithms.push(Accepted::read(&head, digest).await?);
		}
	}
	let mut lines = vec![
		("agreement", format!("{id}, {}", view.kind)),
		("digest", view.digest.clone()),
		("chain", view.genesis.clone()),
		("state", format!("{}: {}", view.state, view.state_detail)),
		("proposed by", names.of(&agreement.standing.proposer)),
	];
	let (content, algorithms) = (&agreement.content, &view.algorithms);
	lines.extend(describe::content(content, Some(&template), algorithms, &names));
	if agreement.content.authorization().is_some() {
		let AgreementView { jobs_started, jobs_open, .. } = &view;
		lines.push(("jobs so far", format!("{jobs_started} started, {jobs_open} in progress")));
	}
	let checks: Vec<String> = match head.attestation(id).await? {
		Some(attestation) => {
			let checks = attestation.checks.iter();
			lines.push(("attested by", names.of(&attestation.operator)));
			checks.map(|check| describe::check(&check.subject(), &names)).collect()
		},
		None => agreement
			.content
			.required_checks(&template)
			.map(|subject| describe::check(&subject, &names))
			.collect(),
	};
	lines.push(("checks", checks.join("\n")));
	session.output.record(&view, &lines)
}

pub(super) async fn list(opts: ListOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let names = session.names(&head).await?;
	let at = At { genesis: chain.genesis(), now: head.number(), names: &names };
	let wanted = |agreement: &Agreement| {
		opts.party.as_ref().is_none_or(|party| agreement.content.party_index(party).is_some())
	};
	let views: Vec<AgreementView> = head
		.agreements()
		.await?
		.iter()
		.filter(|(_, agreement)| wanted(agreement))
		.map(|(id, agreement)| AgreementView::new(*id, agreement, &at))
		.collect();
	session.output.list(&views, &["agreement", "kind", "state", "", "digest"], |view| {
		vec![
			view.agreement.to_string(),
			view.kind.to_owned(),
			view.state.to_owned(),
			view.state_detail.clone(),
			view.digest.clone(),
		]
	})
}
