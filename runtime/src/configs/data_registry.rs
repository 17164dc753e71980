//! Data identities.

use crate::{Consortium, Runtime, System};

impl pallet_data_registry::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
	type BlockNumberProvider = System;
	type ComputeNodes = Consortium;
	type Members = Consortium;
	type WeightInfo = crate::weights::pallet_data_registry::WeightInfo<Runtime>;
}
