//! Genotypes as a stream of normalised records, wherever they are kept.
//!
//! A reader ([`VcfFile`], [`PostgresTable`]) gives *sites* as they are written: one position, several
//! alternate alleles, one genotype a person. [`Records`] splits a site by alternate allele,
//! normalises each ([`Normaliser`]) and gives [`VariantRecord`]s: that is what is fingerprinted and
//! counted. All is streamed; memory does not grow with the data.
//!
//! # Tables
//!
//! A PostgreSQL table (or view) has one row for each person and site, with these columns; text
//! columns may be of any type that casts to `text`:
//!
//! | column | type | what |
//! |---|---|---|
//! | `chrom` | text | name of the sequence, with or without `chr` |
//! | `pos` | integer | one-based position |
//! | `ref` | text | reference allele |
//! | `alt` | text | alternate alleles between commas, or `.` |
//! | `sample` | text | name of the person |
//! | `gt` | text | genotype as in the `GT` field of VCF; null for `./.` |
//!
//! A person without a row at a site has the genotype `./.` there.

mod data;
mod error;
mod genotype;
mod normalise;
mod postgres;
mod reference;
mod site;
mod stoppable;
mod vcf;

pub use data::{DataConfig, DataConfigError, DataSource, Location, RuleName};
pub use error::{ReferenceError, SiteError, VariantsError};
pub use genotype::{Genotype, MAX_PLOIDY};
pub use normalise::Normaliser;
pub use postgres::{DatabasePatience, PostgresConfig, PostgresTable};
pub use reference::ReferenceGenome;
pub(crate) use site::sequence_name;
pub use site::{Call, Records, Site, Sites};
pub(crate) use stoppable::Stoppable;
pub use vcf::VcfFile;

use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild, VariantKey};
use std::path::Path;

/// Most people in a data set: the memory for them is set aside before the first record.
pub const MAX_SAMPLES: usize = 1_000_000;

/// One variant and every person's genotype at it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VariantRecord {
	/// The variant.
	pub key: VariantKey,
	/// Genotypes in the order of [`VariantSource::samples`].
	pub genotypes: Vec<Genotype>,
}

impl Default for VariantRecord {
	fn default() -> Self {
		let key = VariantKey {
			sequence: Vec::new(),
			position: 0,
			reference: Vec::new(),
			alternate: Vec::new(),
		};
		VariantRecord { key, genotypes: Vec::new() }
	}
}

/// A data set as a stream of normalised records.
pub trait VariantSource {
	/// Assembly that positions refer to.
	fn build(&self) -> ReferenceBuild;

	/// Rule by which the records are normalised.
	fn rule(&self) -> NormalisationRule;

	/// Names of the people, sorted by byte.
	fn samples(&self) -> &[String];

	/// Puts the next record in `record`; false at the end.
	fn next_record(&mut self, record: &mut VariantRecord) -> Result<bool, VariantsError>;

	/// Alternate alleles passed over so far because they have no key: symbolic (`<DEL>`),
	/// overlapping (`*`), breakends, none at all, or too long.
	fn skipped(&self) -> u64;
}

/// Opens the VCF file at `path`: plain, bgzipped or gzipped.
pub fn open_vcf(
	path: &Path,
	build: ReferenceBuild,
	normaliser: Normaliser,
) -> Result<Records<VcfFile>, VariantsError> {
	Ok(Records::new(VcfFile::open(path)?, build, normaliser))
}
