//! Admission and removal of members.

use crate::cli::{
	parse,
	session::{Authority, Session},
};
use clap::Args;
use panshi_client::chain::calls::consortium;
use panshi_primitives::{consortium::Role, AccountId};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Account of the organisation.
	#[arg(value_parser = parse::account)]
	account: AccountId,
	/// Name of the organisation.
	#[arg(long)]
	name: String,
	/// Country of its seat: two letters (ISO 3166-1).
	#[arg(long, value_parser = parse::country)]
	country: [u8; 2],
	/// What it does; may be given several times: holder, consumer, operator, auditor, third-party.
	#[arg(long = "role", required = true, value_parser = parse::word::<Role>)]
	roles: Vec<Role>,
	#[command(flatten)]
	authority: Authority,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let name = parse::text("the name", &opts.name)?;
	let roles = opts.roles.into_iter().collect();
	let call = consortium::admit(&opts.account, name, opts.country, roles);
	let done = format!("{} is a member", opts.name);
	session.submit_by(opts.authority.or_council(), call, &done).await
}

#[derive(Args, Debug)]
pub(crate) struct RemoveOpts {
	/// Account of the organisation.
	#[arg(value_parser = parse::account)]
	account: AccountId,
	#[command(flatten)]
	authority: Authority,
}

pub(super) async fn remove(opts: RemoveOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let call = consortium::remove(&opts.account);
	let done = format!("{} is no member any more", opts.account);
	session.submit_by(opts.authority.or_council(), call, &done).await
}
