//! Figures of both kinds of queries, printed as a table: `cargo bench -p panshi-query`.
//!
//! Arguments: number of records of the exact table (default 1,000,000).

use codec::Encode;
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild, VariantKey},
	Hash,
};
use panshi_query::{
	exact::{EpochKey, ExactAsker, ExactOwner, Item, Spelling, Table, TableBuilder, TableLayout},
	ontology::{Annotations, InformationContent, Ontology, TermId},
	ranking::{ideal, Patient, RankingAsker, RankingDatabase, RankingOwner},
	Answer, Query,
};
use rand_core::OsRng;
use std::{
	fs::File,
	io::BufReader,
	time::{Duration, Instant},
};

const JOB: Hash = Hash::repeat_byte(1);
const THREADS: usize = 2;

fn main() {
	let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
	row("what", "measured", "goal");
	exact(asked.unwrap_or(1_000_000));
	ranking();
}

fn row(what: &str, measured: impl AsRef<str>, goal: &str) {
	println!("{what:<52} {:>22}  {goal}", measured.as_ref());
}

fn seconds(time: Duration) -> String {
	format!("{:.3} s", time.as_secs_f64())
}

fn micros(time: Duration) -> String {
	format!("{:.1} us", time.as_secs_f64() * 1e6)
}

/// Processor time of this process so far, all threads, in seconds; from `/proc`, in ticks of 10 ms.
fn cpu() -> f64 {
	let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
	let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
	fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// How long `run` takes, and its result.
fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
	let start = Instant::now();
	let result = run();
	(start.elapsed(), result)
}

fn middle(mut times: Vec<Duration>) -> Duration {
	times.sort_unstable();
	times[times.len() / 2]
}

/// The median of `count` runs.
fn median(count: usize, mut run: impl FnMut()) -> Duration {
	middle((0..count).map(|_| timed(&mut run).0).collect())
}

fn item(position: u32) -> Item {
	let (reference, alternate) = (b"A".to_vec(), b"G".to_vec());
	let variant = VariantKey { sequence: b"1".to_vec(), position, reference, alternate };
	Item::Variant { build: ReferenceBuild::Grch38, variant }
}

fn exact(records: u32) {
	let key = EpochKey::generate(&mut OsRng);
	let layout = TableLayout { threads: THREADS, ..TableLayout::default() };
	let (start, before) = (Instant::now(), cpu());
	let spelling = Spelling { build: ReferenceBuild::Grch38, rule: NormalisationRule::Trimmed };
	let builder = TableBuilder::new(&key, 1, spelling, layout, &mut OsRng);
	let mut builder = builder.expect("a valid layout");
	for position in 1..=records {
		builder.add(&item(position), b"pathogenic").expect("items differ");
	}
	let mut file = tempfile::tempfile().expect("a temporary file");
	let commitment = builder.finish(&mut file).expect("the table fits the disk");
	let (built, used) = (start.elapsed(), cpu() - before);
	let bytes = file.metadata().map(|m| m.len()).unwrap_or_default();
	row(&format!("exact: table of {records} records, {THREADS} threads"), seconds(built), "60 s");
	row("exact: processor time of the table", format!("{used:.1} s"), "");
	row("exact: bytes a record in the table", format!("{}", bytes / u64::from(records)), "");

	let owner = ExactOwner::new(&key, commitment.clone()).expect("the key is the table's");
	let items = [item(records / 2)];
	let ask = || ExactAsker::ask(&items, &commitment, &JOB, &mut OsRng).expect("one item");
	let (asker, query) = ask();
	let answer = || owner.answer(&JOB, &query, &mut OsRng).expect("an honest query");
	row("exact: owner, one look-up with proof", micros(median(501, || drop(answer()))), "1 ms");
	let blind = median(501, || drop(ask()));
	let answered = answer();
	let sent = Query::Exact(query.clone()).encode().len();
	let received = Answer::Exact(answered.clone()).encode().len();
	row("exact: asker, blinding", micros(blind), "");
	let start = Instant::now();
	let opening = asker.open(&answered).expect("an honest answer");
	row("exact: asker, checking and unblinding", micros(start.elapsed()), "");
	let start = Instant::now();
	let mut table = Table::open(&mut file, &commitment).expect("the table just built");
	row("exact: asker, opening the table", micros(start.elapsed()), "");
	let find = median(101, || {
		let found = opening.find(&mut table).expect("an unaltered table");
		assert_eq!(found, [Some(b"pathogenic".to_vec())]);
	});
	row("exact: asker, finding a row", micros(find), "");
	row("exact: bytes both ways", format!("{sent} + {received}"), "");
}

fn open(name: &str) -> BufReader<File> {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/");
	BufReader::new(File::open(format!("{path}{name}")).expect("tests/data is complete"))
}

fn ranking() {
	let start = Instant::now();
	let ontology = Ontology::read(open("hp.obo.gz")).expect("a release");
	let annotations = Annotations::read(open("phenotype.hpoa.gz"), &ontology).expect("a release");
	let content = InformationContent::of(&annotations, &ontology).expect("the same release");
	let database = RankingDatabase::new(&ontology, &annotations, &content, 1).expect("it fits");
	row("ranking: reading and laying out the release", seconds(start.elapsed()), "");
	let owner = RankingOwner::new(database, THREADS);
	let catalogue = owner.database().catalogue();
	let size = format!("{} x {}", catalogue.diseases().len(), catalogue.terms().len());
	row("ranking: diseases x terms", size, "");
	row("ranking: bytes of the catalogue, once an epoch", catalogue.encode().len().to_string(), "");

	let patients: Vec<Patient> = annotations
		.diseases()
		.iter()
		.step_by(2_500)
		.map(|disease| {
			let terms: Vec<TermId> = disease.terms.iter().copied().collect();
			Patient::new(&terms, &ontology, catalogue).expect("live terms")
		})
		.collect();
	let mut times = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
	let (mut used, mut equal, mut bytes) = (0.0, 0, String::new());
	for patient in &patients {
		let (asked, (asker, query)) =
			timed(|| RankingAsker::ask(patient, catalogue, &JOB, &mut OsRng));
		let before = cpu();
		let (evaluated, answer) = timed(|| owner.answer(&JOB, &query, &mut OsRng));
		let answer = answer.expect("an honest query");
		used += cpu() - before;
		let (opened, ranking) = timed(|| asker.open(&answer).expect("an honest answer"));
		let (clear, plain) = timed(|| ideal::rank(owner.database(), patient));
		equal += usize::from(plain == ranking);
		let sent = Query::Ranking(query).encode().len();
		bytes = format!("{sent} + {}", Answer::Ranking(answer).encode().len());
		for (times, time) in times.iter_mut().zip([asked, evaluated, opened, clear]) {
			times.push(time);
		}
	}
	let [asked, evaluated, opened, clear] = times.map(middle);
	row("ranking: asker, encrypting", seconds(asked), "");
	let name = format!("ranking: owner, all diseases, {THREADS} threads");
	row(&name, seconds(evaluated), "3 s");
	let used = format!("{:.2} s", used / patients.len() as f64);
	row("ranking: processor time of an answer", used, "");
	row("ranking: asker, decrypting and ranking", seconds(opened), "");
	row("ranking: the same in the clear", seconds(clear), "");
	let ratio = evaluated.as_secs_f64() / clear.as_secs_f64();
	row("ranking: encrypted to clear", format!("{ratio:.0} x"), "");
	let of = patients.len();
	row("ranking: equal to the plaintext ranking", format!("{equal} of {of}"), "all");
	row("ranking: bytes both ways", bytes, "8,000,000");
}
