//! Releases of the phenotype ontology and of the annotations of diseases.

#![no_main]

use libfuzzer_sys::fuzz_target;
use panshi_query::ontology::{Annotations, InformationContent, Ontology};

/// A small release, for annotations.
const SMALL: &[u8] = include_bytes!("../seeds/query_ontology/small.obo");

fuzz_target!(|data: &[u8]| {
	let ontology = Ontology::read(data).or_else(|_| Ontology::read(SMALL));
	let Ok(ontology) = ontology else { panic!("the small release is one") };
	if let Ok(annotations) = Annotations::read(data, &ontology) {
		InformationContent::of(&annotations, &ontology).ok();
	}
});
