//! Weights of the calls.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call weighs.
pub trait WeightInfo {
	/// `ask`.
	fn ask() -> Weight;
	/// `answer`.
	fn answer() -> Weight;
	/// `withdraw_question`.
	fn withdraw_question() -> Weight;
	/// `record_overdue`.
	fn record_overdue() -> Weight;
	/// `record_opinion`.
	fn record_opinion() -> Weight;
}

fn estimate(micros: u64, proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), proof)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// Estimates for tests; a runtime uses measured weights.
impl WeightInfo for () {
	fn ask() -> Weight {
		estimate(60, 32_000, 7, 3)
	}

	fn answer() -> Weight {
		estimate(30, 8_000, 2, 2)
	}

	fn withdraw_question() -> Weight {
		estimate(30, 8_000, 2, 2)
	}

	fn record_overdue() -> Weight {
		estimate(30, 8_000, 2, 1)
	}

	fn record_opinion() -> Weight {
		estimate(60, 32_000, 6, 3)
	}
}
