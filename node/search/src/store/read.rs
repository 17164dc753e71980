//! Searches.

use super::{
	block,
	columns::{is_condition, Columns, Row},
	facets::Counts,
	pass::pass,
	schema::price_of,
	BUSY,
};
use crate::{
	error::{IndexError, SearchError},
	query::{Answer, BlockRef, Hit, Order, Prices, Query},
	record::{Record, Template},
};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::{
	path::{Path, PathBuf},
	sync::{Arc, Mutex, PoisonError, RwLock},
};

/// Connections that are kept open for the next search.
const KEPT: usize = 8;

/// The reading side of the index. Clones share their connections; a search blocks the thread.
#[derive(Clone, Debug)]
pub struct Searcher {
	path: PathBuf,
	idle: Arc<Mutex<Vec<Connection>>>,
	columns: Arc<RwLock<Columns>>,
}

/// One state of the index.
struct View<'a> {
	connection: &'a Connection,
	columns: &'a Columns,
	block: BlockRef,
}

/// A place in the order of the hits.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Place {
	key: u64,
	data: u32,
}

impl Place {
	fn new(order: Order, row: &Row) -> Self {
		let key = match order {
			Order::Newest => 0,
			Order::Records => row.records,
			Order::Samples => u64::from(row.samples),
		};
		Place { key, data: row.data }
	}

	fn parse(text: &str) -> Result<Self, SearchError> {
		let (key, data) = text.split_once(':').ok_or(SearchError::Cursor)?;
		let key = key.parse().map_err(|_| SearchError::Cursor)?;
		let data = data.parse().map_err(|_| SearchError::Cursor)?;
		Ok(Place { key, data })
	}

	fn text(self) -> String {
		format!("{}:{}", self.key, self.data)
	}
}

impl Searcher {
	/// A reader of the index at `path`, which [`super::Index::open`] made.
	pub fn new(path: &Path) -> Self {
		Searcher { path: path.to_owned(), idle: Arc::default(), columns: Arc::default() }
	}

	/// Finds what `query` describes.
	pub fn search(&self, query: &Query) -> Result<Answer, SearchError> {
		query.check()?;
		let after = query.after.as_deref().map(Place::parse).transpose()?;
		let limit = query.limit()?;
		self.read(|view| {
			let mut counts = Counts::default();
			let mut total = 0;
			let mut places = Vec::new();
			view.pass(query, |row| {
				total += 1;
				counts.count(row);
				let place = Place::new(query.order, row);
				if after.is_none_or(|after| place < after) {
					places.push(place);
				}
			})?;
			let more = places.len() > limit;
			if more {
				places.select_nth_unstable_by(limit, |a, b| b.cmp(a));
				places.truncate(limit);
			}
			places.sort_unstable_by(|a, b| b.cmp(a));
			let next = places.last().filter(|_| more).map(|place| place.text());
			let hits = places.iter().map(|place| view.hit(place.data));
			let hits = hits.collect::<Result<Vec<_>, _>>()?;
			let facets = counts.facets(view.connection)?;
			Ok(Answer { block: view.block.clone(), total, hits, facets, next })
		})
	}

	/// Number of data identities that `query` matches, and the block at which that holds.
	pub fn count(&self, query: &Query) -> Result<(BlockRef, u64), SearchError> {
		query.check()?;
		self.read(|view| {
			let mut total = 0;
			view.pass(query, |_| total += 1)?;
			Ok((view.block.clone(), total))
		})
	}

	/// Whether `query` matches the data identity `data`, and the block at which that holds.
	pub fn matches(&self, query: &Query, data: u32) -> Result<(BlockRef, bool), SearchError> {
		query.check()?;
		self.read(|view| {
			let mut found = false;
			view.pass(query, |row| found |= row.data == data)?;
			Ok((view.block.clone(), found))
		})
	}

	/// The templates of authorizations that may be filled, by number; at most `limit`.
	pub fn templates(&self, limit: u32) -> Result<Vec<Template>, SearchError> {
		self.read(|view| {
			let sql = "SELECT json FROM templates ORDER BY template LIMIT ?1";
			let mut find = view.connection.prepare(sql)?;
			let found = find.query_map([limit], |row| row.get::<_, String>(0))?;
			let found = found.collect::<Result<Vec<_>, _>>()?;
			let parse = |json: &String| serde_json::from_str(json).map_err(IndexError::Record);
			Ok(found.iter().map(parse).collect::<Result<Vec<_>, _>>()?)
		})
	}

	/// The template with this number, if it may be filled.
	pub fn template(&self, template: u32) -> Result<Option<Template>, SearchError> {
		self.read(|view| {
			let sql = "SELECT json FROM templates WHERE template = ?1";
			let mut find = view.connection.prepare(sql)?;
			let json: Option<String> = find.query_row([template], |row| row.get(0)).optional()?;
			let parse = |json: String| serde_json::from_str(&json).map_err(IndexError::Record);
			Ok(json.map(parse).transpose()?)
		})
	}

	/// Terms that data are about, with their names and how often they occur, the most frequent
	/// first; at most `limit`, `skip` left out.
	pub fn terms(&self, skip: usize, limit: usize) -> Result<Vec<TermCount>, SearchError> {
		self.read(|view| {
			let mut find = view.connection.prepare(
				"SELECT w.word, v.name FROM words w LEFT JOIN vocabulary v ON v.term = w.word
				 WHERE w.code = ?1",
			)?;
			let mut terms = Vec::new();
			let mut left_out = 0;
			for (tag, count) in view.columns.ranked_tags() {
				let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
				let found: Option<(String, Option<String>)> =
					find.query_row([tag], read).optional()?;
				let Some((term, name)) = found.filter(|(word, _)| !is_condition(word)) else {
					continue;
				};
				if left_out < skip {
					left_out += 1;
				} else if terms.len() < limit {
					terms.push(TermCount { term, name, count });
				} else {
					break;
				}
			}
			Ok(terms)
		})
	}

	/// The releases of the vocabularies that the index was built with, for people.
	pub fn vocabularies(&self) -> Result<String, SearchError> {
		self.read(|view| Ok(super::meta(view.connection, "vocabularies")?.unwrap_or_default()))
	}

	/// Runs `read` over one state of the index.
	fn read<T>(
		&self,
		read: impl FnOnce(&View<'_>) -> Result<T, SearchError>,
	) -> Result<T, SearchError> {
		let mut connection = self.connection()?;
		let found = {
			// What is in memory and what the transaction sees have to be of one state: the lock is
			// taken first, and nobody takes anything up while it is held.
			let columns = self.columns.read().unwrap_or_else(PoisonError::into_inner);
			let transaction = connection.transaction()?;
			if columns.is_at(&transaction)? {
				View::new(&transaction, &columns).and_then(|view| read(&view))?
			} else {
				drop(transaction);
				drop(columns);
				let mut columns = self.columns.write().unwrap_or_else(PoisonError::into_inner);
				let transaction = connection.transaction()?;
				columns.load(&transaction)?;
				View::new(&transaction, &columns).and_then(|view| read(&view))?
			}
		};
		let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
		if idle.len() < KEPT {
			idle.push(connection);
		}
		Ok(found)
	}

	fn connection(&self) -> Result<Connection, IndexError> {
		let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
		if let Some(connection) = kept {
			return Ok(connection);
		}
		let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
		let connection = Connection::open_with_flags(&self.path, flags)?;
		connection.busy_timeout(BUSY)?;
		Ok(connection)
	}
}

/// A term that data are about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TermCount {
	/// Compact URI.
	pub term: String,
	/// Its name, if a vocabulary has it.
	pub name: Option<String>,
	/// Number of data identities with it.
	pub count: u64,
}

impl<'a> View<'a> {
	fn new(connection: &'a Connection, columns: &'a Columns) -> Result<Self, SearchError> {
		let block = block(connection)?.ok_or(SearchError::NotReady)?;
		Ok(View { connection, columns, block })
	}

	fn pass(&self, query: &Query, visit: impl FnMut(&Row)) -> Result<(), SearchError> {
		pass(self.connection, self.columns, query, self.block.number, visit)
	}

	fn hit(&self, data: u32) -> Result<Hit, SearchError> {
		let mut find = self.connection.prepare(
			"SELECT r.json, h.name, h.country FROM records r JOIN facts f ON f.data = r.data
			 JOIN holders h ON h.code = f.holder WHERE r.data = ?1",
		)?;
		let (json, holder_name, holder_country): (String, String, String) =
			find.query_row([data], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
		let record: Record = serde_json::from_str(&json).map_err(IndexError::Record)?;
		Ok(Hit { record, holder_name, holder_country, prices: self.prices(data)? })
	}

	fn prices(&self, data: u32) -> Result<Option<Prices>, SearchError> {
		let mut find = self.connection.prepare(
			"SELECT min(price), max(price), count(*) FROM prices WHERE data = ?1 AND until > ?2",
		)?;
		type Ends = (Option<Vec<u8>>, Option<Vec<u8>>, u32);
		let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
		let (least, most, authorizations): Ends =
			find.query_row([data, self.block.number], read)?;
		let decimal = |price: Vec<u8>| price_of(&price).to_string();
		Ok(least.zip(most).map(|(least, most)| Prices {
			least: decimal(least),
			most: decimal(most),
			authorizations,
		}))
	}
}
