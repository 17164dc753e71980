//! Weights of `pallet_compute_jobs`, measured by `cargo xtask weights`: 10 steps of 10 repeats in the
//! runtime's compiled wasm, on AMD EPYC, with tool version 64.0.0. Do not edit.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: frame_system::Config> pallet_compute_jobs::WeightInfo for WeightInfo<T> {
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn register_algorithm() -> Weight {
		// Proof size measured: 621 bytes.
		// Least execution time: 29_594_000 picoseconds.
		Weight::from_parts(32_278_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn review_algorithm() -> Weight {
		// Proof size measured: 1155 bytes.
		// Least execution time: 32_779_000 picoseconds.
		Weight::from_parts(35_904_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(253), added: 2728, mode: `MaxEncodedLen`)
	fn retire_algorithm() -> Weight {
		// Proof size measured: 1155 bytes.
		// Least execution time: 32_679_000 picoseconds.
		Weight::from_parts(35_153_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
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
		// Proof size measured: 5514 bytes.
		// Least execution time: 253_669_000 picoseconds.
		Weight::from_parts(284_066_825, 7807)
			// Standard error: 22
			.saturating_add(Weight::from_parts(1_689, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
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
		// Least execution time: 87_531_000 picoseconds.
		Weight::from_parts(85_585_581, 7807)
			// Standard error: 12_265
			.saturating_add(Weight::from_parts(7_567_209, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
	}
	// Storage: `Consortium::Members` (r:15 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
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
	// Storage: `ComputeJobs::NextJobId` (r:1 w:1)
	// Proof: `ComputeJobs::NextJobId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Budgets` (r:16 w:16)
	// Proof: `PrivacyBudget::Budgets` (`max_values`: None, `max_size`: Some(42), added: 2517, mode: `MaxEncodedLen`)
	// Storage: `PrivacyBudget::Debits` (r:16 w:16)
	// Proof: `PrivacyBudget::Debits` (`max_values`: None, `max_size`: Some(33), added: 2508, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Contents` (r:1 w:0)
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9921), added: 12396, mode: `MaxEncodedLen`)
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
		// Proof size measured: 2826 + p * 569 bytes.
		// Least execution time: 379_687_000 picoseconds.
		Weight::from_parts(302_556_627, 13386)
			// Standard error: 900_998
			.saturating_add(Weight::from_parts(51_829_459, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(13))
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
		// Least execution time: 177_605_000 picoseconds.
		Weight::from_parts(195_582_000, 41486)
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
		// Least execution time: 1_129_215_000 picoseconds.
		Weight::from_parts(1_135_223_006, 7807)
			// Standard error: 10_548_203
			.saturating_add(Weight::from_parts(82_459_327, 0).saturating_mul(p.into()))
			// Standard error: 2_409_860
			.saturating_add(Weight::from_parts(4_547_928, 0).saturating_mul(c.into()))
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
		// Least execution time: 136_603_000 picoseconds.
		Weight::from_parts(129_413_329, 69029)
			// Standard error: 1_464
			.saturating_add(Weight::from_parts(28_771, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	fn release() -> Weight {
		// Proof size measured: 3071 bytes.
		// Least execution time: 59_229_000 picoseconds.
		Weight::from_parts(74_942_000, 6078)
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
		// Proof size measured: 1838 + c * 47 + p * 452 bytes.
		// Least execution time: 1_202_443_000 picoseconds.
		Weight::from_parts(112_418_239, 7807)
			// Standard error: 7_728_435
			.saturating_add(Weight::from_parts(100_399_310, 0).saturating_mul(p.into()))
			// Standard error: 1_765_651
			.saturating_add(Weight::from_parts(14_988_540, 0).saturating_mul(c.into()))
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
		// Least execution time: 1_289_714_000 picoseconds.
		Weight::from_parts(1_303_478_165, 7807)
			// Standard error: 6_103_019
			.saturating_add(Weight::from_parts(34_130_258, 0).saturating_mul(p.into()))
			// Standard error: 1_394_306
			.saturating_add(Weight::from_parts(5_748_987, 0).saturating_mul(c.into()))
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
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9921), added: 12396, mode: `MaxEncodedLen`)
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
		// Proof size measured: 2030 + c * 47 + p * 737 bytes.
		// Least execution time: 1_172_669_000 picoseconds.
		Weight::from_parts(1_209_033_000, 13386)
			// Standard error: 5_381_544
			.saturating_add(Weight::from_parts(316_284_515, 0).saturating_mul(p.into()))
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
		// Least execution time: 103_555_000 picoseconds.
		Weight::from_parts(53_290_652, 69029)
			// Standard error: 229_495
			.saturating_add(Weight::from_parts(3_863_029, 0).saturating_mul(p.into()))
			// Standard error: 52_430
			.saturating_add(Weight::from_parts(3_174_650, 0).saturating_mul(c.into()))
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
		// Least execution time: 170_184_000 picoseconds.
		Weight::from_parts(201_070_000, 6078)
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
		// Least execution time: 145_437_000 picoseconds.
		Weight::from_parts(156_722_930, 6078)
			// Standard error: 60
			.saturating_add(Weight::from_parts(1_610, 0).saturating_mul(n.into()))
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
		// Least execution time: 93_349_000 picoseconds.
		Weight::from_parts(106_960_000, 6078)
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
		// Least execution time: 191_546_000 picoseconds.
		Weight::from_parts(219_537_000, 41486)
			.saturating_add(T::DbWeight::get().reads(18))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_refuse() -> Weight {
		// Proof size measured: 3127 bytes.
		// Least execution time: 102_893_000 picoseconds.
		Weight::from_parts(120_360_000, 6078)
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
		// Least execution time: 134_040_000 picoseconds.
		Weight::from_parts(150_064_199, 6078)
			// Standard error: 638
			.saturating_add(Weight::from_parts(11_315, 0).saturating_mul(n.into()))
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
		// Least execution time: 140_820_000 picoseconds.
		Weight::from_parts(167_229_000, 6078)
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
		// Least execution time: 126_969_000 picoseconds.
		Weight::from_parts(147_968_034, 6078)
			// Standard error: 52
			.saturating_add(Weight::from_parts(1_423, 0).saturating_mul(n.into()))
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
		// Least execution time: 108_342_000 picoseconds.
		Weight::from_parts(128_592_000, 6078)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	fn authorize_settle() -> Weight {
		// Proof size measured: 3067 bytes.
		// Least execution time: 27_351_000 picoseconds.
		Weight::from_parts(34_952_000, 6078)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2613), added: 5088, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Contents` (r:1 w:0)
	// Proof: `Agreements::Contents` (`max_values`: None, `max_size`: Some(9921), added: 12396, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:0)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(794), added: 3269, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn authorize_report_deadline() -> Weight {
		// Proof size measured: 8020 bytes.
		// Least execution time: 157_044_000 picoseconds.
		Weight::from_parts(173_069_000, 107102)
			.saturating_add(T::DbWeight::get().reads(19))
	}
}
