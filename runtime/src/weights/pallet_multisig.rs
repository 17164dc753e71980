//! Weights of `pallet_multisig`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_multisig::WeightInfo for WeightInfo<T> {
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_threshold_1(z: u32) -> Weight {
		// Proof size measured: 0 bytes.
		// Least execution time: 24_377_000 picoseconds.
		Weight::from_parts(26_651_231, 0)
			// Standard error: 4
			.saturating_add(Weight::from_parts(6_618, 0).saturating_mul(z.into()))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 51_276_000 picoseconds.
		Weight::from_parts(44_403_636, 4634)
			// Standard error: 2_018
			.saturating_add(Weight::from_parts(320_424, 0).saturating_mul(s.into()))
			// Standard error: 6
			.saturating_add(Weight::from_parts(6_540, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[3, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 31_356_000 picoseconds.
		Weight::from_parts(23_210_368, 4634)
			// Standard error: 1_892
			.saturating_add(Weight::from_parts(332_683, 0).saturating_mul(s.into()))
			// Standard error: 5
			.saturating_add(Weight::from_parts(6_675, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_complete(s: u32, z: u32) -> Weight {
		// Proof size measured: 314 + s * 35 bytes.
		// Least execution time: 58_027_000 picoseconds.
		Weight::from_parts(36_920_885, 4634)
			// Standard error: 13_937
			.saturating_add(Weight::from_parts(827_982, 0).saturating_mul(s.into()))
			// Standard error: 42
			.saturating_add(Weight::from_parts(7_757, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_create(s: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 41_011_000 picoseconds.
		Weight::from_parts(42_651_468, 4634)
			// Standard error: 1_109
			.saturating_add(Weight::from_parts(310_054, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_approve(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 20_500_000 picoseconds.
		Weight::from_parts(21_834_514, 4634)
			// Standard error: 946
			.saturating_add(Weight::from_parts(311_217, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn cancel_as_multi(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 39_910_000 picoseconds.
		Weight::from_parts(42_399_184, 4634)
			// Standard error: 1_336
			.saturating_add(Weight::from_parts(320_686, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn poke_deposit(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 37_325_000 picoseconds.
		Weight::from_parts(40_216_023, 4634)
			// Standard error: 2_165
			.saturating_add(Weight::from_parts(305_846, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
