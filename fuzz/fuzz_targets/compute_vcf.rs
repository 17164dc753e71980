//! VCF files: plain, bgzipped or gzipped, under each rule of normalisation.

#![no_main]

use libfuzzer_sys::fuzz_target;
use panshi_compute::variants::{
	Normaliser, Records, ReferenceGenome, VariantRecord, VariantSource, VcfFile,
};
use panshi_primitives::genomics::ReferenceBuild;
use std::{io::Cursor, path::Path, sync::LazyLock};

static REFERENCE: LazyLock<ReferenceGenome> = LazyLock::new(|| {
	let path = Path::new(env!("PANSHI_ROOT")).join("fuzz/reference.fa");
	ReferenceGenome::scan(&path).expect("it is a reference")
});

/// Reads to the end; a normalised variant is its own normal form.
fn read(data: &[u8], normaliser: fn() -> Normaliser) {
	let Ok(file) = VcfFile::read(Cursor::new(data.to_vec())) else { return };
	let mut records = Records::new(file, ReferenceBuild::Grch38, normaliser());
	assert!(records.samples().is_sorted_by(|a, b| a < b));
	let people = records.samples().len();
	let mut again = normaliser();
	let mut record = VariantRecord::default();
	while let Ok(true) = records.next_record(&mut record) {
		assert!(record.key.is_canonical());
		assert_eq!(record.genotypes.len(), people);
		assert_eq!(again.normalise(record.key.clone()).ok(), Some(Some(record.key.clone())));
	}
}

fuzz_target!(|data: &[u8]| {
	read(data, Normaliser::trimmed);
	read(data, || Normaliser::fully_justified(REFERENCE.clone()));
});
