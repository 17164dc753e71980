//! What a job asks: a list of variants, and for a joint association what to compute on them.

mod association;

use crate::cli::{
	parse,
	session::{details, Session},
};
use anyhow::Context;
use clap::Args;
use codec::Encode;
use panshi_client::{
	chain::calls::compute_jobs,
	files::{self, list_variants, ParameterChunks},
	words,
};
use panshi_compute::variants::{Normaliser, ReferenceGenome};
use panshi_primitives::{genomics::ReferenceBuild, Hash};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// File with variants: VCF, or a table of sequence, position, reference and alternate; plain or
	/// gzipped. Given several times, the lists are joined.
	#[arg(long = "sites", required = true)]
	sites: Vec<PathBuf>,
	/// Genome assembly of the positions: GRCh37, GRCh38, T2T-CHM13.
	#[arg(long, value_parser = parse::word::<ReferenceBuild>)]
	build: ReferenceBuild,
	/// FASTA file with the reference, where the data are fully justified.
	#[arg(long, value_name = "FASTA")]
	reference: Option<PathBuf>,
	#[command(flatten)]
	association: association::Opts,
	/// New file for the encoded parameters, to open the result when the chain has them no more.
	#[arg(long)]
	out: Option<PathBuf>,
	/// Only make the list, and print its digest.
	#[arg(long)]
	no_upload: bool,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let genome = opts.reference.as_deref().map(ReferenceGenome::scan).transpose()?;
	let list = list_variants(&opts.sites, opts.build, || match &genome {
		None => Normaliser::trimmed(),
		Some(genome) => Normaliser::fully_justified(genome.clone()),
	})?;
	let items = u32::try_from(list.variants.len())?;
	let encoded = match opts.association.is_wanted() {
		false => list.encode(),
		true => opts.association.question(list, session).await?.encode(),
	};
	let chunks = ParameterChunks::of_bytes(&encoded, items)?;
	if let Some(path) = &opts.out {
		files::write_bytes(path, &encoded, false)?;
	}
	let (digest, items) = (words::hash(&chunks.digest), chunks.items);
	let details = details([("digest", json!(digest)), ("items", json!(items))]);
	if opts.no_upload {
		return session
			.output
			.value(&details, |out| writeln!(out, "{items} variants, digest {digest}"));
	}
	let chain = session.chain().await?;
	let signer = session.signer()?;
	let mut calls = Vec::with_capacity(chunks.chunks.len());
	for call in chunks.upload() {
		calls.push(session.on_behalf(&chain, call).await?);
	}
	let submitted = chain.submit_all(&signer, calls).await?;
	let last = submitted.last().context("the list is empty")?;
	let done = format!(
		"{items} variants are uploaded, digest {digest}. Next: panshi job create --parameters {digest} …"
	);
	session.report(last, &done, details)
}

#[derive(Args, Debug)]
pub(crate) struct RemoveOpts {
	/// Digest of the parameters.
	#[arg(value_parser = parse::hash)]
	digest: Hash,
}

pub(super) async fn remove(opts: RemoveOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let call = compute_jobs::remove_parameters(opts.digest);
	session.submit_and_report(call, "the parameters are removed, the deposit is free").await
}
