//! Collators: who makes blocks, and with which session keys.

use super::{
	parse,
	session::{details, Authority, Session},
};
use clap::{Args, Subcommand};
use panshi_client::{
	chain::{calls::collators, rotate_session_keys},
	words,
};
use panshi_primitives::AccountId;
use serde::Serialize;
use serde_json::json;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// List the collators and the session keys that they have set.
	List,
	/// Have a node make new session keys, and register them for the signer.
	RotateKeys(RotateOpts),
	/// Make an account a collator, by a vote of the consortium or the root key.
	Add(AccountOpts),
	/// Take a collator off, by a vote of the consortium or the root key.
	Remove(AccountOpts),
}

#[derive(Args, Debug)]
pub(crate) struct RotateOpts {
	/// The collator's own node, with its unsafe methods open on this machine. The keys are made
	/// there and stay there.
	#[arg(long, value_name = "URL")]
	node: String,
}

#[derive(Args, Debug)]
pub(crate) struct AccountOpts {
	/// Account of the collator.
	#[arg(value_parser = parse::account)]
	account: AccountId,
	#[command(flatten)]
	authority: Authority,
}

#[derive(Serialize)]
struct CollatorView {
	account: String,
	session_keys: Option<String>,
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::List => list(session).await,
		Command::RotateKeys(opts) => rotate(opts, session).await,
		Command::Add(AccountOpts { account, authority }) => {
			let done = format!("{account} makes blocks from the session after the next");
			session.submit_by(authority.or_council(), collators::add(&account), &done).await
		},
		Command::Remove(AccountOpts { account, authority }) => {
			let done = format!("{account} makes no blocks from the session after the next");
			session.submit_by(authority.or_council(), collators::remove(&account), &done).await
		},
	}
}

async fn list(session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	let mut views = Vec::new();
	for account in head.collators().await? {
		let keys = head.session_keys(&account).await?;
		let session_keys = keys.map(|keys| words::bytes(&keys));
		views.push(CollatorView { account: account.to_string(), session_keys });
	}
	session.output.list(&views, &["collator", "session keys"], |view| {
		let keys = view.session_keys.clone().unwrap_or_else(|| "none".to_owned());
		vec![names.within(&view.account), keys]
	})
}

async fn rotate(opts: RotateOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let owner = session.acts_for()?;
	let chain = session.chain().await?;
	let made = rotate_session_keys(&opts.node, &owner).await?;
	let call = collators::set_session_keys(&made.keys, &made.proof);
	let submitted = session.submit(&chain, call).await?;
	let keys = words::bytes(&made.keys);
	let done = format!(
		"the session keys {keys} count from the session after the next; keep the old ones until then"
	);
	session.report(&submitted, &done, details([("session_keys", json!(keys))]))
}
