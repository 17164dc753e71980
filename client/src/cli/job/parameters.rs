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
use std::path::{Path, PathBuf};

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
	let Opts { out, no_upload, .. } = &opts;
	let upload = Upload { encoded, items, out: out.as_deref(), no_upload: *no_upload };
	upload.run(session).await
}

/// Encoded parameters, and what becomes of them.
pub(super) struct Upload<'a> {
	pub(super) encoded: Vec<u8>,
	pub(super) items: u32,
	/// Where they are kept.
	pub(super) out: Option<&'a Path>,
	/// Whether only their digest is wanted.
	pub(super) no_upload: bool,
}

impl Upload<'_> {
	/// Does it, and says what comes next.
	pub(super) async fn run(self, session: &mut Session<'_>) -> anyhow::Result<()> {
		let chunks = ParameterChunks::of_bytes(&self.encoded, self.items)?;
		if let Some(path) = self.out {
			files::write_bytes(path, &self.encoded, false)?;
		}
		let (digest, items) = (words::hash(&chunks.digest), chunks.items);
		let noun = if items == 1 { "item" } else { "items" };
		let details = details([("digest", json!(digest)), ("items", json!(items))]);
		if self.no_upload {
			return session
				.output
				.value(&details, |out| writeln!(out, "{items} {noun}, digest {digest}"));
		}
		let chain = session.chain().await?;
		let signer = session.signer()?;
		let mut calls = Vec::with_capacity(chunks.chunks.len());
		for call in chunks.upload() {
			calls.push(session.on_behalf(&chain, call).await?);
		}
		let submitted = chain.submit_all(&signer, calls).await?;
		let last = submitted.last().context("there is nothing to upload")?;
		let done = format!(
			"{items} {noun} uploaded, digest {digest}. Next: panshi job create --parameters {digest} …"
		);
		session.report(last, &done, details)
	}
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
