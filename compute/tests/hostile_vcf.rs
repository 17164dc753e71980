//! Files that somebody wrote to hurt: an error or a sound reading, soon, and in little memory.

use panshi_compute::{
	fingerprint::{fingerprint_vcf, Summary},
	variants::{Normaliser, SiteError, VariantsError, VcfFile, MAX_SAMPLES},
};
use panshi_primitives::genomics::ReferenceBuild;
use proptest::prelude::*;
use std::{fs, io::Write};

const COLUMNS: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT";

fn read(bytes: &[u8]) -> Result<Summary, VariantsError> {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let path = folder.path().join("hostile.vcf");
	fs::write(&path, bytes).expect("the folder is ours");
	fingerprint_vcf(&path, ReferenceBuild::Grch38, Normaliser::trimmed())
}

fn read_line(line: &str) -> Result<Summary, VariantsError> {
	read(format!("{COLUMNS}\tP1\n{line}\n").as_bytes())
}

fn site(text: Result<Summary, VariantsError>) -> SiteError {
	match text {
		Err(VariantsError::Site { source, .. }) => source,
		other => panic!("{other:?}"),
	}
}

#[test]
fn a_line_of_alternate_alleles_is_refused_at_once() {
	let alternates = vec!["C"; 4 << 20].join(",");
	let refused = site(read_line(&format!("1\t5\t.\tA\t{alternates}\t.\t.\t.\tGT\t0/1")));
	assert_eq!(refused, SiteError::TooManyAlternates);
}

#[test]
fn as_many_alternate_alleles_as_a_genotype_can_name_are_read() {
	let alternates = vec!["C"; usize::from(u16::MAX)].join(",");
	let summary = read_line(&format!("1\t5\t.\tA\t{alternates}\t.\t.\t.\tGT\t0/65535"));
	assert_eq!(summary.expect("it is sound").records, u64::from(u16::MAX));
}

#[test]
fn a_long_reference_allele_is_not_copied_for_each_alternate_one() {
	let (reference, alternates) = ("A".repeat(16 << 20), vec!["C"; 60_000].join(","));
	let summary = read_line(&format!("1\t5\t.\t{reference}\t{alternates}\t.\t.\t.\tGT\t0/1"));
	assert_eq!(summary.expect("it is sound").records, 0);
}

#[test]
fn a_header_of_nothing_but_columns_is_refused() {
	let tabs = "\t".repeat(MAX_SAMPLES + 1);
	let refused = read(format!("{COLUMNS}{tabs}\n").as_bytes());
	assert!(matches!(refused, Err(VariantsError::TooManySamples)));
}

#[test]
fn an_archive_that_unpacks_to_one_endless_line_is_refused() {
	let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
	packed.write_all(format!("{COLUMNS}\tP1\n").as_bytes()).expect("memory");
	let megabyte = vec![b'A'; 1 << 20];
	for _ in 0..256 {
		packed.write_all(&megabyte).expect("memory");
	}
	let packed = packed.finish().expect("memory");
	assert!(packed.len() < 1 << 20);
	assert!(matches!(read(&packed), Err(VariantsError::Vcf { record: 1, .. })));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
	let line = [COLUMNS.as_bytes(), b"\tP1\n1\t5\t.\tA\tC\xff\t.\t.\t.\tGT\t0/1\n"].concat();
	assert!(matches!(read(&line), Err(VariantsError::Vcf { record: 1, .. })));
	assert!(matches!(
		read(&[COLUMNS.as_bytes(), b"\t\xff\n"].concat()),
		Err(VariantsError::Vcf { .. })
	));
}

#[test]
fn a_null_byte_is_a_letter_like_any_other_that_is_no_base() {
	assert_eq!(
		read_line("1\t5\t.\tA\t\0\t.\t.\t.\tGT\t0/1").expect("it is passed over").records,
		0
	);
	assert!(matches!(
		site(read_line("1\t5\t.\tA\tC\t.\t.\t.\tGT\t0/\0")),
		SiteError::Genotype { .. }
	));
}

#[test]
fn numbers_that_overflow_are_refused() {
	for position in ["4294967296", "18446744073709551616", "-1", "1e3", "0x1"] {
		let line = format!("1\t{position}\t.\tA\tC\t.\t.\t.\tGT\t0/1");
		assert_eq!(site(read_line(&line)), SiteError::Position, "{position}");
	}
	let last = read_line("1\t4294967295\t.\tTA\tTC\t.\t.\t.\tGT\t0/1");
	assert_eq!(last.expect("it is passed over or saturates").samples, 1);
	for genotype in ["65536/0", "99999999999999999999", "1/-1", "0/1/0/1/0/1"] {
		let line = format!("1\t5\t.\tA\tC\t.\t.\t.\tGT\t{genotype}");
		assert!(matches!(site(read_line(&line)), SiteError::Genotype { .. }), "{genotype}");
	}
}

#[test]
fn what_is_wrong_is_logged_without_what_the_data_say() {
	let repeated = read(format!("{COLUMNS}\tSECRET\tSECRET\n").as_bytes()).expect_err("twice");
	let genotype = read_line("SECRET\t5\t.\tA\tC\t.\t.\t.\tGT\tSECRET").expect_err("no genotype");
	let allele = read_line("SECRET\t5\t.\tA\tC\t.\t.\t.\tGT\t0/4711").expect_err("no such allele");
	for error in [repeated, genotype, allele] {
		let log = error.for_log();
		assert!(!log.contains("SECRET") && !log.contains("4711"), "{log}");
	}
}

/// A sound file, from which mutations start.
fn sound() -> Vec<u8> {
	format!(
		"##fileformat=VCFv4.2\n{COLUMNS}\tP1\tP2\n22\t5\t.\tA\tC,G\t.\t.\t.\tGT:DP\t0/1:3\t2|2\n\
		 chrX\t70\trs1\tCAG\tCG\t1\tPASS\tAC=1\tGT\t1\t./.\n"
	)
	.into_bytes()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	#[test]
	fn mutated_files_never_panic(
		changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
		cut in any::<prop::sample::Index>(),
		keep in any::<bool>(),
	) {
		let mut bytes = sound();
		for (at, byte) in changes {
			let at = at.index(bytes.len());
			bytes[at] = byte;
		}
		if !keep {
			bytes.truncate(cut.index(bytes.len()));
		}
		drop(scan(bytes));
	}

	#[test]
	fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
		drop(scan([sound(), bytes.clone()].concat()));
		drop(scan(bytes));
	}
}

/// Reads without a file, for speed.
fn scan(bytes: Vec<u8>) -> Result<Summary, VariantsError> {
	let text = VcfFile::new(Box::new(std::io::Cursor::new(bytes)))?;
	let mut records =
		panshi_compute::variants::Records::new(text, ReferenceBuild::Grch38, Normaliser::trimmed());
	panshi_compute::fingerprint::fingerprint(&mut records)
}
