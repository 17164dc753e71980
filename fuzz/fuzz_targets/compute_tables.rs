//! Tables that a holder keeps beside genotypes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use panshi_compute::{
	association::Phenotypes,
	lookup,
	tables::{Identifiers, Number, People, Segregation},
	variants::{Normaliser, ReferenceGenome},
};
use panshi_primitives::genomics::ReferenceBuild;
use panshi_psi::identifiers::Pepper;
use std::{path::Path, sync::LazyLock};

static REFERENCE: LazyLock<ReferenceGenome> = LazyLock::new(|| {
	let path = Path::new(env!("PANSHI_ROOT")).join("fuzz/reference.fa");
	ReferenceGenome::scan(&path).expect("it is a reference")
});

fn people(data: &[u8]) {
	let Ok(people) = People::read(data) else { return };
	let columns: Vec<_> = people.columns().filter_map(|name| people.column(name)).collect();
	assert_eq!(columns.len(), people.columns().count());
	assert!(people.complete(&columns).len() <= people.len());
	assert_eq!(people.complete(&[]).len(), people.len());
	for column in columns {
		for (name, flag) in people.flags(column) {
			assert_eq!(people.flag(name, column), Some(flag));
		}
	}
	people.digest();
}

fn text(text: &str) {
	if let Some(number) = Number::parse(text) {
		assert!(number.is_sound());
		assert_eq!(Number::parse(&number.to_string()), Some(number));
	}
	let cells: Vec<_> = text.split('\t').collect();
	let mut normaliser = Normaliser::fully_justified(REFERENCE.clone());
	lookup::variant(&cells, ReferenceBuild::Grch38, &mut normaliser).ok();
}

fuzz_target!(|data: &[u8]| {
	people(data);
	Phenotypes::read(data).ok();
	for mut normaliser in [Normaliser::trimmed(), Normaliser::fully_justified(REFERENCE.clone())] {
		if let Ok(table) = Segregation::read(data, &mut normaliser) {
			table.digest();
		}
	}
	if let Ok(table) = Identifiers::read(data) {
		let elements = table.elements(&Pepper::from_bytes([1; 32]));
		assert_eq!(elements.len(), table.len());
		table.digest();
	}
	if let Ok(line) = std::str::from_utf8(data) {
		text(line);
	}
});
