//! How long searches take over many identities: `cargo bench -p panshi-search -- [IDENTITIES]`.
//!
//! The identities are made up, from a fixed seed: 50 holders, five kinds of permission, four builds,
//! three phenotypes each of the Human Phenotype Ontology. Each query is asked many times, one after the other.

use panshi_search::{
	Attribute, BlockRef, Holder, Index, Modifier, Offer, Ontology, Order, Query, Record, Searcher,
	Span, TermFilter,
};
use std::{
	path::Path,
	time::{Duration, Instant},
};

const ASKED: usize = 200;
const BATCH: usize = 256;

/// Numbers that look random and are the same each time (splitmix64).
struct Numbers(u64);

impl Numbers {
	fn below(&mut self, end: u64) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		(mixed ^ (mixed >> 31)) % end
	}

	fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
		let place = self.below(words.len() as u64);
		words[place as usize]
	}
}

fn record(data: u32, terms: &[String], numbers: &mut Numbers) -> Record {
	let attribute = |term: String, value: &str| Attribute { term, value: value.to_owned() };
	let assay = numbers.pick(&["whole exome sequencing", "whole genome sequencing", "panel"]);
	let mut attributes = vec![attribute("panshi:assay".into(), assay)];
	attributes.push(attribute("NCBITaxon:9606".into(), ""));
	for _ in 0..3 {
		let place = numbers.below(terms.len() as u64);
		attributes.push(attribute(terms[place as usize].clone(), ""));
	}
	attributes.push(attribute(format!("HGNC:{}", numbers.below(2_000)), ""));
	let permissions = ["DUO:0000004", "DUO:0000042", "DUO:0000006", "DUO:0000007", "DUO:0000011"];
	let permission = numbers.pick(&permissions).to_owned();
	Record {
		data,
		holder: format!("holder-{}", numbers.below(50)),
		fingerprint: format!("0x{data:064x}"),
		rule: "trimmed".into(),
		media_type: numbers.pick(&["text/x-vcf", "text/x-bcf", "application/postgresql"]).into(),
		reference_build: numbers.pick(&["GRCh37", "GRCh38", "T2T-CHM13", "none"]).into(),
		records: 1 + numbers.below(5_000_000),
		samples: u32::try_from(1 + numbers.below(10_000)).unwrap_or(1),
		attributes,
		disease: (permission == "DUO:0000007").then(|| "MONDO:0005148".to_owned()),
		permission,
		modifiers: vec![Modifier {
			term: numbers.pick(&["DUO:0000021", "DUO:0000046"]).into(),
			value: None,
		}],
		metadata: format!("0x{:064x}", 3),
		location_hint: format!("https://catalogue.example/{data}"),
		supersedes: None,
		derived_from: Vec::new(),
		registered_at: data,
		node: Some(0),
		status: "published".into(),
		offer: Some(Offer { publication: data, until: u32::MAX }),
		storage_key: format!("0x{data:0120x}"),
	}
}

fn build(index: &mut Index, identities: u32, terms: &[String]) {
	let mut numbers = Numbers(2_609);
	let all: Vec<u32> = (0..identities).collect();
	let started = Instant::now();
	for page in all.chunks(BATCH) {
		let records: Vec<Record> =
			page.iter().map(|data| record(*data, terms, &mut numbers)).collect();
		index
			.write(|batch| records.iter().try_for_each(|record| batch.put(record)))
			.expect("the index takes it");
	}
	index
		.write(|batch| {
			for holder in 0..50 {
				let account = format!("holder-{holder}");
				let name = format!("Laboratory {holder}");
				batch.holder(&Holder { account, name, country: "CN".into() })?;
			}
			batch.at(&BlockRef { number: 1, hash: "0x01".into() })
		})
		.expect("the index takes it");
	println!("built {identities} identities in {:.1} s", started.elapsed().as_secs_f32());
}

/// Seconds that this thread has had a core, which other programs do not change; zero where the
/// system does not say.
fn on_core() -> f64 {
	let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
	let nanoseconds = told.split_whitespace().next().and_then(|word| word.parse::<f64>().ok());
	nanoseconds.unwrap_or_default() / 1e9
}

fn ask(name: &str, searcher: &Searcher, query: &Query) {
	let mut times: Vec<Duration> = Vec::with_capacity(ASKED);
	let mut total = 0;
	let busy = on_core();
	for _ in 0..ASKED {
		let started = Instant::now();
		total = searcher.search(query).expect("the query is right").total;
		times.push(started.elapsed());
	}
	let busy = (on_core() - busy) * 1_000.0 / ASKED as f64;
	times.sort_unstable();
	let at = |percent: usize| times[(ASKED * percent / 100).min(ASKED - 1)].as_secs_f64() * 1_000.0;
	let (p50, p99) = (at(50), at(99));
	println!("{name:24} {total:>7} hits  p50 {p50:6.2} ms  p99 {p99:6.2} ms  core {busy:6.2} ms");
}

fn main() {
	let given = std::env::args().skip(1).find_map(|word| word.parse().ok());
	let identities: u32 = given.unwrap_or(100_000);
	let folder = tempfile::tempdir().expect("a temporary folder");
	let path = folder.path().join("search.sqlite");
	let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/hp.obo.gz");
	let hpo = Ontology::open(&file).expect("it is in this repository");
	let terms: Vec<String> = hpo.names().map(|(term, _)| term.to_owned()).collect();
	let mut index = Index::open(&path, "0x00", vec![hpo]).expect("the folder is there");
	build(&mut index, identities, &terms);
	let size = std::fs::metadata(&path).map_or(0, |file| file.len());
	println!("{} MB on disk", size / 1_000_000);

	let searcher = Searcher::new(&path);
	let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
	let text = |text: &str| Query { text: Some(text.to_owned()), ..Query::default() };
	let term = |term: &str| {
		let terms = vec![TermFilter { term: term.into(), descendants: true }];
		Query { terms, ..Query::default() }
	};
	for (name, query) in [
		("everything", Query::default()),
		("everything, by size", Query { order: Order::Samples, ..Query::default() }),
		("a page of 100", Query { limit: Some(100), ..Query::default() }),
		("a rare word", text("HP:0001250")),
		("a common word", text("exome")),
		("two common words", text("exome vcf")),
		("one permission", Query { permissions: words(&["DUO:0000006"]), ..Query::default() }),
		("seizures", term("HP:0001250")),
		("any phenotype", term("HP:0000118")),
		(
			"without a condition",
			Query { without_modifiers: words(&["DUO:0000046"]), ..Query::default() },
		),
		("a gene", Query { genes: words(&["HGNC:1100"]), ..Query::default() }),
		(
			"at least 9,000 people",
			Query { samples: Span { least: Some(9_000), most: None }, ..Query::default() },
		),
		(
			"all of it together",
			Query {
				permissions: words(&["DUO:0000006", "DUO:0000042"]),
				reference_builds: words(&["GRCh38"]),
				data_types: words(&["whole exome sequencing"]),
				samples: Span { least: Some(1_000), most: None },
				..text("vcf")
			},
		),
	] {
		ask(name, &searcher, &query);
	}
}
