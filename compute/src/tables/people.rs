//! A table of people: a name, and named numbers of which some may be missing.
//!
//! Columns stand between tabs, shown as arrows here:
//!
//! ```text
//! sample→case→age
//! NA06984→1→54.5
//! NA06989→0→
//! ```

use super::{next_line, Number, TableError, UNIT};
use crate::variants::MAX_SAMPLES;
use codec::Encode;
use panshi_primitives::Hash;
use std::{collections::BTreeMap, io::BufRead};

/// Most columns beside the name.
pub const MAX_COLUMNS: usize = 64;
/// Most cells of a table.
pub const MAX_CELLS: usize = 1 << 24;
/// Longest name of a column.
pub const MAX_COLUMN_NAME: usize = 32;
const CONTEXT: &str = "panshi 2026 fingerprint table of people";
const NAME: &str = "sample";

/// What a holder knows of its people.
#[derive(Clone)]
pub struct People {
	/// Place of each column in a row.
	columns: BTreeMap<String, usize>,
	/// The row of each person.
	rows: BTreeMap<String, Vec<Option<Number>>>,
}

/// Place of a column.
#[derive(Clone, Copy, Debug)]
pub struct Column(usize);

impl std::fmt::Debug for People {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		let people = self.rows.len();
		f.debug_struct("People").field("columns", &self.columns).field("people", &people).finish()
	}
}

/// Whether `name` may be that of a column.
pub fn is_column_name(name: &str) -> bool {
	let good = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
	(1..=MAX_COLUMN_NAME).contains(&name.len()) && name.bytes().all(good)
}

impl People {
	/// Reads the table.
	pub fn read(mut table: impl BufRead) -> Result<Self, TableError> {
		let header = next_line(&mut table)?.ok_or(TableError::Header)?;
		let columns = columns(&header).ok_or(TableError::Header)?;
		let mut rows = BTreeMap::new();
		for line in 2.. {
			let Some(text) = next_line(&mut table)? else { break };
			let (name, numbers) = row(&text, line, columns.len())?;
			if rows.insert(name, numbers).is_some() {
				return Err(TableError::Name { line });
			}
			if rows.len() > MAX_SAMPLES || rows.len().saturating_mul(columns.len()) > MAX_CELLS {
				return Err(TableError::TooLarge);
			}
		}
		Ok(People { columns, rows })
	}

	/// Number of people.
	pub fn len(&self) -> usize {
		self.rows.len()
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.rows.is_empty()
	}

	/// The column with this name, if there is one.
	pub fn column(&self, name: &str) -> Option<Column> {
		self.columns.get(name).copied().map(Column)
	}

	/// Names of the columns, sorted.
	pub fn columns(&self) -> impl Iterator<Item = &str> {
		self.columns.keys().map(String::as_str)
	}

	/// The numbers of each person in `columns`, in the order of names; people of whom one of them is
	/// missing are left out.
	pub fn complete(&self, columns: &[Column]) -> Vec<Vec<Number>> {
		let row = |row: &Vec<Option<Number>>| {
			columns.iter().map(|Column(place)| row.get(*place).copied().flatten()).collect()
		};
		self.rows.values().filter_map(row).collect()
	}

	/// Whether the number of the person in the column is one or zero; none if it is missing or
	/// another one.
	pub fn flag(&self, name: &str, Column(place): Column) -> Option<bool> {
		let number = self.rows.get(name).and_then(|row| row.get(place).copied().flatten())?;
		match number {
			Number(0) => Some(false),
			Number(UNIT) => Some(true),
			_ => None,
		}
	}

	/// Each person with what [`People::flag`] says, where it says something.
	pub fn flags(&self, column: Column) -> impl Iterator<Item = (&str, bool)> {
		self.rows.keys().filter_map(move |name| Some((name.as_str(), self.flag(name, column)?)))
	}

	/// A commitment to the numbers. Names are not part of it, only the order that they give.
	pub fn digest(&self) -> Hash {
		let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
		let names: Vec<&str> = self.columns().collect();
		hasher.update(&(names, self.rows.len() as u64).encode());
		let mut encoded = Vec::new();
		for row in self.rows.values() {
			encoded.clear();
			for place in self.columns.values() {
				row.get(*place).copied().flatten().encode_to(&mut encoded);
			}
			hasher.update(&encoded);
		}
		Hash::from(*hasher.finalize().as_bytes())
	}
}

fn columns(header: &str) -> Option<BTreeMap<String, usize>> {
	let mut names = header.split('\t');
	let first = names.next();
	let mut columns = BTreeMap::new();
	for (place, name) in names.enumerate() {
		let known = columns.insert(name.to_owned(), place).is_some();
		if known || !is_column_name(name) || columns.len() > MAX_COLUMNS {
			return None;
		}
	}
	(first == Some(NAME) && !columns.is_empty()).then_some(columns)
}

fn row(
	text: &str,
	line: usize,
	columns: usize,
) -> Result<(String, Vec<Option<Number>>), TableError> {
	let mut cells = text.split('\t');
	let name = cells.next().filter(|name| !name.is_empty()).ok_or(TableError::Name { line })?;
	let number = |(column, text): (usize, &str)| match text {
		"" | "NA" => Ok(None),
		text => Number::parse(text).map(Some).ok_or(TableError::Number { line, column }),
	};
	let numbers = (2..).zip(cells).map(number).collect::<Result<Vec<_>, _>>()?;
	match numbers.len() == columns {
		true => Ok((name.to_owned(), numbers)),
		false => Err(TableError::Columns { line, columns: columns.saturating_add(1) }),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn read(text: &str) -> Result<People, TableError> {
		People::read(text.as_bytes())
	}

	#[test]
	fn gives_the_numbers_of_those_of_whom_all_are_known() {
		let people = read("sample\tcase\tage\nB\t0\t7\nA\t1\t54.5\nC\t1\t\nD\t2\t3\n");
		let people = people.expect("it is a table");
		let [case, age] = ["case", "age"].map(|name| people.column(name).expect("it is there"));
		let wanted = [[UNIT, 54_500_000], [0, 7 * UNIT], [2 * UNIT, 3 * UNIT]];
		assert_eq!(people.complete(&[case, age]), wanted.map(|row| row.map(Number).to_vec()));
		assert_eq!(people.complete(&[case]).len(), 4);
		let flags: Vec<_> = people.flags(case).collect();
		assert_eq!(flags, [("A", true), ("B", false), ("C", true)]);
		assert!(people.column("sex").is_none());
	}

	#[test]
	fn refuses_what_is_no_table() {
		for header in ["", "sample", "name\tage", "sample\tage\tage", "sample\ta b", "sample\t"] {
			assert!(matches!(read(header), Err(TableError::Header)), "{header}");
		}
		assert!(matches!(read("sample\ta\nA\t1\t2\n"), Err(TableError::Columns { line: 2, .. })));
		assert!(matches!(read("sample\ta\nA\n"), Err(TableError::Columns { line: 2, .. })));
		assert!(matches!(read("sample\ta\nA\t1\nA\t1\n"), Err(TableError::Name { line: 3 })));
		assert!(matches!(read("sample\ta\n\t1\n"), Err(TableError::Name { line: 2 })));
		let error = read("sample\ta\tb\nA\t1\tx\n");
		assert!(matches!(error, Err(TableError::Number { line: 2, column: 3 })));
	}

	#[test]
	fn shows_nobody_when_printed() {
		let people = read("sample\tage\nAnn\t54\n").expect("it is a table");
		let text = format!("{people:?}");
		assert!(!text.contains("Ann") && !text.contains("54"), "{text}");
	}
}
