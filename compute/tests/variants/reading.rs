//! What is read, and what is refused.

use super::*;

fn refusal(text: impl AsRef<[u8]>) -> VariantsError {
	let files = Files::new();
	let path = files.write("broken.vcf", text);
	fingerprint_vcf(&path, BUILD, Normaliser::trimmed()).expect_err("the file is broken")
}

#[test]
fn splits_sites_and_drops_the_prefix_of_names() {
	let files = Files::new();
	let path = files.vcf(&["a", "b"], &["chr22 100 CA CG,C 0/1 1|2"]);
	let keys = list_variants_vcf(&path, BUILD).expect("the file is sound");
	assert_eq!(keys, [key("22", 101, "A", "G"), key("22", 100, "CA", "C")]);
}

#[test]
fn passes_over_what_has_no_key_and_says_how_many() {
	let files = Files::new();
	let long = "A".repeat(MAX_ALLELE + 1);
	let path = files.vcf(
		&["a"],
		&[
			"22 100 A <DEL> 0/1",
			"22 100 A G,* 1/2",
			"22 101 A . 0/0",
			"22 102 A A[22:500[ 0/1",
			"22 0 A G 0/1",
			&format!("22 103 {long} A 0/1"),
		],
	);
	let mut source = open_vcf(&path, BUILD, Normaliser::trimmed()).expect("it is sound");
	let records = records(&mut source).expect("it is sound");
	assert_eq!(records.len(), 1);
	assert_eq!(source.skipped(), 6);
}

#[test]
fn reads_genotypes_wherever_the_format_has_them() {
	let files = Files::new();
	let header = vcf(&["a", "b", "c"], &[]);
	let text = format!("{header}22\t5\t.\tA\tG\t.\t.\t.\tDP:GT\t3:1/1\t4\t.\n22\t6\t.\tA\tG\t.\t.\t.\tDP\t3\t4\t5\n");
	let path = files.write("odd.vcf", text);
	let list = list(vec![key("22", 5, "A", "G"), key("22", 6, "A", "G")]);
	let (found, _) = count_alleles_vcf(&list, &path).expect("it is sound");
	assert_eq!(found, [counts(2, 2, 1), counts(0, 0, 0)]);
}

#[test]
fn refuses_a_file_without_people() {
	assert!(matches!(refusal(vcf(&[], &[])), VariantsError::NoSamples));
}

#[test]
fn refuses_a_file_without_columns() {
	assert!(matches!(refusal("##fileformat=VCFv4.2\n"), VariantsError::NoColumns));
	assert!(matches!(refusal(""), VariantsError::NoColumns));
}

#[test]
fn refuses_a_person_twice() {
	let refused = refusal(vcf(&["a", "b", "a"], &[]));
	assert!(matches!(refused, VariantsError::RepeatedSample { name } if name == "a"));
}

#[test]
fn refuses_a_cut_line() {
	let refused = refusal(format!("{}22\t100\t.\tA", vcf(&["a"], &[])));
	assert!(matches!(refused, VariantsError::Vcf { record: 1, .. }));
}

#[test]
fn refuses_a_wrong_number_of_genotypes() {
	for line in ["22 100 A C 0/1", "22 100 A C 0/1 0/1 0/1"] {
		let refused = refusal(vcf(&["a", "b"], &[line]));
		assert!(matches!(
			refused,
			VariantsError::Site { record: 1, source: SiteError::GenotypeCount { .. } }
		));
	}
}

#[test]
fn refuses_an_allele_that_is_not_there() {
	let refused = refusal(vcf(&["a"], &["22 100 A C 0/1", "22 101 A C 0/2"]));
	let wanted = SiteError::NoSuchAllele { allele: 2, alternates: 1 };
	assert!(matches!(refused, VariantsError::Site { record: 2, source } if source == wanted));
}

#[test]
fn refuses_a_position_that_is_no_number() {
	let refused = refusal(vcf(&["a"], &["22 12x A C 0/1"]));
	assert!(matches!(refused, VariantsError::Site { record: 1, source: SiteError::Position }));
}

#[test]
fn refuses_a_line_without_end() {
	let mut text = vcf(&["a"], &[]).into_bytes();
	text.extend(b"22\t100\t.\tA\tC\t.\t.\t");
	text.resize(40 * 1_024 * 1_024, b'x');
	assert!(matches!(refusal(text), VariantsError::Vcf { record: 1, .. }));
}

#[test]
fn refuses_a_damaged_archive() {
	let files = Files::new();
	let mut archive = gzipped(&vcf(&["a"], &["22 100 A C 0/1"]));
	let middle = archive.len() / 2;
	archive.truncate(middle);
	let path = files.write("cut.vcf.gz", archive);
	assert!(fingerprint_vcf(&path, BUILD, Normaliser::trimmed()).is_err());
}
