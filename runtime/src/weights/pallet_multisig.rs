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
		// Least execution time: 24_646_000 picoseconds.
		Weight::from_parts(27_478_465, 0)
			// Standard error: 5
			.saturating_add(Weight::from_parts(6_596, 0).saturating_mul(z.into()))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 54_210_000 picoseconds.
		Weight::from_parts(47_781_078, 4634)
			// Standard error: 4_188
			.saturating_add(Weight::from_parts(359_421, 0).saturating_mul(s.into()))
			// Standard error: 12
			.saturating_add(Weight::from_parts(6_712, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[3, 32]`.
	// The range of component `z` is `[0, 10000]`.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 33_490_000 picoseconds.
		Weight::from_parts(28_649_728, 4634)
			// Standard error: 9_383
			.saturating_add(Weight::from_parts(293_821, 0).saturating_mul(s.into()))
			// Standard error: 27
			.saturating_add(Weight::from_parts(6_739, 0).saturating_mul(z.into()))
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
		// Least execution time: 61_171_000 picoseconds.
		Weight::from_parts(46_087_825, 4634)
			// Standard error: 6_687
			.saturating_add(Weight::from_parts(683_882, 0).saturating_mul(s.into()))
			// Standard error: 20
			.saturating_add(Weight::from_parts(7_329, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_create(s: u32) -> Weight {
		// Proof size measured: 6 bytes.
		// Least execution time: 43_826_000 picoseconds.
		Weight::from_parts(46_326_798, 4634)
			// Standard error: 2_606
			.saturating_add(Weight::from_parts(391_706, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn approve_as_multi_approve(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 22_574_000 picoseconds.
		Weight::from_parts(24_503_022, 4634)
			// Standard error: 2_247
			.saturating_add(Weight::from_parts(350_532, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn cancel_as_multi(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 42_463_000 picoseconds.
		Weight::from_parts(48_026_188, 4634)
			// Standard error: 17_159
			.saturating_add(Weight::from_parts(449_819, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(1169), added: 3644, mode: `MaxEncodedLen`)
	// The range of component `s` is `[2, 32]`.
	fn poke_deposit(s: u32) -> Weight {
		// Proof size measured: 211 bytes.
		// Least execution time: 39_790_000 picoseconds.
		Weight::from_parts(43_039_970, 4634)
			// Standard error: 4_078
			.saturating_add(Weight::from_parts(353_241, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
