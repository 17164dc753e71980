//! Reading, normalising, fingerprinting and counting variants of files.

mod counting;
mod fingerprints;
mod justifying;
mod reading;

use flate2::{write::GzEncoder, Compression};
use noodles::bgzf;
use panshi_compute::{
	allele_counts::{
		count_alleles_bounded, count_alleles_vcf, list_variants_vcf, AlleleCounts, CountError,
	},
	fingerprint::{fingerprint_vcf, Summary},
	variants::{
		open_vcf, Normaliser, ReferenceError, ReferenceGenome, SiteError, VariantRecord,
		VariantSource, VariantsError,
	},
};
use panshi_primitives::genomics::{
	NormalisationRule, ReferenceBuild, VariantKey, VariantList, MAX_ALLELE,
};
use std::{fs, io::Write, path::PathBuf};
use tempfile::TempDir;

const BUILD: ReferenceBuild = ReferenceBuild::Grch37;

/// A folder of made files.
struct Files(TempDir);

impl Files {
	fn new() -> Self {
		Files(tempfile::tempdir().expect("there is a place for temporary files"))
	}

	fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
		let path = self.0.path().join(name);
		fs::write(&path, content).expect("the folder is ours");
		path
	}

	fn vcf(&self, samples: &[&str], lines: &[&str]) -> PathBuf {
		self.write("made.vcf", vcf(samples, lines))
	}
}

/// VCF text; a line is `CHROM POS REF ALT GT…` between spaces.
fn vcf(samples: &[&str], lines: &[&str]) -> String {
	let mut text =
		String::from("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
	for sample in samples {
		text.push('\t');
		text.push_str(sample);
	}
	for line in lines {
		let fields: Vec<_> = line.split(' ').collect();
		let [sequence, position, reference, alternates, calls @ ..] = fields.as_slice() else {
			panic!("a line has four fields and more")
		};
		let calls = calls.join("\t");
		text.push_str(&format!(
			"\n{sequence}\t{position}\t.\t{reference}\t{alternates}\t.\t.\t.\tGT\t{calls}"
		));
	}
	text.push('\n');
	text
}

fn key(sequence: &str, position: u32, reference: &str, alternate: &str) -> VariantKey {
	VariantKey {
		sequence: sequence.into(),
		position,
		reference: reference.into(),
		alternate: alternate.into(),
	}
}

fn list(variants: Vec<VariantKey>) -> VariantList {
	VariantList::new(BUILD, NormalisationRule::Trimmed, variants).expect("the keys are sound")
}

fn counts(allele_count: u64, allele_number: u64, homozygotes: u64) -> AlleleCounts {
	AlleleCounts { allele_count, allele_number, homozygotes }
}

fn fingerprint(path: &std::path::Path) -> Summary {
	fingerprint_vcf(path, BUILD, Normaliser::trimmed()).expect("the file is sound")
}

fn records(source: &mut dyn VariantSource) -> Result<Vec<VariantRecord>, VariantsError> {
	let mut records = Vec::new();
	let mut record = VariantRecord::default();
	while source.next_record(&mut record)? {
		records.push(record.clone());
	}
	Ok(records)
}

fn gzipped(text: &str) -> Vec<u8> {
	let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
	encoder.write_all(text.as_bytes()).expect("writing to memory does not fail");
	encoder.finish().expect("writing to memory does not fail")
}
