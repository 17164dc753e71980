//! Reading, normalising, fingerprinting and counting variants of files.

use flate2::{write::GzEncoder, Compression};
use noodles::bgzf;
use panshi_compute::{
	allele_counts::{count_alleles_vcf, list_variants_vcf, AlleleCounts, CountError},
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

mod reading {
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
}

fn gzipped(text: &str) -> Vec<u8> {
	let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
	encoder.write_all(text.as_bytes()).expect("writing to memory does not fail");
	encoder.finish().expect("writing to memory does not fail")
}

mod fingerprints {
	use super::*;

	const LINES: [&str; 3] = ["22 100 A C 0/1 1/1", "22 200 G T,A ./. 1|2", "X 5 CA C 1 0/0"];

	#[test]
	fn do_not_depend_on_compression() {
		let files = Files::new();
		let text = vcf(&["a", "b"], &LINES);
		let mut blocks = bgzf::io::Writer::new(Vec::new());
		blocks.write_all(text.as_bytes()).expect("writing to memory does not fail");
		let blocks = blocks.finish().expect("writing to memory does not fail");
		let plain = fingerprint(&files.write("a.vcf", &text));
		assert_eq!(plain, fingerprint(&files.write("b.vcf.gz", blocks)));
		assert_eq!(plain, fingerprint(&files.write("c.vcf.gz", gzipped(&text))));
		assert_eq!((plain.records, plain.samples), (4, 2));
	}

	#[test]
	fn do_not_depend_on_the_form_of_the_file() {
		let files = Files::new();
		let one = fingerprint(&files.vcf(&["a", "b"], &LINES));
		// Records in another order, sites split and with bases in common, people in another
		// order, other phase, another prefix.
		let other = fingerprint(&files.vcf(
			&["b", "a"],
			&[
				"chrX 5 CAA CA 0|0 1",
				"chr22 200 G A 1/0 ./.",
				"chr22 200 G T 0/1 ./.",
				"chr22 99 TA TC 1|1 1|0",
			],
		));
		assert_eq!(one, other);
	}

	#[test]
	fn differ_when_anything_differs() {
		let files = Files::new();
		let one = fingerprint(&files.vcf(&["a", "b"], &LINES)).fingerprint;
		let mut all = vec![one];
		for (from, to) in [
			("0/1 1/1", "1/1 0/1"),
			("0/1 1/1", "0/1 0/1"),
			("./.", "0/0"),
			("22 100", "22 101"),
			("A C", "A G"),
			("X 5", "Y 5"),
		] {
			let lines: Vec<_> = LINES.iter().map(|line| line.replace(from, to)).collect();
			let lines: Vec<_> = lines.iter().map(String::as_str).collect();
			all.push(fingerprint(&files.vcf(&["a", "b"], &lines)).fingerprint);
		}
		// A record twice, a record less, another build.
		let twice = [LINES[0], LINES[0], LINES[1], LINES[2]];
		all.push(fingerprint(&files.vcf(&["a", "b"], &twice)).fingerprint);
		all.push(fingerprint(&files.vcf(&["a", "b"], &LINES[..2])).fingerprint);
		let path = files.vcf(&["a", "b"], &LINES);
		let build = ReferenceBuild::Grch38;
		let other = fingerprint_vcf(&path, build, Normaliser::trimmed()).expect("it is sound");
		all.push(other.fingerprint);
		let count = all.len();
		all.sort();
		all.dedup();
		assert_eq!(all.len(), count);
	}

	#[test]
	fn keep_their_bytes() {
		let files = Files::new();
		let summary = fingerprint(&files.vcf(&["a", "b"], &LINES));
		assert_eq!(
			hex::encode(summary.fingerprint),
			"3b7b9d2f5cd2a87315b7ec8eb4004a163e48117e7eafa9f6762e92ac44e09c17"
		);
	}
}

mod counting {
	use super::*;

	#[test]
	fn counts_alleles_of_every_kind_of_genotype() {
		let files = Files::new();
		let path = files.vcf(
			&["a", "b", "c", "d", "e"],
			&["22 100 A C 0/1 1|1 ./. 1 ./1", "22 200 G T,A 1/2 2/2 0/0 . 2|0"],
		);
		let list = list(vec![
			key("22", 100, "A", "C"),
			key("22", 200, "G", "A"),
			key("22", 200, "G", "T"),
			key("22", 300, "G", "T"),
		]);
		let (found, summary) = count_alleles_vcf(&list, &path).expect("the file is sound");
		assert_eq!(found, [counts(5, 6, 1), counts(4, 8, 1), counts(1, 8, 0), counts(0, 0, 0)]);
		assert_eq!(summary, fingerprint(&path));
		let lanes: Vec<u64> = found.iter().flat_map(|counts| counts.to_lanes()).collect();
		assert_eq!(lanes.len(), 12);
		assert_eq!(AlleleCounts::from_lanes(&lanes), found);
	}

	#[test]
	fn adds_records_of_the_same_variant() {
		let files = Files::new();
		let path = files.vcf(&["a"], &["22 100 A C 0/1", "22 99 TA TC 1/1"]);
		let (found, _) =
			count_alleles_vcf(&list(vec![key("22", 100, "A", "C")]), &path).expect("it is sound");
		assert_eq!(found, [counts(3, 4, 1)]);
	}

	#[test]
	fn refuses_a_list_of_another_rule_or_build() {
		let files = Files::new();
		let path = files.vcf(&["a"], &[]);
		let mut list = list(vec![key("22", 100, "A", "C")]);
		list.rule = NormalisationRule::FullyJustified { reference: Default::default() };
		assert!(matches!(count_alleles_vcf(&list, &path), Err(CountError::RuleMismatch)));
	}
}

mod justifying {
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
			assert_eq!(justified(&[&line]).expect("it fits"), [wanted.clone()], "{spelling}");
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
		assert!(matches!(
			ReferenceGenome::scan(&path),
			Err(ReferenceError::RepeatedSequence { .. })
		));
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
}
