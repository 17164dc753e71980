//! Tables that a holder keeps beside genotypes, or in their stead: what is known of its people
//! ([`People`]), by what they are known elsewhere ([`Identifiers`]), and of families ([`Segregation`]).
//!
//! # Identity
//!
//! Tables are part of the data: the fingerprint of a data set with tables commits to them too
//! ([`Tables::bind`]), so that nobody can tell the chain one set of ages and compute on another.
//! docs/protocols/fingerprint.md gives every byte.

mod error;
mod identifiers;
mod lines;
mod number;
mod people;
mod segregation;

pub use error::TableError;
pub(crate) use identifiers::is_person_name;
pub use identifiers::{Identifiers, MAX_PERSON_NAME};
pub(crate) use lines::next_line;
pub use number::{Number, MAX_NUMBER, UNIT};
pub use people::{is_column_name, Column, People, MAX_CELLS, MAX_COLUMNS, MAX_COLUMN_NAME};
pub use segregation::{Segregation, MAX_SEGREGATION};

use crate::{fingerprint::Summary, variants::Normaliser};
use codec::Encode;
use panshi_primitives::Hash;
use sp_crypto_hashing::blake2_256;
use std::{fs::File, io::BufReader, path::PathBuf};

const DOMAIN: &[u8] = b"panshi/fingerprint/tables";
const IDENTIFIERS_DOMAIN: &[u8] = b"panshi/fingerprint/identifiers";

/// Files of tables, as the configuration names them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TableFiles {
	/// Table of [`People`].
	pub people: Option<PathBuf>,
	/// Table of [`Segregation`].
	pub segregation: Option<PathBuf>,
	/// Table of [`Identifiers`].
	pub identifiers: Option<PathBuf>,
}

/// The tables of a data set.
#[derive(Clone, Debug, Default)]
pub struct Tables {
	/// What is known of the people.
	pub people: Option<People>,
	/// What is known of families.
	pub segregation: Option<Segregation>,
	/// By what the people are known elsewhere.
	pub identifiers: Option<Identifiers>,
}

impl TableFiles {
	/// Whether there is none.
	pub fn is_empty(&self) -> bool {
		self.people.is_none() && self.segregation.is_none() && self.identifiers.is_none()
	}

	/// Reads the files. Variants are normalised as those of the data.
	pub fn read(&self, mut normaliser: Normaliser) -> Result<Tables, TableError> {
		let open = |path: &PathBuf| {
			let file = File::open(path);
			file.map(BufReader::new)
				.map_err(|source| TableError::Open { path: path.clone(), source })
		};
		let people = self.people.as_ref().map(open).transpose()?;
		let segregation = self.segregation.as_ref().map(open).transpose()?;
		let identifiers = self.identifiers.as_ref().map(open).transpose()?;
		Ok(Tables {
			people: people.map(People::read).transpose()?,
			segregation: segregation
				.map(|file| Segregation::read(file, &mut normaliser))
				.transpose()?,
			identifiers: identifiers.map(Identifiers::read).transpose()?,
		})
	}
}

impl Tables {
	/// What a data identity says of data with these tables: of `genotypes` together with them, or of
	/// the tables alone, whose records are the people of the table.
	pub fn bind(&self, genotypes: Option<Summary>) -> Summary {
		let others = self.bind_others(genotypes);
		let Some(identifiers) = &self.identifiers else { return others };
		let is_alone = genotypes.is_none() && self.people.is_none() && self.segregation.is_none();
		let beside = (!is_alone).then_some(others.fingerprint);
		let content = (IDENTIFIERS_DOMAIN, beside, identifiers.digest());
		let fingerprint = Hash::from(blake2_256(&content.encode()));
		match is_alone {
			true => {
				let (records, samples) = counted(identifiers.len());
				Summary { fingerprint, records, samples }
			},
			false => Summary { fingerprint, ..others },
		}
	}

	/// As [`Tables::bind`], but for identifiers.
	fn bind_others(&self, genotypes: Option<Summary>) -> Summary {
		let (people, segregation) = (&self.people, &self.segregation);
		if let (None, None, Some(genotypes)) = (people, segregation, genotypes) {
			return genotypes;
		}
		let content = (
			DOMAIN,
			genotypes.map(|summary| summary.fingerprint),
			people.as_ref().map(People::digest),
			segregation.as_ref().map(Segregation::digest),
		);
		let rows = people.as_ref().map_or(0, People::len);
		let (records, samples) = match genotypes {
			Some(genotypes) => (genotypes.records, genotypes.samples),
			None => counted(rows),
		};
		Summary { fingerprint: Hash::from(blake2_256(&content.encode())), records, samples }
	}
}

/// Records and people of a table with a line for each person.
fn counted(rows: usize) -> (u64, u32) {
	(u64::try_from(rows).unwrap_or(u64::MAX), u32::try_from(rows).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn people(text: &str) -> Option<People> {
		Some(People::read(text.as_bytes()).expect("it is a table"))
	}

	fn genotypes() -> Summary {
		Summary { fingerprint: Hash::repeat_byte(1), records: 5, samples: 2 }
	}

	#[test]
	fn genotypes_without_tables_keep_their_fingerprint() {
		assert_eq!(Tables::default().bind(Some(genotypes())), genotypes());
	}

	#[test]
	fn every_table_changes_the_fingerprint() {
		let mut seen = vec![genotypes().fingerprint];
		let table = |text: &str| Tables { people: people(text), ..Tables::default() };
		let known = |code: &str| {
			let salt = "11".repeat(32);
			let text = format!("salt\t{salt}\nsample\tlocal/a\nA\t{code}\n");
			Some(Identifiers::read(text.as_bytes()).expect("it is a table"))
		};
		let families = "sequence\tposition\treference\talternate\tmeioses\n22\t5\tA\tC\t3\n";
		let families =
			Segregation::read(families.as_bytes(), &mut Normaliser::trimmed()).expect("a table");
		let all = [
			table("sample\tage\nA\t1\n"),
			table("sample\tage\nA\t2\n"),
			table("sample\tages\nA\t1\n"),
			table("sample\tage\nA\t\n"),
			Tables { segregation: Some(families.clone()), ..Tables::default() },
			Tables { segregation: Some(families), ..table("sample\tage\nA\t1\n") },
			Tables { identifiers: known("x"), ..Tables::default() },
			Tables { identifiers: known("y"), ..Tables::default() },
			Tables { identifiers: known("x"), ..table("sample\tage\nA\t1\n") },
		];
		for tables in all {
			for genotypes in [None, Some(genotypes())] {
				let found = tables.bind(genotypes).fingerprint;
				assert!(!seen.contains(&found));
				seen.push(found);
			}
		}
	}

	#[test]
	fn people_alone_are_the_records() {
		let people = people("sample\tage\nA\t1\nB\t1\n");
		let tables = Tables { people, ..Tables::default() };
		let summary = tables.bind(None);
		assert_eq!((summary.records, summary.samples), (2, 2));
		let both = tables.bind(Some(genotypes()));
		assert_eq!((both.records, both.samples), (5, 2));
	}

	#[test]
	fn neither_order_nor_spelling_counts() {
		let a = people("sample\tage\tcase\nA\t1.50\t1\nB\t\t0\n").expect("it is a table");
		let b = people("sample\tcase\tage\r\nB\t0\tNA\r\nA\t1\t1.5").expect("it is a table");
		assert_eq!(a.digest(), b.digest());
	}
}
