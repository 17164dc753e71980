//! Weights of `pallet_data_registry`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_data_registry::WeightInfo for WeightInfo<T> {
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
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
		// Proof size measured: 4937 + s * 80 bytes.
		// Least execution time: 63_274_000 picoseconds.
		Weight::from_parts(67_577_110, 5235)
			// Standard error: 58_217
			.saturating_add(Weight::from_parts(705_201, 0).saturating_mul(a.into()))
			// Standard error: 217_028
			.saturating_add(Weight::from_parts(8_663_121, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(0, 6704).saturating_mul(s.into()))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:0)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	fn assign_node() -> Weight {
		// Proof size measured: 4658 bytes.
		// Least execution time: 52_658_000 picoseconds.
		Weight::from_parts(56_134_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size measured: 4266 bytes.
		// Least execution time: 44_136_000 picoseconds.
		Weight::from_parts(47_591_000, 7622)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size measured: 5034 bytes.
		// Least execution time: 72_398_000 picoseconds.
		Weight::from_parts(82_403_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:1 w:1)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof size measured: 5070 bytes.
		// Least execution time: 75_272_000 picoseconds.
		Weight::from_parts(81_963_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
