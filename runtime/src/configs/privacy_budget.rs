//! Privacy budgets.

use crate::{DataRegistry, Runtime};

impl pallet_privacy_budget::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
	type DataIdentities = DataRegistry;
	type WeightInfo = crate::weights::pallet_privacy_budget::WeightInfo<Runtime>;
}
