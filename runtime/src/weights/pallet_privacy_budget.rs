//! Weights of `pallet_privacy_budget`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_privacy_budget::WeightInfo for WeightInfo<T> {
	// Storage: `DataRegistry::Identities` (r:1 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:1 w:1)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	fn set() -> Weight {
		// Proof size measured: 353 bytes.
		// Least execution time: 20_190_000 picoseconds.
		Weight::from_parts(22_273_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:1 w:1)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	fn lower() -> Weight {
		// Proof size measured: 402 bytes.
		// Least execution time: 21_843_000 picoseconds.
		Weight::from_parts(24_075_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `PrivacyBudget::Budgets` (r:16 w:16)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Debits` (r:16 w:16)
	// Proof: `PrivacyBudget::Debits` (`max_values`: None, `max_size`: Some(33), added: 2508, mode: `MaxEncodedLen`)
	// The range of component `d` is `[1, 16]`.
	fn debit(d: u32) -> Weight {
		// Proof size measured: 28 + d * 46 bytes.
		// Least execution time: 17_596_000 picoseconds.
		Weight::from_parts(4_244_382, 990)
			// Standard error: 9_098
			.saturating_add(Weight::from_parts(15_441_928, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2517).saturating_mul(d.into()))
	}
	// Storage: `PrivacyBudget::Debits` (r:16 w:16)
	// Proof: `PrivacyBudget::Debits` (`max_values`: None, `max_size`: Some(33), added: 2508, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:16 w:16)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	// The range of component `d` is `[1, 16]`.
	fn give_back(d: u32) -> Weight {
		// Proof size measured: 48 + d * 84 bytes.
		// Least execution time: 16_796_000 picoseconds.
		Weight::from_parts(4_613_629, 990)
			// Standard error: 8_141
			.saturating_add(Weight::from_parts(15_174_399, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2517).saturating_mul(d.into()))
	}
}
