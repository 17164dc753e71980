//! Weights of `pallet_audits`: estimated by hand from calls of the same reads and writes, on the safe
//! side, until `cargo xtask weights pallet_audits` writes measured ones here.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Estimated weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_audits::WeightInfo for WeightInfo<T> {
	// The subject (two reads, of an agreement), two members, the file, the activity; the question.
	fn ask() -> Weight {
		Weight::from_parts(90_000_000, 36_000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// The question and the activity.
	fn answer() -> Weight {
		Weight::from_parts(40_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// The question and the activity.
	fn withdraw_question() -> Weight {
		Weight::from_parts(40_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// The question and a member.
	fn record_overdue() -> Weight {
		Weight::from_parts(40_000_000, 12_000)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// The subject (two reads, of an agreement), a member, the file, the activity; the opinion.
	fn record_opinion() -> Weight {
		Weight::from_parts(80_000_000, 32_000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
