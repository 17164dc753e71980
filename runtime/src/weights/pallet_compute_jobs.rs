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
		// Least execution time: 22_804_000 picoseconds.
		Weight::from_parts(24_937_000, 3718)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn review_algorithm() -> Weight {
		// Proof size measured: 395 bytes.
		// Least execution time: 24_527_000 picoseconds.
		Weight::from_parts(29_053_000, 3718)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn retire_algorithm() -> Weight {
		// Proof size measured: 395 bytes.
		// Least execution time: 24_516_000 picoseconds.
		Weight::from_parts(26_650_000, 3718)
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
		// Least execution time: 255_220_000 picoseconds.
		Weight::from_parts(276_549_916, 7807)
			// Standard error: 42
			.saturating_add(Weight::from_parts(2_172, 0).saturating_mul(n.into()))
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
		// Least execution time: 87_000_000 picoseconds.
		Weight::from_parts(96_985_660, 7807)
			// Standard error: 51_319
			.saturating_add(Weight::from_parts(7_600_201, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
	}
	// Storage: `ComputeJobs::CounterForOpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::CounterForOpenJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsBy` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobsBy` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
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
	// Storage: `Agreements::Agreements` (r:17 w:1)
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
		// Proof size measured: 1877 + p * 760 bytes.
		// Least execution time: 368_560_000 picoseconds.
		Weight::from_parts(337_966_029, 13398)
			// Standard error: 2_428_012
			.saturating_add(Weight::from_parts(57_018_946, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(10))
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
		// Proof size measured: 4485 bytes.
		// Least execution time: 190_724_000 picoseconds.
		Weight::from_parts(215_872_000, 41486)
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
	// Storage: `ComputeJobs::OpenJobsBy` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobsBy` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
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
		// Proof size measured: 1941 + c * 47 + p * 485 bytes.
		// Least execution time: 1_043_967_000 picoseconds.
		Weight::from_parts(204_877_815, 7807)
			// Standard error: 5_616_900
			.saturating_add(Weight::from_parts(104_238_471, 0).saturating_mul(p.into()))
			// Standard error: 1_283_246
			.saturating_add(Weight::from_parts(11_239_752, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(10))
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
		// Proof size measured: 3829 + n * 8 bytes.
		// Least execution time: 114_000_000 picoseconds.
		Weight::from_parts(145_857_595, 69029)
			// Standard error: 800
			.saturating_add(Weight::from_parts(17_623, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	fn release() -> Weight {
		// Proof size measured: 3104 bytes.
		// Least execution time: 54_311_000 picoseconds.
		Weight::from_parts(60_481_000, 6078)
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
	// Storage: `ComputeJobs::OpenJobsBy` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobsBy` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
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
		// Proof size measured: 1731 + c * 47 + p * 478 bytes.
		// Least execution time: 1_090_377_000 picoseconds.
		Weight::from_parts(365_879_669, 7807)
			// Standard error: 3_868_477
			.saturating_add(Weight::from_parts(69_973_380, 0).saturating_mul(p.into()))
			// Standard error: 883_798
			.saturating_add(Weight::from_parts(12_293_866, 0).saturating_mul(c.into()))
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
	// Storage: `ComputeJobs::OpenJobsBy` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobsBy` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
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
		// Proof size measured: 1973 + c * 47 + p * 478 bytes.
		// Least execution time: 927_083_000 picoseconds.
		Weight::from_parts(264_944_515, 7807)
			// Standard error: 4_079_483
			.saturating_add(Weight::from_parts(76_618_121, 0).saturating_mul(p.into()))
			// Standard error: 932_005
			.saturating_add(Weight::from_parts(8_915_546, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(9))
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
	// Storage: `ComputeJobs::OpenJobsBy` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobsBy` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
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
		// Proof size measured: 2200 + c * 47 + p * 791 bytes.
		// Least execution time: 1_108_533_000 picoseconds.
		Weight::from_parts(1_164_838_000, 13398)
			// Standard error: 4_329_723
			.saturating_add(Weight::from_parts(291_467_926, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(9))
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
		// Least execution time: 85_858_000 picoseconds.
		Weight::from_parts(86_079_000, 69029)
			// Standard error: 371_758
			.saturating_add(Weight::from_parts(1_767_397, 0).saturating_mul(p.into()))
			// Standard error: 93_257
			.saturating_add(Weight::from_parts(2_550_601, 0).saturating_mul(c.into()))
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
		// Proof size measured: 4427 bytes.
		// Least execution time: 134_460_000 picoseconds.
		Weight::from_parts(163_814_000, 6078)
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
		// Proof size measured: 4425 bytes.
		// Least execution time: 115_793_000 picoseconds.
		Weight::from_parts(130_704_871, 6078)
			// Standard error: 67
			.saturating_add(Weight::from_parts(2_074, 0).saturating_mul(n.into()))
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
		// Proof size measured: 2361 bytes.
		// Least execution time: 102_233_000 picoseconds.
		Weight::from_parts(128_953_000, 6078)
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
		// Proof size measured: 3811 bytes.
		// Least execution time: 157_165_000 picoseconds.
		Weight::from_parts(183_854_000, 41486)
			.saturating_add(T::DbWeight::get().reads(18))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_refuse() -> Weight {
		// Proof size measured: 3160 bytes.
		// Least execution time: 84_126_000 picoseconds.
		Weight::from_parts(112_468_000, 6078)
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
		// Proof size measured: 3138 bytes.
		// Least execution time: 104_336_000 picoseconds.
		Weight::from_parts(129_951_037, 6078)
			// Standard error: 833
			.saturating_add(Weight::from_parts(12_609, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ResultParts` (r:1 w:0)
	// Proof: `ComputeJobs::ResultParts` (`max_values`: None, `max_size`: Some(2086), added: 4561, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_commit_result() -> Weight {
		// Proof size measured: 3880 bytes.
		// Least execution time: 127_961_000 picoseconds.
		Weight::from_parts(164_615_000, 6078)
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
		// Proof size measured: 3878 bytes.
		// Least execution time: 128_081_000 picoseconds.
		Weight::from_parts(155_874_580, 6078)
			// Standard error: 114
			.saturating_add(Weight::from_parts(741, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Aborts` (r:1 w:0)
	// Proof: `ComputeJobs::Aborts` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_report_abort() -> Weight {
		// Proof size measured: 1814 bytes.
		// Least execution time: 91_536_000 picoseconds.
		Weight::from_parts(108_602_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	fn authorize_settle() -> Weight {
		// Proof size measured: 3100 bytes.
		// Least execution time: 21_893_000 picoseconds.
		Weight::from_parts(24_727_000, 6078)
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
		// Proof size measured: 8945 bytes.
		// Least execution time: 122_462_000 picoseconds.
		Weight::from_parts(132_909_000, 107102)
			.saturating_add(T::DbWeight::get().reads(19))
	}
}
