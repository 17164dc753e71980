//! Sorting more rows than fit in memory: sorted runs in temporary files, then one merge.

use super::super::row::{Label, LABEL};
use std::{
	cmp::Reverse,
	collections::BinaryHeap,
	fs::File,
	io::{self, BufReader, BufWriter, Read, Seek, Write},
};

/// A row and the place of its record in the order added.
pub(super) struct NumberedRow {
	pub(super) number: u64,
	pub(super) row: Vec<u8>,
}

impl NumberedRow {
	pub(super) fn label(&self) -> Label {
		*self.row.first_chunk::<LABEL>().expect("a row begins with its label")
	}
}

/// Sorted rows that were written aside.
pub(super) struct Runs {
	files: Vec<File>,
	row: usize,
}

impl Runs {
	/// For rows of `row` bytes.
	pub(super) fn new(row: usize) -> Self {
		Self { files: Vec::new(), row }
	}

	/// Sorts `rows` and writes them aside; `rows` is empty then.
	pub(super) fn write(&mut self, rows: &mut Vec<NumberedRow>) -> io::Result<()> {
		rows.sort_unstable_by_key(NumberedRow::label);
		let mut out = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
		for row in rows.drain(..) {
			out.write_all(&row.number.to_le_bytes())?;
			out.write_all(&row.row)?;
		}
		let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
		file.rewind()?;
		self.files.push(file);
		Ok(())
	}

	/// All rows in the order of their labels.
	pub(super) fn merge(self) -> io::Result<Merge> {
		let mut merge = Merge { runs: Vec::new(), heads: BinaryHeap::new(), row: self.row };
		for file in self.files {
			merge.runs.push(BufReader::with_capacity(1 << 18, file));
			merge.advance(merge.runs.len() - 1)?;
		}
		Ok(merge)
	}
}

/// A row at the head of a run: label, number, run, row.
type Head = (Label, u64, usize, Vec<u8>);

/// The merge of sorted runs.
pub(super) struct Merge {
	runs: Vec<BufReader<File>>,
	/// Next row of every run that has one.
	heads: BinaryHeap<Reverse<Head>>,
	row: usize,
}

impl Merge {
	/// The next row.
	pub(super) fn next(&mut self) -> io::Result<Option<NumberedRow>> {
		let Some(Reverse((_, number, run, row))) = self.heads.pop() else { return Ok(None) };
		self.advance(run)?;
		Ok(Some(NumberedRow { number, row }))
	}

	fn advance(&mut self, run: usize) -> io::Result<()> {
		let mut number = [0; 8];
		let reader = &mut self.runs[run];
		if reader.read(&mut number[..1])? == 0 {
			return Ok(());
		}
		reader.read_exact(&mut number[1..])?;
		let mut row = vec![0; self.row];
		reader.read_exact(&mut row)?;
		let row = NumberedRow { number: u64::from_le_bytes(number), row };
		self.heads.push(Reverse((row.label(), row.number, run, row.row)));
		Ok(())
	}
}
