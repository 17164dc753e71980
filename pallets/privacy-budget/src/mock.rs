//! A runtime with this pallet, and data identities over plain storage beside it.

use crate as pallet_privacy_budget;
use frame_support::{derive_impl, storage_alias, Twox64Concat};
use panshi_primitives::{
	agreement::AgreementId,
	data::{DataDescriptor, DataId, DataIdentity, DataStatus},
	duo::{DataUse, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
	traits::DataIdentities,
	AccountId, Hash,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};

/// Holder of the first three data identities, which are registered.
pub(crate) const HOLDER: AccountId = AccountId::new([1; 32]);
/// Holder of the fourth.
pub(crate) const OTHER_HOLDER: AccountId = AccountId::new([2; 32]);
/// Number of no data identity.
pub(crate) const NO_DATA: DataId = 4;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type PrivacyBudget = pallet_privacy_budget;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type Lookup = IdentityLookup<AccountId>;
}

impl pallet_privacy_budget::Config for Test {
	type DataIdentities = Registry;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Registry;
}

/// Data identities of the two holders.
pub struct Registry;

#[storage_alias]
type MockData = StorageMap<Registry, Twox64Concat, DataId, DataIdentity>;

impl DataIdentities for Registry {
	fn get(id: DataId) -> Option<DataIdentity> {
		MockData::get(id)
	}

	fn publish(id: DataId, agreement: AgreementId) -> DispatchResult {
		set_status(id, DataStatus::Published { agreement });
		Ok(())
	}

	fn unpublish(id: DataId, _: AgreementId) -> DispatchResult {
		set_status(id, DataStatus::Registered);
		Ok(())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for Registry {
	fn registered() -> (AccountId, DataId) {
		let data = u32::try_from(MockData::iter_keys().count()).expect("there are few");
		register(data, HOLDER);
		(HOLDER, data)
	}
}

pub(crate) fn set_status(data: DataId, status: DataStatus) {
	let mut identity = MockData::get(data).expect("the data are registered");
	identity.status = status;
	MockData::insert(data, identity);
}

fn register(data: DataId, holder: AccountId) {
	let descriptor = DataDescriptor {
		fingerprint: Hash::from_low_u64_be(u64::from(data) + 1),
		rule: NormalisationRule::Trimmed,
		media_type: Default::default(),
		reference_build: ReferenceBuild::Grch37,
		record_count: 1,
		sample_count: 1,
		attributes: Default::default(),
		data_use: DataUse { permission: Permission::NoRestriction, modifiers: Default::default() },
		metadata: Hash::zero(),
		location_hint: Default::default(),
		lineage: Default::default(),
	};
	let status = DataStatus::Registered;
	MockData::insert(
		data,
		DataIdentity { holder, descriptor, node: None, registered_at: 0, status },
	);
}

/// The state at block 1.
pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	let storage = RuntimeGenesisConfig::default()
		.build_storage()
		.expect("the genesis configuration is valid");
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		(0..3).for_each(|data| register(data, HOLDER));
		register(3, OTHER_HOLDER);
	});
	ext
}

/// Runs `test` and checks every invariant after it.
pub(crate) fn build_and_execute(test: impl FnOnce() -> Result<(), DispatchError>) {
	new_test_ext().execute_with(|| {
		test().expect("what the test prepares succeeds");
		PrivacyBudget::do_try_state().expect("every invariant holds after a test");
	});
}
