//! Weights of `pallet_audits`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_audits::WeightInfo for WeightInfo<T> {
	// Storage: `Agreements::Agreements` (r:1 w:0)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:1 w:0)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Audits::Activities` (r:1 w:1)
	// Proof: `Audits::Activities` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `Audits::Files` (r:1 w:1)
	// Proof: `Audits::Files` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Audits::Questions` (r:0 w:1)
	// Proof: `Audits::Questions` (`max_values`: None, `max_size`: Some(203), added: 2678, mode: `MaxEncodedLen`)
	fn ask() -> Weight {
		// Proof size measured: 963 bytes.
		// Least execution time: 59_739_000 picoseconds.
		Weight::from_parts(73_880_000, 5883)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Audits::Questions` (r:1 w:1)
	// Proof: `Audits::Questions` (`max_values`: None, `max_size`: Some(203), added: 2678, mode: `MaxEncodedLen`)
	// Storage: `Audits::Activities` (r:1 w:1)
	// Proof: `Audits::Activities` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn answer() -> Weight {
		// Proof size measured: 324 bytes.
		// Least execution time: 41_162_000 picoseconds.
		Weight::from_parts(54_942_000, 3668)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Audits::Questions` (r:1 w:1)
	// Proof: `Audits::Questions` (`max_values`: None, `max_size`: Some(203), added: 2678, mode: `MaxEncodedLen`)
	// Storage: `Audits::Activities` (r:1 w:1)
	// Proof: `Audits::Activities` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn withdraw_question() -> Weight {
		// Proof size measured: 324 bytes.
		// Least execution time: 37_756_000 picoseconds.
		Weight::from_parts(52_478_000, 3668)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Audits::Questions` (r:1 w:1)
	// Proof: `Audits::Questions` (`max_values`: None, `max_size`: Some(203), added: 2678, mode: `MaxEncodedLen`)
	fn record_overdue() -> Weight {
		// Proof size measured: 275 bytes.
		// Least execution time: 28_563_000 picoseconds.
		Weight::from_parts(36_905_000, 3668)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:0)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:1 w:0)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// Storage: `Audits::Activities` (r:1 w:1)
	// Proof: `Audits::Activities` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// Storage: `Audits::Files` (r:1 w:1)
	// Proof: `Audits::Files` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Audits::Opinions` (r:0 w:1)
	// Proof: `Audits::Opinions` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	fn record_opinion() -> Weight {
		// Proof size measured: 840 bytes.
		// Least execution time: 53_260_000 picoseconds.
		Weight::from_parts(64_336_000, 5883)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
