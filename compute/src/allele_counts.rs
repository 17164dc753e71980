//! The algorithm [`panshi_primitives::job::ALLELE_COUNTS`]: for each variant of a list its allele
//! count, allele number and number of homozygotes.
//!
//! The allele number of a variant counts the called alleles of the records that name it. A variant
//! that a data set does not list has the numbers 0, 0, 0 there: a file says nothing of sites that
//! it does not list, so nobody counts as a carrier of the reference allele by silence. Pooled
//! frequencies are therefore over the people genotyped at the site.

use crate::{
	fingerprint::{fingerprint_with, Summary},
	variants::{open_vcf, Normaliser, VariantRecord, VariantSource, VariantsError},
};
use panshi_primitives::{
	genomics::{NormalisationRule, VariantKey, VariantList},
	job::ALLELE_COUNTS_LANES,
};
use std::{collections::HashMap, path::Path};
use thiserror::Error;

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
}

/// Reads `source` to its end and counts the variants of `list`, in its order. The summary is of the
/// very data that were counted.
pub fn count_alleles(
	list: &VariantList,
	source: &mut dyn VariantSource,
) -> Result<(Vec<AlleleCounts>, Summary), CountError> {
	if list.build != source.build() || list.rule != source.rule() {
		return Err(CountError::RuleMismatch);
	}
	let places: HashMap<&VariantKey, usize> = list.variants.iter().zip(0..).collect();
	let mut counts = vec![AlleleCounts::default(); list.variants.len()];
	let summary = fingerprint_with(source, |record| {
		if let Some(place) = places.get(&record.key) {
			counts[*place].add(record);
		}
	})?;
	Ok((counts, summary))
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
