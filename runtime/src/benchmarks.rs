//! Benchmarks of the runtime: which pallets, and what they need of each other.

mod helper;

pub(crate) use helper::Helper;

use crate::*;
use alloc::{string::String, vec::Vec};
use frame_benchmarking::{BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};
use frame_system_benchmarking::Pallet as SystemBench;

frame_benchmarking::define_benchmarks!(
	[frame_system, SystemBench::<Runtime>]
	[pallet_balances, Balances]
	[pallet_multisig, Multisig]
	[pallet_consortium, Consortium]
	[pallet_data_registry, DataRegistry]
	[pallet_agreements, Agreements]
	[pallet_compute_jobs, ComputeJobs]
	[pallet_privacy_budget, PrivacyBudget]
	[pallet_audits, Audits]
);

impl frame_system_benchmarking::Config for Runtime {}

/// What there is to measure.
pub(crate) fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub(crate) fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}
