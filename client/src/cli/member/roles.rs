//! Roles and qualifications.

use crate::cli::{
	parse,
	session::{Authority, Session},
};
use clap::Args;
use panshi_client::{chain::calls::consortium, words::Word};
use panshi_primitives::{
	consortium::{Qualification, QualificationKind, Role},
	AccountId, BlockNumber, Hash,
};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// The member.
	#[arg(value_parser = parse::account)]
	account: AccountId,
	/// The role: holder, consumer, operator, auditor, third-party.
	#[arg(long, value_parser = parse::word::<Role>)]
	role: Role,
	#[command(flatten)]
	authority: Authority,
}

pub(super) async fn grant(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let call = consortium::grant_role(&opts.account, opts.role);
	let done = format!("the member has the role {}", opts.role.word());
	session.submit_by(opts.authority, call, &done).await
}

pub(super) async fn revoke(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let call = consortium::revoke_role(&opts.account, opts.role);
	let done = format!("the member has the role {} no more", opts.role.word());
	session.submit_by(opts.authority, call, &done).await
}

#[derive(Args, Debug)]
pub(crate) struct QualifyOpts {
	/// The member.
	#[arg(value_parser = parse::account)]
	account: AccountId,
	/// What is certified: legal-entity, laboratory-licence, ethics-approval, data-security,
	/// genetic-resources-filing, researcher-status.
	#[arg(long, value_parser = parse::word::<QualificationKind>)]
	kind: QualificationKind,
	/// Who certified it, such as a ministry.
	#[arg(long)]
	issuer: String,
	/// Salted commitment to the evidence, which stays off the chain.
	#[arg(long, value_parser = parse::hash)]
	evidence: Hash,
	/// First block at which it no longer counts.
	#[arg(long)]
	expires_at: BlockNumber,
	#[command(flatten)]
	authority: Authority,
}

pub(super) async fn qualify(opts: QualifyOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let qualification = Qualification {
		kind: opts.kind,
		issuer: parse::text("the issuer", &opts.issuer)?,
		evidence: opts.evidence,
		expires_at: opts.expires_at,
	};
	let call = consortium::grant_qualification(&opts.account, qualification);
	let done = format!("the member is qualified: {}", opts.kind.word());
	session.submit_by(opts.authority, call, &done).await
}

#[derive(Args, Debug)]
pub(crate) struct DisqualifyOpts {
	/// The member.
	#[arg(value_parser = parse::account)]
	account: AccountId,
	/// What was certified.
	#[arg(long, value_parser = parse::word::<QualificationKind>)]
	kind: QualificationKind,
	#[command(flatten)]
	authority: Authority,
}

pub(super) async fn disqualify(
	opts: DisqualifyOpts,
	session: &mut Session<'_>,
) -> anyhow::Result<()> {
	let call = consortium::revoke_qualification(&opts.account, opts.kind);
	let done = format!("the member is not qualified any more: {}", opts.kind.word());
	session.submit_by(opts.authority, call, &done).await
}
