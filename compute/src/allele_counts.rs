//! The algorithm [`panshi_primitives::job::ALLELE_COUNTS`]: for each variant of a list its allele
//! count, allele number and number of homozygotes.
//!
//! The allele number of a variant counts the called alleles of the records that name it. A variant
//! that a data set does not list has the numbers 0, 0, 0 there: a file says nothing of sites that
//! it does not list, so nobody counts as a carrier of the reference allele by silence. Pooled
//! frequencies are therefore over the people genotyped at the site.
//!
//! [`panshi_primitives::job::NOISED_ALLELE_COUNTS`] counts in the same way, but bounds what one
//! person adds to a variant, and adds this node's share of noise; see docs/protocols/noise.md.

use crate::{
	fingerprint::{fingerprint_with, Summary},
	variants::{open_vcf, Normaliser, VariantRecord, VariantSource, VariantsError},
};
use panshi_noise::{share, NoiseError, NoiseSeed};
use panshi_primitives::{
	genomics::{NormalisationRule, VariantKey, VariantList},
	job::ALLELE_COUNTS_LANES,
	privacy::NoisePlan,
};
use std::{collections::HashMap, path::Path};
use thiserror::Error;
use zeroize::DefaultIsZeroes;

const LANES: usize = {
	assert!(ALLELE_COUNTS_LANES == 3);
	3
};

/// Why alleles were not counted.
#[derive(Debug, Error)]
pub enum CountError {
	/// The list names variants by another rule or build than the data.
	#[error("the list was normalised by another rule, or for another build, than the data")]
	RuleMismatch,
	/// The data could not be read.
	#[error(transparent)]
	Data(#[from] VariantsError),
}

/// Counts of one variant.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AlleleCounts {
	/// Alleles that are the variant.
	pub allele_count: u64,
	/// Alleles that were called.
	pub allele_number: u64,
	/// People both of whose alleles are the variant.
	pub homozygotes: u64,
}

/// What one holder counted is wiped where it is no longer needed.
impl DefaultIsZeroes for AlleleCounts {}

impl AlleleCounts {
	/// Counts as lanes: allele count, allele number, homozygotes.
	pub fn to_lanes(self) -> [u64; LANES] {
		[self.allele_count, self.allele_number, self.homozygotes]
	}

	/// The counts in `lanes`, three for each variant; a remainder is left out.
	pub fn from_lanes(lanes: &[u64]) -> Vec<AlleleCounts> {
		let (triples, _) = lanes.as_chunks::<LANES>();
		triples
			.iter()
			.map(|[allele_count, allele_number, homozygotes]| AlleleCounts {
				allele_count: *allele_count,
				allele_number: *allele_number,
				homozygotes: *homozygotes,
			})
			.collect()
	}

	fn add(&mut self, record: &VariantRecord) {
		for genotype in &record.genotypes {
			self.allele_count += u64::from(genotype.allele_count());
			self.allele_number += u64::from(genotype.allele_number());
			self.homozygotes += u64::from(genotype.is_homozygous());
		}
	}

	/// Adds no more of each person than one diploid genotype has.
	fn add_bounded(&mut self, record: &VariantRecord) {
		for genotype in &record.genotypes {
			self.allele_count += u64::from(genotype.allele_count().min(2));
			self.allele_number += u64::from(genotype.allele_number().min(2));
			self.homozygotes += u64::from(genotype.is_homozygous());
		}
	}
}

/// Noised counts of one variant. They scatter around the true ones, and so may be negative.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct NoisedCounts {
	/// Alleles that are the variant.
	pub allele_count: i64,
	/// Alleles that were called.
	pub allele_number: i64,
	/// People both of whose alleles are the variant.
	pub homozygotes: i64,
}

impl NoisedCounts {
	/// The counts in `lanes`, three for each variant; a remainder is left out.
	pub fn from_lanes(lanes: &[u64]) -> Vec<NoisedCounts> {
		let (triples, _) = lanes.as_chunks::<LANES>();
		triples
			.iter()
			.map(|lanes| lanes.map(u64::cast_signed))
			.map(|[allele_count, allele_number, homozygotes]| NoisedCounts {
				allele_count,
				allele_number,
				homozygotes,
			})
			.collect()
	}
}

/// Adds this party's share of the noise of `plan` to `lanes`, modulo 2^64.
pub fn add_noise(lanes: &mut [u64], plan: &NoisePlan, seed: &NoiseSeed) -> Result<(), NoiseError> {
	let noise = share(plan, lanes.len(), seed)?;
	for (lane, noise) in lanes.iter_mut().zip(noise.iter()) {
		*lane = lane.wrapping_add_signed(*noise);
	}
	Ok(())
}

/// Reads `source` to its end and counts the variants of `list`, in its order. The summary is of the
/// very data that were counted.
pub fn count_alleles(
	list: &VariantList,
	source: &mut dyn VariantSource,
) -> Result<(Vec<AlleleCounts>, Summary), CountError> {
	let mut counts = vec![AlleleCounts::default(); list.variants.len()];
	let summary = visit(list, source, |place, record| counts[place].add(record))?;
	Ok((counts, summary))
}

/// As [`count_alleles`], but such that one person moves each variant by at most one diploid
/// genotype: what [`panshi_primitives::privacy::Release`] takes the sensitivity to be.
///
/// A variant that several records name is left out (0, 0, 0): each of them holds a genotype of
/// every person, and a choice between them would depend on their order or on the people.
pub fn count_alleles_bounded(
	list: &VariantList,
	source: &mut dyn VariantSource,
) -> Result<(Vec<AlleleCounts>, Summary), CountError> {
	let mut counts = vec![(0u32, AlleleCounts::default()); list.variants.len()];
	let summary = visit(list, source, |place, record| {
		let (records, counts) = &mut counts[place];
		*records = records.saturating_add(1);
		counts.add_bounded(record);
	})?;
	let once = |(records, counts)| if records == 1 { counts } else { AlleleCounts::default() };
	Ok((counts.into_iter().map(once).collect(), summary))
}

/// Reads `source` to its end and gives each record of a variant of `list` to `add`, with the
/// variant's place.
fn visit(
	list: &VariantList,
	source: &mut dyn VariantSource,
	mut add: impl FnMut(usize, &VariantRecord),
) -> Result<Summary, CountError> {
	if list.build != source.build() || list.rule != source.rule() {
		return Err(CountError::RuleMismatch);
	}
	let places: HashMap<&VariantKey, usize> = list.variants.iter().zip(0..).collect();
	let summary = fingerprint_with(source, |record| {
		if let Some(place) = places.get(&record.key) {
			add(*place, record);
		}
	})?;
	Ok(summary)
}

/// Counts the variants of `list` in the VCF file at `path`, with bases trimmed: what a pooled
/// result is compared with.
pub fn count_alleles_vcf(
	list: &VariantList,
	path: &Path,
) -> Result<(Vec<AlleleCounts>, Summary), CountError> {
	if list.rule != NormalisationRule::Trimmed {
		return Err(CountError::RuleMismatch);
	}
	count_alleles(list, &mut open_vcf(path, list.build, Normaliser::trimmed())?)
}

/// The variants of the VCF file at `path`, with bases trimmed, in the order of the file.
pub fn list_variants_vcf(
	path: &Path,
	build: panshi_primitives::genomics::ReferenceBuild,
) -> Result<Vec<VariantKey>, VariantsError> {
	let mut source = open_vcf(path, build, Normaliser::trimmed())?;
	let mut record = VariantRecord::default();
	let mut variants = Vec::new();
	while source.next_record(&mut record)? {
		variants.push(record.key.clone());
	}
	Ok(variants)
}
