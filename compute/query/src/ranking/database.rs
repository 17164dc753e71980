//! The owner's table: which disease has which terms.

use super::{
	params::{BLOCK, PLAINTEXT, ROWS},
	Catalogue, CatalogueEntry, DatabaseError,
};
use crate::ontology::{Annotations, InformationContent, Ontology};
use std::fmt;

/// The closed terms of every disease, laid out for the product with a query.
pub struct RankingDatabase {
	pub(super) catalogue: Catalogue,
	/// For every [`ROWS`] diseases, the ones in the blocks of terms that have any.
	pub(super) groups: Vec<Vec<Cell>>,
}

/// The table where one block of terms meets one group of diseases.
pub(super) struct Cell {
	/// Which block of terms.
	pub(super) block: usize,
	/// Row in the group and column in the block of every one in the table.
	pub(super) ones: Vec<(u16, u16)>,
}

impl RankingDatabase {
	/// Lays out `annotations` for `epoch` with the weights of `content`, which must cover every
	/// term of `annotations`. Terms that weigh nothing are left out.
	pub fn new(
		ontology: &Ontology,
		annotations: &Annotations,
		content: &InformationContent,
		epoch: u32,
	) -> Result<Self, DatabaseError> {
		let weights = content.weights();
		let mut terms: Vec<_> =
			weights.iter().map(|(t, w)| (*t, *w)).filter(|(_, w)| *w > 0).collect();
		terms.sort_unstable_by_key(|(term, weight)| (*weight, *term));
		let mut catalogue = Catalogue {
			epoch,
			ontology: ontology.version().to_owned(),
			terms,
			diseases: Vec::with_capacity(annotations.diseases().len()),
		};
		let places = catalogue.places();
		let mut rows = Vec::with_capacity(annotations.diseases().len());
		for disease in annotations.diseases() {
			let failed = |error| DatabaseError::Term { disease: disease.id.clone(), error };
			let closed = ontology.closure(disease.terms.iter().copied()).map_err(failed)?;
			if let Some(term) = closed.iter().find(|term| !weights.contains_key(term)) {
				return Err(DatabaseError::NoWeight { disease: disease.id.clone(), term: *term });
			}
			let row: Vec<usize> =
				closed.iter().filter_map(|term| places.get(term).copied()).collect();
			let total: u64 = row.iter().map(|p| u64::from(catalogue.terms[*p].1)).sum();
			let total = u32::try_from(total)
				.ok()
				.filter(|total| u64::from(*total) < PLAINTEXT)
				.ok_or_else(|| DatabaseError::Total { disease: disease.id.clone(), total })?;
			let (id, name) = (disease.id.clone(), disease.name.clone());
			catalogue.diseases.push(CatalogueEntry { id, name, total });
			rows.push(row);
		}
		catalogue.check()?;
		Ok(Self { catalogue, groups: rows.chunks(ROWS).map(cells).collect() })
	}

	/// What the owner publishes.
	pub fn catalogue(&self) -> &Catalogue {
		&self.catalogue
	}
}

impl fmt::Debug for RankingDatabase {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("RankingDatabase")
			.field("epoch", &self.catalogue.epoch)
			.field("diseases", &self.catalogue.diseases.len())
			.finish_non_exhaustive()
	}
}

/// The cells of a group of diseases, given the places of their terms.
fn cells(rows: &[Vec<usize>]) -> Vec<Cell> {
	let mut cells = std::collections::BTreeMap::<usize, Vec<(u16, u16)>>::new();
	for (row, places) in rows.iter().enumerate() {
		for place in places {
			let one = (row as u16, (place % BLOCK) as u16);
			cells.entry(place / BLOCK).or_default().push(one);
		}
	}
	cells
		.into_iter()
		.map(|(block, mut ones)| {
			ones.sort_unstable();
			Cell { block, ones }
		})
		.collect()
}
