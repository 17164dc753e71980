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
		// Least execution time: 24_727_000 picoseconds.
		Weight::from_parts(27_748_025, 0)
			// Standard error: 7
			.saturating_add(Weight::from_parts(6_822, 0).saturating_mul(z.into()))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 54_411_000 picoseconds.
		Weight::from_parts(47_793_017, 4634)
			// Standard error: 8_147
			.saturating_add(Weight::from_parts(419_914, 0).saturating_mul(s.into()))
			// Standard error: 24
			.saturating_add(Weight::from_parts(6_960, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[3, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 32_889_000 picoseconds.
		Weight::from_parts(23_891_593, 4634)
			// Standard error: 8_189
			.saturating_add(Weight::from_parts(481_563, 0).saturating_mul(s.into()))
			// Standard error: 24
			.saturating_add(Weight::from_parts(7_134, 0).saturating_mul(z.into()))
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
		// Least execution time: 63_404_000 picoseconds.
		Weight::from_parts(35_731_505, 4634)
			// Standard error: 26_969
			.saturating_add(Weight::from_parts(1_668_350, 0).saturating_mul(s.into()))
			// Standard error: 81
			.saturating_add(Weight::from_parts(9_481, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_create(s: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 41_863_000 picoseconds.
		Weight::from_parts(47_405_928, 4634)
			// Standard error: 4_040
			.saturating_add(Weight::from_parts(404_942, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_approve(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 22_053_000 picoseconds.
		Weight::from_parts(24_125_450, 4634)
			// Standard error: 2_260
			.saturating_add(Weight::from_parts(358_340, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn cancel_as_multi(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 42_303_000 picoseconds.
		Weight::from_parts(45_298_466, 4634)
			// Standard error: 2_652
			.saturating_add(Weight::from_parts(336_967, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn poke_deposit(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 39_229_000 picoseconds.
		Weight::from_parts(40_874_637, 4634)
			// Standard error: 1_349
			.saturating_add(Weight::from_parts(307_716, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
