//! Counts by property.

use super::columns::Row;
use crate::{
	error::SearchError,
	query::{Facet, FacetValue},
};
use rusqlite::{Connection, OptionalExtension};

/// Most values of a facet.
const MAX_VALUES: usize = 50;

/// Counts over all hits, by the number of the value.
#[derive(Debug, Default)]
pub(super) struct Counts {
	holder: Tally,
	permission: Tally,
	build: Tally,
	media: Tally,
	assay: Tally,
}

/// How often each number occurred. The numbers are small: they count words.
#[derive(Debug, Default)]
struct Tally(Vec<u64>);

impl Tally {
	fn count(&mut self, code: u32) {
		let Ok(place) = usize::try_from(code) else { return };
		if place >= self.0.len() {
			self.0.resize(place + 1, 0);
		}
		self.0[place] += 1;
	}

	/// The numbers that occurred, the most frequent first.
	fn ranked(&self) -> Vec<(u32, u64)> {
		let mut ranked: Vec<(u32, u64)> =
			(0..).zip(self.0.iter().copied()).filter(|(_, count)| *count > 0).collect();
		ranked.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
		ranked
	}
}

impl Counts {
	pub(super) fn count(&mut self, row: &Row) {
		self.holder.count(row.holder);
		self.permission.count(row.permission);
		self.build.count(row.build);
		self.media.count(row.media);
		if row.assay != 0 {
			self.assay.count(row.assay);
		}
	}

	/// The facets with the values that the numbers stand for.
	pub(super) fn facets(&self, connection: &Connection) -> Result<Vec<Facet>, SearchError> {
		let word = "SELECT word, NULL FROM words WHERE code = ?1";
		let holder = "SELECT account, name FROM holders WHERE code = ?1";
		let mut types = facet(connection, "dataTypes", &self.media, word)?;
		let assays = facet(connection, "dataTypes", &self.assay, word)?;
		types.values.extend(assays.values);
		types.values.sort_by_key(|value| std::cmp::Reverse(value.count));
		types.more += assays.more;
		Ok(vec![
			facet(connection, "permissions", &self.permission, word)?,
			types,
			facet(connection, "referenceBuilds", &self.build, word)?,
			facet(connection, "holders", &self.holder, holder)?,
		])
	}
}

fn facet(
	connection: &Connection,
	field: &str,
	tally: &Tally,
	sql: &str,
) -> Result<Facet, SearchError> {
	let ranked = tally.ranked();
	let mut find = connection.prepare(sql)?;
	let mut values = Vec::new();
	for (code, count) in ranked.iter().take(MAX_VALUES) {
		let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
		let found: Option<(String, Option<String>)> = find.query_row([code], read).optional()?;
		let Some((value, label)) = found else { continue };
		values.push(FacetValue { value, label: label.filter(|l| !l.is_empty()), count: *count });
	}
	let more = u64::try_from(ranked.len().saturating_sub(MAX_VALUES)).unwrap_or_default();
	Ok(Facet { field: field.to_owned(), values, more })
}
