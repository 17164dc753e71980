//! What is counted and compared of every data identity, in memory.
//!
//! A search goes over all of it, which in memory takes a thousandth of a second for a hundred
//! thousand identities. It is taken up from the database, and brought up to date by what was written
//! since.

use super::{number, schema::CONDITION};
use crate::error::IndexError;
use rusqlite::{Connection, Row as SqlRow};
use std::collections::HashMap;

/// Most numbers of data identities; the chain gives them in order from zero.
const MAX_DATA: u32 = 1 << 26;

/// One data identity. Zero stands for nothing where a number stands for a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
	pub(super) data: u32,
	pub(super) until: u32,
	pub(super) holder: u32,
	pub(super) permission: u32,
	pub(super) disease: u32,
	pub(super) build: u32,
	pub(super) media: u32,
	pub(super) assay: u32,
	pub(super) samples: u32,
	pub(super) records: u64,
}

/// Every data identity, by number.
#[derive(Debug, Default)]
pub(super) struct Columns {
	epoch: i64,
	version: i64,
	rows: Vec<Row>,
	tags: Vec<Box<[u32]>>,
	/// Data identities with a tag, in no order.
	tagged: HashMap<u32, Vec<u32>>,
}

/// A set of data identities.
#[derive(Clone, Debug)]
pub(super) struct Set(Vec<u64>);

impl Set {
	pub(super) fn new() -> Self {
		Set(Vec::new())
	}

	pub(super) fn insert(&mut self, data: u32) {
		let (place, bit) = Self::place(data);
		if place >= self.0.len() {
			self.0.resize(place + 1, 0);
		}
		self.0[place] |= bit;
	}

	pub(super) fn contains(&self, data: u32) -> bool {
		let (place, bit) = Self::place(data);
		self.0.get(place).is_some_and(|word| word & bit != 0)
	}

	fn place(data: u32) -> (usize, u64) {
		let place = usize::try_from(data / 64).unwrap_or(usize::MAX);
		(place, 1 << (data % 64))
	}
}

impl Columns {
	/// Whether this is what `connection` shows.
	pub(super) fn is_at(&self, connection: &Connection) -> Result<bool, IndexError> {
		let epoch = number(connection, "epoch")?;
		Ok(epoch == self.epoch && number(connection, "version")? == self.version)
	}

	/// Takes up what was written since.
	pub(super) fn load(&mut self, connection: &Connection) -> Result<(), IndexError> {
		let epoch = number(connection, "epoch")?;
		if epoch != self.epoch {
			*self = Columns { epoch, ..Columns::default() };
		}
		let mut newer = connection.prepare(
			"SELECT data, until, holder, permission, disease, build, media, assay, samples, records,
			 tags FROM facts WHERE version > ?1",
		)?;
		let mut rows = newer.query([self.version])?;
		while let Some(row) = rows.next()? {
			let tags: Vec<u8> = row.get(10)?;
			self.put(read(row)?, &tags);
		}
		self.version = number(connection, "version")?;
		Ok(())
	}

	fn put(&mut self, row: Row, tags: &[u8]) {
		if row.data >= MAX_DATA {
			return;
		}
		let place = usize::try_from(row.data).unwrap_or_default();
		if place >= self.rows.len() {
			self.rows.resize(place + 1, Row::default());
			self.tags.resize(place + 1, Box::default());
		}
		self.rows[place] = row;
		let tags: Box<[u32]> = tags
			.chunks_exact(4)
			.map(|bytes| bytes.try_into().map_or(0, u32::from_le_bytes))
			.collect();
		let before = std::mem::replace(&mut self.tags[place], tags.clone());
		for tag in before.iter().filter(|tag| !tags.contains(tag)) {
			if let Some(tagged) = self.tagged.get_mut(tag) {
				tagged.retain(|data| *data != row.data);
			}
		}
		for tag in tags.iter().filter(|tag| !before.contains(tag)) {
			self.tagged.entry(*tag).or_default().push(row.data);
		}
	}

	/// Every data identity.
	pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
		self.rows.iter().filter(|row| row.holder != 0)
	}

	/// Data identities with any of `tags`.
	pub(super) fn tagged(&self, tags: impl IntoIterator<Item = u32>) -> Set {
		let mut set = Set::new();
		for tag in tags {
			self.tagged.get(&tag).into_iter().flatten().for_each(|data| set.insert(*data));
		}
		set
	}

	/// Every tag with the number of data identities that have it, the most frequent first.
	pub(super) fn ranked_tags(&self) -> Vec<(u32, u64)> {
		let count = |data: &Vec<u32>| u64::try_from(data.len()).unwrap_or(u64::MAX);
		let tags = self.tagged.iter().map(|(tag, data)| (*tag, count(data)));
		let mut ranked: Vec<(u32, u64)> = tags.filter(|(_, count)| *count > 0).collect();
		ranked.sort_unstable_by_key(|(tag, count)| (std::cmp::Reverse(*count), *tag));
		ranked
	}
}

/// Whether a word is a condition of use and no term.
pub(super) fn is_condition(word: &str) -> bool {
	word.starts_with(CONDITION)
}

fn read(row: &SqlRow<'_>) -> Result<Row, rusqlite::Error> {
	let records: i64 = row.get(9)?;
	Ok(Row {
		data: row.get(0)?,
		until: row.get(1)?,
		holder: row.get(2)?,
		permission: row.get(3)?,
		disease: row.get(4)?,
		build: row.get(5)?,
		media: row.get(6)?,
		assay: row.get(7)?,
		samples: row.get(8)?,
		records: u64::try_from(records).unwrap_or_default(),
	})
}
