//! Weights of the calls.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call weighs.
pub trait WeightInfo {
	/// `set`.
	fn set() -> Weight;
	/// `lower`.
	fn lower() -> Weight;
	/// The debit of a job with `d` data identities.
	fn debit(d: u32) -> Weight;
	/// What a job with `d` data identities gives back.
	fn give_back(d: u32) -> Weight;
}

fn estimate(micros: u64, proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), proof)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// Estimates for tests; a runtime uses measured weights.
impl WeightInfo for () {
	fn set() -> Weight {
		estimate(20, 11_000, 2, 1)
	}

	fn lower() -> Weight {
		estimate(20, 11_000, 2, 1)
	}

	fn debit(d: u32) -> Weight {
		estimate(12, 6_000, 2, 2).saturating_mul(d.into())
	}

	fn give_back(d: u32) -> Weight {
		estimate(12, 6_000, 2, 2).saturating_mul(d.into())
	}
}
