//! Building the table of an epoch, in bounded memory.

use super::{
	super::{key::EpochKey, row::RowSecrets, BuildError, Item},
	page_hash,
	runs::{NumberedRow, Runs},
	Commitment, Header, Spelling, TableLayout, ENTRY, FORMAT, MAGIC, MAX_RECORD, ROWS_PER_PAGE,
};
use crate::exact::row::OVERHEAD;
use rand_core::{CryptoRng, RngCore};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use zeroize::Zeroizing;

/// Records that a thread evaluates at a time.
const BATCH: usize = 4_096;

/// Builds a table: add records, then finish.
///
/// Rows are sorted by their labels, which are pseudorandom, so the order of the records does not
/// show.
pub struct TableBuilder<'k> {
	key: &'k EpochKey,
	epoch: u32,
	spelling: Spelling,
	salt: [u8; 32],
	layout: TableLayout,
	pending: Vec<Pending>,
	added: u64,
	rows: Vec<NumberedRow>,
	runs: Runs,
}

/// A record that waits for its row.
struct Pending {
	number: u64,
	input: Zeroizing<Vec<u8>>,
	record: Zeroizing<Vec<u8>>,
}

impl<'k> TableBuilder<'k> {
	/// A table for `epoch` under its key, of variants written so.
	pub fn new(
		key: &'k EpochKey,
		epoch: u32,
		spelling: Spelling,
		layout: TableLayout,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, BuildError> {
		let record = (1..=MAX_RECORD).contains(&layout.record);
		if !record || !(1..=256).contains(&layout.threads) || layout.rows_in_memory == 0 {
			return Err(BuildError::Layout);
		}
		let mut salt = [0; 32];
		rng.fill_bytes(&mut salt);
		Ok(Self {
			key,
			epoch,
			spelling,
			salt,
			layout,
			pending: Vec::new(),
			added: 0,
			rows: Vec::new(),
			runs: Runs::new(OVERHEAD + layout.record),
		})
	}

	/// Adds a record that is found by `item`.
	pub fn add(&mut self, item: &Item, record: &[u8]) -> Result<(), BuildError> {
		let index = self.added;
		let input =
			item.to_input(&self.spelling).map_err(|error| BuildError::Item { index, error })?;
		if record.len() > self.layout.record {
			let (given, max) = (record.len(), self.layout.record);
			return Err(BuildError::RecordLength { index, given, max });
		}
		let record = Zeroizing::new(record.to_vec());
		self.pending.push(Pending { number: index, input, record });
		self.added += 1;
		if self.pending.len() >= BATCH * self.layout.threads {
			self.evaluate()?;
		}
		Ok(())
	}

	/// Turns the pending records into rows.
	fn evaluate(&mut self) -> Result<(), BuildError> {
		let share = self.pending.len().div_ceil(self.layout.threads).max(1);
		let (key, salt, record) = (self.key, &self.salt, self.layout.record);
		let made = std::thread::scope(|scope| {
			let threads: Vec<_> = self
				.pending
				.chunks_mut(share)
				.map(|part| scope.spawn(move || seal(key, salt, record, part)))
				.collect();
			let rows = threads.into_iter().map(|t| t.join().expect("sealing does not panic"));
			rows.collect::<Vec<_>>()
		});
		self.pending.clear();
		self.rows.extend(made.into_iter().flatten());
		if self.rows.len() >= self.layout.rows_in_memory {
			self.runs.write(&mut self.rows)?;
		}
		Ok(())
	}

	/// Writes the table to `out`, from its start.
	pub fn finish(mut self, mut out: impl Write + Seek) -> Result<Commitment, BuildError> {
		if self.added == 0 {
			return Err(BuildError::Empty);
		}
		self.evaluate()?;
		self.runs.write(&mut self.rows)?;
		let header = Header {
			magic: MAGIC,
			format: FORMAT,
			epoch: self.epoch,
			public_key: self.key.public(),
			salt: self.salt,
			rows: self.added,
			record: u32::try_from(self.layout.record).map_err(|_| BuildError::Layout)?,
			spelling: self.spelling,
		};
		out.seek(SeekFrom::Start(0))?;
		let mut out = BufWriter::with_capacity(1 << 20, out);
		out.write_all(&header.to_bytes())?;
		let index = write_pages(&header, self.runs, &mut out)?;
		out.write_all(&index)?;
		out.flush()?;
		Ok(Commitment {
			epoch: self.epoch,
			public_key: header.public_key,
			root: header.root(&index),
			rows: self.added,
			spelling: self.spelling,
		})
	}
}

/// The rows of some records.
fn seal(key: &EpochKey, salt: &[u8; 32], padded: usize, part: &mut [Pending]) -> Vec<NumberedRow> {
	let inputs: Vec<_> = part.iter_mut().map(|p| std::mem::take(&mut p.input)).collect();
	let outputs = key.evaluate(&inputs);
	part.iter()
		.zip(&outputs)
		.map(|(pending, output)| NumberedRow {
			number: pending.number,
			row: RowSecrets::derive(output, salt).seal(&pending.record, padded),
		})
		.collect()
}

/// Writes all rows in order; the result is the index.
fn write_pages(header: &Header, runs: Runs, out: &mut impl Write) -> Result<Vec<u8>, BuildError> {
	let mut merge = runs.merge()?;
	let mut index = Vec::with_capacity(header.pages() as usize * ENTRY);
	let mut last: Option<NumberedRow> = None;
	for page in 0..header.pages() {
		let mut rows = Vec::with_capacity(ROWS_PER_PAGE as usize * header.row());
		for _ in 0..header.rows_in(page) {
			let row = merge.next()?.ok_or(BuildError::Empty)?;
			if let Some(last) = last.as_ref().filter(|last| last.label() == row.label()) {
				let (a, b) = (last.number, row.number);
				return Err(BuildError::RepeatedItem { first: a.min(b), second: a.max(b) });
			}
			if rows.is_empty() {
				index.extend(row.label());
			}
			rows.extend(&row.row);
			last = Some(row);
		}
		index.extend(page_hash(page, &rows).as_bytes());
		out.write_all(&rows)?;
	}
	Ok(index)
}
