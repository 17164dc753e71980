//! What evidence from pooled cases is asked.

use super::{fraction, DataOpts, Target};
use crate::cli::{parse, session::Session};
use clap::Args;
use panshi_client::files::list_variants;
use panshi_compute::{
	questions::{EvidenceQuestion, Inheritance},
	variants::{Normaliser, ReferenceGenome},
};
use panshi_mpc::programs::{
	association::Ratio,
	evidence::{Parameters, Thresholds},
};
use panshi_primitives::genomics::ReferenceBuild;
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
	data: DataOpts,
	/// Two copies cause the disease, not one: only who has both speaks against a variant (BS2).
	#[arg(long)]
	recessive: bool,
	/// Alleles that must have been called for BA1, BS1 and PM2.
	#[arg(long, default_value_t = Thresholds::GENERAL.least_alleles)]
	least_alleles: u32,
	/// PS4: the odds ratio of carriers is above this.
	#[arg(long, default_value = "5", value_parser = fraction)]
	odds_ratio: Ratio,
	/// PS4: the corrected chi-square is above this.
	#[arg(long, default_value = "3.841", value_parser = fraction)]
	chi_square: Ratio,
	/// PS4 by cases alone, supporting, moderate and strong, such as 2,6,15; off without it.
	#[arg(long, value_delimiter = ',')]
	probands: Option<Vec<u32>>,
	/// BS2: so many healthy adults.
	#[arg(long, default_value_t = Thresholds::GENERAL.healthy_carriers)]
	healthy_carriers: u32,
	/// PP1, supporting, moderate and strong: so many meioses.
	#[arg(long, value_delimiter = ',', default_values_t = Thresholds::GENERAL.meioses)]
	meioses: Vec<u32>,
	/// No verdict tells fewer people than this from none; no threshold may be about fewer.
	#[arg(long, default_value_t = 0, value_name = "PEOPLE")]
	minimum_cell: u32,
	#[command(flatten)]
	pub(super) target: Target,
}

pub(super) async fn question(
	opts: &Opts,
	session: &mut Session<'_>,
) -> anyhow::Result<EvidenceQuestion> {
	let genome = opts.reference.as_deref().map(ReferenceGenome::scan).transpose()?;
	let list = list_variants(&opts.sites, opts.build, || match &genome {
		None => Normaliser::trimmed(),
		Some(genome) => Normaliser::fully_justified(genome.clone()),
	})?;
	let thresholds = Thresholds {
		least_alleles: opts.least_alleles,
		odds_ratio: opts.odds_ratio,
		chi_square: opts.chi_square,
		probands: opts.probands.as_deref().map(three).transpose()?,
		healthy_carriers: opts.healthy_carriers,
		meioses: three(&opts.meioses)?,
		..Thresholds::GENERAL
	};
	let people = opts.data.people(session).await?;
	let parties = people.len();
	let parameters = Parameters {
		variants: u32::try_from(list.variants.len())?,
		people,
		thresholds,
		minimum_cell: opts.minimum_cell,
	};
	parameters.check(parties)?;
	let inheritance = match opts.recessive {
		true => Inheritance::Recessive,
		false => Inheritance::Dominant,
	};
	Ok(EvidenceQuestion { list, inheritance, parameters })
}

fn three(levels: &[u32]) -> anyhow::Result<[u32; 3]> {
	levels.try_into().map_err(|_| anyhow::anyhow!("three levels are needed"))
}
