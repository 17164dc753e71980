//! The index in an SQLite database: one writer, any number of readers.
//!
//! A reader sees the whole of a write or nothing of it, and the block that it was made for.

mod columns;
mod facets;
mod pass;
mod read;
mod schema;
mod write;

pub use read::{Searcher, TermCount};
pub use schema::SCHEMA_VERSION;
pub use write::Batch;

use crate::{error::IndexError, ontology::Ontology, query::BlockRef};
use rusqlite::{Connection, OptionalExtension};
use std::{path::Path, time::Duration};

/// How long a reader or the writer waits for another.
const BUSY: Duration = Duration::from_secs(5);

/// The writing side of the index.
#[derive(Debug)]
pub struct Index {
	connection: Connection,
	ontologies: Vec<Ontology>,
}

impl Index {
	/// Opens the index at `path` for the chain with this genesis hash, and makes it if there is
	/// none.
	///
	/// What was built with another version of the tables, for another chain or with other
	/// vocabularies is thrown away: [`Self::block`] then gives `None`.
	pub fn open(path: &Path, genesis: &str, ontologies: Vec<Ontology>) -> Result<Self, IndexError> {
		let connection = Connection::open(path)?;
		connection.busy_timeout(BUSY)?;
		connection.pragma_update(None, "journal_mode", "WAL")?;
		// A power cut may cost the last writes, never the database; they are made again.
		connection.pragma_update(None, "synchronous", "NORMAL")?;
		let mut index = Index { connection, ontologies };
		let known: i64 = index.connection.pragma_query_value(None, "user_version", |r| r.get(0))?;
		let vocabularies = index.vocabularies();
		let same = known == SCHEMA_VERSION
			&& meta(&index.connection, "genesis")?.as_deref() == Some(genesis)
			&& meta(&index.connection, "vocabularies")?.as_deref() == Some(vocabularies.as_str());
		if !same {
			index.reset(genesis)?;
		}
		Ok(index)
	}

	/// The block that the index shows, once it has been built.
	pub fn block(&self) -> Result<Option<BlockRef>, IndexError> {
		block(&self.connection)
	}

	/// Throws everything away.
	pub fn clear(&mut self) -> Result<(), IndexError> {
		let genesis = meta(&self.connection, "genesis")?.unwrap_or_default();
		self.reset(&genesis)
	}

	/// Makes the changes of `change` together or, where it fails, none of them.
	pub fn write<T, E: From<IndexError>>(
		&mut self,
		change: impl FnOnce(&mut Batch<'_>) -> Result<T, E>,
	) -> Result<T, E> {
		let database = |error| E::from(IndexError::Database(error));
		let transaction = self.connection.transaction().map_err(database)?;
		let version = number(&transaction, "version")? + 1;
		let done = change(&mut Batch::new(&transaction, &self.ontologies, version))?;
		set(&transaction, "version", &version.to_string())?;
		transaction.commit().map_err(database)?;
		Ok(done)
	}

	/// What tells the vocabularies from others: their releases and their sizes.
	fn vocabularies(&self) -> String {
		let release = |o: &Ontology| format!("{} ({} terms)", o.version(), o.names().count());
		self.ontologies.iter().map(release).collect::<Vec<_>>().join("; ")
	}

	fn reset(&mut self, genesis: &str) -> Result<(), IndexError> {
		let vocabularies = self.vocabularies();
		let transaction = self.connection.transaction()?;
		let epoch = match transaction.table_exists(None, "meta")? {
			true => number(&transaction, "epoch")? + 1,
			false => 1,
		};
		for table in schema::NAMES {
			transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table};"))?;
		}
		transaction.execute_batch(schema::TABLES)?;
		transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
		set(&transaction, "genesis", genesis)?;
		set(&transaction, "vocabularies", &vocabularies)?;
		set(&transaction, "epoch", &epoch.to_string())?;
		write::vocabulary(&transaction, &self.ontologies)?;
		transaction.commit()?;
		Ok(())
	}
}

fn meta(connection: &Connection, key: &str) -> Result<Option<String>, IndexError> {
	let mut statement = connection.prepare("SELECT value FROM meta WHERE key = ?1")?;
	Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

fn set(connection: &Connection, key: &str, value: &str) -> Result<(), IndexError> {
	let mut set = connection.prepare("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")?;
	set.execute((key, value))?;
	Ok(())
}

/// A number that counts something; zero, where nothing was counted yet.
fn number(connection: &Connection, key: &str) -> Result<i64, IndexError> {
	Ok(meta(connection, key)?.and_then(|number| number.parse().ok()).unwrap_or_default())
}

fn block(connection: &Connection) -> Result<Option<BlockRef>, IndexError> {
	let number = meta(connection, "number")?.and_then(|number| number.parse().ok());
	let hash = meta(connection, "hash")?;
	Ok(number.zip(hash).map(|(number, hash)| BlockRef { number, hash }))
}
