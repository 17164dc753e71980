//! Fingerprint: a commitment to the normalised content of a data set.
//!
//! Every normalised record is hashed to a vector of 1,024 numbers modulo 2^16, and the vectors are
//! added (LtHash: Bellare and Micciancio, "A New Paradigm for Collision-Free Hashing", EUROCRYPT
//! 1997; Lewi, Kim, Maykov and Weis, "Securing Update Propagation with Homomorphic Hashing",
//! 2019, section 5). So the order of records does not matter, nor the form of the file, and one
//! pass in constant memory does it. docs/protocols/fingerprint.md gives every byte.
//!
//! # Security
//!
//! There is no salt: who can guess all of a data set can confirm the guess.

use crate::{
	tables::TableFiles,
	variants::{open_vcf, Normaliser, VariantRecord, VariantSource, VariantsError},
};
use codec::Encode;
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild},
	Hash,
};
use sp_crypto_hashing::blake2_256;
use std::path::Path;

const RECORD_CONTEXT: &str = "panshi 2026 fingerprint record";
const DOMAIN: &[u8] = b"panshi/fingerprint";
const LANES: usize = 1_024;

/// What a fingerprint says of a data set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Summary {
	/// The fingerprint.
	pub fingerprint: Hash,
	/// Number of normalised records.
	pub records: u64,
	/// Number of people.
	pub samples: u32,
}

/// A fingerprint in the making.
pub struct Fingerprinter {
	hasher: blake3::Hasher,
	state: Box<[u16; LANES]>,
	records: u64,
	input: Vec<u8>,
	expanded: Box<[u8; LANES * 2]>,
}

impl Default for Fingerprinter {
	fn default() -> Self {
		Fingerprinter {
			hasher: blake3::Hasher::new_derive_key(RECORD_CONTEXT),
			state: Box::new([0; LANES]),
			records: 0,
			input: Vec::new(),
			expanded: Box::new([0; LANES * 2]),
		}
	}
}

impl Fingerprinter {
	/// Adds a record.
	pub fn add(&mut self, record: &VariantRecord) {
		self.input.clear();
		record.key.encode_to(&mut self.input);
		self.input.extend(record.genotypes.iter().map(|genotype| genotype.code()));
		self.hasher.reset();
		self.hasher.update(&self.input).finalize_xof().fill(self.expanded.as_mut_slice());
		for (lane, bytes) in self.state.iter_mut().zip(self.expanded.as_chunks::<2>().0) {
			*lane = lane.wrapping_add(u16::from_le_bytes(*bytes));
		}
		self.records += 1;
	}

	/// The fingerprint of all records added, of `samples` people.
	pub fn finish(&self, build: ReferenceBuild, rule: NormalisationRule, samples: u32) -> Summary {
		let state: Vec<u8> = self.state.iter().flat_map(|lane| lane.to_le_bytes()).collect();
		let content = (DOMAIN, build, rule, samples, self.records, state);
		Summary {
			fingerprint: Hash::from(blake2_256(&content.encode())),
			records: self.records,
			samples,
		}
	}
}

/// Reads `source` to its end, gives every record to `visit`, and takes the fingerprint.
pub fn fingerprint_with(
	source: &mut dyn VariantSource,
	mut visit: impl FnMut(&VariantRecord),
) -> Result<Summary, VariantsError> {
	let mut fingerprinter = Fingerprinter::default();
	let mut record = VariantRecord::default();
	while source.next_record(&mut record)? {
		fingerprinter.add(&record);
		visit(&record);
	}
	let samples = u32::try_from(source.samples().len()).unwrap_or(u32::MAX);
	Ok(fingerprinter.finish(source.build(), source.rule(), samples))
}

/// Fingerprint of `source`, which is read to its end.
pub fn fingerprint(source: &mut dyn VariantSource) -> Result<Summary, VariantsError> {
	fingerprint_with(source, |_| {})
}

/// Fingerprint of the VCF file at `vcf`, if one is named, together with tables beside it or in its
/// stead. Also tells how many alternate alleles were passed over.
pub fn fingerprint_files(
	vcf: Option<&Path>,
	tables: &TableFiles,
	build: ReferenceBuild,
	mut normaliser: impl FnMut() -> Normaliser,
) -> Result<(Summary, u64), VariantsError> {
	let (genotypes, skipped) = match vcf {
		None => (None, 0),
		Some(path) => {
			let mut source = open_vcf(path, build, normaliser())?;
			(Some(fingerprint(&mut source)?), source.skipped())
		},
	};
	Ok((tables.read(normaliser())?.bind(genotypes), skipped))
}

/// Fingerprint of the VCF file at `path`: plain, bgzipped or gzipped.
pub fn fingerprint_vcf(
	path: &Path,
	build: ReferenceBuild,
	normaliser: Normaliser,
) -> Result<Summary, VariantsError> {
	fingerprint(&mut open_vcf(path, build, normaliser)?)
}
