//! Owner, asker and table against the ideal look-up, and every way to cheat that is found.

mod cheating;
mod faults;
mod lookup;
mod table;

use super::{ideal::IdealTable, *};
use crate::ontology::TermId;
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild, VariantKey},
	Hash,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use std::io::Cursor;

const JOB: Hash = Hash::repeat_byte(7);
const SPELLING: Spelling =
	Spelling { build: ReferenceBuild::Grch38, rule: NormalisationRule::Trimmed };

fn rng(seed: u64) -> ChaCha20Rng {
	ChaCha20Rng::seed_from_u64(seed)
}

fn variant(position: u32) -> Item {
	variant_of(position, b"A", b"G")
}

fn variant_of(position: u32, reference: &[u8], alternate: &[u8]) -> Item {
	let (reference, alternate) = (reference.to_vec(), alternate.to_vec());
	let variant = VariantKey { sequence: b"22".to_vec(), position, reference, alternate };
	Item::Variant { build: ReferenceBuild::Grch38, variant }
}

fn pair(gene: u32) -> Item {
	let phenotype = TermId::from_number(1_250).unwrap();
	Item::GenePhenotype { gene: format!("HGNC:{gene}"), phenotype }
}

/// A small table with variants 1 to `rows` and gene-phenotype pairs of the same numbers.
struct Database {
	key: EpochKey,
	commitment: Commitment,
	bytes: Vec<u8>,
	ideal: IdealTable,
}

fn record(number: u32) -> Vec<u8> {
	format!("classification {number}").into_bytes()
}

fn database(rows: u32, epoch: u32) -> Database {
	seeded(rows, epoch, u64::from(epoch))
}

fn seeded(rows: u32, epoch: u32, seed: u64) -> Database {
	let mut rng = rng(seed);
	let key = EpochKey::generate(&mut rng);
	let layout = TableLayout { record: 40, threads: 2, rows_in_memory: 100 };
	let mut builder = TableBuilder::new(&key, epoch, SPELLING, layout, &mut rng).unwrap();
	let mut ideal = IdealTable::new(SPELLING);
	for number in 1..=rows {
		for (item, record) in [(variant(number), record(number)), (pair(number), Vec::new())] {
			builder.add(&item, &record).unwrap();
			ideal.add(&item, &record).unwrap();
		}
	}
	let mut bytes = Cursor::new(Vec::new());
	let commitment = builder.finish(&mut bytes).unwrap();
	Database { key, commitment, bytes: bytes.into_inner(), ideal }
}

impl Database {
	fn owner(&self) -> ExactOwner {
		ExactOwner::new(&self.key, self.commitment.clone()).unwrap()
	}

	fn table(&self) -> Table<Cursor<&[u8]>> {
		Table::open(Cursor::new(self.bytes.as_slice()), &self.commitment).unwrap()
	}

	fn ask(&self, items: &[Item], seed: u64) -> (ExactAsker, ExactQuery) {
		ExactAsker::ask(items, &self.commitment, &JOB, &mut rng(seed)).unwrap()
	}
}
