//! The proposal of an agreement.

use crate::cli::session::{details, Session};
use anyhow::Context;
use clap::Args;
use panshi_client::{
	chain::calls::agreements::{self, PALLET},
	files::{self, AgreementFile},
	words,
};
use panshi_primitives::{
	agreement::{AgreementContent, AgreementId},
	BlockNumber, Hash,
};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// File with the terms: see docs/files/authorization.toml and publication.toml.
	#[arg(long)]
	file: PathBuf,
	/// Blocks from now on in which signatures are taken, instead of `sign_before` in the file.
	#[arg(long, value_name = "BLOCKS")]
	sign_within: Option<BlockNumber>,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let mut file: AgreementFile = files::read(&opts.file)?;
	let chain = session.chain().await?;
	if let Some(blocks) = opts.sign_within {
		let now = chain.head().await?.number();
		file.sign_before = Some(now.checked_add(blocks).context("--sign-within is too large")?);
	}
	let content = AgreementContent::try_from(&file)
		.with_context(|| format!("{} cannot be proposed", opts.file.display()))?;
	let submitted = session.submit(&chain, agreements::propose(content)).await?;
	let agreement: AgreementId = submitted.value(PALLET, "Proposed", "agreement")?;
	let digest: Hash = submitted.value(PALLET, "Proposed", "digest")?;
	let digest = words::hash(&digest);
	let done = format!(
		"agreement {agreement} is proposed with digest {digest}. Next: every party runs panshi agreement show {agreement}, \
		 and panshi agreement sign {agreement} --digest {digest}"
	);
	let details = details([("agreement", json!(agreement)), ("digest", json!(digest))]);
	session.report(&submitted, &done, details)
}
