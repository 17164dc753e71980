//! Speed of the strength in which all parties but one may cheat.
//!
//! Parties are threads on the same cores; the table gives wall time, and bytes and processor time of
//! one party. `cargo bench -p panshi-mpc --bench authenticated [-- VARIANTS] [association]`; the
//! association test of a large study has 28,500 variants, and runs alone if it is named.

use panshi_mpc::{
	Authenticated, Error, Lattice, Link, Mpc, Need, Parties, PartyId, Preprocessing, Store,
	Traffic, Transport, TransportError,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::path::Path;
use std::sync::mpsc::{channel, Receiver, Sender};
use std::time::Instant;

/// Channels between threads.
struct Wire {
	parties: Parties,
	to: Vec<Sender<Vec<u8>>>,
	from: Vec<Receiver<Vec<u8>>>,
	traffic: Traffic,
}

impl Transport for Wire {
	fn parties(&self) -> Parties {
		self.parties
	}

	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		self.traffic.sent += message.len() as u64;
		self.to[to.index()].send(message.to_vec()).map_err(|_| TransportError::Silent(to))
	}

	fn receive(&mut self, from: PartyId, expected: usize) -> Result<Vec<u8>, TransportError> {
		let message = self.from[from.index()].recv();
		let message = message.map_err(|_| TransportError::Silent(from))?;
		self.traffic.received += message.len() as u64;
		self.traffic.rounds += 1;
		let got = message.len();
		let error = TransportError::Length { party: from, expected, got };
		(got == expected).then_some(message).ok_or(error)
	}

	fn traffic(&self) -> Traffic {
		self.traffic
	}
}

fn wires(count: usize) -> Vec<Wire> {
	let mut to: Vec<Vec<_>> = (0..count).map(|_| Vec::new()).collect();
	let mut from: Vec<Vec<_>> = (0..count).map(|_| Vec::new()).collect();
	for sender in &mut to {
		for receiver in &mut from {
			let (tx, rx) = channel();
			sender.push(tx);
			receiver.push(rx);
		}
	}
	let wire = |(me, (to, from))| Wire {
		parties: Parties::new(PartyId(me), count).expect("two to seven parties"),
		to,
		from,
		traffic: Traffic::default(),
	};
	(0..).zip(to.into_iter().zip(from)).map(wire).collect()
}

/// Processor seconds of this thread.
fn processor() -> f64 {
	let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
	let nanoseconds = stat.split(' ').next().and_then(|field| field.parse::<f64>().ok());
	nanoseconds.unwrap_or(f64::NAN) / 1e9
}

/// What a stage cost one party.
#[derive(Clone, Copy)]
struct Cost {
	wall: f64,
	processor: f64,
	sent: u64,
	items: usize,
}

impl Cost {
	fn print(&self, parties: usize, what: &str) {
		let items = self.items as f64;
		println!(
			"| {parties} | {what} | {} | {:.2} | {:.0} | {:.2} | {:.1} | {:.0} |",
			self.items,
			self.wall,
			items / self.wall,
			self.processor,
			1e6 * self.processor / items,
			self.sent as f64 / items,
		);
	}
}

fn measure<R>(
	items: usize,
	sent: impl Fn(&R) -> u64,
	run: impl FnOnce() -> Result<R, Error>,
) -> (Cost, R) {
	let (wall, cpu) = (Instant::now(), processor());
	let result = run().expect("honest parties");
	let cost = Cost {
		wall: wall.elapsed().as_secs_f64(),
		processor: processor() - cpu,
		sent: sent(&result),
		items,
	};
	(cost, result)
}

/// Runs the parties; the costs that the first one saw.
fn parties(count: usize, party: impl Fn(Wire) -> Vec<(&'static str, Cost)> + Sync) {
	let party = &party;
	let costs = std::thread::scope(|scope| {
		let threads: Vec<_> =
			wires(count).into_iter().map(|wire| scope.spawn(move || party(wire))).collect();
		let costs: Vec<_> = threads.into_iter().map(|thread| thread.join()).collect();
		costs.into_iter().next().expect("a party").expect("no panic")
	});
	for (what, cost) in costs {
		cost.print(count, what);
	}
}

fn rng(wire: &Wire) -> ChaCha20Rng {
	ChaCha20Rng::seed_from_u64(wire.parties.me().index() as u64)
}

fn material(wire: Wire) -> Vec<(&'static str, Cost)> {
	let mut rng = rng(&wire);
	let mut link = Link::new(wire, [1; 32], &mut rng);
	let mut lattice = Lattice::new();
	let mut costs = Vec::new();
	let items = 16 * 16_384;
	let before = link.traffic().sent;
	let (mut cost, ()) = measure(1, |()| 0, || lattice.start(&mut link));
	cost.sent = link.traffic().sent - before;
	costs.push(("set-up", cost));
	let before = link.traffic().sent;
	let (mut cost, _) = measure(items, |_| 0, || lattice.triples(&mut link, items));
	cost.sent = link.traffic().sent - before;
	costs.push(("triples", cost));
	let before = link.traffic().sent;
	let (mut cost, _) = measure(items, |_| 0, || lattice.bits(&mut link, items - 100));
	cost.sent = link.traffic().sent - before;
	costs.push(("bits", cost));
	costs
}

fn comparisons(
	wire: Wire,
	width: u32,
	items: usize,
	what: &'static str,
) -> Vec<(&'static str, Cost)> {
	let mut rng = rng(&wire);
	let mut mpc = Authenticated::new(wire, [2; 32], Lattice::new(), &mut rng).expect("honest");
	let values: Vec<_> = (0..items).map(|index| mpc.public(index as i128 - 500)).collect();
	let before = mpc.traffic().sent;
	let (mut cost, _) = measure(
		items,
		|_| 0,
		|| {
			let negative = mpc.negative(&values, width)?;
			mpc.open(&negative)
		},
	);
	cost.sent = mpc.traffic().sent - before;
	vec![(what, cost)]
}

/// Products and one comparison a variant, as the association test needs them: from a store.
fn association(wire: Wire, variants: usize, root: &Path) -> Vec<(&'static str, Cost)> {
	let mut rng = rng(&wire);
	let directory = root.join(wire.parties().me().to_string());
	let count = variants as u64;
	let need = Need::new().products(8 * count).comparisons(count, 80);
	let mut link = Link::new(wire, [3; 32], &mut rng);
	let mut costs = Vec::new();
	let (mut cost, store) = measure(
		variants,
		|_| 0,
		|| Store::fill(&directory, &[1; 32], &mut link, Lattice::new(), need, |_| ()),
	);
	cost.sent = link.traffic().sent;
	costs.push(("association, preprocessing", cost));
	let mut mpc = Authenticated::over(link, store).expect("honest");
	let before = mpc.traffic().sent;
	let (mut cost, _) = measure(
		variants,
		|_| 0,
		|| {
			for variants in (0..variants).collect::<Vec<_>>().chunks(4_096) {
				let values: Vec<_> =
					variants.iter().map(|index| mpc.public(*index as i128)).collect();
				let mut products = values.clone();
				for _ in 0..8 {
					products = mpc.multiply(&values, &values)?;
				}
				let negative = mpc.negative(&products, 80)?;
				mpc.open(&negative)?;
			}
			Ok(())
		},
	);
	cost.sent = mpc.traffic().sent - before;
	costs.push(("association, online", cost));
	costs
}

fn main() {
	let arguments: Vec<_> = std::env::args().skip(1).collect();
	let variants = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(2_850);
	println!(
		"| parties | what | items | wall s | items/s | cpu s a party | cpu us an item and party | \
		 bytes sent an item and party |"
	);
	println!("|---|---|---|---|---|---|---|---|");
	let only = arguments.iter().any(|argument| argument == "association");
	for count in [2, 3] {
		if !only {
			parties(count, material);
			parties(count, |wire| comparisons(wire, 64, 1_000, "comparisons of 64 bits, all"));
			parties(count, |wire| comparisons(wire, 80, 1_000, "comparisons of 80 bits, all"));
		}
		let root = tempfile::tempdir().expect("a directory");
		parties(count, |wire| association(wire, variants, root.path()));
	}
	// All parties of all runs in one process: the largest of them is the peak.
	let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
	let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
	println!("peak memory of the process: {}", peak.unwrap_or("unknown").trim());
}
