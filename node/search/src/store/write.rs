//! Changes to the index.

use super::{
	schema::{condition, price_key},
	set,
};
use crate::{
	error::IndexError,
	ontology::Ontology,
	query::BlockRef,
	record::{Authorization, Holder, Record, Template},
	text,
};
use rusqlite::{Connection, OptionalExtension, Transaction};

/// Prefixes of the accessions of genes.
const GENES: &[&str] = &["hgnc", "hgnc.symbol", "ncbigene", "ensembl"];

/// Changes that are made together.
pub struct Batch<'a> {
	transaction: &'a Transaction<'a>,
	ontologies: &'a [Ontology],
	version: i64,
}

/// Whether `term` is the accession of a gene.
pub(crate) fn is_gene(term: &str) -> bool {
	let prefix = term.split(':').next().unwrap_or_default().to_ascii_lowercase();
	GENES.contains(&prefix.as_str())
}

/// Files the terms of the vocabularies, so that a search finds what identifiers stand for.
pub(super) fn vocabulary(
	transaction: &Transaction<'_>,
	ontologies: &[Ontology],
) -> Result<(), IndexError> {
	let mut add = transaction.prepare("INSERT OR REPLACE INTO vocabulary VALUES (?1, ?2, ?3)")?;
	for ontology in ontologies {
		for (term, by) in ontology.replaced() {
			add.execute((term, None::<&str>, Some(by)))?;
		}
		for (term, name) in ontology.names() {
			add.execute((term, Some(name), None::<&str>))?;
		}
	}
	Ok(())
}

impl<'a> Batch<'a> {
	pub(super) fn new(
		transaction: &'a Transaction<'a>,
		ontologies: &'a [Ontology],
		version: i64,
	) -> Self {
		Batch { transaction, ontologies, version }
	}

	/// Says which block the index shows once the changes are made.
	pub fn at(&mut self, block: &BlockRef) -> Result<(), IndexError> {
		set(self.transaction, "number", &block.number.to_string())?;
		set(self.transaction, "hash", &block.hash)
	}

	/// Puts a data identity in, in place of what was known of it. Numbers are given in order on the
	/// chain, and nothing that was registered goes away, so nothing is ever taken out.
	pub fn put(&mut self, record: &Record) -> Result<(), IndexError> {
		let holder = self.holder_code(&record.holder)?;
		if self.execute("DELETE FROM records WHERE data = ?1", [record.data])? > 0 {
			self.execute("DELETE FROM genes WHERE data = ?1", [record.data])?;
			self.execute("DELETE FROM texts WHERE rowid = ?1", [record.data])?;
		}
		let word = |word: Option<&str>| word.map_or(Ok(0), |word| self.word(word));
		let facts = rusqlite::params![
			record.data,
			self.version,
			record.offer.map_or(0, |offer| offer.until),
			holder,
			self.word(&record.permission)?,
			word(record.disease.as_deref())?,
			self.word(&record.reference_build)?,
			self.word(&record.media_type)?,
			word(record.assay())?,
			record.samples,
			i64::try_from(record.records).unwrap_or(i64::MAX),
			self.tags(record)?,
		];
		let put = "INSERT OR REPLACE INTO facts
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
		self.execute(put, facts)?;
		let json = serde_json::to_string(record)?;
		self.execute("INSERT INTO records VALUES (?1, ?2)", (record.data, json))?;
		self.put_genes(record)?;
		self.put_text(record)
	}

	/// Says who a holder is. Its data are found by its new name from then on.
	pub fn holder(&mut self, holder: &Holder) -> Result<(), IndexError> {
		let code = self.holder_code(&holder.account)?;
		let changed = self.execute(
			"UPDATE holders SET name = ?2, country = ?3
			 WHERE code = ?1 AND (name <> ?2 OR country <> ?3)",
			(code, &holder.name, &holder.country),
		)?;
		if changed > 0 {
			self.describe_again(code)?;
		}
		Ok(())
	}

	/// Puts an authorization in force in, in place of what was known of it.
	pub fn authorization(&mut self, authorization: &Authorization) -> Result<(), IndexError> {
		self.end_authorization(authorization.agreement)?;
		let price = price_key(authorization.price);
		for data in &authorization.data {
			let row = (data, authorization.agreement, price, authorization.until);
			self.execute("INSERT OR REPLACE INTO prices VALUES (?1, ?2, ?3, ?4)", row)?;
		}
		Ok(())
	}

	/// Takes an authorization out; nothing happens if it is not in.
	pub fn end_authorization(&mut self, agreement: u32) -> Result<(), IndexError> {
		self.execute("DELETE FROM prices WHERE agreement = ?1", [agreement])?;
		Ok(())
	}

	/// Puts a template of authorizations that may be filled in.
	pub fn template(&mut self, template: &Template) -> Result<(), IndexError> {
		let row = (template.template, serde_json::to_string(template)?);
		self.execute("INSERT OR REPLACE INTO templates VALUES (?1, ?2)", row)?;
		Ok(())
	}

	/// Takes a template out; nothing happens if it is not in.
	pub fn retire_template(&mut self, template: u32) -> Result<(), IndexError> {
		self.execute("DELETE FROM templates WHERE template = ?1", [template])?;
		Ok(())
	}

	/// The numbers of the terms and conditions of `record`, each once.
	fn tags(&self, record: &Record) -> Result<Vec<u8>, IndexError> {
		let mut tags = Vec::new();
		for attribute in &record.attributes {
			let term = self.canonical(&attribute.term);
			let code = self.word(term)?;
			self.put_ancestors(term, code)?;
			tags.push(code);
		}
		for modifier in &record.modifiers {
			tags.push(self.word(&condition(&modifier.term))?);
		}
		tags.sort_unstable();
		tags.dedup();
		let bytes = |code: i64| u32::try_from(code).unwrap_or_default().to_le_bytes();
		Ok(tags.into_iter().flat_map(bytes).collect())
	}

	fn put_genes(&self, record: &Record) -> Result<(), IndexError> {
		for attribute in record.attributes.iter().filter(|a| is_gene(&a.term)) {
			for gene in [&attribute.term, &attribute.value] {
				let row = (gene.trim().to_lowercase(), record.data);
				self.execute("INSERT OR IGNORE INTO genes VALUES (?1, ?2)", row)?;
			}
		}
		Ok(())
	}

	/// Files of what `term` is a narrower term, itself included, unless that has been done.
	fn put_ancestors(&self, term: &str, code: i64) -> Result<(), IndexError> {
		let file = "INSERT OR IGNORE INTO ancestors VALUES (?1, ?2)";
		if self.execute(file, [code, code])? == 0 {
			return Ok(());
		}
		for ancestor in self.ontologies.iter().flat_map(|ontology| ontology.ancestors(term)) {
			self.execute(file, [self.word(ancestor)?, code])?;
		}
		Ok(())
	}

	fn put_text(&self, record: &Record) -> Result<(), IndexError> {
		let mut find = self.transaction.prepare("SELECT name FROM holders WHERE account = ?1")?;
		let holder: Option<String> =
			find.query_row([&record.holder], |row| row.get(0)).optional()?;
		let mut words = vec![
			holder.as_deref().unwrap_or_default(),
			&record.media_type,
			&record.reference_build,
			&record.permission,
			record.disease.as_deref().unwrap_or_default(),
			&record.location_hint,
		];
		for attribute in &record.attributes {
			let term = self.canonical(&attribute.term);
			words.extend([attribute.term.as_str(), attribute.value.as_str()]);
			words.extend(self.ontologies.iter().filter_map(|ontology| ontology.name(term)));
		}
		let diseases = record.disease.iter();
		words.extend(diseases.filter_map(|d| self.ontologies.iter().find_map(|o| o.name(d))));
		for modifier in &record.modifiers {
			words.extend(
				[Some(modifier.term.as_str()), modifier.value.as_deref()].into_iter().flatten(),
			);
		}
		let body = text::segmented(&words.join("\n"));
		self.execute("INSERT INTO texts (rowid, body) VALUES (?1, ?2)", (record.data, body))?;
		Ok(())
	}

	/// Describes the data of a holder anew, since its name has changed.
	fn describe_again(&self, holder: i64) -> Result<(), IndexError> {
		let mut find = self.transaction.prepare(
			"SELECT r.json FROM records r JOIN facts f ON f.data = r.data WHERE f.holder = ?1",
		)?;
		let records = find.query_map([holder], |row| row.get::<_, String>(0))?;
		for json in records.collect::<Result<Vec<_>, _>>()? {
			let record: Record = serde_json::from_str(&json)?;
			self.execute("DELETE FROM texts WHERE rowid = ?1", [record.data])?;
			self.put_text(&record)?;
		}
		Ok(())
	}

	/// The live term that `term` stands for.
	fn canonical<'t>(&'t self, term: &'t str) -> &'t str {
		self.ontologies.iter().find_map(|ontology| ontology.canonical(term)).unwrap_or(term)
	}

	/// Number of a holder.
	fn holder_code(&self, account: &str) -> Result<i64, IndexError> {
		self.execute(
			"INSERT OR IGNORE INTO holders (account, name, country) VALUES (?1, '', '')",
			[account],
		)?;
		let mut find = self.transaction.prepare("SELECT code FROM holders WHERE account = ?1")?;
		Ok(find.query_row([account], |row| row.get(0))?)
	}

	/// Number of a word.
	fn word(&self, word: &str) -> Result<i64, IndexError> {
		if let Some(code) = word_code(self.transaction, word)? {
			return Ok(code);
		}
		self.execute("INSERT INTO words (word) VALUES (?1)", [word])?;
		Ok(self.transaction.last_insert_rowid())
	}

	fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize, IndexError> {
		Ok(self.transaction.prepare(sql)?.execute(parameters)?)
	}
}

/// Number of a word, if it is in the index.
pub(super) fn word_code(connection: &Connection, word: &str) -> Result<Option<i64>, IndexError> {
	let mut find = connection.prepare("SELECT code FROM words WHERE word = ?1")?;
	Ok(find.query_row([word], |row| row.get(0)).optional()?)
}
