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
		// Least execution time: 24_506_000 picoseconds.
		Weight::from_parts(29_329_549, 0)
			// Standard error: 12
			.saturating_add(Weight::from_parts(6_667, 0).saturating_mul(z.into()))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 55_452_000 picoseconds.
		Weight::from_parts(46_749_633, 4634)
			// Standard error: 8_015
			.saturating_add(Weight::from_parts(448_321, 0).saturating_mul(s.into()))
			// Standard error: 24
			.saturating_add(Weight::from_parts(7_005, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[3, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 33_731_000 picoseconds.
		Weight::from_parts(25_487_822, 4634)
			// Standard error: 5_421
			.saturating_add(Weight::from_parts(378_445, 0).saturating_mul(s.into()))
			// Standard error: 15
			.saturating_add(Weight::from_parts(6_946, 0).saturating_mul(z.into()))
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
		// Least execution time: 63_484_000 picoseconds.
		Weight::from_parts(42_299_873, 4634)
			// Standard error: 22_705
			.saturating_add(Weight::from_parts(948_618, 0).saturating_mul(s.into()))
			// Standard error: 68
			.saturating_add(Weight::from_parts(8_283, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_create(s: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 43_785_000 picoseconds.
		Weight::from_parts(45_999_328, 4634)
			// Standard error: 4_573
			.saturating_add(Weight::from_parts(440_820, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_approve(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 22_513_000 picoseconds.
		Weight::from_parts(24_060_377, 4634)
			// Standard error: 3_605
			.saturating_add(Weight::from_parts(410_669, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn cancel_as_multi(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 41_932_000 picoseconds.
		Weight::from_parts(44_584_990, 4634)
			// Standard error: 4_577
			.saturating_add(Weight::from_parts(423_730, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn poke_deposit(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 39_549_000 picoseconds.
		Weight::from_parts(42_095_075, 4634)
			// Standard error: 4_608
			.saturating_add(Weight::from_parts(419_278, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
