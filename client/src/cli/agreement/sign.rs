//! Signatures: on chain, and off chain by file.

use super::show::check_digest;
use crate::cli::{
	describe, parse,
	session::{details, Session},
};
use anyhow::{ensure, Context};
use clap::Args;
use panshi_client::{
	chain::calls::agreements::{self, PALLET},
	files::{self, SignatureFile},
	words, Bounded,
};
use panshi_primitives::{
	agreement::{AgreementId, PartySignature, MAX_PARTIES},
	AccountId, BlockNumber, Hash,
};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the agreement.
	agreement: AgreementId,
	/// Digest of what is signed, as `panshi agreement show` prints it.
	#[arg(long, value_parser = parse::hash)]
	digest: Hash,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let Opts { agreement: id, digest } = opts;
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let agreement = head.agreement(id).await?;
	check_digest(&chain.genesis(), id, &agreement)?;
	ensure!(
		agreement.standing.digest == digest,
		"agreement {id} has the digest {}, not {}. Read it again with `panshi agreement show {id}` before you sign",
		words::hash(&agreement.standing.digest),
		words::hash(&digest)
	);
	let submitted = session.submit(&chain, agreements::sign(id, digest)).await?;
	let done = match submitted.has(PALLET, "FullySigned") {
		true => format!("agreement {id} is signed by all parties. {}", next_attest(id, &digest)),
		false => {
			let names = session.names(&head).await?;
			let now = chain.at(submitted.block.number).await?.agreement(id).await?;
			let (_, detail) = describe::state(&now, submitted.block.number, &names);
			format!("agreement {id} is signed; it {detail}")
		},
	};
	session.report(&submitted, &done, details([("agreement", json!(id))]))
}

/// What follows when all parties have signed.
fn next_attest(id: AgreementId, digest: &Hash) -> String {
	let digest = words::hash(digest);
	format!("Next: an operator runs panshi agreement attest {id} --digest {digest} --report HASH")
}

#[derive(Args, Debug)]
pub(crate) struct OfflineOpts {
	/// Digest of what is signed, as `panshi agreement show` prints it.
	#[arg(long, value_parser = parse::hash)]
	digest: Hash,
	/// Party that is bound; the signer itself without it.
	#[arg(long, value_parser = parse::account)]
	party: Option<AccountId>,
	/// Last block at which the signature is taken.
	#[arg(long)]
	expires_at: BlockNumber,
	/// Hash of the chain's first block, as `panshi agreement show` prints it; asked of the node
	/// without it.
	#[arg(long, value_parser = parse::hash)]
	genesis: Option<Hash>,
	/// New file for the signature.
	#[arg(long)]
	out: PathBuf,
}

pub(super) async fn offline(opts: OfflineOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let genesis = match opts.genesis {
		Some(genesis) => genesis,
		None => session.chain().await?.genesis(),
	};
	let signer = session.signer()?;
	let party = match opts.party {
		Some(party) => party,
		None => session.acts_for()?,
	};
	let file = SignatureFile::sign(&signer, &genesis, &opts.digest, &party, opts.expires_at);
	files::write_new(&opts.out, &file, false)?;
	let path = opts.out.display();
	session.output.value(&file, |out| {
		writeln!(
			out,
			"{path} holds the signature, taken until block {}. Next: any member runs panshi agreement submit-signatures ID {path}",
			opts.expires_at
		)
	})
}

#[derive(Args, Debug)]
pub(crate) struct SubmitOpts {
	/// Number of the agreement.
	agreement: AgreementId,
	/// Files with signatures, as `panshi agreement sign-offline` writes them.
	#[arg(required = true)]
	files: Vec<PathBuf>,
}

pub(super) async fn submit(opts: SubmitOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let id = opts.agreement;
	let chain = session.chain().await?;
	let agreement = chain.head().await?.agreement(id).await?;
	check_digest(&chain.genesis(), id, &agreement)?;
	let mut signatures = Bounded::<PartySignature, MAX_PARTIES>::default();
	for path in &opts.files {
		let file: SignatureFile = files::read(path)?;
		let context = || format!("{} cannot be submitted", path.display());
		let (genesis, digest) = file.signed().with_context(context)?;
		ensure!(
			genesis == chain.genesis(),
			"{} is for another chain. Ask the party to sign with --genesis {}",
			path.display(),
			words::hash(&chain.genesis())
		);
		ensure!(
			digest == agreement.standing.digest,
			"{} signs another agreement: its digest is {}, not {}. Ask the party to sign this one",
			path.display(),
			words::hash(&digest),
			words::hash(&agreement.standing.digest)
		);
		let signature = PartySignature::try_from(&file).with_context(context)?;
		let full = |_| anyhow::anyhow!("more than {MAX_PARTIES} signatures do not fit");
		signatures.try_push(signature).map_err(full)?;
	}
	let taken = match signatures.len() {
		1 => "1 signature is taken".to_owned(),
		count => format!("{count} signatures are taken"),
	};
	let call = agreements::submit_signatures(id, agreement.standing.digest, signatures);
	let submitted = session.submit(&chain, call).await?;
	let done = match submitted.has(PALLET, "FullySigned") {
		true => {
			let next = next_attest(id, &agreement.standing.digest);
			format!("{taken}, and all parties have signed. {next}")
		},
		false => format!("{taken}. See who is missing: panshi agreement show {id}"),
	};
	session.report(&submitted, &done, details([("agreement", json!(id))]))
}
