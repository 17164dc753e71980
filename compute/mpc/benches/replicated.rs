//! Speed of the honest-majority strength: three parties as threads of one process.
//!
//! `cargo bench -p panshi-mpc --bench replicated` prints a table. CPU seconds are those of the whole
//! process divided by three; bytes are what one party sent, framing included.

use panshi_mpc::replicated::{Replicated, Share};
use panshi_mpc::transport::memory::Memory;
use panshi_mpc::transport::noise::{Limits, Listener, NoiseTransport, Peer, Session};
use panshi_mpc::{Error, Input, Mpc, Parties, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::net::TcpListener;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use x25519_dalek::{PublicKey, StaticSecret};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A step that is measured, over as many numbers as the row says.
enum Work {
	Multiply,
	InnerProducts(usize),
	Compare(u32),
	Bits(u32),
}

struct Row {
	name: &'static str,
	count: usize,
	work: Work,
}

const ROWS: [Row; 7] = [
	Row { name: "multiplications, one vector", count: 1_000_000, work: Work::Multiply },
	Row { name: "multiplications, one vector", count: 10_000, work: Work::Multiply },
	Row { name: "inner products of 100", count: 10_000, work: Work::InnerProducts(100) },
	Row { name: "comparisons of 64 bits", count: 10_000, work: Work::Compare(64) },
	Row { name: "comparisons of 64 bits", count: 100_000, work: Work::Compare(64) },
	Row { name: "comparisons of 80 bits", count: 28_500, work: Work::Compare(80) },
	Row { name: "bit decompositions of 64", count: 10_000, work: Work::Bits(64) },
];

fn main() -> Result<()> {
	println!(
		"{:8} {:28} {:>9} {:>9} {:>11} {:>13} {:>7} {:>12}",
		"channel",
		"operation",
		"count",
		"seconds",
		"CPU s/party",
		"bytes/party",
		"rounds",
		"per second"
	);
	for row in &ROWS {
		let ends = Memory::mesh(3).ok_or("no mesh of three")?;
		report("memory", row, measure(ends, row)?);
	}
	for row in &ROWS {
		report("noise", row, measure(loopback()?, row)?);
	}
	Ok(())
}

/// What one run cost: wall clock, CPU seconds of the process, bytes of a party, rounds.
type Cost = (Duration, f64, u64, u64);

fn report(channel: &str, row: &Row, (time, cpu, bytes, rounds): Cost) {
	println!(
		"{channel:8} {:28} {:>9} {:>9.3} {:>11.3} {bytes:>13} {rounds:>7} {:>12.0}",
		row.name,
		row.count,
		time.as_secs_f64(),
		cpu / 3.0,
		row.count as f64 / time.as_secs_f64()
	);
}

/// Runs a row; the clock starts when all parties have their inputs and ends when the checks passed.
fn measure<T: Transport>(ends: Vec<T>, row: &Row) -> Result<Cost> {
	let ready = Barrier::new(3);
	let party = |seed: u64, end: T| -> Result<Cost> {
		let mut party = Replicated::new(end, [1; 32], &mut ChaCha20Rng::seed_from_u64(seed))?;
		let shares = inputs(&mut party, row)?;
		let before = party.traffic();
		ready.wait();
		let (clock, cpu) = (Instant::now(), cpu_seconds());
		run(&mut party, row, &shares)?;
		// An opening forces every deferred check.
		party.open(&shares[..1])?;
		let (time, traffic) = (clock.elapsed(), party.traffic());
		ready.wait();
		let cpu = cpu_seconds() - cpu;
		Ok((time, cpu, traffic.sent - before.sent, traffic.rounds - before.rounds))
	};
	let party = &party;
	std::thread::scope(|scope| {
		let threads: Vec<_> =
			(0..).zip(ends).map(|(seed, end)| scope.spawn(move || party(seed, end))).collect();
		let mut costs =
			threads.into_iter().map(|thread| thread.join().map_err(|_| "a party panicked")?);
		let first = costs.next().ok_or("no party")??;
		costs.try_fold(first, |most: Cost, cost| {
			let cost = cost?;
			Ok((most.0.max(cost.0), most.1.max(cost.1), most.2.max(cost.2), most.3.max(cost.3)))
		})
	})
}

fn inputs<T: Transport>(
	party: &mut Replicated<T>,
	row: &Row,
) -> std::result::Result<Vec<Share>, Error> {
	let length = if let Work::InnerProducts(length) = row.work { length } else { 1 };
	let values: Vec<_> =
		(0..row.count * length).map(|place| (place as i128 * 7_919) >> 3).collect();
	let mine = party.me() == PartyId(0);
	let input = if mine { Input::Mine(&values) } else { Input::Theirs(values.len()) };
	party.input(PartyId(0), input)
}

fn run<T: Transport>(
	party: &mut Replicated<T>,
	row: &Row,
	shares: &[Share],
) -> std::result::Result<(), Error> {
	match row.work {
		Work::Multiply => drop(party.multiply(shares, shares)?),
		Work::InnerProducts(length) => {
			let pairs: Vec<_> = shares.chunks(length).map(|vector| (vector, vector)).collect();
			party.inner_products(&pairs)?;
		},
		Work::Compare(width) => drop(party.negative(shares, width)?),
		Work::Bits(width) => drop(party.bits(shares, width)?),
	}
	Ok(())
}

/// Channels by Noise over loopback.
fn loopback() -> Result<Vec<NoiseTransport>> {
	let listener = |_| Ok(Listener::new(TcpListener::bind("127.0.0.1:0")?)?);
	let listeners: Vec<_> = (0..3).map(listener).collect::<Result<_>>()?;
	let secrets = [1, 2, 3].map(|byte| StaticSecret::from([byte; 32]));
	let peer = |(secret, listener): (&StaticSecret, &Listener)| {
		let address = listener.address()?.to_string();
		Ok(Peer { key: PublicKey::from(secret).to_bytes(), address })
	};
	let peers: Vec<_> = secrets.iter().zip(&listeners).map(peer).collect::<Result<_>>()?;
	let join = |(me, (secret, listener)): (u8, (StaticSecret, Listener))| {
		let parties = Parties::new(PartyId(me), 3).ok_or("not a party")?;
		let (peers, limits) = (peers.clone(), Limits::default());
		let session = Session { parties, secret, peers, protocol: "bench", id: [1; 32], limits };
		Ok(NoiseTransport::establish(&session, &listener)?)
	};
	let join = &join;
	std::thread::scope(|scope| {
		let parties = (0..).zip(secrets.into_iter().zip(listeners));
		let threads: Vec<_> = parties.map(|party| scope.spawn(move || join(party))).collect();
		threads.into_iter().map(|thread| thread.join().map_err(|_| "a party panicked")?).collect()
	})
}

/// CPU seconds of this process so far, from Linux's `/proc/self/stat`; zero elsewhere.
fn cpu_seconds() -> f64 {
	let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
	let after_name = stat.rsplit(") ").next().unwrap_or_default();
	let ticks: Vec<f64> =
		after_name.split(' ').skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
	ticks.iter().sum::<f64>() / 100.0
}
