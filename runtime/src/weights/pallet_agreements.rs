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
		// Least execution time: 55_093_000 picoseconds.
		Weight::from_parts(59_519_000, 7283)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn approve_template() -> Weight {
		// Proof size measured: 4112 bytes.
		// Least execution time: 44_667_000 picoseconds.
		Weight::from_parts(47_902_000, 7283)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn retire_template() -> Weight {
		// Proof size measured: 4112 bytes.
		// Least execution time: 45_128_000 picoseconds.
		Weight::from_parts(47_931_000, 7283)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Templates` (r:1 w:0)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:16 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:16 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:8 w:0)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
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
		// Proof size measured: 4741 + a * 198 + i * 336 + p * 89 bytes.
		// Least execution time: 399_796_000 picoseconds.
		Weight::from_parts(122_815_141, 7283)
			// Standard error: 151_988
			.saturating_add(Weight::from_parts(12_189_366, 0).saturating_mul(p.into()))
			// Standard error: 142_716
			.saturating_add(Weight::from_parts(14_337_135, 0).saturating_mul(i.into()))
			// Standard error: 274_521
			.saturating_add(Weight::from_parts(10_692_106, 0).saturating_mul(a.into()))
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
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	fn sign(p: u32) -> Weight {
		// Proof size measured: 734 + p * 33 bytes.
		// Least execution time: 31_396_000 picoseconds.
		Weight::from_parts(40_261_974, 4251)
			// Standard error: 21_117
			.saturating_add(Weight::from_parts(309_855, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Proxy::Proxies` (r:16 w:0)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// The range of component `s` is `[1, 16]`.
	fn submit_signatures(s: u32) -> Weight {
		// Proof size measured: 2159 + s * 102 bytes.
		// Least execution time: 197_284_000 picoseconds.
		Weight::from_parts(182_983_480, 5235)
			// Standard error: 598_127
			.saturating_add(Weight::from_parts(45_706_813, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 3716).saturating_mul(s.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	fn decline() -> Weight {
		// Proof size measured: 1262 bytes.
		// Least execution time: 32_729_000 picoseconds.
		Weight::from_parts(44_346_000, 4251)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size measured: 1262 bytes.
		// Least execution time: 36_404_000 picoseconds.
		Weight::from_parts(49_033_000, 4251)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn look_at_parties(p: u32) -> Weight {
		Weight::from_parts(8_400_000, 5235)
			.saturating_mul(p.into())
			.saturating_add(T::DbWeight::get().reads(p.into()))
	}
	// Storage: `Consortium::Members` (r:17 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[1, 16]`.
	// The range of component `i` is `[1, 16]`.
	fn attest_publication(p: u32, i: u32) -> Weight {
		// Proof size measured: 1688 + i * 165 + p * 129 bytes.
		// Least execution time: 175_762_000 picoseconds.
		Weight::from_parts(45_379_650, 5235)
			// Standard error: 37_023
			.saturating_add(Weight::from_parts(8_377_660, 0).saturating_mul(p.into()))
			// Standard error: 37_023
			.saturating_add(Weight::from_parts(11_131_207, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `Consortium::Members` (r:17 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	// The range of component `i` is `[2, 16]`.
	fn attest_authorization(p: u32, i: u32) -> Weight {
		// Proof size measured: 1902 + i * 25 + p * 119 bytes.
		// Least execution time: 86_829_000 picoseconds.
		Weight::from_parts(55_210_584, 5235)
			// Standard error: 63_797
			.saturating_add(Weight::from_parts(8_013_267, 0).saturating_mul(p.into()))
			// Standard error: 59_932
			.saturating_add(Weight::from_parts(1_363_656, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	fn reject() -> Weight {
		// Proof size measured: 2258 bytes.
		// Least execution time: 47_130_000 picoseconds.
		Weight::from_parts(63_415_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn give_notice(i: u32) -> Weight {
		// Proof size measured: 1024 + i * 169 bytes.
		// Least execution time: 44_096_000 picoseconds.
		Weight::from_parts(36_759_884, 4251)
			// Standard error: 25_660
			.saturating_add(Weight::from_parts(14_172_162, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size measured: 2299 bytes.
		// Least execution time: 51_016_000 picoseconds.
		Weight::from_parts(61_462_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof size measured: 2330 bytes.
		// Least execution time: 51_336_000 picoseconds.
		Weight::from_parts(61_993_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(786), added: 3261, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn record_end(i: u32) -> Weight {
		// Proof size measured: 1668 + i * 169 bytes.
		// Least execution time: 52_848_000 picoseconds.
		Weight::from_parts(45_355_925, 5235)
			// Standard error: 13_926
			.saturating_add(Weight::from_parts(14_005_616, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
}
