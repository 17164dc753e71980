//! Weights of `pallet_consortium`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_consortium::WeightInfo for WeightInfo<T> {
	// Storage: `Consortium::Members` (r:257 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Consortium::CounterForMembers` (r:1 w:1)
	// Proof: `Consortium::CounterForMembers` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Members` (r:0 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// The range of component `m` is `[1, 255]`.
	fn admit(m: u32) -> Weight {
		// Proof size measured: 237 + m * 85 bytes.
		// Least execution time: 42_793_000 picoseconds.
		Weight::from_parts(67_890_291, 9480)
			// Standard error: 49_551
			.saturating_add(Weight::from_parts(5_622_643, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(m.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(m.into()))
	}
	// Storage: `Consortium::Members` (r:257 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Consortium::CounterForMembers` (r:1 w:1)
	// Proof: `Consortium::CounterForMembers` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Consortium::NodesOf` (r:17 w:16)
	// Proof: `Consortium::NodesOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:16 w:16)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::NodeBySigningKey` (r:0 w:16)
	// Proof: `Consortium::NodeBySigningKey` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `Consortium::LastLoss` (r:0 w:1)
	// Proof: `Consortium::LastLoss` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Council::Members` (r:0 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// The range of component `m` is `[2, 256]`.
	// The range of component `n` is `[0, 16]`.
	fn remove(m: u32, n: u32) -> Weight {
		// Proof size measured: 562 + m * 86 + n * 285 bytes.
		// Least execution time: 1_193_260_000 picoseconds.
		Weight::from_parts(1_263_044_000, 5235)
			// Standard error: 161_882
			.saturating_add(Weight::from_parts(2_876_309, 0).saturating_mul(m.into()))
			// Standard error: 2_612_455
			.saturating_add(Weight::from_parts(42_044_449, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(m.into())))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 2737).saturating_mul(n.into()))
	}
	// Storage: `Consortium::Members` (r:2 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	fn grant_role() -> Weight {
		// Proof size measured: 1926 bytes.
		// Least execution time: 28_072_000 picoseconds.
		Weight::from_parts(46_219_000, 9480)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:2 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Consortium::LastLoss` (r:0 w:1)
	// Proof: `Consortium::LastLoss` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn revoke_role() -> Weight {
		// Proof size measured: 1926 bytes.
		// Least execution time: 29_914_000 picoseconds.
		Weight::from_parts(53_910_000, 9480)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Consortium::Members` (r:2 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	fn grant_qualification() -> Weight {
		// Proof size measured: 1926 bytes.
		// Least execution time: 28_663_000 picoseconds.
		Weight::from_parts(31_637_000, 9480)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:2 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Consortium::LastLoss` (r:0 w:1)
	// Proof: `Consortium::LastLoss` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn revoke_qualification() -> Weight {
		// Proof size measured: 1926 bytes.
		// Least execution time: 30_386_000 picoseconds.
		Weight::from_parts(32_769_000, 9480)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Consortium::NodeBySigningKey` (r:1 w:1)
	// Proof: `Consortium::NodeBySigningKey` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `Consortium::NodesOf` (r:16 w:1)
	// Proof: `Consortium::NodesOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `Consortium::NextComputeNodeId` (r:1 w:1)
	// Proof: `Consortium::NextComputeNodeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:0 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// The range of component `n` is `[0, 15]`.
	fn register_node(n: u32) -> Weight {
		// Proof size measured: 269 + n * 46 bytes.
		// Least execution time: 103_285_000 picoseconds.
		Weight::from_parts(116_009_360, 3622)
			// Standard error: 26_854
			.saturating_add(Weight::from_parts(5_160_689, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(Weight::from_parts(0, 2535).saturating_mul(n.into()))
	}
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `Consortium::NodeBySigningKey` (r:1 w:2)
	// Proof: `Consortium::NodeBySigningKey` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn update_node() -> Weight {
		// Proof size measured: 293 bytes.
		// Least execution time: 24_186_000 picoseconds.
		Weight::from_parts(27_812_000, 3727)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `Consortium::NodeBySigningKey` (r:0 w:1)
	// Proof: `Consortium::NodeBySigningKey` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `Consortium::NodesOf` (r:0 w:1)
	// Proof: `Consortium::NodesOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn retire_node() -> Weight {
		// Proof size measured: 447 bytes.
		// Least execution time: 76_133_000 picoseconds.
		Weight::from_parts(81_642_000, 3727)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	fn top_up_bond() -> Weight {
		// Proof size measured: 447 bytes.
		// Least execution time: 85_988_000 picoseconds.
		Weight::from_parts(93_920_000, 3727)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	fn heartbeat() -> Weight {
		// Proof size measured: 498 bytes.
		// Least execution time: 39_709_000 picoseconds.
		Weight::from_parts(56_454_000, 3727)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::ComputeNodes` (r:1 w:0)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_heartbeat() -> Weight {
		// Proof size measured: 552 bytes.
		// Least execution time: 80_490_000 picoseconds.
		Weight::from_parts(100_430_000, 3727)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	fn check_membership() -> Weight {
		// Proof size measured: 511 bytes.
		// Least execution time: 7_822_000 picoseconds.
		Weight::from_parts(8_853_000, 5235)
			.saturating_add(T::DbWeight::get().reads(1))
	}
}
