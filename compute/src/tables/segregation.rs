//! A table of segregation: in how many informative meioses a variant went with the disease, over
//! all families of the holder.
//!
//! ```text
//! sequence→position→reference→alternate→meioses
//! 22→18077543→G→A→4
//! ```

use super::{next_line, TableError};
use crate::variants::Normaliser;
use codec::Encode;
use panshi_primitives::{genomics::VariantKey, Hash};
use std::{collections::BTreeMap, io::BufRead};

/// Most variants of a table.
pub const MAX_SEGREGATION: usize = 1_000_000;
const HEADER: &str = "sequence\tposition\treference\talternate\tmeioses";
const CONTEXT: &str = "panshi 2026 fingerprint table of segregation";
const COLUMNS: usize = 5;

/// Meioses of each variant of which there are any.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Segregation(BTreeMap<VariantKey, u32>);

impl Segregation {
	/// Reads the table; variants are brought to the spelling of `normaliser`.
	pub fn read(mut table: impl BufRead, normaliser: &mut Normaliser) -> Result<Self, TableError> {
		if next_line(&mut table)?.as_deref() != Some(HEADER) {
			return Err(TableError::SegregationHeader);
		}
		let mut meioses = BTreeMap::new();
		for line in 2.. {
			let Some(text) = next_line(&mut table)? else { break };
			let (key, count) = variant(&text, line)?;
			let key = normaliser.normalise(key)?.ok_or(TableError::Variant { line })?;
			if meioses.insert(key, count).is_some() {
				return Err(TableError::Repeated { line });
			}
			if meioses.len() > MAX_SEGREGATION {
				return Err(TableError::TooLarge);
			}
		}
		Ok(Segregation(meioses))
	}

	/// Meioses of `key`.
	pub fn meioses(&self, key: &VariantKey) -> u32 {
		self.0.get(key).copied().unwrap_or_default()
	}

	/// A commitment to the table.
	pub fn digest(&self) -> Hash {
		let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
		hasher.update(&(self.0.len() as u64).encode());
		for entry in &self.0 {
			hasher.update(&entry.encode());
		}
		Hash::from(*hasher.finalize().as_bytes())
	}
}

fn variant(text: &str, line: usize) -> Result<(VariantKey, u32), TableError> {
	let wrong = || TableError::Variant { line };
	let cells: Vec<&str> = text.split('\t').collect();
	let cells: [&str; COLUMNS] =
		cells.try_into().map_err(|_| TableError::Columns { line, columns: COLUMNS })?;
	let [sequence, position, reference, alternate, meioses] = cells;
	let key = VariantKey {
		sequence: crate::variants::sequence_name(sequence).as_bytes().to_vec(),
		position: position.parse().map_err(|_| wrong())?,
		reference: reference.to_ascii_uppercase().into_bytes(),
		alternate: alternate.to_ascii_uppercase().into_bytes(),
	};
	let is_variant = key.is_canonical() && key.reference != key.alternate;
	let meioses = meioses.parse().ok().filter(|_| is_variant);
	Ok((key, meioses.ok_or_else(wrong)?))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn read(lines: &str) -> Result<Segregation, TableError> {
		Segregation::read(format!("{HEADER}\n{lines}").as_bytes(), &mut Normaliser::trimmed())
	}

	#[test]
	fn variants_are_normalised() {
		let table = read("chr22\t5\tat\tct\t3\n22\t9\tA\tT\t0\n").expect("it is a table");
		let key = VariantKey {
			sequence: b"22".to_vec(),
			position: 5,
			reference: b"A".to_vec(),
			alternate: b"C".to_vec(),
		};
		assert_eq!(table.meioses(&key), 3);
		assert_eq!(table.meioses(&VariantKey { position: 6, ..key }), 0);
	}

	#[test]
	fn refuses_what_is_no_table() {
		let wrong = Segregation::read("22\t5\n".as_bytes(), &mut Normaliser::trimmed());
		assert!(matches!(wrong, Err(TableError::SegregationHeader)));
		for line in ["22\t5\tA\tA\t1", "22\tx\tA\tC\t1", "22\t5\tA\tC\t-1", "22\t5\tA\t.\t1"] {
			assert!(matches!(read(line), Err(TableError::Variant { line: 2 })), "{line}");
		}
		assert!(matches!(read("22\t5\tA\tC\n"), Err(TableError::Columns { line: 2, .. })));
		let twice = read("22\t5\tA\tC\t1\n22\t5\tAT\tCT\t1\n");
		assert!(matches!(twice, Err(TableError::Repeated { line: 3 })));
	}
}
