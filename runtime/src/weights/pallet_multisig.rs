//! Weights of `pallet_multisig`, measured by `cargo xtask weights`: 20 steps of 10 repeats in the
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
		// Least execution time: 86_279_000 picoseconds.
		Weight::from_parts(125_435_994, 0)
			// Standard error: 150
			.saturating_add(Weight::from_parts(6_324, 0).saturating_mul(z.into()))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 169_373_000 picoseconds.
		Weight::from_parts(164_673_494, 4634)
			// Standard error: 72_626
			.saturating_add(Weight::from_parts(1_487_116, 0).saturating_mul(s.into()))
			// Standard error: 221
			.saturating_add(Weight::from_parts(7_125, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[3, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 121_331_000 picoseconds.
		Weight::from_parts(110_903_358, 4634)
			// Standard error: 51_013
			.saturating_add(Weight::from_parts(1_280_161, 0).saturating_mul(s.into()))
			// Standard error: 149
			.saturating_add(Weight::from_parts(6_010, 0).saturating_mul(z.into()))
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
		// Proof size measured: 326 + s * 34 bytes.
		// Least execution time: 207_870_000 picoseconds.
		Weight::from_parts(195_235_820, 4634)
			// Standard error: 71_661
			.saturating_add(Weight::from_parts(1_939_077, 0).saturating_mul(s.into()))
			// Standard error: 218
			.saturating_add(Weight::from_parts(6_740, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_create(s: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 141_791_000 picoseconds.
		Weight::from_parts(147_359_151, 4634)
			// Standard error: 11_023
			.saturating_add(Weight::from_parts(789_696, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_approve(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 91_156_000 picoseconds.
		Weight::from_parts(94_668_347, 4634)
			// Standard error: 8_029
			.saturating_add(Weight::from_parts(741_778, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn cancel_as_multi(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 142_933_000 picoseconds.
		Weight::from_parts(150_876_873, 4634)
			// Standard error: 9_135
			.saturating_add(Weight::from_parts(606_144, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn poke_deposit(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 138_246_000 picoseconds.
		Weight::from_parts(145_642_423, 4634)
			// Standard error: 7_330
			.saturating_add(Weight::from_parts(465_129, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
