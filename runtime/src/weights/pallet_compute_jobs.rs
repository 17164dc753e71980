//! Weights of `pallet_compute_jobs`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_compute_jobs::WeightInfo for WeightInfo<T> {
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn register_algorithm() -> Weight {
		// Proof size measured: 114 bytes.
		// Least execution time: 23_135_000 picoseconds.
		Weight::from_parts(25_407_000, 3718)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn review_algorithm() -> Weight {
		// Proof size measured: 395 bytes.
		// Least execution time: 24_436_000 picoseconds.
		Weight::from_parts(26_530_000, 3718)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn retire_algorithm() -> Weight {
		// Proof size measured: 395 bytes.
		// Least execution time: 24_366_000 picoseconds.
		Weight::from_parts(26_529_000, 3718)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(4342), added: 6817, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ParameterChunks` (r:0 w:1)
	// Proof: `ComputeJobs::ParameterChunks` (`max_values`: None, `max_size`: Some(65648), added: 68123, mode: `MaxEncodedLen`)
	// The range of component `n` is `[1, 65536]`.
	fn upload_parameters(n: u32) -> Weight {
		// Proof size measured: 4716 bytes.
		// Least execution time: 256_592_000 picoseconds.
		Weight::from_parts(273_176_663, 7807)
			// Standard error: 19
			.saturating_add(Weight::from_parts(1_918, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(4342), added: 6817, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ParameterChunks` (r:0 w:128)
	// Proof: `ComputeJobs::ParameterChunks` (`max_values`: None, `max_size`: Some(65648), added: 68123, mode: `MaxEncodedLen`)
	// The range of component `c` is `[1, 128]`.
	fn remove_parameters(c: u32) -> Weight {
		// Proof size measured: 522 + c * 33 bytes.
		// Least execution time: 88_372_000 picoseconds.
		Weight::from_parts(89_319_705, 7807)
			// Standard error: 20_052
			.saturating_add(Weight::from_parts(7_717_394, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
	}
	// Storage: `ComputeJobs::CounterForOpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::CounterForOpenJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ResultKeys` (r:1 w:1)
	// Proof: `ComputeJobs::ResultKeys` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:1 w:0)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(4342), added: 6817, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:16 w:16)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Members` (r:14 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::NextJobId` (r:1 w:1)
	// Proof: `ComputeJobs::NextJobId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:16 w:16)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Debits` (r:16 w:16)
	// Proof: `PrivacyBudget::Debits` (`max_values`: None, `max_size`: Some(33), added: 2508, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Contents` (r:1 w:0)
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9933), added: 12408, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:2 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobs` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Jobs` (r:0 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	fn create(p: u32) -> Weight {
		// Proof size measured: 1821 + p * 567 bytes.
		// Least execution time: 361_429_000 picoseconds.
		Weight::from_parts(254_583_335, 13398)
			// Standard error: 806_453
			.saturating_add(Weight::from_parts(53_813_928, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(p.into()))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:16 w:1)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	fn accept() -> Weight {
		// Proof size measured: 4452 bytes.
		// Least execution time: 194_911_000 picoseconds.
		Weight::from_parts(223_073_000, 41486)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:16 w:16)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:15 w:15)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobs` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::CounterForOpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::CounterForOpenJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(4342), added: 6817, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:0 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(546), added: 3021, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn refuse(p: u32, c: u32) -> Weight {
		// Proof size measured: 1797 + c * 47 + p * 460 bytes.
		// Least execution time: 1_127_322_000 picoseconds.
		Weight::from_parts(193_438_594, 7807)
			// Standard error: 1_710_292
			.saturating_add(Weight::from_parts(102_061_716, 0).saturating_mul(p.into()))
			// Standard error: 390_736
			.saturating_add(Weight::from_parts(12_730_150, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes(5_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2542).saturating_mul(c.into()))
			.saturating_add(Weight::from_parts(0, 2737).saturating_mul(p.into()))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:1 w:1)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:1 w:1)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:1 w:1)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// The range of component `n` is `[2, 8192]`.
	fn submit_share(n: u32) -> Weight {
		// Proof size measured: 3796 + n * 8 bytes.
		// Least execution time: 122_143_000 picoseconds.
		Weight::from_parts(145_812_974, 69029)
			// Standard error: 420
			.saturating_add(Weight::from_parts(17_836, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	fn release() -> Weight {
		// Proof size measured: 3071 bytes.
		// Least execution time: 60_430_000 picoseconds.
		Weight::from_parts(74_311_000, 6078)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:17 w:17)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:16 w:16)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobs` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::CounterForOpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::CounterForOpenJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(4342), added: 6817, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:0 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(546), added: 3021, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn withhold(p: u32, c: u32) -> Weight {
		// Proof size measured: 1592 + c * 47 + p * 452 bytes.
		// Least execution time: 1_157_346_000 picoseconds.
		Weight::from_parts(216_949_281, 7807)
			// Standard error: 978_324
			.saturating_add(Weight::from_parts(83_720_586, 0).saturating_mul(p.into()))
			// Standard error: 223_509
			.saturating_add(Weight::from_parts(12_831_333, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(5_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2542).saturating_mul(c.into()))
			.saturating_add(Weight::from_parts(0, 2737).saturating_mul(p.into()))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:17 w:17)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:16 w:16)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobs` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::CounterForOpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::CounterForOpenJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(4342), added: 6817, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(546), added: 3021, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn settle(p: u32, c: u32) -> Weight {
		// Proof size measured: 1834 + c * 47 + p * 452 bytes.
		// Least execution time: 988_755_000 picoseconds.
		Weight::from_parts(335_417_312, 7807)
			// Standard error: 1_449_254
			.saturating_add(Weight::from_parts(68_905_470, 0).saturating_mul(p.into()))
			// Standard error: 331_099
			.saturating_add(Weight::from_parts(9_466_684, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2542).saturating_mul(c.into()))
			.saturating_add(Weight::from_parts(0, 2737).saturating_mul(p.into()))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Contents` (r:1 w:0)
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9933), added: 12408, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:15 w:15)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:9 w:9)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:16 w:16)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobs` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::CounterForOpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::CounterForOpenJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(4342), added: 6817, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:0 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(546), added: 3021, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn report_deadline(p: u32, c: u32) -> Weight {
		// Proof size measured: 2042 + c * 47 + p * 737 bytes.
		// Least execution time: 1_110_266_000 picoseconds.
		Weight::from_parts(1_122_855_000, 13398)
			// Standard error: 4_822_658
			.saturating_add(Weight::from_parts(299_505_035, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(5_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2542).saturating_mul(c.into()))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(p.into()))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:1 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn discard_result(p: u32, c: u32) -> Weight {
		// Proof size measured: 980 + c * 6 + p * 144 bytes.
		// Least execution time: 105_167_000 picoseconds.
		Weight::from_parts(35_499_545, 69029)
			// Standard error: 772_028
			.saturating_add(Weight::from_parts(5_377_623, 0).saturating_mul(p.into()))
			// Standard error: 176_379
			.saturating_add(Weight::from_parts(3_279_830, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ResultParts` (r:1 w:1)
	// Proof: `ComputeJobs::ResultParts` (`max_values`: None, `max_size`: Some(2086), added: 4561, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	fn commit_result() -> Weight {
		// Proof size measured: 4394 bytes.
		// Least execution time: 135_221_000 picoseconds.
		Weight::from_parts(166_308_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ResultParts` (r:1 w:1)
	// Proof: `ComputeJobs::ResultParts` (`max_values`: None, `max_size`: Some(2086), added: 4561, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ResultChunks` (r:0 w:1)
	// Proof: `ComputeJobs::ResultChunks` (`max_values`: None, `max_size`: Some(65576), added: 68051, mode: `MaxEncodedLen`)
	// The range of component `n` is `[1, 65536]`.
	fn upload_result(n: u32) -> Weight {
		// Proof size measured: 4392 bytes.
		// Least execution time: 113_279_000 picoseconds.
		Weight::from_parts(123_380_372, 6078)
			// Standard error: 71
			.saturating_add(Weight::from_parts(1_761, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Aborts` (r:1 w:1)
	// Proof: `ComputeJobs::Aborts` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	fn report_abort() -> Weight {
		// Proof size measured: 2328 bytes.
		// Least execution time: 85_718_000 picoseconds.
		Weight::from_parts(107_541_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:16 w:0)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_accept() -> Weight {
		// Proof size measured: 3778 bytes.
		// Least execution time: 156_593_000 picoseconds.
		Weight::from_parts(198_867_000, 41486)
			.saturating_add(T::DbWeight::get().reads(18))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_refuse() -> Weight {
		// Proof size measured: 3127 bytes.
		// Least execution time: 80_180_000 picoseconds.
		Weight::from_parts(92_238_000, 6078)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:1 w:0)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:1 w:0)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// The range of component `n` is `[2, 8192]`.
	fn authorize_submit_share(n: u32) -> Weight {
		// Proof size measured: 3105 bytes.
		// Least execution time: 115_673_000 picoseconds.
		Weight::from_parts(130_602_490, 6078)
			// Standard error: 523
			.saturating_add(Weight::from_parts(10_748, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ResultParts` (r:1 w:0)
	// Proof: `ComputeJobs::ResultParts` (`max_values`: None, `max_size`: Some(2086), added: 4561, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_commit_result() -> Weight {
		// Proof size measured: 3847 bytes.
		// Least execution time: 117_726_000 picoseconds.
		Weight::from_parts(145_387_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ResultParts` (r:1 w:0)
	// Proof: `ComputeJobs::ResultParts` (`max_values`: None, `max_size`: Some(2086), added: 4561, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// The range of component `n` is `[1, 65536]`.
	fn authorize_upload_result(n: u32) -> Weight {
		// Proof size measured: 3845 bytes.
		// Least execution time: 97_505_000 picoseconds.
		Weight::from_parts(110_584_938, 6078)
			// Standard error: 52
			.saturating_add(Weight::from_parts(1_724, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Aborts` (r:1 w:0)
	// Proof: `ComputeJobs::Aborts` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_report_abort() -> Weight {
		// Proof size measured: 1781 bytes.
		// Least execution time: 87_460_000 picoseconds.
		Weight::from_parts(102_943_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	fn authorize_settle() -> Weight {
		// Proof size measured: 3067 bytes.
		// Least execution time: 24_467_000 picoseconds.
		Weight::from_parts(32_859_000, 6078)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Contents` (r:1 w:0)
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9933), added: 12408, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:0)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn authorize_report_deadline() -> Weight {
		// Proof size measured: 8032 bytes.
		// Least execution time: 128_302_000 picoseconds.
		Weight::from_parts(158_216_000, 107102)
			.saturating_add(T::DbWeight::get().reads(19))
	}
}
