//! Single figures beside those of peers: `cargo xtask bench compute` reads the lines.
//!
//! `cargo bench -p panshi-mpc --bench figures [-- NAME]`; a line is name, count, wall seconds,
//! processor seconds of all three parties, and bytes that one party sent. Parties are threads over
//! channels in memory. Preprocessing is included, the set-up of keys is not.

use panshi_mpc::{
	transport::memory::Memory, Authenticated, Error, Input, Lattice, Mpc, PartyId, Replicated,
	Transport,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::sync::Barrier;
use std::time::Instant;

/// Processor seconds of this thread.
fn processor() -> f64 {
	let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
	let nanoseconds = stat.split(' ').next().and_then(|field| field.parse::<f64>().ok());
	nanoseconds.unwrap_or(f64::NAN) / 1e9
}

/// Runs a step at three parties over `count` inputs of the first, from the moment that all have them
/// until its result was checked.
fn measure<M: Mpc>(
	name: &str,
	count: usize,
	start: impl Fn(Memory) -> Result<M, Error> + Sync,
	step: impl Fn(&mut M, &[M::Share]) -> Result<Vec<M::Share>, Error> + Sync,
) {
	let ready = Barrier::new(3);
	let party = |end: Memory| -> Result<(f64, f64, u64), Error> {
		let mut mpc = start(end)?;
		let values: Vec<_> = (0..count).map(|place| (place as i128 * 7_919) >> 3).collect();
		let mine = mpc.me() == PartyId(0);
		let input = if mine { Input::Mine(&values) } else { Input::Theirs(count) };
		let shares = mpc.input(PartyId(0), input)?;
		ready.wait();
		let (clock, cpu, sent) = (Instant::now(), processor(), mpc.traffic().sent);
		let result = step(&mut mpc, &shares)?;
		// Opening one value forces every deferred check.
		mpc.open(&result[..1])?;
		Ok((clock.elapsed().as_secs_f64(), processor() - cpu, mpc.traffic().sent - sent))
	};
	let party = &party;
	let costs: Vec<_> = std::thread::scope(|scope| {
		let ends = Memory::mesh(3).expect("three parties").into_iter();
		let threads: Vec<_> = ends.map(|end| scope.spawn(move || party(end))).collect();
		let join = threads.into_iter().map(|thread| thread.join().expect("no panic"));
		join.map(|cost| cost.expect("honest parties")).collect()
	});
	let wall = costs.iter().map(|cost| cost.0).fold(0.0, f64::max);
	let cpu: f64 = costs.iter().map(|cost| cost.1).sum();
	println!("figure {name} {count} {wall:.4} {cpu:.4} {}", costs[0].2);
}

fn honest_majority(end: Memory) -> Result<Replicated<Memory>, Error> {
	let mut rng = ChaCha20Rng::seed_from_u64(end.parties().me().index() as u64);
	Replicated::new(end, [1; 32], &mut rng)
}

fn all_but_one(end: Memory) -> Result<Authenticated<Memory, Lattice>, Error> {
	let mut rng = ChaCha20Rng::seed_from_u64(end.parties().me().index() as u64);
	Authenticated::new(end, [1; 32], Lattice::new(), &mut rng)
}

/// Differences of neighbours, of 64 bits, compared with zero.
fn compare<M: Mpc>(mpc: &mut M, shares: &[M::Share]) -> Result<Vec<M::Share>, Error> {
	let mut differences: Vec<_> =
		shares.windows(2).map(|pair| mpc.subtract(&pair[1], &pair[0])).collect();
	differences.extend(shares.first().cloned());
	mpc.negative(&differences, 64)
}

fn square<M: Mpc>(mpc: &mut M, shares: &[M::Share]) -> Result<Vec<M::Share>, Error> {
	mpc.multiply(shares, shares)
}

fn main() {
	let arguments: Vec<_> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
	let asked = |name: &str| arguments.is_empty() || arguments.iter().any(|a| a == name);
	if asked("honest-majority-multiplications") {
		measure("honest-majority-multiplications", 1_000_000, honest_majority, square);
	}
	if asked("honest-majority-comparisons") {
		measure("honest-majority-comparisons", 10_000, honest_majority, compare);
	}
	if asked("all-but-one-multiplications") {
		measure("all-but-one-multiplications", 1 << 18, all_but_one, square);
	}
	if asked("all-but-one-comparisons") {
		measure("all-but-one-comparisons", 2_048, all_but_one, compare);
	}
}
