//! Agreements.

use super::consortium::ProxyStaffKeys;
use crate::{ComputeJobs, Consortium, DataRegistry, Runtime, System};

impl pallet_agreements::Config for Runtime {
	type Algorithms = ComputeJobs;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
	type BlockNumberProvider = System;
	type DataIdentities = DataRegistry;
	type Members = Consortium;
	type StaffKeys = ProxyStaffKeys;
	type WeightInfo = crate::weights::pallet_agreements::WeightInfo<Runtime>;
}
