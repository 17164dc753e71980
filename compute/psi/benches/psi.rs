//! Time, processor time, bytes and memory of each protocol, all parties on this machine.
//!
//! `cargo bench -p panshi-psi -- [two|three|counter|size] [elements of each list]` prints one row of
//! the table; run it once for each row, since the peak of the memory is that of the process.

#[path = "../tests/common/mod.rs"]
mod common;

use common::{cohort, network, rng, session, Memory};
use panshi_psi::{
	many::{run_counter, run_follower, run_leader, Found, Goal, Group},
	size::{run_asker, run_helper},
	two::{run_receiver, run_sender},
	Cohort, Learns, Party,
};
use std::{fs, thread, time::Instant};

/// Processor time of this process so far, in seconds.
fn processor() -> f64 {
	let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
	let ticks = |index: usize| -> f64 {
		let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
		fields.skip(index - 3).find_map(|field| field.parse().ok()).unwrap_or_default()
	};
	// utime and stime of proc(5), in hundredths of a second.
	(ticks(14) + ticks(15)) / 100.0
}

/// Peak of the memory of this process, in MB.
fn memory() -> u64 {
	let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
	let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
	let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
	kib.unwrap_or_default() * 1_024 / 1_000_000
}

/// Lists of `n` that share three quarters, one after the other.
fn lists(count: u64, n: u64) -> Vec<Cohort> {
	(0..count).map(|list| cohort(list * n / 4..list * n / 4 + n)).collect()
}

fn two(bound: u32, lists: &[Cohort], ends: &mut [Memory]) -> usize {
	let session = session(bound, bound, Learns::Receiver);
	let [first, second] = ends else { unreachable!("two parties") };
	thread::scope(|scope| {
		scope.spawn(|| run_sender(&session, &lists[0], first, &mut rng(1)).expect("a result"));
		let found = run_receiver(&session, &lists[1], second, &mut rng(2));
		found.expect("a result").0.len()
	})
}

fn size(bound: u32, lists: &[Cohort], ends: &mut [Memory]) -> usize {
	let session = session(bound, bound, Learns::Receiver);
	let [first, second] = ends else { unreachable!("two parties") };
	let size = thread::scope(|scope| {
		scope.spawn(|| run_helper(&session, &lists[0], first, &mut rng(1)).expect("a result"));
		run_asker(&session, &lists[1], second, &mut rng(2)).expect("a result")
	});
	usize::try_from(size).unwrap_or_default()
}

fn many(bound: u32, lists: &[Cohort], ends: &mut [Memory], goal: Goal) -> usize {
	let holders = u8::try_from(lists.len()).unwrap_or_default();
	let (id, scheme, leader) = ([1; 32], [2; 32], Party(0));
	let group = &Group { id, scheme, holders, leader, bound, goal };
	thread::scope(|scope| {
		let mut ends = ends.iter_mut();
		let first = ends.next().expect("the leader");
		for (party, list) in (1..).map(Party).zip(&lists[1..]) {
			let end = ends.next().expect("a follower");
			let mut rng = rng(u64::from(party.0));
			scope.spawn(move || run_follower(group, party, list, end, &mut rng).expect("a hint"));
		}
		let counter = ends.next().map(|end| scope.spawn(move || run_counter(group, end)));
		let found = run_leader(group, &lists[0], first, &mut rng(9)).expect("a result");
		match (found, counter) {
			(Found::Overlap(overlap), _) => overlap.0.len(),
			(Found::Nothing, counter) => {
				let size = counter.expect("a counter").join().expect("no panic");
				usize::try_from(size.expect("a size")).unwrap_or_default()
			},
		}
	})
}

fn main() {
	let arguments: Vec<String> = std::env::args().skip(1).collect();
	let n: u64 = arguments.iter().find_map(|a| a.parse().ok()).unwrap_or(100_000);
	let known = ["two", "three", "counter", "size"];
	let name = known.into_iter().find(|name| arguments.iter().any(|a| a == name)).unwrap_or("two");
	let bound = u32::try_from(n).expect("at most 2^24 elements");
	let (holders, parties) = match name {
		"three" => (3, 3),
		"counter" => (2, 3),
		_ => (2, 2),
	};
	let lists = lists(holders, n);
	let mut ends = network(parties);
	let idle = memory();
	let (start, before) = (Instant::now(), processor());
	let found = match name {
		"two" => two(bound, &lists, &mut ends),
		"size" => size(bound, &lists, &mut ends),
		"three" => many(bound, &lists, &mut ends, Goal::Intersection),
		_ => many(bound, &lists, &mut ends, Goal::Size { counter: Party(2) }),
	};
	let (seconds, cpu) = (start.elapsed().as_secs_f64(), processor() - before);
	let expected = n - (holders - 1) * (n / 4);
	assert_eq!(found, usize::try_from(expected).unwrap_or_default(), "a wrong result");
	let sent: Vec<String> =
		ends.iter().map(|end| format!("{:.1}", end.sent as f64 / 1e6)).collect();
	println!(
		"protocol | elements | seconds | CPU seconds, all | MB sent by each | MB of memory, all"
	);
	let bytes = sent.join(" / ");
	let grown = memory() - idle;
	println!("{name} | {n} | {seconds:.2} | {cpu:.2} | {bytes} | {grown}");
	// For `cargo xtask bench compute`.
	let most = ends.iter().map(|end| end.sent).max().unwrap_or_default();
	println!("figure psi-{name} {n} {seconds:.4} {cpu:.4} {most}");
}
