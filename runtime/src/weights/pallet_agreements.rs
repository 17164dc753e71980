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
		// Least execution time: 57_606_000 picoseconds.
		Weight::from_parts(61_642_000, 7283)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn approve_template() -> Weight {
		// Proof size measured: 4112 bytes.
		// Least execution time: 46_389_000 picoseconds.
		Weight::from_parts(49_635_000, 7283)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn retire_template() -> Weight {
		// Proof size measured: 4112 bytes.
		// Least execution time: 46_439_000 picoseconds.
		Weight::from_parts(49_624_000, 7283)
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
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9921), added: 12396, mode: `MaxEncodedLen`)
	// Storage: `Agreements::AgreementsOf` (r:0 w:16)
	// Proof: `Agreements::AgreementsOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	// The range of component `i` is `[2, 16]`.
	// The range of component `a` is `[1, 8]`.
	fn propose(p: u32, i: u32, a: u32) -> Weight {
		// Proof size measured: 4741 + a * 198 + i * 344 + p * 89 bytes.
		// Least execution time: 427_277_000 picoseconds.
		Weight::from_parts(148_539_571, 7283)
			// Standard error: 140_852
			.saturating_add(Weight::from_parts(12_416_694, 0).saturating_mul(p.into()))
			// Standard error: 132_258
			.saturating_add(Weight::from_parts(14_619_097, 0).saturating_mul(i.into()))
			// Standard error: 254_405
			.saturating_add(Weight::from_parts(9_670_429, 0).saturating_mul(a.into()))
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
		// Proof size measured: 742 + p * 33 bytes.
		// Least execution time: 33_941_000 picoseconds.
		Weight::from_parts(41_510_371, 4259)
			// Standard error: 13_088
			.saturating_add(Weight::from_parts(279_159, 0).saturating_mul(p.into()))
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
		// Least execution time: 164_716_000 picoseconds.
		Weight::from_parts(138_239_625, 5235)
			// Standard error: 565_817
			.saturating_add(Weight::from_parts(51_627_923, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 3716).saturating_mul(s.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn decline() -> Weight {
		// Proof size measured: 1270 bytes.
		// Least execution time: 36_504_000 picoseconds.
		Weight::from_parts(46_930_000, 4259)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size measured: 1270 bytes.
		// Least execution time: 37_956_000 picoseconds.
		Weight::from_parts(46_059_000, 4259)
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
		// Least execution time: 14_421_000 picoseconds.
		Weight::from_parts(8_825_554, 1489)
			// Standard error: 7_062
			.saturating_add(Weight::from_parts(8_026_921, 0).saturating_mul(p.into()))
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
		// Least execution time: 64_466_000 picoseconds.
		Weight::from_parts(43_649_308, 5235)
			// Standard error: 20_509
			.saturating_add(Weight::from_parts(991_019, 0).saturating_mul(p.into()))
			// Standard error: 20_509
			.saturating_add(Weight::from_parts(11_597_633, 0).saturating_mul(i.into()))
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
		// Proof size measured: 1276 + i * 25 + p * 37 bytes.
		// Least execution time: 55_953_000 picoseconds.
		Weight::from_parts(55_403_953, 5235)
			// Standard error: 32_358
			.saturating_add(Weight::from_parts(779_395, 0).saturating_mul(p.into()))
			// Standard error: 30_397
			.saturating_add(Weight::from_parts(1_196_648, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn reject() -> Weight {
		// Proof size measured: 2266 bytes.
		// Least execution time: 48_072_000 picoseconds.
		Weight::from_parts(63_234_000, 5235)
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
		// Least execution time: 44_957_000 picoseconds.
		Weight::from_parts(37_098_287, 4259)
			// Standard error: 39_720
			.saturating_add(Weight::from_parts(14_547_901, 0).saturating_mul(i.into()))
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
		// Least execution time: 50_585_000 picoseconds.
		Weight::from_parts(88_032_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof size measured: 2338 bytes.
		// Least execution time: 55_713_000 picoseconds.
		Weight::from_parts(107_019_000, 5235)
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
		// Least execution time: 55_834_000 picoseconds.
		Weight::from_parts(67_808_120, 5235)
			// Standard error: 279_907
			.saturating_add(Weight::from_parts(19_041_039, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
}
