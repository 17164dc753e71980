//! Weights of `pallet_agreements`, measured by `cargo xtask weights`: 20 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_agreements::WeightInfo for WeightInfo<T> {
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	// Storage: `Agreements::NextTemplateId` (r:1 w:1)
	// Proof: `Agreements::NextTemplateId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn propose_template() -> Weight {
		// Proof size measured: 3863 bytes.
		// Least execution time: 195_282_000 picoseconds.
		Weight::from_parts(212_587_000, 7283)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:1 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Consortium::CounterForMembers` (r:1 w:1)
	// Proof: `Consortium::CounterForMembers` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn approve_template() -> Weight {
		// Proof size measured: 3774 bytes.
		// Least execution time: 296_312_000 picoseconds.
		Weight::from_parts(317_073_000, 7283)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:1 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Consortium::CounterForMembers` (r:1 w:1)
	// Proof: `Consortium::CounterForMembers` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn retire_template() -> Weight {
		// Proof size measured: 3774 bytes.
		// Least execution time: 301_019_000 picoseconds.
		Weight::from_parts(327_869_000, 7283)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Agreements::Templates` (r:1 w:0)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:16 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:16 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:8 w:0)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(252), added: 2727, mode: `MaxEncodedLen`)
	// Storage: `Agreements::NextAgreementId` (r:1 w:1)
	// Proof: `Agreements::NextAgreementId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Agreements::AgreementsOf` (r:0 w:16)
	// Proof: `Agreements::AgreementsOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	// The range of component `i` is `[2, 16]`.
	// The range of component `a` is `[1, 8]`.
	fn propose(p: u32, i: u32, a: u32) -> Weight {
		// Proof size measured: 4710 + a * 198 + i * 8610 + p * 97 bytes.
		// Least execution time: 1_221_302_000 picoseconds.
		Weight::from_parts(2_091_385_425, 7283)
			// Standard error: 18_207_801
			.saturating_add(Weight::from_parts(15_772_480, 0).saturating_mul(p.into()))
			// Standard error: 16_787_718
			.saturating_add(Weight::from_parts(45_458_439, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2727).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(0, 12541).saturating_mul(i.into()))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	fn sign(_p: u32) -> Weight {
		// Proof size measured: 10548 bytes.
		// Least execution time: 188_310_000 picoseconds.
		Weight::from_parts(269_272_000, 13531)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Proxy::Proxies` (r:16 w:0)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// The range of component `s` is `[1, 16]`.
	fn submit_signatures(s: u32) -> Weight {
		// Proof size measured: 11444 + s * 102 bytes.
		// Least execution time: 520_236_000 picoseconds.
		Weight::from_parts(460_719_701, 13531)
			// Standard error: 24_133_939
			.saturating_add(Weight::from_parts(160_040_272, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 3716).saturating_mul(s.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	fn decline() -> Weight {
		// Proof size measured: 10548 bytes.
		// Least execution time: 170_895_000 picoseconds.
		Weight::from_parts(238_716_000, 13531)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size measured: 10548 bytes.
		// Least execution time: 193_358_000 picoseconds.
		Weight::from_parts(255_130_000, 13531)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:17 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Consortium::CounterForMembers` (r:1 w:1)
	// Proof: `Consortium::CounterForMembers` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:0)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[1, 16]`.
	// The range of component `i` is `[1, 16]`.
	fn attest_publication(p: u32, i: u32) -> Weight {
		// Proof size measured: 12910 + i * 165 + p * 130 bytes.
		// Least execution time: 1_085_900_000 picoseconds.
		Weight::from_parts(347_332_833, 13531)
			// Standard error: 1_462_474
			.saturating_add(Weight::from_parts(72_645_570, 0).saturating_mul(p.into()))
			// Standard error: 1_462_474
			.saturating_add(Weight::from_parts(46_996_089, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `System::Account` (r:1 w:0)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:17 w:1)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:17 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:0)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	// The range of component `i` is `[2, 16]`.
	fn attest_authorization(p: u32, i: u32) -> Weight {
		// Proof size measured: 13980 + i * 8615 + p * 171 bytes.
		// Least execution time: 1_546_527_000 picoseconds.
		Weight::from_parts(1_643_201_000, 13531)
			// Standard error: 9_081_088
			.saturating_add(Weight::from_parts(31_126_599, 0).saturating_mul(p.into()))
			// Standard error: 9_195_762
			.saturating_add(Weight::from_parts(41_437_584, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 12541).saturating_mul(i.into()))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	fn reject() -> Weight {
		// Proof size measured: 11544 bytes.
		// Least execution time: 236_392_000 picoseconds.
		Weight::from_parts(313_668_000, 13531)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn give_notice(i: u32) -> Weight {
		// Proof size measured: 9300 + i * 169 bytes.
		// Least execution time: 226_888_000 picoseconds.
		Weight::from_parts(243_670_151, 13531)
			// Standard error: 297_215
			.saturating_add(Weight::from_parts(45_008_419, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size measured: 11585 bytes.
		// Least execution time: 256_573_000 picoseconds.
		Weight::from_parts(333_177_000, 13531)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof size measured: 11616 bytes.
		// Least execution time: 239_497_000 picoseconds.
		Weight::from_parts(321_640_000, 13531)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn record_end(i: u32) -> Weight {
		// Proof size measured: 9944 + i * 169 bytes.
		// Least execution time: 254_660_000 picoseconds.
		Weight::from_parts(295_488_889, 13531)
			// Standard error: 317_670
			.saturating_add(Weight::from_parts(44_889_158, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
}
