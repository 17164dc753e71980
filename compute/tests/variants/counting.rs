//! Counts of alleles.

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
