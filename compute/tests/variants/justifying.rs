//! Variants justified against a reference genome.

use super::*;

/// Positions:          1234567890123456789
const SEQUENCE: &str = "GATTTTTCACACAGNGACGT";

fn genome(files: &Files) -> ReferenceGenome {
	// Two sequences, lines of different lengths, lower case.
	let text = format!(
		">chr1 first\nACGT\nAC\n>chr22 second\n{}\n{}\n",
		&SEQUENCE[..8],
		SEQUENCE[8..].to_lowercase()
	);
	ReferenceGenome::scan(&files.write("genome.fa", text)).expect("it is sound")
}

fn justified(lines: &[&str]) -> Result<Vec<VariantKey>, VariantsError> {
	let files = Files::new();
	let genome = genome(&files);
	let path = files.vcf(&["a"], lines);
	let mut source = open_vcf(&path, BUILD, Normaliser::fully_justified(genome))?;
	Ok(records(&mut source)?.into_iter().map(|record| record.key).collect())
}

fn all_become(wanted: VariantKey, spellings: &[&str]) {
	for spelling in spellings {
		let line = format!("22 {spelling} 0/1");
		assert_eq!(
			justified(&[&line]).expect("it fits"),
			std::slice::from_ref(&wanted),
			"{spelling}"
		);
	}
}

#[test]
fn an_insertion_in_a_run_of_one_base_has_one_key() {
	all_become(
		key("22", 3, "TTTTT", "TTTTTT"),
		&["2 A AT", "3 T TT", "5 T TT", "7 T TT", "3 TTTTT TTTTTT", "7 TC TTC"],
	);
}

#[test]
fn a_deletion_in_a_repeat_has_one_key() {
	all_become(
		key("22", 8, "CACACA", "CACA"),
		&["7 TCA T", "8 CAC C", "9 ACA A", "10 CAC C", "11 ACA A", "8 CACACA CACA"],
	);
}

#[test]
fn a_substitution_is_only_trimmed() {
	all_become(key("22", 2, "A", "C"), &["2 A C", "1 GA GC", "2 AT CT", "1 GAT GCT"]);
	all_become(key("22", 16, "GA", "TT"), &["16 GA TT", "16 GAC TTC"]);
}

#[test]
fn what_can_be_nowhere_else_keeps_one_base_of_context() {
	all_become(key("22", 17, "A", "AT"), &["17 A AT", "17 AC ATC"]);
	all_become(key("22", 1, "GA", "G"), &["1 GA G", "1 GAT GT"]);
	// Nothing stands before the first base.
	all_become(key("22", 1, "GA", "A"), &["1 GA A"]);
}

#[test]
fn the_end_of_a_sequence_is_no_obstacle() {
	all_become(key("22", 20, "T", "TT"), &["20 T TT", "19 GT GTT"]);
}

#[test]
fn reads_the_sequences_that_the_data_name() {
	let keys = justified(&["22 5 T TT 0/1", "chr1 1 A C 0/1", "1 5 A AC 0/1", "22 2 A C 0/1"]);
	assert_eq!(
		keys.expect("they fit"),
		[
			key("22", 3, "TTTTT", "TTTTTT"),
			key("1", 1, "A", "C"),
			key("1", 6, "C", "CC"),
			key("22", 2, "A", "C")
		]
	);
}

#[test]
fn refuses_data_of_another_reference() {
	let refused = justified(&["22 5 A AT 0/1"]);
	assert!(matches!(
		refused,
		Err(VariantsError::Reference(ReferenceError::Mismatch { position: 5, .. }))
	));
	// Past the end.
	assert!(justified(&["22 20 TG T 0/1"]).is_err());
}

#[test]
fn refuses_a_sequence_that_the_reference_lacks() {
	let refused = justified(&["7 5 A AT 0/1"]);
	assert!(matches!(
		refused,
		Err(VariantsError::Reference(ReferenceError::NoSuchSequence { .. }))
	));
}

#[test]
fn refuses_a_reference_that_changed() {
	let files = Files::new();
	let genome = genome(&files);
	let path = files.0.path().join("genome.fa");
	let text = fs::read_to_string(&path).expect("it was made").replace("GATT", "GACT");
	fs::write(&path, text).expect("it is ours");
	let vcf = files.vcf(&["a"], &["22 1 G C 0/1"]);
	let refused = fingerprint_vcf(&vcf, BUILD, Normaliser::fully_justified(genome));
	assert!(matches!(refused, Err(VariantsError::Reference(ReferenceError::Changed { .. }))));
}

#[test]
fn refuses_a_reference_with_a_sequence_twice() {
	let files = Files::new();
	let path = files.write("twice.fa", ">chr1\nACGT\n>1\nACGT\n");
	assert!(matches!(ReferenceGenome::scan(&path), Err(ReferenceError::RepeatedSequence { .. })));
}

#[test]
fn the_digest_is_of_the_bases_alone() {
	let files = Files::new();
	let scan = |text: &str| {
		ReferenceGenome::scan(&files.write("a.fa", text)).expect("it is sound").digest()
	};
	let one = scan(">chr1 a\nACGT\nAC\n>chr2\nTT\n");
	assert_eq!(one, scan(">2\ntt\n>1\nACG\nTAC\n"));
	assert_ne!(one, scan(">chr1 a\nACGT\nAA\n>chr2\nTT\n"));
}

#[test]
fn the_rule_is_part_of_the_fingerprint() {
	let files = Files::new();
	let genome = genome(&files);
	let path = files.vcf(&["a"], &["22 2 A C 0/1"]);
	let trimmed = fingerprint(&path);
	let justified = fingerprint_vcf(&path, BUILD, Normaliser::fully_justified(genome));
	assert_ne!(trimmed.fingerprint, justified.expect("it fits").fingerprint);
}
