//! Weights of `pallet_agreements`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
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
		// Least execution time: 55_332_000 picoseconds.
		Weight::from_parts(59_399_000, 7283)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn approve_template() -> Weight {
		// Proof size measured: 4112 bytes.
		// Least execution time: 43_495_000 picoseconds.
		Weight::from_parts(46_329_000, 7283)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn retire_template() -> Weight {
		// Proof size measured: 4112 bytes.
		// Least execution time: 42_403_000 picoseconds.
		Weight::from_parts(45_949_000, 7283)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Templates` (r:1 w:0)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:16 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:8 w:0)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:16 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::NextAgreementId` (r:1 w:1)
	// Proof: `Agreements::NextAgreementId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Contents` (r:0 w:1)
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9933), added: 12408, mode: `MaxEncodedLen`)
	// Storage: `Agreements::AgreementsOf` (r:0 w:16)
	// Proof: `Agreements::AgreementsOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	// The range of component `i` is `[2, 16]`.
	// The range of component `a` is `[1, 8]`.
	fn propose(p: u32, i: u32, a: u32) -> Weight {
		// Proof size measured: 4741 + a * 198 + i * 344 + p * 89 bytes.
		// Least execution time: 366_236_000 picoseconds.
		Weight::from_parts(144_445_550, 7283)
			// Standard error: 67_372
			.saturating_add(Weight::from_parts(10_055_113, 0).saturating_mul(p.into()))
			// Standard error: 63_261
			.saturating_add(Weight::from_parts(10_623_351, 0).saturating_mul(i.into()))
			// Standard error: 120_750
			.saturating_add(Weight::from_parts(7_154_843, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2728).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	fn sign(p: u32) -> Weight {
		// Proof size measured: 336 + p * 33 bytes.
		// Least execution time: 21_422_000 picoseconds.
		Weight::from_parts(23_569_858, 4259)
			// Standard error: 2_281
			.saturating_add(Weight::from_parts(99_568, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Proxy::Proxies` (r:16 w:0)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// The range of component `s` is `[1, 16]`.
	fn submit_signatures(s: u32) -> Weight {
		// Proof size measured: 2167 + s * 102 bytes.
		// Least execution time: 121_441_000 picoseconds.
		Weight::from_parts(114_169_882, 5235)
			// Standard error: 661_403
			.saturating_add(Weight::from_parts(51_424_353, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 3716).saturating_mul(s.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn decline() -> Weight {
		// Proof size measured: 1270 bytes.
		// Least execution time: 28_162_000 picoseconds.
		Weight::from_parts(41_122_000, 4259)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size measured: 1270 bytes.
		// Least execution time: 28_272_000 picoseconds.
		Weight::from_parts(41_172_000, 4259)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::LastLoss` (r:1 w:0)
	// Proof: `Consortium::LastLoss` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:16 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// The range of component `p` is `[1, 16]`.
	fn look_at_parties(p: u32) -> Weight {
		// Proof size measured: 899 + p * 98 bytes.
		// Least execution time: 11_797_000 picoseconds.
		Weight::from_parts(6_705_802, 1489)
			// Standard error: 5_634
			.saturating_add(Weight::from_parts(7_013_265, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `Consortium::LastLoss` (r:1 w:0)
	// Proof: `Consortium::LastLoss` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[1, 16]`.
	// The range of component `i` is `[1, 16]`.
	fn attest_publication(p: u32, i: u32) -> Weight {
		// Proof size measured: 1272 + i * 165 + p * 35 bytes.
		// Least execution time: 58_608_000 picoseconds.
		Weight::from_parts(40_282_812, 5235)
			// Standard error: 26_441
			.saturating_add(Weight::from_parts(942_285, 0).saturating_mul(p.into()))
			// Standard error: 26_441
			.saturating_add(Weight::from_parts(10_595_203, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `Consortium::LastLoss` (r:1 w:0)
	// Proof: `Consortium::LastLoss` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	// The range of component `i` is `[2, 16]`.
	fn attest_authorization(p: u32, i: u32) -> Weight {
		// Proof size measured: 1198 + i * 4 + p * 41 bytes.
		// Least execution time: 45_688_000 picoseconds.
		Weight::from_parts(44_738_114, 5235)
			// Standard error: 34_300
			.saturating_add(Weight::from_parts(980_378, 0).saturating_mul(p.into()))
			// Standard error: 32_222
			.saturating_add(Weight::from_parts(334_004, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn reject() -> Weight {
		// Proof size measured: 2266 bytes.
		// Least execution time: 40_901_000 picoseconds.
		Weight::from_parts(54_251_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn give_notice(i: u32) -> Weight {
		// Proof size measured: 1032 + i * 169 bytes.
		// Least execution time: 41_282_000 picoseconds.
		Weight::from_parts(32_597_457, 4259)
			// Standard error: 11_827
			.saturating_add(Weight::from_parts(13_241_095, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size measured: 2307 bytes.
		// Least execution time: 40_470_000 picoseconds.
		Weight::from_parts(52_198_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof size measured: 2338 bytes.
		// Least execution time: 39_028_000 picoseconds.
		Weight::from_parts(43_545_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn record_end(i: u32) -> Weight {
		// Proof size measured: 1676 + i * 169 bytes.
		// Least execution time: 48_582_000 picoseconds.
		Weight::from_parts(40_249_687, 5235)
			// Standard error: 9_105
			.saturating_add(Weight::from_parts(13_152_441, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
}
