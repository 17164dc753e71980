//! Finding rows in a table that somebody else made.

use super::{
	super::row::{Label, RowSecrets, LABEL},
	page_hash, Commitment, Header, TableError, ENTRY, HEADER, ROWS_PER_PAGE,
};
use panshi_primitives::Hash;
use std::io::{Read, Seek, SeekFrom};

/// A table whose header and index are those that its owner committed to.
#[derive(Debug)]
pub struct Table<R> {
	input: R,
	header: Header,
	index: Vec<(Label, Hash)>,
}

impl<R: Read + Seek> Table<R> {
	/// Opens the table that `commitment`, as read from the chain, stands for. Reads header and
	/// index, 48 bytes for every 64 rows; pages are checked when they are read.
	pub fn open(mut input: R, commitment: &Commitment) -> Result<Self, TableError> {
		let (header, index) = header_and_index(&mut input)?;
		if header.commitment(&index) != *commitment {
			return Err(TableError::Root);
		}
		let index = index.as_chunks::<ENTRY>().0.iter().map(entry).collect();
		Ok(Self { input, header, index })
	}

	/// The salt of the table's keys.
	pub(in crate::exact) fn salt(&self) -> &[u8; 32] {
		&self.header.salt
	}

	/// The record of an item; none if the table does not have it.
	pub(in crate::exact) fn find(
		&mut self,
		secrets: &RowSecrets,
	) -> Result<Option<Vec<u8>>, TableError> {
		let after = self.index.partition_point(|(first, _)| *first <= secrets.label);
		let Some(place) = after.checked_sub(1) else { return Ok(None) };
		let page = place as u64;
		let rows = self.page(page)?;
		let size = self.header.row();
		let found = rows.chunks_exact(size).find(|row| row.starts_with(&secrets.label));
		found.map(|row| secrets.open(row).ok_or(TableError::Row { page })).transpose()
	}

	/// Reads all pages and checks them, for instance after a download.
	pub fn verify(&mut self) -> Result<(), TableError> {
		(0..self.header.pages()).try_for_each(|page| self.page(page).map(drop))
	}

	fn page(&mut self, page: u64) -> Result<Vec<u8>, TableError> {
		let size = self.header.row() as u64;
		self.input.seek(SeekFrom::Start(HEADER as u64 + page * ROWS_PER_PAGE * size))?;
		let mut rows = vec![0; (self.header.rows_in(page) * size) as usize];
		self.input.read_exact(&mut rows)?;
		let (_, hash) = self.index[page as usize];
		if page_hash(page, &rows) != hash {
			return Err(TableError::Page { page });
		}
		Ok(rows)
	}
}

impl Commitment {
	/// What the table in `input` says of itself, which has to be held against the chain. Reads header
	/// and index.
	pub fn of(mut input: impl Read + Seek) -> Result<Self, TableError> {
		let (header, index) = header_and_index(&mut input)?;
		Ok(header.commitment(&index))
	}
}

fn header_and_index(input: &mut (impl Read + Seek)) -> Result<(Header, Vec<u8>), TableError> {
	let given = input.seek(SeekFrom::End(0))?;
	if given < HEADER as u64 {
		return Err(TableError::Format);
	}
	input.seek(SeekFrom::Start(0))?;
	let mut bytes = [0; HEADER];
	input.read_exact(&mut bytes)?;
	let header = Header::from_bytes(&bytes)?;
	let wanted = header.file();
	if given != wanted {
		return Err(TableError::Length { given, wanted });
	}
	let size = header.pages() * ENTRY as u64;
	input.seek(SeekFrom::Start(wanted - size))?;
	let mut index = Vec::new();
	input.take(size).read_to_end(&mut index)?;
	Ok((header, index))
}

fn entry(bytes: &[u8; ENTRY]) -> (Label, Hash) {
	let (label, hash) = bytes.split_at(LABEL);
	let label = label.try_into().expect("an entry begins with a label");
	(label, Hash::from_slice(hash))
}
