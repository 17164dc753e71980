//! Members, one or all.

use crate::cli::{parse, session::Session};
use clap::Args;
use panshi_client::words::{self, Word};
use panshi_primitives::{
	consortium::{Member, Qualification},
	AccountId, BlockNumber,
};
use serde::Serialize;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// The member.
	#[arg(value_parser = parse::account)]
	account: AccountId,
}

/// A member as programs read it.
#[derive(Serialize)]
struct MemberView {
	account: String,
	name: String,
	country: String,
	roles: Vec<&'static str>,
	qualifications: Vec<QualificationView>,
	admitted_at: BlockNumber,
}

#[derive(Serialize)]
struct QualificationView {
	kind: &'static str,
	issuer: String,
	evidence: String,
	expires_at: BlockNumber,
}

impl MemberView {
	fn new(account: &AccountId, member: &Member) -> Self {
		MemberView {
			account: account.to_string(),
			name: words::text(&member.name),
			country: words::text(&member.country),
			roles: member.roles.iter().map(Word::word).collect(),
			qualifications: member.qualifications.iter().map(QualificationView::new).collect(),
			admitted_at: member.admitted_at,
		}
	}
}

impl QualificationView {
	fn new(qualification: &Qualification) -> Self {
		QualificationView {
			kind: qualification.kind.word(),
			issuer: words::text(&qualification.issuer),
			evidence: words::hash(&qualification.evidence),
			expires_at: qualification.expires_at,
		}
	}
}

pub(super) async fn list(session: &mut Session<'_>) -> anyhow::Result<()> {
	let members = session.chain().await?.head().await?.members().await?;
	let views: Vec<MemberView> = members.iter().map(|(a, m)| MemberView::new(a, m)).collect();
	session.output.list(&views, &["account", "name", "country", "roles"], |member| {
		let roles = member.roles.join(", ");
		vec![member.account.clone(), member.name.clone(), member.country.clone(), roles]
	})
}

#[derive(Serialize)]
struct Shown {
	#[serde(flatten)]
	member: MemberView,
	free: String,
	held: String,
	compute_nodes: Vec<u32>,
	data: Vec<u32>,
	agreements: Vec<u32>,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let account = &opts.account;
	let money = head.money(account).await?;
	let shown = Shown {
		member: MemberView::new(account, &head.member(account).await?),
		free: words::amount(money.free),
		held: words::amount(money.held),
		compute_nodes: head.compute_nodes_of(account).await?,
		data: head.identities_of(account).await?,
		agreements: head.agreements_of(account).await?,
	};
	let numbers = |ids: &[u32]| match ids {
		[] => "none".to_owned(),
		ids => ids.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
	};
	let qualifications: Vec<String> = shown
		.member
		.qualifications
		.iter()
		.map(|q| format!("{} by {}, until block {}", q.kind, q.issuer, q.expires_at))
		.collect();
	let lines = [
		("account", shown.member.account.clone()),
		("name", shown.member.name.clone()),
		("country", shown.member.country.clone()),
		("roles", shown.member.roles.join(", ")),
		("qualifications", qualifications.join("\n")),
		("member since", format!("block {}", shown.member.admitted_at)),
		("free", shown.free.clone()),
		("on hold", shown.held.clone()),
		("compute nodes", numbers(&shown.compute_nodes)),
		("data", numbers(&shown.data)),
		("agreements", numbers(&shown.agreements)),
	];
	session.output.record(&shown, &lines)
}
