//! Weights of `pallet_data_registry`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_data_registry::WeightInfo for WeightInfo<T> {
	// Storage: `DataRegistry::ByFingerprint` (r:1 w:1)
	// Proof: `DataRegistry::ByFingerprint` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:8 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::NextDataId` (r:1 w:1)
	// Proof: `DataRegistry::NextDataId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::IdentitiesOf` (r:0 w:1)
	// Proof: `DataRegistry::IdentitiesOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// The range of component `a` is `[0, 32]`.
	// The range of component `s` is `[0, 8]`.
	fn register(a: u32, s: u32) -> Weight {
		// Proof size measured: 4173 + s * 80 bytes.
		// Least execution time: 54_862_000 picoseconds.
		Weight::from_parts(47_561_375, 3517)
			// Standard error: 12_075
			.saturating_add(Weight::from_parts(810_426, 0).saturating_mul(a.into()))
			// Standard error: 45_017
			.saturating_add(Weight::from_parts(6_785_991, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(0, 6708).saturating_mul(s.into()))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:0)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	fn assign_node() -> Weight {
		// Proof size measured: 4412 bytes.
		// Least execution time: 47_752_000 picoseconds.
		Weight::from_parts(51_337_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size measured: 4266 bytes.
		// Least execution time: 44_537_000 picoseconds.
		Weight::from_parts(47_691_000, 7622)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size measured: 4270 bytes.
		// Least execution time: 71_076_000 picoseconds.
		Weight::from_parts(75_924_000, 7622)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof size measured: 4306 bytes.
		// Least execution time: 71_937_000 picoseconds.
		Weight::from_parts(76_554_000, 7622)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
