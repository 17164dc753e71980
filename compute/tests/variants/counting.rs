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

/// What one person adds to a variant in the bounded count, whatever the file says of the person.
#[test]
fn bounds_what_one_person_adds() {
	let files = Files::new();
	let path = files.vcf(
		&["a", "b", "c"],
		&[
			"22 100 A C 1/1 1/1/1 1/1/1/1/1",
			"22 200 A C 0/1 0/0/0/0 ./.",
			"22 300 A C 1/1 0/1 0/0",
			"22 299 TA TC 0/1 0/1 0/1",
		],
	);
	let at = |position| key("22", position, "A", "C");
	let list = list(vec![at(100), at(200), at(300), at(400)]);
	let source = || open_vcf(&path, BUILD, Normaliser::trimmed()).expect("the file is sound");
	let (found, summary) = count_alleles_bounded(&list, &mut source()).expect("it is sound");
	// Two records name the third variant: it is left out.
	assert_eq!(found, [counts(6, 6, 1), counts(1, 4, 0), counts(0, 0, 0), counts(0, 0, 0)]);
	assert_eq!(summary, fingerprint(&path));
}

/// The bounded count of neighbouring tables differs by at most the planned sensitivity.
#[test]
fn one_person_moves_each_variant_by_at_most_nine() {
	const CALLS: [&str; 9] = ["./.", "0/0", "0/1", "1/1", ".", "0", "1", "1/1/1", "0/1/1/1/1"];
	let files = Files::new();
	let list = list(vec![key("22", 100, "A", "C")]);
	let count = |samples: &[&str], line: String| {
		let path = files.vcf(samples, &[&line]);
		let mut source = open_vcf(&path, BUILD, Normaliser::trimmed()).expect("it is sound");
		let (found, _) = count_alleles_bounded(&list, &mut source).expect("it is sound");
		found[0].to_lanes().map(u64::cast_signed)
	};
	let without = count(&["a", "b"], "22 100 A C 0/1 1/1".to_owned());
	let moved = CALLS.map(|call| {
		let with = count(&["a", "b", "c"], format!("22 100 A C 0/1 1/1 {call}"));
		with.iter().zip(without).map(|(a, b)| (a - b) * (a - b)).sum::<i64>()
	});
	assert_eq!(moved.into_iter().max(), Some(9));
}
