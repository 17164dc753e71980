//! Weights of `pallet_privacy_budget`: estimates from what the calls read and write, in the place of
//! those that `cargo xtask weights pallet_privacy_budget` measures.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Estimated weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_privacy_budget::WeightInfo for WeightInfo<T> {
	// Storage: `DataRegistry::Identities` (r:1 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:1 w:1)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	fn set() -> Weight {
		Weight::from_parts(200_000_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `DataRegistry::Identities` (r:1 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:1 w:1)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	fn lower() -> Weight {
		Weight::from_parts(200_000_000, 7622)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `PrivacyBudget::Budgets` (r:16 w:16)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Debits` (r:16 w:16)
	// Proof: `PrivacyBudget::Debits` (`max_values`: None, `max_size`: Some(33), added: 2508, mode: `MaxEncodedLen`)
	// The range of component `d` is `[1, 16]`.
	fn debit(d: u32) -> Weight {
		Weight::from_parts(20_000_000, 990)
			.saturating_add(Weight::from_parts(60_000_000, 5025).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(d.into())))
	}
	// Storage: `PrivacyBudget::Debits` (r:16 w:16)
	// Proof: `PrivacyBudget::Debits` (`max_values`: None, `max_size`: Some(33), added: 2508, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:16 w:16)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	// The range of component `d` is `[1, 16]`.
	fn give_back(d: u32) -> Weight {
		Weight::from_parts(20_000_000, 990)
			.saturating_add(Weight::from_parts(60_000_000, 5025).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(d.into())))
	}
}
