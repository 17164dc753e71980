//! Time, processor time, bytes and memory of each protocol, both parties on this machine.
//!
//! `cargo bench -p panshi-psi -- 1000000` measures lists of that length.

#[path = "../tests/common/mod.rs"]
mod common;

use common::{cohort, network, rng, session};
use panshi_psi::{
	two::{run_receiver, run_sender},
	Learns,
};
use std::{thread, time::Instant};

fn main() {
	let n: u64 = std::env::args().filter_map(|a| a.parse().ok()).next().unwrap_or(100_000);
	let start = Instant::now();
	let left = cohort(0..n);
	let right = cohort(n / 2..n / 2 + n);
	println!("prepare {:?}", start.elapsed());
	let b = u32::try_from(n).unwrap();
	let session = session(b, b, Learns::Receiver);
	let mut ends = network(2);
	let (mut second, mut first) = (ends.pop().unwrap(), ends.pop().unwrap());
	let start = Instant::now();
	thread::scope(|scope| {
		scope.spawn(|| run_sender(&session, &left, &mut first, &mut rng(1)).unwrap());
		let overlap = run_receiver(&session, &right, &mut second, &mut rng(2)).unwrap();
		println!("{:?} {}", start.elapsed(), overlap.0.len());
	});
	println!("{} {}", first.sent, second.sent);
}
