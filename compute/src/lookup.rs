//! An encrypted table for exact look-ups as a data set.
//!
//! The owner makes the table of an epoch from its records with `panshi-compute lookup-table`, hands
//! the table to whoever wants it, and keeps the key of the epoch sealed beside it. Who asks learns
//! the records of the items that it asked for, and the owner learns nothing of the question:
//! [`panshi_query::exact`].
//!
//! # Identity
//!
//! The fingerprint is BLAKE2b-256 over a domain string and the owner's [`Commitment`]: epoch, public
//! key, root of the table, rows, and how variants are written: their assembly and the rule by which
//! they were normalised. So the chain has the hash of the table, and the descriptor's hint
//! says where it is. A new epoch, with a new key, is a new identity that supersedes the old one.

use crate::{
	fingerprint::Summary,
	keystore::StorageKey,
	new_file::NewFile,
	tables::next_line,
	variants::{sequence_name, Normaliser, ReferenceError, VariantsError},
};
use codec::Encode;
use panshi_primitives::{
	genomics::{ReferenceBuild, VariantKey},
	Hash,
};
use panshi_query::exact::{
	BuildError, Commitment, EpochKey, ExactOwner, Item, Spelling, TableBuilder, TableError,
	TableLayout,
};
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use sp_crypto_hashing::blake2_256;
use std::{
	fs::{self, File},
	io::{self, BufRead, BufReader, Read, Write},
	path::{Path, PathBuf},
};
use thiserror::Error;
use zeroize::Zeroizing;

/// Media type of a table in its descriptor.
pub const MEDIA_TYPE: &str = "application/vnd.panshi.lookup-table";
const DOMAIN: &[u8] = b"panshi/fingerprint/lookup";
const KEY_CONTEXT: &[u8] = b"panshi/lookup/key";
const VARIANTS: &str = "sequence\tposition\treference\talternate\trecord";
const GENES: &str = "gene\tphenotype\trecord";

/// A table with its key, as the configuration names them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LookupFiles {
	/// The encrypted table.
	pub table: PathBuf,
	/// The key of its epoch, sealed for this node.
	pub key: PathBuf,
	/// Most look-ups that one query may make.
	#[serde(default = "default_most_lookups")]
	pub most_lookups: u32,
}

fn default_most_lookups() -> u32 {
	16
}

/// Why a table cannot be made or used.
#[derive(Debug, Error)]
pub enum LookupError {
	/// A file cannot be read or written.
	#[error("cannot use {path}")]
	File {
		/// Which.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The file is no table.
	#[error("cannot use the table {path}")]
	Table {
		/// Which.
		path: PathBuf,
		/// Why.
		source: TableError,
	},
	/// The file is no key of the table, or sealed for another node.
	#[error("{path} is not the key of the table, or not sealed for this node")]
	Key {
		/// Which.
		path: PathBuf,
	},
	/// The records do not begin with their header.
	#[error("the first line of records is sequence, position, reference, alternate and record, or gene, phenotype and record, between tabs")]
	Header,
	/// A line is no record.
	#[error("line {line} of the records has no item to be found by")]
	Line {
		/// Number of the line, from 1.
		line: usize,
	},
	/// A variant cannot be normalised.
	#[error(transparent)]
	Reference(#[from] ReferenceError),
	/// The table cannot be made.
	#[error(transparent)]
	Build(#[from] BuildError),
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> LookupError + '_ {
	move |source| LookupError::File { path: path.to_owned(), source }
}

/// What the file at `path` says of itself.
pub fn commitment(path: &Path) -> Result<Commitment, LookupError> {
	let file = File::open(path).map_err(failed(path))?;
	Commitment::of(BufReader::new(file))
		.map_err(|source| LookupError::Table { path: path.to_owned(), source })
}

/// What a data identity says of the table with this commitment.
pub fn summary_of(commitment: &Commitment) -> Summary {
	let fingerprint = Hash::from(blake2_256(&(DOMAIN, commitment).encode()));
	Summary { fingerprint, records: commitment.rows, samples: 0 }
}

/// Fingerprint of the table in `files`.
pub(crate) fn summary(files: &LookupFiles) -> Result<Summary, VariantsError> {
	Ok(summary_of(&commitment(&files.table)?))
}

/// The role that answers, with what the identity says of its table.
pub(crate) fn owner(
	files: &LookupFiles,
	storage: &StorageKey,
) -> Result<(Summary, ExactOwner), LookupError> {
	let commitment = commitment(&files.table)?;
	let wrong = || LookupError::Key { path: files.key.clone() };
	let mut sealed = Vec::new();
	let file = File::open(&files.key).map_err(failed(&files.key))?;
	file.take(1_024).read_to_end(&mut sealed).map_err(failed(&files.key))?;
	let bytes = storage.decrypt(&key_context(&commitment.public_key), &sealed);
	let bytes = Zeroizing::new(bytes.and_then(|b| <[u8; 32]>::try_from(b.as_slice()).ok()));
	let key = bytes.as_ref().and_then(EpochKey::from_bytes).ok_or_else(wrong)?;
	let summary = summary_of(&commitment);
	Ok((summary, ExactOwner::new(&key, commitment).ok_or_else(wrong)?))
}

fn key_context(public_key: &[u8; 32]) -> Vec<u8> {
	[KEY_CONTEXT, public_key.as_slice()].concat()
}

/// How a table is made.
#[derive(Clone, Copy, Debug)]
pub struct NewTable {
	/// Number of the epoch; grows with every new table.
	pub epoch: u32,
	/// Assembly of the variants.
	pub build: ReferenceBuild,
	/// Layout of the file.
	pub layout: TableLayout,
}

/// Makes the table of an epoch and its key from the records at `records`: two new files, or none.
pub fn build(
	records: &Path,
	files: &LookupFiles,
	new: NewTable,
	(normaliser, storage): (&mut Normaliser, &StorageKey),
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Commitment, LookupError> {
	let input = BufReader::new(File::open(records).map_err(failed(records))?);
	let mut key_file = NewFile::begin(&files.key, 0o600).map_err(failed(&files.key))?;
	let mut table_file = NewFile::begin(&files.table, 0o644).map_err(failed(&files.table))?;
	let key = EpochKey::generate(rng);
	let spelling = Spelling { build: new.build, rule: normaliser.rule() };
	let mut builder = TableBuilder::new(&key, new.epoch, spelling, new.layout, rng)?;
	read_records(input, records, new.build, normaliser, |item, record| {
		Ok(builder.add(&item, record)?)
	})?;
	let sealed = storage.encrypt(rng, &key_context(&key.public()), &*key.to_bytes());
	key_file.file().write_all(&sealed).map_err(failed(&files.key))?;
	let commitment = builder.finish(table_file.file())?;
	key_file.keep().map_err(failed(&files.key))?;
	table_file.keep().map_err(|error| {
		// A key without its table is of no use, and in the way of the next attempt.
		drop(fs::remove_file(&files.key));
		failed(&files.table)(error)
	})?;
	Ok(commitment)
}

/// Gives each record with its item.
fn read_records(
	mut table: impl BufRead,
	path: &Path,
	build: ReferenceBuild,
	normaliser: &mut Normaliser,
	mut add: impl FnMut(Item, &[u8]) -> Result<(), LookupError>,
) -> Result<(), LookupError> {
	let mut next = || next_line(&mut table).map_err(failed(path));
	let header = next()?.ok_or(LookupError::Header)?;
	let has_variants = match header.as_str() {
		VARIANTS => true,
		GENES => false,
		_ => return Err(LookupError::Header),
	};
	for line in 2.. {
		let Some(text) = next()? else { break };
		let cells: Vec<&str> = text.split('\t').collect();
		let (item, record) = match (has_variants, cells.as_slice()) {
			(true, [site @ .., record]) => (variant(site, build, normaliser)?, record),
			(false, [gene, phenotype, record]) => (gene_phenotype(gene, phenotype), record),
			_ => (None, &""),
		};
		add(item.ok_or(LookupError::Line { line })?, record.as_bytes())?;
	}
	Ok(())
}

fn gene_phenotype(gene: &str, phenotype: &str) -> Option<Item> {
	Some(Item::GenePhenotype { gene: gene.to_owned(), phenotype: phenotype.parse().ok()? })
}

/// The variant in the cells sequence, position, reference and alternate, in its normal form.
pub fn variant(
	cells: &[&str],
	build: ReferenceBuild,
	normaliser: &mut Normaliser,
) -> Result<Option<Item>, ReferenceError> {
	let [sequence, position, reference, alternate] = cells else { return Ok(None) };
	let Ok(position) = position.parse() else { return Ok(None) };
	let key = VariantKey {
		sequence: sequence_name(sequence).as_bytes().to_vec(),
		position,
		reference: reference.to_ascii_uppercase().into_bytes(),
		alternate: alternate.to_ascii_uppercase().into_bytes(),
	};
	if !key.is_canonical() || key.reference == key.alternate {
		return Ok(None);
	}
	let key = normaliser.normalise(key)?;
	Ok(key.map(|variant| Item::Variant { build, variant }))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{keystore::NodeKeys, variants::ReferenceGenome};
	use panshi_primitives::genomics::NormalisationRule;
	use panshi_query::exact::{ExactAsker, Table};
	use rand_core::OsRng;

	const RECORDS: &str = "sequence\tposition\treference\talternate\trecord\n\
		chr13\t95230384\tA\tG\tpathogenic\n13\t95243151\tTA\tCA\tbenign\n";

	/// Makes a table in `folder`.
	fn make(
		folder: &Path,
		records: &str,
		keys: &NodeKeys,
		normaliser: &mut Normaliser,
	) -> Result<LookupFiles, LookupError> {
		let path = folder.join("records.tsv");
		fs::write(&path, records).expect("the folder is ours");
		let (table, key) = (folder.join("table"), folder.join("key"));
		let files = LookupFiles { table, key, most_lookups: 4 };
		let new = NewTable {
			epoch: 1,
			build: ReferenceBuild::Grch37,
			layout: TableLayout { threads: 1, ..TableLayout::default() },
		};
		build(&path, &files, new, (normaliser, keys.storage()), &mut OsRng)?;
		Ok(files)
	}

	fn made(
		records: &str,
		keys: &NodeKeys,
	) -> Result<(tempfile::TempDir, LookupFiles), LookupError> {
		let folder = tempfile::tempdir().expect("there is a place");
		let files = make(folder.path(), records, keys, &mut Normaliser::trimmed())?;
		Ok((folder, files))
	}

	#[test]
	fn a_table_has_the_deletions_of_repeats_under_a_reference() {
		let keys = NodeKeys::generate(&mut OsRng);
		let folder = tempfile::tempdir().expect("there is a place");
		let fasta = folder.path().join("reference.fa");
		fs::write(&fasta, ">13\nGGAAAATTCACACAG\n").expect("the folder is ours");
		let genome = ReferenceGenome::scan(&fasta).expect("it is FASTA");
		let rule = NormalisationRule::FullyJustified { reference: genome.digest() };
		let mut normaliser = Normaliser::fully_justified(genome);
		// One A more in a run of four, CA less in a repeat of three, and a base for another.
		let records =
			format!("{VARIANTS}\n13\t2\tG\tGA\tmore\n13\t8\tTCA\tT\tless\n13\t1\tG\tT\tother\n");
		let files = make(folder.path(), &records, &keys, &mut normaliser).expect("it can be made");
		let commitment = commitment(&files.table).expect("it is a table");
		assert_eq!(commitment.spelling, Spelling { build: ReferenceBuild::Grch37, rule });
		assert_eq!(commitment.rows, 3);

		// Whoever writes the same variants elsewhere in their repeats finds them.
		let asked = [["13", "6", "A", "AA"], ["13", "12", "ACA", "A"], ["13", "1", "G", "T"]];
		let item = |cells: &[&str; 4]| {
			let item = variant(cells, ReferenceBuild::Grch37, &mut normaliser);
			item.expect("the reference has it").expect("it is a variant")
		};
		let items: Vec<Item> = asked.iter().map(item).collect();
		let job = Hash::zero();
		let asking = ExactAsker::ask(&items, &commitment, &job, &mut OsRng);
		let (asker, query) = asking.expect("they are written as in the table");
		let (_, owner) = owner(&files, keys.storage()).expect("the key is there");
		let answer = owner.answer(&job, &query, &mut OsRng).expect("it covers the job");
		let opening = asker.open(&answer).expect("the proof is right");
		let file = File::open(&files.table).expect("it is there");
		let mut table = Table::open(BufReader::new(file), &commitment).expect("it is the table");
		let found = opening.find(&mut table).expect("nobody altered it");
		let records = [b"more".to_vec(), b"less".to_vec(), b"other".to_vec()];
		assert_eq!(found, records.map(Some));
	}

	#[test]
	fn what_fails_leaves_nothing_in_the_way() {
		let keys = NodeKeys::generate(&mut OsRng);
		let folder = tempfile::tempdir().expect("there is a place");
		let make = |records: &str| make(folder.path(), records, &keys, &mut Normaliser::trimmed());
		let twice = format!("{RECORDS}13\t95243151\tT\tC\tbenign\n");
		let repeated = make(&twice).expect_err("a record is there twice");
		assert!(matches!(repeated, LookupError::Build(BuildError::RepeatedItem { .. })));
		let left = fs::read_dir(folder.path()).expect("the folder is ours").count();
		assert_eq!(left, 1, "the records alone");
		let files = make(RECORDS).expect("the corrected records are taken");
		let key = fs::read(&files.key).expect("it is there");
		let again = make(RECORDS).expect_err("the files are there");
		assert!(matches!(again, LookupError::File { .. }), "{again}");
		assert_eq!(fs::read(&files.key).expect("it is there"), key);
		// Where only the table is in the way, no key is left either.
		fs::remove_file(&files.key).expect("it is ours");
		assert!(make(RECORDS).is_err() && !files.key.exists());
	}

	#[test]
	fn a_table_has_the_identity_that_its_file_says() {
		let keys = NodeKeys::generate(&mut OsRng);
		let (_folder, files) = made(RECORDS, &keys).expect("it can be made");
		let (found, _) = owner(&files, keys.storage()).expect("the key is there");
		assert_eq!(found, summary_of(&commitment(&files.table).expect("it is a table")));
		assert_eq!(found.records, 2);
		let (_folder, again) = made(RECORDS, &keys).expect("it can be made");
		let other = summary_of(&commitment(&again.table).expect("it is a table"));
		assert_ne!(other.fingerprint, found.fingerprint, "every epoch has a key of its own");
	}

	#[test]
	fn fails_with_the_keys_of_another_node() {
		let keys = NodeKeys::generate(&mut OsRng);
		let (_folder, files) = made(RECORDS, &keys).expect("it can be made");
		let other = NodeKeys::generate(&mut OsRng);
		assert!(matches!(owner(&files, other.storage()), Err(LookupError::Key { .. })));
	}

	#[test]
	fn refuses_what_are_no_records() {
		let keys = NodeKeys::generate(&mut OsRng);
		let refused = |text: &str| made(text, &keys).err().expect("refused");
		assert!(matches!(refused(""), LookupError::Header));
		assert!(matches!(refused("a\tb\n"), LookupError::Header));
		let line = |text: &str| refused(&format!("{VARIANTS}\n{text}\n"));
		for text in ["13\t5\tA\tC", "13\tx\tA\tC\tr", "13\t5\tA\tA\tr", "13\t5\tA\t<DEL>\tr"] {
			assert!(matches!(line(text), LookupError::Line { line: 2 }), "{text}");
		}
		assert!(matches!(
			refused("gene\tphenotype\trecord\nX\tHP:1\tr\n"),
			LookupError::Line { .. }
		));
		assert!(matches!(refused(VARIANTS), LookupError::Build(BuildError::Empty)));
	}
}
