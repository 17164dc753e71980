//! One pass over everything that a query matches.

use super::{
	columns::{Columns, Row, Set},
	schema::{condition, price_key},
	write::word_code,
};
use crate::{
	error::{IndexError, SearchError},
	query::{Query, Span, TermFilter},
	text,
};
use rusqlite::{params_from_iter, types::Value, Connection, OptionalExtension, Params};

/// A query in numbers.
struct Conditions {
	/// First block at which an offer has to be still in force, less one; `None`: it need not be.
	now: Option<u32>,
	/// One of these permissions; with a disease, that has to be the same.
	permissions: Vec<(u32, Option<u32>)>,
	types: Vec<u32>,
	builds: Vec<u32>,
	holders: Vec<u32>,
	records: Span<u64>,
	samples: Span<u64>,
	/// All of these sets have it.
	within: Vec<Set>,
	/// None of these sets has it.
	without: Vec<Set>,
}

/// What a query is read with.
struct Reader<'a> {
	connection: &'a Connection,
	columns: &'a Columns,
}

/// Calls `visit` for everything that `query` matches at block `now`, in the order of the numbers.
pub(super) fn pass(
	connection: &Connection,
	columns: &Columns,
	query: &Query,
	now: u32,
	visit: impl FnMut(&Row),
) -> Result<(), SearchError> {
	let conditions = Reader { connection, columns }.conditions(query, now)?;
	columns.rows().filter(|row| conditions.match_row(row)).for_each(visit);
	Ok(())
}

impl Conditions {
	fn match_row(&self, row: &Row) -> bool {
		let one_of = |list: &[u32], word: u32| list.is_empty() || list.contains(&word);
		let permitted = |(permission, disease): &(u32, Option<u32>)| {
			*permission == row.permission && disease.is_none_or(|disease| disease == row.disease)
		};
		self.now.is_none_or(|now| row.until > now)
			&& (self.permissions.is_empty() || self.permissions.iter().any(permitted))
			&& one_of(&self.builds, row.build)
			&& one_of(&self.holders, row.holder)
			&& (self.types.is_empty()
				|| self.types.contains(&row.media)
				|| (row.assay != 0 && self.types.contains(&row.assay)))
			&& within(self.records, row.records)
			&& within(self.samples, u64::from(row.samples))
			&& self.within.iter().all(|set| set.contains(row.data))
			&& !self.without.iter().any(|set| set.contains(row.data))
	}
}

fn within(span: Span<u64>, number: u64) -> bool {
	span.least.is_none_or(|least| number >= least) && span.most.is_none_or(|most| number <= most)
}

impl Reader<'_> {
	fn conditions(&self, query: &Query, now: u32) -> Result<Conditions, SearchError> {
		let mut conditions = Conditions {
			now: (!query.unpublished).then_some(now),
			permissions: self.permissions(&query.permissions)?,
			types: self.codes(&query.data_types)?,
			builds: self.codes(&query.reference_builds)?,
			holders: self.holders(&query.holders)?,
			records: query.records,
			samples: query.samples,
			within: Vec::new(),
			without: Vec::new(),
		};
		if let Some(expression) = query.text.as_deref().map(text::expression).transpose()?.flatten()
		{
			let sql = "SELECT rowid FROM texts WHERE texts MATCH ?1";
			conditions.within.push(self.found(sql, [expression])?);
		}
		for modifier in &query.with_modifiers {
			conditions.within.push(self.with_modifier(modifier)?);
		}
		for modifier in &query.without_modifiers {
			conditions.without.push(self.with_modifier(modifier)?);
		}
		for filter in &query.terms {
			conditions.within.push(self.with_term(filter)?);
		}
		if !query.genes.is_empty() {
			let marks = vec!["?"; query.genes.len()].join(", ");
			let genes = query.genes.iter().map(|gene| gene.trim().to_lowercase());
			let sql = format!("SELECT data FROM genes WHERE gene IN ({marks})");
			conditions.within.push(self.found(&sql, params_from_iter(genes))?);
		}
		if query.price.least.is_some() || query.price.most.is_some() {
			let least = price_key(query.price.least.unwrap_or_default()).to_vec();
			let most = price_key(query.price.most.unwrap_or(u128::MAX)).to_vec();
			let sql = "SELECT data FROM prices WHERE price BETWEEN ?1 AND ?2 AND until > ?3";
			let ends = [Value::Blob(least), Value::Blob(most), Value::from(now)];
			conditions.within.push(self.found(sql, params_from_iter(ends))?);
		}
		Ok(conditions)
	}

	/// The data identities that a question to the database finds.
	fn found(&self, sql: &str, parameters: impl Params) -> Result<Set, SearchError> {
		let mut statement = self.connection.prepare(sql)?;
		let mut rows = statement.query(parameters)?;
		let mut set = Set::new();
		while let Some(row) = rows.next()? {
			set.insert(row.get(0)?);
		}
		Ok(set)
	}

	/// A permission is an accession, or an accession and a disease after a blank.
	fn permissions(&self, written: &[String]) -> Result<Vec<(u32, Option<u32>)>, SearchError> {
		let read = |permission: &String| match permission.split_once(' ') {
			None => Ok((self.code(permission)?, None)),
			Some((permission, disease)) => {
				Ok((self.code(permission)?, Some(self.code(disease.trim())?)))
			},
		};
		written.iter().map(read).collect()
	}

	fn with_modifier(&self, modifier: &str) -> Result<Set, SearchError> {
		Ok(self.columns.tagged([self.code(&condition(modifier))?]))
	}

	fn with_term(&self, filter: &TermFilter) -> Result<Set, SearchError> {
		let code = self.code(&canonical(self.connection, &filter.term)?)?;
		if !filter.descendants {
			return Ok(self.columns.tagged([code]));
		}
		let sql = "SELECT term FROM ancestors WHERE ancestor = ?1";
		let mut statement = self.connection.prepare(sql)?;
		let terms = statement.query_map([code], |row| row.get(0))?;
		Ok(self.columns.tagged(terms.collect::<Result<Vec<u32>, _>>()?))
	}

	fn holders(&self, accounts: &[String]) -> Result<Vec<u32>, SearchError> {
		let sql = "SELECT code FROM holders WHERE account = ?1";
		let mut find = self.connection.prepare(sql)?;
		let mut code = |account: &String| {
			let code: Option<u32> = find.query_row([account], |row| row.get(0)).optional()?;
			Ok(code.unwrap_or(UNKNOWN))
		};
		accounts.iter().map(&mut code).collect()
	}

	fn codes(&self, words: &[String]) -> Result<Vec<u32>, SearchError> {
		words.iter().map(|word| self.code(word)).collect()
	}

	/// Number of a word. One that is not in the index has none, and matches nothing.
	fn code(&self, word: &str) -> Result<u32, SearchError> {
		let code = word_code(self.connection, word)?;
		Ok(code.and_then(|code| u32::try_from(code).ok()).unwrap_or(UNKNOWN))
	}
}

/// The number of no word.
const UNKNOWN: u32 = u32::MAX;

/// The live term that `term` stands for, as far as the vocabularies say.
fn canonical(connection: &Connection, term: &str) -> Result<String, IndexError> {
	let sql = "SELECT stands_for FROM vocabulary WHERE term = ?1";
	let mut find = connection.prepare(sql)?;
	let live: Option<Option<String>> = find.query_row([term], |row| row.get(0)).optional()?;
	Ok(live.flatten().unwrap_or_else(|| term.to_owned()))
}
