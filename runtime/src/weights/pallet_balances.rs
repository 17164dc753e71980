//! Weights of `pallet_balances`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_balances::WeightInfo for WeightInfo<T> {
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_allow_death() -> Weight {
		// Proof size measured: 52 bytes.
		// Least execution time: 88_592_000 picoseconds.
		Weight::from_parts(94_331_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_keep_alive() -> Weight {
		// Proof size measured: 52 bytes.
		// Least execution time: 69_875_000 picoseconds.
		Weight::from_parts(75_262_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_creating() -> Weight {
		// Proof size measured: 0 bytes.
		// Least execution time: 31_747_000 picoseconds.
		Weight::from_parts(34_482_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_killing() -> Weight {
		// Proof size measured: 103 bytes.
		// Least execution time: 32_919_000 picoseconds.
		Weight::from_parts(35_463_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_transfer() -> Weight {
		// Proof size measured: 192 bytes.
		// Least execution time: 93_350_000 picoseconds.
		Weight::from_parts(100_850_000, 6196)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_all() -> Weight {
		// Proof size measured: 52 bytes.
		// Least execution time: 87_341_000 picoseconds.
		Weight::from_parts(93_289_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_unreserve() -> Weight {
		// Proof size measured: 103 bytes.
		// Least execution time: 27_431_000 picoseconds.
		Weight::from_parts(29_935_000, 3593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1000 w:1000)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// The range of component `u` is `[1, 1000]`.
	fn upgrade_accounts(u: u32) -> Weight {
		// Proof size measured: 0 + u * 85 bytes.
		// Least execution time: 28_974_000 picoseconds.
		Weight::from_parts(30_265_000, 990)
			// Standard error: 2_651_196
			.saturating_add(Weight::from_parts(117_260_165, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(u.into())))
			.saturating_add(Weight::from_parts(0, 2603).saturating_mul(u.into()))
	}
	fn force_adjust_total_issuance() -> Weight {
		// Proof size measured: 0 bytes.
		// Least execution time: 9_093_000 picoseconds.
		Weight::from_parts(10_165_000, 0)
	}
	fn burn_allow_death() -> Weight {
		// Proof size measured: 0 bytes.
		// Least execution time: 54_521_000 picoseconds.
		Weight::from_parts(58_217_000, 0)
	}
	fn burn_keep_alive() -> Weight {
		// Proof size measured: 0 bytes.
		// Least execution time: 34_982_000 picoseconds.
		Weight::from_parts(37_166_000, 0)
	}
}
