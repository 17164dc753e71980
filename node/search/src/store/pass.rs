//! One pass over everything that a query matches.

use super::{schema::price_key, write::word_code};
use crate::{
	error::{IndexError, SearchError},
	query::{Query, Span, TermFilter},
	text,
};
use rusqlite::{params_from_iter, types::Value, Connection, OptionalExtension};

/// What is counted and compared of a hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
	pub(super) data: u32,
	pub(super) holder: i64,
	pub(super) permission: i64,
	pub(super) build: i64,
	pub(super) media: i64,
	pub(super) assay: Option<i64>,
	pub(super) records: u64,
	pub(super) samples: u64,
}

/// Conditions in SQL with their parameters.
struct Conditions<'a> {
	connection: &'a Connection,
	sql: String,
	parameters: Vec<Value>,
}

/// Calls `visit` for everything that `query` matches at block `now`, in no order.
pub(super) fn pass(
	connection: &Connection,
	query: &Query,
	now: u32,
	mut visit: impl FnMut(Columns),
) -> Result<(), SearchError> {
	let mut conditions = Conditions::new(connection);
	conditions.query(query, now)?;
	let sql = format!(
		"SELECT f.data, f.holder, f.permission, f.build, f.media, f.assay, f.records, f.samples
		 FROM facts f WHERE {}",
		conditions.sql
	);
	let mut statement = connection.prepare_cached(&sql)?;
	let mut rows = statement.query(params_from_iter(conditions.parameters))?;
	let number = |n: i64| u64::try_from(n).unwrap_or_default();
	while let Some(row) = rows.next()? {
		visit(Columns {
			data: row.get(0)?,
			holder: row.get(1)?,
			permission: row.get(2)?,
			build: row.get(3)?,
			media: row.get(4)?,
			assay: row.get(5)?,
			records: number(row.get(6)?),
			samples: number(row.get(7)?),
		});
	}
	Ok(())
}

impl<'a> Conditions<'a> {
	fn new(connection: &'a Connection) -> Self {
		Conditions { connection, sql: "TRUE".to_owned(), parameters: Vec::new() }
	}

	fn query(&mut self, query: &Query, now: u32) -> Result<(), SearchError> {
		if !query.unpublished {
			self.and("f.until > ?", [Value::from(now)]);
		}
		self.text(query.text.as_deref())?;
		self.permissions(&query.permissions)?;
		for modifier in &query.with_modifiers {
			self.modifier("IN", modifier)?;
		}
		for modifier in &query.without_modifiers {
			self.modifier("NOT IN", modifier)?;
		}
		for filter in &query.terms {
			self.term(filter)?;
		}
		self.genes(&query.genes);
		self.data_types(&query.data_types)?;
		self.words("f.build", &query.reference_builds)?;
		self.holders(&query.holders);
		self.span("f.records", query.records);
		self.span("f.samples", query.samples);
		self.price(query.price, now);
		Ok(())
	}

	fn and(&mut self, sql: &str, parameters: impl IntoIterator<Item = Value>) {
		self.sql.push_str(" AND ");
		self.sql.push_str(sql);
		self.parameters.extend(parameters);
	}

	fn text(&mut self, written: Option<&str>) -> Result<(), SearchError> {
		if let Some(expression) = written.map(text::expression).transpose()?.flatten() {
			let sql = "f.data IN (SELECT rowid FROM texts WHERE texts MATCH ?)";
			self.and(sql, [Value::Text(expression)]);
		}
		Ok(())
	}

	/// One of `permissions`: an accession, or an accession and a disease after a blank.
	fn permissions(&mut self, permissions: &[String]) -> Result<(), SearchError> {
		if permissions.is_empty() {
			return Ok(());
		}
		let mut either = Vec::new();
		let mut parameters = Vec::new();
		for permission in permissions {
			match permission.split_once(' ') {
				None => {
					either.push("f.permission = ?");
					parameters.push(self.code(permission)?);
				},
				Some((permission, disease)) => {
					either.push("f.permission = ? AND f.disease = ?");
					parameters.extend([self.code(permission)?, self.code(disease.trim())?]);
				},
			}
		}
		self.and(&format!("({})", either.join(" OR ")), parameters);
		Ok(())
	}

	fn modifier(&mut self, operator: &str, modifier: &str) -> Result<(), SearchError> {
		let code = self.code(modifier)?;
		let sql = format!("f.data {operator} (SELECT data FROM modifiers WHERE modifier = ?)");
		self.and(&sql, [code]);
		Ok(())
	}

	fn term(&mut self, filter: &TermFilter) -> Result<(), SearchError> {
		let code = self.code(&canonical(self.connection, &filter.term)?)?;
		let sql = match filter.descendants {
			true => {
				"f.data IN (SELECT t.data FROM ancestors a JOIN terms t ON t.term = a.term
				 WHERE a.ancestor = ?)"
			},
			false => "f.data IN (SELECT data FROM terms WHERE term = ?)",
		};
		self.and(sql, [code]);
		Ok(())
	}

	fn genes(&mut self, genes: &[String]) {
		if !genes.is_empty() {
			let sql =
				format!("f.data IN (SELECT data FROM genes WHERE gene IN ({}))", marks(genes));
			self.and(&sql, genes.iter().map(|gene| Value::Text(gene.trim().to_lowercase())));
		}
	}

	fn data_types(&mut self, types: &[String]) -> Result<(), SearchError> {
		if !types.is_empty() {
			let marks = marks(types);
			let codes = self.codes(types)?;
			let sql = format!("(f.media IN ({marks}) OR f.assay IN ({marks}))");
			self.and(&sql, codes.clone().into_iter().chain(codes));
		}
		Ok(())
	}

	fn words(&mut self, column: &str, words: &[String]) -> Result<(), SearchError> {
		if !words.is_empty() {
			let codes = self.codes(words)?;
			self.and(&format!("{column} IN ({})", marks(words)), codes);
		}
		Ok(())
	}

	fn holders(&mut self, accounts: &[String]) {
		if !accounts.is_empty() {
			let marks = marks(accounts);
			let sql = format!("f.holder IN (SELECT code FROM holders WHERE account IN ({marks}))");
			self.and(&sql, accounts.iter().cloned().map(Value::Text));
		}
	}

	fn price(&mut self, span: Span<u128>, now: u32) {
		if span.least.is_some() || span.most.is_some() {
			let least = price_key(span.least.unwrap_or_default()).to_vec();
			let most = price_key(span.most.unwrap_or(u128::MAX)).to_vec();
			let sql =
				"f.data IN (SELECT data FROM prices WHERE price BETWEEN ? AND ? AND until > ?)";
			self.and(sql, [Value::Blob(least), Value::Blob(most), Value::from(now)]);
		}
	}

	fn span(&mut self, column: &str, span: Span<u64>) {
		for (operator, end) in [(">=", span.least), ("<=", span.most)] {
			if let Some(end) = end {
				let end = Value::Integer(i64::try_from(end).unwrap_or(i64::MAX));
				self.and(&format!("{column} {operator} ?"), [end]);
			}
		}
	}

	fn codes(&self, words: &[String]) -> Result<Vec<Value>, SearchError> {
		words.iter().map(|word| self.code(word)).collect()
	}

	/// Number of a word. One that is not in the index has none, and matches nothing.
	fn code(&self, word: &str) -> Result<Value, SearchError> {
		Ok(word_code(self.connection, word)?.map_or(Value::Integer(-1), Value::Integer))
	}
}

/// A question mark for each parameter.
fn marks(parameters: &[String]) -> String {
	vec!["?"; parameters.len()].join(", ")
}

/// The live term that `term` stands for, as far as the vocabularies say.
pub(super) fn canonical(connection: &Connection, term: &str) -> Result<String, IndexError> {
	let sql = "SELECT stands_for FROM vocabulary WHERE term = ?1";
	let mut find = connection.prepare_cached(sql)?;
	let live: Option<Option<String>> = find.query_row([term], |row| row.get(0)).optional()?;
	Ok(live.flatten().unwrap_or_else(|| term.to_owned()))
}
