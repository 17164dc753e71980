//! A reference genome in a FASTA file, read one sequence at a time.

use super::{site::sequence_name, ReferenceError};
use codec::Encode;
use noodles::fasta;
use panshi_primitives::Hash;
use sp_crypto_hashing::blake2_256;
use std::{
	collections::BTreeMap,
	fs::File,
	io::{self, BufRead, BufReader, Seek, SeekFrom},
	path::{Path, PathBuf},
	sync::Arc,
};

/// What the digest of a reference begins with.
const DOMAIN: &[u8] = b"panshi/reference";

/// A reference genome: where its sequences are and what they are.
#[derive(Clone, Debug)]
pub struct ReferenceGenome {
	path: PathBuf,
	sequences: Arc<BTreeMap<Vec<u8>, Entry>>,
	digest: Hash,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
	/// Where in the file its definition line begins.
	offset: u64,
	length: u64,
	/// BLAKE3 of its bases in upper case.
	hash: [u8; 32],
}

impl ReferenceGenome {
	/// Reads the FASTA file at `path` once to find its sequences and take its digest:
	/// BLAKE2b-256 of the SCALE encoding of a domain string and the sorted list of
	/// (name without `chr`, length, BLAKE3 of the bases in upper case).
	pub fn scan(path: &Path) -> Result<Self, ReferenceError> {
		let fail = |source| ReferenceError::Read { path: path.to_owned(), source };
		let mut reader = fasta::io::Reader::new(BufReader::new(File::open(path).map_err(fail)?));
		let mut sequences = BTreeMap::new();
		loop {
			let offset = reader.get_mut().stream_position().map_err(fail)?;
			let Some(name) = read_name(&mut reader).map_err(fail)? else { break };
			let mut hasher = blake3::Hasher::new();
			let mut length = 0u64;
			for_bases(&mut reader, |bases| {
				hasher.update(bases);
				length = length.saturating_add(bases.len().try_into().unwrap_or(u64::MAX));
			})
			.map_err(fail)?;
			let entry = Entry { offset, length, hash: *hasher.finalize().as_bytes() };
			if sequences.insert(name.clone().into_bytes(), entry).is_some() {
				return Err(ReferenceError::RepeatedSequence { sequence: name });
			}
		}
		let list: Vec<_> =
			sequences.iter().map(|(name, entry)| (name, entry.length, entry.hash)).collect();
		let digest = Hash::from(blake2_256(&(DOMAIN, list).encode()));
		Ok(ReferenceGenome { path: path.to_owned(), sequences: Arc::new(sequences), digest })
	}

	/// Its digest, which [`panshi_primitives::genomics::NormalisationRule`] names.
	pub fn digest(&self) -> Hash {
		self.digest
	}

	/// Reads the sequence `name` into memory, two bases a byte.
	pub(super) fn load(&self, name: &[u8]) -> Result<LoadedSequence, ReferenceError> {
		let fail = |source| ReferenceError::Read { path: self.path.clone(), source };
		let entry = self.sequences.get(name).ok_or_else(|| ReferenceError::NoSuchSequence {
			sequence: String::from_utf8_lossy(name).into_owned(),
		})?;
		let mut file = BufReader::new(File::open(&self.path).map_err(fail)?);
		file.seek(SeekFrom::Start(entry.offset)).map_err(fail)?;
		let mut reader = fasta::io::Reader::new(file);
		let read = read_name(&mut reader).map_err(fail)?;
		let mut hasher = blake3::Hasher::new();
		let capacity = usize::try_from(entry.length / 2 + 1).unwrap_or(0);
		let mut loaded =
			LoadedSequence { name: name.to_vec(), packed: Vec::with_capacity(capacity), length: 0 };
		for_bases(&mut reader, |bases| {
			hasher.update(bases);
			bases.iter().for_each(|base| loaded.push(*base));
		})
		.map_err(fail)?;
		let unchanged = read.is_some_and(|read| read.as_bytes() == name)
			&& hasher.finalize().as_bytes() == &entry.hash;
		if unchanged {
			Ok(loaded)
		} else {
			Err(ReferenceError::Changed { path: self.path.clone() })
		}
	}
}

fn read_name<R: BufRead>(reader: &mut fasta::io::Reader<R>) -> io::Result<Option<String>> {
	let mut definition = fasta::record::Definition::default();
	if reader.read_definition(&mut definition)? == 0 {
		return Ok(None);
	}
	let name = std::str::from_utf8(definition.name())
		.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
	Ok(Some(sequence_name(name).to_owned()))
}

/// Gives the bases up to the next definition to `visit`, in upper case and in pieces.
fn for_bases<R: BufRead>(
	reader: &mut fasta::io::Reader<R>,
	mut visit: impl FnMut(&[u8]),
) -> io::Result<()> {
	let mut sequence = reader.sequence_reader();
	let mut upper = Vec::new();
	loop {
		let line = sequence.fill_buf()?;
		if line.is_empty() {
			return Ok(());
		}
		upper.clear();
		upper.extend(line.iter().map(u8::to_ascii_uppercase));
		let read = line.len();
		sequence.consume(read);
		visit(&upper);
	}
}

/// A sequence in memory, four bits a base: chromosome 1 of a human takes 125 MB.
pub(super) struct LoadedSequence {
	name: Vec<u8>,
	packed: Vec<u8>,
	length: usize,
}

/// What the four bits stand for; every ambiguity code becomes `N`.
const LETTERS: [u8; 5] = *b"ACGTN";

impl LoadedSequence {
	fn push(&mut self, base: u8) {
		let code = LETTERS.iter().zip(0u8..).find(|(l, _)| **l == base).map_or(4, |(_, code)| code);
		match self.packed.last_mut() {
			Some(last) if self.length % 2 == 1 => *last |= code << 4,
			_ => self.packed.push(code),
		}
		self.length += 1;
	}

	pub(super) fn name(&self) -> &[u8] {
		&self.name
	}

	pub(super) fn len(&self) -> usize {
		self.length
	}

	/// The base at `index`, zero-based.
	pub(super) fn base(&self, index: usize) -> Option<u8> {
		if index >= self.length {
			return None;
		}
		let code = self.packed.get(index / 2)? >> (index % 2 * 4) & 0xf;
		LETTERS.get(usize::from(code)).copied()
	}

	/// The bases from `start` up to `end`, as far as there are any.
	pub(super) fn bases(&self, start: usize, end: usize) -> Vec<u8> {
		(start..end).map_while(|at| self.base(at)).collect()
	}

	/// Whether `allele` stands at `start`; an ambiguous base of the sequence fits any.
	pub(super) fn has(&self, start: usize, allele: &[u8]) -> bool {
		(start..)
			.zip(allele)
			.all(|(at, base)| self.base(at).is_some_and(|here| here == b'N' || here == *base))
	}
}
