//! `panshi-compute fingerprint`

use panshi_compute::{
	fingerprint::fingerprint,
	variants::{open_vcf, Normaliser, ReferenceGenome, VariantSource},
};
use panshi_primitives::genomics::ReferenceBuild;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// VCF file: plain, bgzipped or gzipped.
	file: PathBuf,
	/// Assembly that positions refer to.
	#[arg(long)]
	build: Build,
	/// FASTA file to justify variants against; without it they are trimmed only.
	#[arg(long)]
	reference: Option<PathBuf>,
	/// Prints one JSON object.
	#[arg(long)]
	json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Build {
	#[value(name = "GRCh37")]
	Grch37,
	#[value(name = "GRCh38")]
	Grch38,
	#[value(name = "T2T-CHM13")]
	Chm13,
	#[value(name = "none")]
	None,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let build = match opts.build {
		Build::Grch37 => ReferenceBuild::Grch37,
		Build::Grch38 => ReferenceBuild::Grch38,
		Build::Chm13 => ReferenceBuild::Chm13,
		Build::None => ReferenceBuild::None,
	};
	let normaliser = match &opts.reference {
		Some(path) => Normaliser::fully_justified(ReferenceGenome::scan(path)?),
		None => Normaliser::trimmed(),
	};
	let mut source = open_vcf(&opts.file, build, normaliser)?;
	let summary = fingerprint(&mut source)?;
	super::print_summary(&summary, source.rule(), source.skipped(), opts.json);
	Ok(())
}
