//! The association program as a job runs it: three holders, a threshold.
//!
//! `cargo bench -p panshi-mpc --bench association [-- VARIANTS] [honest-majority|all-but-one]`. A large
//! study has 28,500 variants. Parties are threads over channels in memory; the table gives wall
//! time, and bytes and processor time of one party. Material of the second strength is made into a
//! store first.

use panshi_mpc::{
	programs::association::{read, run, GenotypeCounts, Parameters, Ratio, Selection},
	transport::memory::Memory,
	Authenticated, Lattice, Link, Mpc, Need, Replicated, Store, Transport,
};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use std::path::Path;
use std::time::Instant;

const HOLDERS: u32 = 3;
/// People of each holder.
const PEOPLE: u32 = 333;
/// Bits of a holder's number of people.
const WIDTH: u32 = 9;
/// Bits of the comparison with the threshold below.
const COMPARISON: u32 = 56;
/// Variants that the program works on at once.
const BLOCK: u64 = 2_048;
/// Genome-wide significance, p = 5e-8.
const THRESHOLD: Ratio = Ratio { numerator: 2_972, denominator: 100 };

/// What a stage cost one party.
struct Cost {
	what: &'static str,
	wall: f64,
	processor: f64,
	sent: u64,
	rounds: u64,
}

/// Processor seconds of this thread.
fn processor() -> f64 {
	let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
	let nanoseconds = stat.split(' ').next().and_then(|field| field.parse::<f64>().ok());
	nanoseconds.unwrap_or(f64::NAN) / 1e9
}

/// Counts of one holder: one variant in a hundred is commoner among cases.
fn counts(holder: u32, variants: u32) -> Vec<GenotypeCounts> {
	let mut rng = ChaCha20Rng::seed_from_u64(holder.into());
	let mut group = |people: u32, frequency: u32| {
		let mut cells = [0; 3];
		for _ in 0..people {
			let copies = [0, 1].map(|_| u32::from(rng.next_u32() % 100 < frequency));
			cells[(copies[0] + copies[1]) as usize] += 1;
		}
		cells
	};
	let one = |variant: u32| {
		let frequency = 5 + variant % 40;
		let more = if variant % 100 == 0 { 40 } else { 0 };
		let cases = PEOPLE / 2;
		let (cases, controls) = (group(cases, frequency + more), group(PEOPLE - cases, frequency));
		GenotypeCounts { cases, controls }
	};
	(0..variants).map(one).collect()
}

/// Runs the program at each party; the costs that the first one saw.
fn parties(
	name: &str,
	variants: u32,
	party: impl Fn(Memory, &[GenotypeCounts]) -> Vec<Cost> + Sync,
) {
	let ends = Memory::mesh(HOLDERS as usize).expect("two to seven parties");
	let party = &party;
	let costs = std::thread::scope(|scope| {
		let run = |(holder, end)| scope.spawn(move || party(end, &counts(holder, variants)));
		let threads: Vec<_> = (0..).zip(ends).map(run).collect();
		let costs: Vec<_> = threads.into_iter().map(|thread| thread.join()).collect();
		costs.into_iter().next().expect("a party").expect("no panic")
	});
	for Cost { what, wall, processor, sent, rounds } in costs {
		let megabytes = sent as f64 / 1e6;
		println!(
			"| {name} | {what} | {variants} | {wall:.2} | {processor:.2} | {megabytes:.1} | {rounds} |"
		);
	}
}

/// Runs and reads the program once.
fn associate<M: Mpc>(mpc: &mut M, counts: &[GenotypeCounts]) -> Cost {
	let parameters = Parameters {
		variants: counts.len() as u32,
		people: vec![PEOPLE; HOLDERS as usize],
		selection: Selection::Above { threshold: THRESHOLD, limit: 1_000 },
		minimum_cell: 0,
		rounding: 0,
	};
	let before = mpc.traffic();
	let (clock, start) = (Instant::now(), processor());
	let packet = run(mpc, &parameters, counts, &mut |_| ()).expect("honest parties");
	let selected = packet.opened.delivered.len();
	assert!((1..=counts.len() / 90 + 1).contains(&selected), "{selected} selected");
	assert!(read::<M>(&parameters, &[packet]).is_err(), "one packet is not enough");
	let traffic = mpc.traffic();
	Cost {
		what: "online",
		wall: clock.elapsed().as_secs_f64(),
		processor: processor() - start,
		sent: traffic.sent - before.sent,
		rounds: traffic.rounds - before.rounds,
	}
}

fn honest_majority(end: Memory, counts: &[GenotypeCounts]) -> Vec<Cost> {
	let mut rng = ChaCha20Rng::seed_from_u64(end.parties().me().index() as u64);
	let mut mpc = Replicated::new(end, [1; 32], &mut rng).expect("honest parties");
	vec![associate(&mut mpc, counts)]
}

/// What a run spends, for a store.
fn need(variants: u64) -> Need {
	let mut need = Need::new().products(8 * variants).comparisons(variants, COMPARISON);
	need = need.inputs(6 * variants).delivery(6 * 1_000);
	let mut rest = variants;
	while rest > 0 {
		let block = rest.min(BLOCK);
		need = need.ranges(7 * block, WIDTH);
		rest -= block;
	}
	need
}

fn all_but_one(end: Memory, counts: &[GenotypeCounts], root: &Path) -> Vec<Cost> {
	let me = end.parties().me();
	let mut rng = ChaCha20Rng::seed_from_u64(me.index() as u64);
	let mut costs = Vec::new();
	let mut link = Link::new(end, [1; 32], &mut rng);
	let directory = root.join(me.to_string());
	let (clock, start) = (Instant::now(), processor());
	let need = need(counts.len() as u64);
	let store = Store::fill(&directory, &[1; 32], &mut link, Lattice::new(), need, |_| ());
	let store = store.expect("honest parties");
	let traffic = link.traffic();
	costs.push(Cost {
		what: "preprocessing",
		wall: clock.elapsed().as_secs_f64(),
		processor: processor() - start,
		sent: traffic.sent,
		rounds: traffic.rounds,
	});
	let mut mpc = Authenticated::over(link, store).expect("honest parties");
	costs.push(associate(&mut mpc, counts));
	costs
}

fn main() {
	let arguments: Vec<_> = std::env::args().skip(1).collect();
	let variants = arguments.iter().find_map(|argument| argument.parse().ok());
	let named = |name: &str| {
		let names = ["honest-majority", "all-but-one"];
		let any = arguments.iter().any(|argument| names.contains(&argument.as_str()));
		!any || arguments.iter().any(|argument| argument == name)
	};
	println!("| strength | run | variants | wall s | CPU s a party | MB sent a party | rounds |");
	println!("|---|---|---|---|---|---|---|");
	if named("honest-majority") {
		parties("honest majority", variants.unwrap_or(28_500), honest_majority);
	}
	if named("all-but-one") {
		let root = tempfile::tempdir().expect("a directory");
		let party = |end: Memory, counts: &[GenotypeCounts]| all_but_one(end, counts, root.path());
		parties("all but one", variants.unwrap_or(2_850), party);
	}
	let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
	let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
	println!("peak memory of the process: {}", peak.unwrap_or("unknown").trim());
}
