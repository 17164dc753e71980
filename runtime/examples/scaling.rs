//! Prints how much of the market's business fits into the chain's blocks, from the measured weights
//! and the limits of this runtime: docs/scaling.md. `cargo run --package panshi-runtime --example scaling`

use frame_support::{dispatch::DispatchClass, weights::Weight};
use panshi_primitives::sealed_sum::LANE_BYTES;
use panshi_runtime::{
	configs::RuntimeBlockWeights,
	constants::{MINUTES, SLOT_DURATION},
	Runtime,
};
use polkadot_sdk::*;

type Agreements = <Runtime as pallet_agreements::Config>::WeightInfo;
type Jobs = <Runtime as pallet_compute_jobs::Config>::WeightInfo;
type Registry = <Runtime as pallet_data_registry::Config>::WeightInfo;

/// Lanes of a whole chunk of a share.
const CHUNK: u32 = 8_192;
/// Bytes of a transaction beside its arguments: account, signature, extensions.
const ENVELOPE: u64 = 150;
/// Jobs a minute that the market is to bear.
const WANTED: u64 = 100;

/// What something costs a block: time, proof, and bytes of transactions, which the relay chain gets
/// together with the proof.
#[derive(Clone, Copy, Default)]
struct Cost {
	time: u64,
	proof: u64,
	bytes: u64,
}

impl Cost {
	fn of(weight: Weight, bytes: u64) -> Self {
		let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
		let weight = weight.saturating_add(base);
		Cost { time: weight.ref_time(), proof: weight.proof_size(), bytes: bytes + ENVELOPE }
	}

	fn and(self, count: u64, other: Cost) -> Self {
		Cost {
			time: self.time + count * other.time,
			proof: self.proof + count * other.proof,
			bytes: self.bytes + count * other.bytes,
		}
	}

	/// How many fit into a block, and what runs out first.
	fn fit(self) -> (f64, &'static str) {
		let limits = RuntimeBlockWeights::get();
		let whole = limits.get(DispatchClass::Normal).max_total.unwrap_or(limits.max_block);
		let length = <Runtime as frame_system::Config>::BlockLength::get();
		let length = u64::from(*length.max.get(DispatchClass::Normal));
		let parts = [
			(whole.ref_time() as f64 / self.time as f64, "time"),
			(whole.proof_size() as f64 / (self.proof + self.bytes) as f64, "proof"),
			(length as f64 / self.bytes as f64, "length"),
		];
		parts.into_iter().min_by(|(a, _), (b, _)| a.total_cmp(b)).unwrap_or((0.0, "nothing"))
	}
}

/// A job of sealed sums with `holders` and `lanes`, from its creation to its settlement.
fn job(holders: u32, lanes: u32) -> Cost {
	use pallet_compute_jobs::WeightInfo as _;
	let parties = u64::from(holders);
	let (whole, rest) = (u64::from(lanes / CHUNK), lanes % CHUNK);
	let chunks = lanes.div_ceil(CHUNK);
	let accept = Cost::of(Jobs::accept().saturating_add(Jobs::authorize_accept()), 200);
	let share = |n: u32| {
		let weight = Jobs::submit_share(n).saturating_add(Jobs::authorize_submit_share(n));
		Cost::of(weight, u64::from(n * LANE_BYTES) + 120)
	};
	let settle = Jobs::settle(holders, chunks).saturating_add(Jobs::authorize_settle());
	Cost::of(Jobs::create(holders), 300)
		.and(parties, accept)
		.and(parties * whole, share(CHUNK))
		.and(if rest > 0 { parties } else { 0 }, share(rest))
		.and(1, Cost::of(settle, 20))
}

fn row(name: &str, cost: Cost) -> f64 {
	let (fit, limit) = cost.fit();
	let a_minute = fit * f64::from(MINUTES);
	println!(
		"| {name} | {:.1} | {:.0} | {:.0} | {fit:.1} | {limit} | {a_minute:.0} |",
		cost.time as f64 / 1e9,
		cost.proof as f64 / 1e3,
		cost.bytes as f64 / 1e3,
	);
	a_minute
}

fn main() {
	use pallet_agreements::WeightInfo as _;
	use pallet_data_registry::WeightInfo as _;

	println!("blocks of {} s\n", SLOT_DURATION / 1_000);
	println!("| what | time, ms | proof, kB | bytes, kB | in a block | limit | a minute |");
	println!("|---|---|---|---|---|---|---|");
	row("register a data identity", Cost::of(Registry::register(8, 0), 500));
	row("sign an agreement of five", Cost::of(Agreements::sign(5), 40));
	let mut cores = Vec::new();
	for (variants, lanes) in [(1_000, 3_001), (2_730, 8_191), (10_000, 30_001), (100_000, 300_001)]
	{
		let name = format!("job: 3 holders, {variants} variants");
		let a_minute = row(&name, job(3, lanes));
		cores.push((name, WANTED as f64 / a_minute));
	}
	println!("\n| at {WANTED} jobs a minute | blocks of 6 s filled, of one core |");
	println!("|---|---|");
	for (name, cores) in cores {
		println!("| {name} | {cores:.2} |");
	}
}
