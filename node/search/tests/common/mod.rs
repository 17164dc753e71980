//! A small catalogue.
#![allow(dead_code, reason = "each test program uses a part")]

use panshi_search::{
	Attribute, Batch, BlockRef, Holder, Index, IndexError, Modifier, Offer, Ontology, Record,
	Searcher,
};
use tempfile::TempDir;

const SAMPLE: &str = "\
data-version: test/2026

[Term]
id: HP:0000001
name: All

[Term]
id: HP:0001250
name: Seizure
alt_id: HP:0001303
is_a: HP:0000001 ! All

[Term]
id: HP:0002069
name: Bilateral tonic-clonic seizure
is_a: HP:0001250 ! Seizure

[Term]
id: HP:0002430
is_obsolete: true
replaced_by: HP:0002069
";

/// A small vocabulary.
pub(crate) fn ontology() -> Ontology {
	Ontology::read(SAMPLE.as_bytes()).expect("it is a small release")
}

/// An index at block 10 with three data sets of two holders, and a reader of it.
pub(crate) struct World {
	pub(crate) folder: TempDir,
	pub(crate) index: Index,
	pub(crate) searcher: Searcher,
}

impl World {
	pub(crate) fn new() -> Self {
		Self::with(records())
	}

	pub(crate) fn with(records: impl IntoIterator<Item = Record>) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("search.sqlite");
		let index = Index::open(&path, "0x00", vec![ontology()]).expect("the folder is there");
		let searcher = Searcher::new(&path);
		let mut world = World { folder, index, searcher };
		world.write(|batch| {
			for (account, name) in [("5A", "Laboratory A"), ("5B", "Laboratory B")] {
				batch.holder(&Holder {
					account: account.into(),
					name: name.into(),
					country: "CN".into(),
				})?;
			}
			records.into_iter().try_for_each(|record| batch.put(&record))?;
			batch.at(&BlockRef { number: 10, hash: "0x10".into() })
		});
		world
	}

	pub(crate) fn write(&mut self, change: impl FnOnce(&mut Batch<'_>) -> Result<(), IndexError>) {
		self.index.write(change).expect("the index takes it");
	}
}

fn attribute(term: &str, value: &str) -> Attribute {
	Attribute { term: term.into(), value: value.into() }
}

/// An exome of laboratory A.
pub(crate) fn identity(data: u32) -> Record {
	Record {
		data,
		holder: "5A".into(),
		fingerprint: format!("0x{data:064x}"),
		rule: "trimmed".into(),
		media_type: "text/x-vcf".into(),
		reference_build: "GRCh37".into(),
		records: 1_000,
		samples: 7,
		attributes: vec![
			attribute("panshi:assay", "whole exome sequencing"),
			attribute("NCBITaxon:9606", ""),
		],
		permission: "DUO:0000006".into(),
		disease: None,
		modifiers: vec![Modifier { term: "DUO:0000021".into(), value: None }],
		metadata: format!("0x{:064x}", 3),
		location_hint: "https://catalogue.a.example/exomes".into(),
		supersedes: None,
		derived_from: Vec::new(),
		registered_at: 2,
		node: Some(0),
		status: "published".into(),
		offer: Some(Offer { publication: 1, until: 1_000 }),
		storage_key: format!("0x{data:08x}"),
	}
}

/// Three data sets: seizures, tonic-clonic seizures within China, and a panel of another holder.
pub(crate) fn records() -> Vec<Record> {
	let mut seizures = identity(0);
	seizures.attributes.push(attribute("HP:0001250", ""));
	let mut tonic = Record { records: 2_000, samples: 11, ..identity(1) };
	tonic.attributes.push(attribute("HP:0002069", ""));
	tonic.modifiers.push(Modifier { term: "DUO:0000022".into(), value: Some("CN".into()) });
	let panel = Record {
		holder: "5B".into(),
		reference_build: "GRCh38".into(),
		records: 3_000,
		samples: 90,
		attributes: vec![
			attribute("HGNC:1100", "BRCA1"),
			attribute("NCBITaxon:9606", ""),
			attribute("panshi:note", "罕见病基因组"),
		],
		permission: "DUO:0000007".into(),
		disease: Some("MONDO:0005148".into()),
		modifiers: Vec::new(),
		location_hint: "https://catalogue.b.example/panel".into(),
		..identity(2)
	};
	vec![seizures, tonic, panel]
}
