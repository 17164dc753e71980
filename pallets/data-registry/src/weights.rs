//! Weights of the calls.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call weighs.
pub trait WeightInfo {
	/// `register` with `a` attributes, derived from `s` identities.
	fn register(a: u32, s: u32) -> Weight;
	/// `assign_node`.
	fn assign_node() -> Weight;
	/// `withdraw`.
	fn withdraw() -> Weight;
	/// `suspend`.
	fn suspend() -> Weight;
	/// `resume`.
	fn resume() -> Weight;
}

fn estimate(micros: u64, proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), proof)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// Estimates for tests; a runtime uses measured weights.
impl WeightInfo for () {
	fn register(a: u32, s: u32) -> Weight {
		estimate(25, 10_000, 4, 4)
			.saturating_add(Weight::from_parts(200_000, 0).saturating_mul(a.into()))
			.saturating_add(estimate(3, 5_000, 1, 0).saturating_mul(s.into()))
	}

	fn assign_node() -> Weight {
		estimate(20, 9_000, 2, 1)
	}

	fn withdraw() -> Weight {
		estimate(18, 6_000, 1, 1)
	}

	fn suspend() -> Weight {
		estimate(20, 10_000, 2, 1)
	}

	fn resume() -> Weight {
		estimate(20, 10_000, 2, 1)
	}
}
