//! Weights of `pallet_compute_jobs`, measured by `cargo xtask weights`: 20 steps of 10 repeats in the
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
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(252), added: 2727, mode: `MaxEncodedLen`)
	fn register_algorithm() -> Weight {
		// Proof size measured: 621 bytes.
		// Least execution time: 120_309_000 picoseconds.
		Weight::from_parts(130_475_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(252), added: 2727, mode: `MaxEncodedLen`)
	fn review_algorithm() -> Weight {
		// Proof size measured: 1155 bytes.
		// Least execution time: 132_677_000 picoseconds.
		Weight::from_parts(146_419_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Algorithms` (r:1 w:1)
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(252), added: 2727, mode: `MaxEncodedLen`)
	fn retire_algorithm() -> Weight {
		// Proof size measured: 1155 bytes.
		// Least execution time: 131_216_000 picoseconds.
		Weight::from_parts(148_321_000, 5235)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Consortium::Members` (r:1 w:0)
	// Proof: `Consortium::Members` (`max_values`: None, `max_size`: Some(1770), added: 4245, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(2230), added: 4705, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ParameterChunks` (r:0 w:1)
	// Proof: `ComputeJobs::ParameterChunks` (`max_values`: None, `max_size`: Some(65648), added: 68123, mode: `MaxEncodedLen`)
	// The range of component `n` is `[1, 65536]`.
	fn upload_parameters(n: u32) -> Weight {
		// Proof size measured: 3402 bytes.
		// Least execution time: 581_177_000 picoseconds.
		Weight::from_parts(631_476_777, 5695)
			// Standard error: 97
			.saturating_add(Weight::from_parts(2_203, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(2230), added: 4705, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ParameterChunks` (r:0 w:64)
	// Proof: `ComputeJobs::ParameterChunks` (`max_values`: None, `max_size`: Some(65648), added: 68123, mode: `MaxEncodedLen`)
	// The range of component `c` is `[1, 64]`.
	fn remove_parameters(c: u32) -> Weight {
		// Proof size measured: 523 + c * 33 bytes.
		// Least execution time: 289_652_000 picoseconds.
		Weight::from_parts(343_790_306, 5695)
			// Standard error: 97_812
			.saturating_add(Weight::from_parts(18_463_783, 0).saturating_mul(c.into()))
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
	// Proof: `ComputeJobs::Algorithms` (`max_values`: None, `max_size`: Some(252), added: 2727, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(2230), added: 4705, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:16 w:16)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:2 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::NextJobId` (r:1 w:1)
	// Proof: `ComputeJobs::NextJobId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobs` (r:1 w:1)
	// Proof: `ComputeJobs::OpenJobs` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Jobs` (r:0 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	fn create(p: u32) -> Weight {
		// Proof size measured: 2667 + p * 503 bytes.
		// Least execution time: 870_298_000 picoseconds.
		Weight::from_parts(762_695_853, 26072)
			// Standard error: 1_462_631
			.saturating_add(Weight::from_parts(100_100_560, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(p.into()))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:16 w:1)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Consortium::ComputeNodes` (r:1 w:1)
	// Proof: `Consortium::ComputeNodes` (`max_values`: None, `max_size`: Some(262), added: 2737, mode: `MaxEncodedLen`)
	fn accept() -> Weight {
		// Proof size measured: 4450 bytes.
		// Least execution time: 554_927_000 picoseconds.
		Weight::from_parts(602_709_000, 41486)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
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
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(2230), added: 4705, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:0 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(497), added: 2972, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn refuse(p: u32, c: u32) -> Weight {
		// Proof size measured: 1842 + c * 47 + p * 499 bytes.
		// Least execution time: 3_042_828_000 picoseconds.
		Weight::from_parts(989_188_693, 13531)
			// Standard error: 22_378_128
			.saturating_add(Weight::from_parts(250_533_607, 0).saturating_mul(p.into()))
			// Standard error: 5_004_198
			.saturating_add(Weight::from_parts(34_902_993, 0).saturating_mul(c.into()))
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
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
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
		// Proof size measured: 3798 + n * 8 bytes.
		// Least execution time: 364_103_000 picoseconds.
		Weight::from_parts(401_482_821, 69029)
			// Standard error: 977
			.saturating_add(Weight::from_parts(16_455, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	fn release() -> Weight {
		// Proof size measured: 3069 bytes.
		// Least execution time: 166_328_000 picoseconds.
		Weight::from_parts(227_198_000, 6067)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:1)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
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
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(2230), added: 4705, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:0 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(497), added: 2972, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn withhold(p: u32, c: u32) -> Weight {
		// Proof size measured: 1909 + c * 47 + p * 490 bytes.
		// Least execution time: 3_124_630_000 picoseconds.
		Weight::from_parts(698_866_715, 13531)
			// Standard error: 3_240_115
			.saturating_add(Weight::from_parts(217_288_350, 0).saturating_mul(p.into()))
			// Standard error: 724_554
			.saturating_add(Weight::from_parts(31_471_288, 0).saturating_mul(c.into()))
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
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
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
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Parameters` (r:1 w:1)
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(2230), added: 4705, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(497), added: 2972, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn settle(p: u32, c: u32) -> Weight {
		// Proof size measured: 1905 + c * 47 + p * 490 bytes.
		// Least execution time: 2_528_661_000 picoseconds.
		Weight::from_parts(616_307_434, 13531)
			// Standard error: 11_708_357
			.saturating_add(Weight::from_parts(225_695_198, 0).saturating_mul(p.into()))
			// Standard error: 2_618_223
			.saturating_add(Weight::from_parts(23_293_118, 0).saturating_mul(c.into()))
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
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:1)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
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
	// Proof: `ComputeJobs::Parameters` (`max_values`: None, `max_size`: Some(2230), added: 4705, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:64 w:64)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:0 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:0 w:16)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Records` (r:0 w:1)
	// Proof: `ComputeJobs::Records` (`max_values`: None, `max_size`: Some(497), added: 2972, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::OpenJobsOf` (r:0 w:16)
	// Proof: `ComputeJobs::OpenJobsOf` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn report_deadline(p: u32, c: u32) -> Weight {
		// Proof size measured: 1858 + c * 47 + p * 705 bytes.
		// Least execution time: 3_072_873_000 picoseconds.
		Weight::from_parts(3_145_232_000, 13531)
			// Standard error: 39_587_755
			.saturating_add(Weight::from_parts(1_069_738_950, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(5_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2542).saturating_mul(c.into()))
			.saturating_add(Weight::from_parts(0, 6632).saturating_mul(p.into()))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Sums` (r:1 w:64)
	// Proof: `ComputeJobs::Sums` (`max_values`: None, `max_size`: Some(65564), added: 68039, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:0 w:16)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// The range of component `p` is `[2, 16]`.
	// The range of component `c` is `[1, 64]`.
	fn discard_result(p: u32, c: u32) -> Weight {
		// Proof size measured: 911 + c * 7 + p * 144 bytes.
		// Least execution time: 278_966_000 picoseconds.
		Weight::from_parts(200_622_459, 69029)
			// Standard error: 4_900_909
			.saturating_add(Weight::from_parts(8_249_210, 0).saturating_mul(p.into()))
			// Standard error: 1_095_941
			.saturating_add(Weight::from_parts(8_013_282, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
	}
	// Estimated by the shape of `submit_share`, until measured.
	fn commit_result() -> Weight {
		Weight::from_parts(450_000_000, 12_000)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Estimated by the shape of `submit_share`, until measured.
	// The range of component `n` is `[1, 65536]`.
	fn upload_result(n: u32) -> Weight {
		Weight::from_parts(450_000_000, 12_000)
			.saturating_add(Weight::from_parts(3_500, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Estimated by the shape of `submit_share`, until measured.
	fn report_abort() -> Weight {
		Weight::from_parts(350_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::EphemeralKeys` (r:16 w:0)
	// Proof: `ComputeJobs::EphemeralKeys` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_accept() -> Weight {
		// Proof size measured: 3776 bytes.
		// Least execution time: 489_480_000 picoseconds.
		Weight::from_parts(514_547_000, 41486)
			.saturating_add(T::DbWeight::get().reads(18))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn authorize_refuse() -> Weight {
		// Proof size measured: 3125 bytes.
		// Least execution time: 206_027_000 picoseconds.
		Weight::from_parts(223_944_000, 6067)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::Delivered` (r:1 w:0)
	// Proof: `ComputeJobs::Delivered` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `ComputeJobs::ChunkStates` (r:1 w:0)
	// Proof: `ComputeJobs::ChunkStates` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// The range of component `n` is `[2, 8192]`.
	fn authorize_submit_share(n: u32) -> Weight {
		// Proof size measured: 3103 bytes.
		// Least execution time: 263_563_000 picoseconds.
		Weight::from_parts(286_706_419, 6067)
			// Standard error: 409
			.saturating_add(Weight::from_parts(7_854, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
	}
	// Estimated by the shape of `authorize_submit_share`, until measured.
	fn authorize_commit_result() -> Weight {
		Weight::from_parts(350_000_000, 12_000)
			.saturating_add(T::DbWeight::get().reads(4))
	}
	// Estimated by the shape of `authorize_submit_share`, until measured.
	// The range of component `n` is `[1, 65536]`.
	fn authorize_upload_result(n: u32) -> Weight {
		Weight::from_parts(350_000_000, 12_000)
			.saturating_add(Weight::from_parts(2_500, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
	}
	// Estimated by the shape of `authorize_refuse`, until measured.
	fn authorize_report_abort() -> Weight {
		Weight::from_parts(300_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	fn authorize_settle() -> Weight {
		// Proof size measured: 3065 bytes.
		// Least execution time: 77_866_000 picoseconds.
		Weight::from_parts(92_549_000, 6067)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	// Storage: `ComputeJobs::Jobs` (r:1 w:0)
	// Proof: `ComputeJobs::Jobs` (`max_values`: None, `max_size`: Some(2602), added: 5077, mode: `MaxEncodedLen`)
	// Storage: `Agreements::Agreements` (r:1 w:0)
	// Proof: `Agreements::Agreements` (`max_values`: None, `max_size`: Some(10066), added: 12541, mode: `MaxEncodedLen`)
	// Storage: `DataRegistry::Identities` (r:16 w:0)
	// Proof: `DataRegistry::Identities` (`max_values`: None, `max_size`: Some(4157), added: 6632, mode: `MaxEncodedLen`)
	fn authorize_report_deadline() -> Weight {
		// Proof size measured: 7361 bytes.
		// Least execution time: 429_611_000 picoseconds.
		Weight::from_parts(469_961_000, 107102)
			.saturating_add(T::DbWeight::get().reads(18))
	}
}
