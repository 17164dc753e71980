//! Tests of databases as data sets.

use super::*;
use panshi_primitives::{
	data::Lineage,
	duo::{DataUse, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
};
use std::fs;

/// An ontology and two diseases.
pub(crate) const ONTOLOGY: &str = "data-version: test\n\n\
	[Term]\nid: HP:0000001\nname: All\n\n\
	[Term]\nid: HP:0000002\nname: Two\nis_a: HP:0000001\n\n\
	[Term]\nid: HP:0000003\nname: Three\nis_a: HP:0000001\n";
pub(crate) const DISEASES: &str = "#version: 1\n\
	database_id\tdisease_name\tqualifier\thpo_id\tfrequency\taspect\n\
	OMIM:1\tone\t\tHP:0000002\t\tP\n\
	OMIM:2\ttwo\t\tHP:0000003\t\tP\n";

pub(crate) fn files(folder: &Path, ontology: &str, diseases: &str) -> DiseaseFiles {
	let files =
		DiseaseFiles { ontology: folder.join("hp.obo"), diseases: folder.join("phenotype.hpoa") };
	fs::write(&files.ontology, ontology).expect("the folder is ours");
	fs::write(&files.diseases, diseases).expect("the folder is ours");
	files
}

/// A descriptor of `phenotypes`, as an owner registers it.
pub(crate) fn descriptor(phenotypes: &DiseaseDatabase) -> DataDescriptor {
	let catalogue = phenotypes.ranking().expect("it can be laid out").catalogue().digest();
	let summary = phenotypes.summary();
	let text = |text: &str| text.as_bytes().to_vec();
	DataDescriptor {
		fingerprint: summary.fingerprint,
		rule: NormalisationRule::Trimmed,
		media_type: text(MEDIA_TYPE).try_into().expect("it fits"),
		reference_build: ReferenceBuild::None,
		record_count: summary.records,
		sample_count: summary.samples,
		attributes: vec![catalogue_attribute(&catalogue)].try_into().expect("one fits"),
		data_use: DataUse {
			permission: Permission::GeneralResearch,
			modifiers: Default::default(),
		},
		metadata: Hash::zero(),
		location_hint: Default::default(),
		lineage: Lineage::default(),
	}
}

#[test]
fn the_fingerprint_is_of_the_content() {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let summary = |ontology: &str, diseases: &str| {
		summary(&files(folder.path(), ontology, diseases)).expect("the files are sound")
	};
	let whole = summary(ONTOLOGY, DISEASES);
	assert_eq!((whole.records, whole.samples), (2, 0));
	let spaced = DISEASES.replace("OMIM:2", "OMIM:1\tone\tNOT\tHP:0000003\t\tP\nOMIM:2");
	assert_eq!(summary(ONTOLOGY, &spaced), whole);
	for (ontology, diseases) in [
		(ONTOLOGY.replace("test", "other"), DISEASES.to_owned()),
		(ONTOLOGY.to_owned(), DISEASES.replace("HP:0000003", "HP:0000001")),
	] {
		assert_ne!(summary(&ontology, &diseases).fingerprint, whole.fingerprint);
	}
}

#[test]
fn a_descriptor_names_the_catalogue() {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let phenotypes =
		DiseaseDatabase::read(&files(folder.path(), ONTOLOGY, DISEASES)).expect("sound");
	let good = descriptor(&phenotypes);
	assert_eq!(good.check(), Ok(()));
	let digest = phenotypes.ranking().expect("it can be laid out").catalogue().digest();
	assert_eq!(catalogue_of(&good), Some(digest));
	let other = DataDescriptor { media_type: Default::default(), ..good.clone() };
	assert_eq!(catalogue_of(&other), None);
	let none = DataDescriptor { attributes: Default::default(), ..good };
	assert_eq!(catalogue_of(&none), None);
}

#[test]
fn errors_name_the_file_and_the_line() {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let broken = DISEASES.replace("HP:0000003", "HP:0000009");
	let error =
		DiseaseDatabase::read(&files(folder.path(), ONTOLOGY, &broken)).expect_err("unknown");
	let text = crate::engine::chain_of(&error);
	assert!(text.contains("phenotype.hpoa") && text.contains("line 4"), "{text}");
}
