//! `panshi-compute fingerprint`

use panshi_compute::{
	fingerprint::fingerprint_files,
	tables::TableFiles,
	variants::{Normaliser, ReferenceGenome},
};
use panshi_primitives::genomics::ReferenceBuild;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// VCF file: plain, bgzipped or gzipped; none where the data are a table of people or of
	/// identifiers alone.
	#[arg(required_unless_present_any = ["people", "identifiers"])]
	file: Option<PathBuf>,
	/// Assembly that positions refer to.
	#[arg(long, required_unless_present_any = ["people", "identifiers"])]
	build: Option<Build>,
	/// FASTA file to justify variants against; without it they are trimmed only.
	#[arg(long)]
	reference: Option<PathBuf>,
	/// Table of people that belongs to the data.
	#[arg(long, value_name = "TSV")]
	people: Option<PathBuf>,
	/// Table of segregation that belongs to the data.
	#[arg(long, value_name = "TSV", requires = "file")]
	segregation: Option<PathBuf>,
	/// Table of identifiers that belongs to the data.
	#[arg(long, value_name = "TSV")]
	identifiers: Option<PathBuf>,
	/// Prints one JSON object.
	#[arg(long)]
	json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub(super) enum Build {
	#[value(name = "GRCh37")]
	Grch37,
	#[value(name = "GRCh38")]
	Grch38,
	#[value(name = "T2T-CHM13")]
	Chm13,
	#[value(name = "none")]
	None,
}

impl From<Build> for ReferenceBuild {
	fn from(build: Build) -> Self {
		match build {
			Build::Grch37 => ReferenceBuild::Grch37,
			Build::Grch38 => ReferenceBuild::Grch38,
			Build::Chm13 => ReferenceBuild::Chm13,
			Build::None => ReferenceBuild::None,
		}
	}
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let build = opts.build.unwrap_or(Build::None).into();
	let genome = opts.reference.as_deref().map(ReferenceGenome::scan).transpose()?;
	let normaliser = || match &genome {
		Some(genome) => Normaliser::fully_justified(genome.clone()),
		None => Normaliser::trimmed(),
	};
	let Opts { people, segregation, identifiers, .. } = opts;
	let tables = TableFiles { people, segregation, identifiers };
	let (summary, skipped) = fingerprint_files(opts.file.as_deref(), &tables, build, normaliser)?;
	super::print_summary(&summary, normaliser().rule(), skipped, opts.json);
	Ok(())
}
