//! Weights of `pallet_agreements`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_agreements::WeightInfo for WeightInfo<T> {
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	// Storage: `Agreements::NextTemplateId` (r:1 w:1)
	// Proof: `Agreements::NextTemplateId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn propose_template() -> Weight {
		// Proof size measured: 3352 bytes.
		// Least execution time: 48_532_000 picoseconds.
		Weight::from_parts(86_949_000, 7283)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn approve_template() -> Weight {
		// Proof size measured: 3352 bytes.
		// Least execution time: 34_421_000 picoseconds.
		Weight::from_parts(41_311_000, 7283)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Templates` (r:1 w:1)
	// Proof: `Agreements::Templates` (`max_values`: None, `max_size`: Some(3818), added: 6293, mode: `MaxEncodedLen`)
	fn retire_template() -> Weight {
		// Proof size measured: 3352 bytes.
		// Least execution time: 38_447_000 picoseconds.
		Weight::from_parts(41_833_000, 7283)
			.saturating_add(T::DbWeight::get().reads(1))
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
	// Storage: `Consortium::Members` (r:15 w:0)
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
		// Proof size measured: 3829 + a * 186 + i * 344 + p * 92 bytes.
		// Least execution time: 420_127_000 picoseconds.
		Weight::from_parts(148_766_450, 9480)
			// Standard error: 407_839
			.saturating_add(Weight::from_parts(13_932_438, 0).saturating_mul(p.into()))
			// Standard error: 382_952
			.saturating_add(Weight::from_parts(14_018_602, 0).saturating_mul(i.into()))
			// Standard error: 730_962
			.saturating_add(Weight::from_parts(8_889_545, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2728).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
			.saturating_add(Weight::from_parts(0, 3912).saturating_mul(p.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	fn sign(p: u32) -> Weight {
		// Proof size measured: 336 + p * 33 bytes.
		// Least execution time: 22_604_000 picoseconds.
		Weight::from_parts(25_840_405, 4259)
			// Standard error: 13_971
			.saturating_add(Weight::from_parts(200_385, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Proxy::Proxies` (r:16 w:0)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// The range of component `s` is `[1, 16]`.
	fn submit_signatures(s: u32) -> Weight {
		// Proof size measured: 1386 + s * 102 bytes.
		// Least execution time: 132_288_000 picoseconds.
		Weight::from_parts(106_945_963, 4259)
			// Standard error: 496_876
			.saturating_add(Weight::from_parts(52_191_077, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 3716).saturating_mul(s.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn decline() -> Weight {
		// Proof size measured: 1270 bytes.
		// Least execution time: 31_567_000 picoseconds.
		Weight::from_parts(46_209_000, 4259)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size measured: 1270 bytes.
		// Least execution time: 27_771_000 picoseconds.
		Weight::from_parts(40_771_000, 4259)
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
		// Least execution time: 11_648_000 picoseconds.
		Weight::from_parts(6_661_135, 1489)
			// Standard error: 5_268
			.saturating_add(Weight::from_parts(6_918_950, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 4245).saturating_mul(p.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[1, 16]`.
	// The range of component `i` is `[1, 16]`.
	fn attest_publication(p: u32, i: u32) -> Weight {
		// Proof size measured: 463 + i * 165 + p * 33 bytes.
		// Least execution time: 50_876_000 picoseconds.
		Weight::from_parts(34_345_469, 4259)
			// Standard error: 8_100
			.saturating_add(Weight::from_parts(624_234, 0).saturating_mul(p.into()))
			// Standard error: 8_100
			.saturating_add(Weight::from_parts(10_123_084, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Attestations` (r:0 w:1)
	// Proof: `Agreements::Attestations` (`max_values`: None, `max_size`: Some(2418), added: 4893, mode: `MaxEncodedLen`)
	// The range of component `p` is `[3, 16]`.
	// The range of component `i` is `[2, 16]`.
	fn attest_authorization(p: u32, i: u32) -> Weight {
		// Proof size measured: 272 + i * 4 + p * 33 bytes.
		// Least execution time: 37_606_000 picoseconds.
		Weight::from_parts(34_012_234, 4259)
			// Standard error: 7_944
			.saturating_add(Weight::from_parts(616_892, 0).saturating_mul(p.into()))
			// Standard error: 7_463
			.saturating_add(Weight::from_parts(352_968, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn reject() -> Weight {
		// Proof size measured: 1270 bytes.
		// Least execution time: 31_817_000 picoseconds.
		Weight::from_parts(36_975_000, 4259)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn give_notice(i: u32) -> Weight {
		// Proof size measured: 1032 + i * 169 bytes.
		// Least execution time: 44_346_000 picoseconds.
		Weight::from_parts(34_851_608, 4259)
			// Standard error: 7_254
			.saturating_add(Weight::from_parts(13_433_479, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size measured: 1278 bytes.
		// Least execution time: 36_224_000 picoseconds.
		Weight::from_parts(44_867_000, 4259)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Proof size measured: 1342 bytes.
		// Least execution time: 33_631_000 picoseconds.
		Weight::from_parts(39_869_000, 4259)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:16)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// The range of component `i` is `[1, 16]`.
	fn record_end(i: u32) -> Weight {
		// Proof size measured: 1032 + i * 169 bytes.
		// Least execution time: 43_435_000 picoseconds.
		Weight::from_parts(33_830_407, 4259)
			// Standard error: 6_735
			.saturating_add(Weight::from_parts(13_185_233, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(i.into()))
	}
}
