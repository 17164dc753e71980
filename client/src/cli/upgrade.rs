//! A new runtime, by vote of the consortium.

use super::session::{details, Authority, Session};
use anyhow::{ensure, Context};
use clap::{Args, Subcommand};
use panshi_client::{
	chain::calls::{consortium, upgrade},
	words,
};
use panshi_primitives::Hash;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Show which runtime is running, and whether another one is on its way.
	Show,
	/// Put a new runtime to the vote of the consortium, by the hash of its code.
	Propose(ProposeOpts),
	/// Bring the code of the runtime that the consortium has authorized.
	Apply(CodeOpts),
}

#[derive(Args, Debug)]
pub(crate) struct CodeOpts {
	/// The runtime: the file `panshi_runtime.compact.compressed.wasm` of a release.
	#[arg(long, value_name = "FILE")]
	code: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct ProposeOpts {
	#[command(flatten)]
	code: CodeOpts,
	#[command(flatten)]
	authority: Authority,
}

/// The code in the file at `path`, and its hash as the consortium votes on it.
pub(super) fn read(path: &Path) -> anyhow::Result<(Vec<u8>, Hash)> {
	let code = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
	let hash = sp_crypto_hashing::blake2_256(&code).into();
	Ok((code, hash))
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Show => show(session).await,
		Command::Propose(opts) => {
			let (_, hash) = read(&opts.code.code)?;
			let call = consortium::authorize_upgrade(hash);
			let done = format!(
				"the runtime {} is authorized. Next: panshi upgrade apply --code FILE",
				words::hash(&hash)
			);
			session.submit_by(opts.authority.or_council(), call, &done).await
		},
		Command::Apply(opts) => apply(opts, session).await,
	}
}

async fn show(session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let (node, head) = (chain.node().await?, chain.head().await?);
	let authorized = head.authorized_upgrade().await?.as_ref().map(words::hash);
	let migrating = head.is_migrating().await?;
	let view = details([
		("spec_version", json!(node.spec_version)),
		("authorized", json!(authorized)),
		("migrating", json!(migrating)),
	]);
	let migration = if migrating { "in progress: no transactions are taken" } else { "none" };
	session.output.record(
		&view,
		&[
			("runtime", node.spec_version.to_string()),
			("authorized", authorized.unwrap_or_else(|| "none".to_owned())),
			("migration", migration.to_owned()),
		],
	)
}

async fn apply(opts: CodeOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let (code, hash) = read(&opts.code)?;
	let chain = session.chain().await?;
	let authorized = chain.head().await?.authorized_upgrade().await?;
	let authorized =
		authorized.context("no runtime is authorized. Next: panshi upgrade propose --code FILE")?;
	ensure!(
		authorized == hash,
		"{} has the hash {}, and the consortium authorized {}. Take the file that was voted on",
		opts.code.display(),
		words::hash(&hash),
		words::hash(&authorized)
	);
	let submitted = session.submit(&chain, upgrade::apply(&code)).await?;
	// The chain takes the transaction and throws the code away, with the authorization.
	ensure!(
		!submitted.has("System", "RejectedInvalidAuthorizedUpgrade"),
		"the chain refused the runtime: it is another chain's, or its version is not higher. The \
		 authorization is used up. Next: panshi upgrade propose --code FILE"
	);
	let done =
		"the code is on the chain; the relay chain says when it counts. See `panshi upgrade show`";
	session.report(&submitted, done, details([("code_hash", json!(words::hash(&hash)))]))
}
