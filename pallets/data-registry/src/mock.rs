//! A runtime with this pallet, and fixed members and compute nodes beside it.

use crate as pallet_data_registry;
use frame_support::derive_impl;
use frame_system::mocking::MockBlockU32;
use panshi_primitives::{
	consortium::{ComputeNode, ComputeNodeId, ComputeNodeInfo, Member, Role},
	data::{Attribute, DataDescriptor, DataId, Lineage},
	duo::{DataUse, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
	traits::{ComputeNodes, Members},
	AccountId, Balance, BlockNumber, Hash, SigningKey, Text,
};
use sp_runtime::{traits::IdentityLookup, BoundedVec, BuildStorage, DispatchResult};

/// A holder, whose compute node is [`NODE`].
pub(crate) const HOLDER: AccountId = AccountId::new([1; 32]);
/// Another holder, whose compute node is [`OTHER_NODE`].
pub(crate) const OTHER_HOLDER: AccountId = AccountId::new([2; 32]);
/// A consumer.
pub(crate) const CONSUMER: AccountId = AccountId::new([3; 32]);
/// An operator.
pub(crate) const OPERATOR: AccountId = AccountId::new([4; 32]);
/// An auditor.
pub(crate) const AUDITOR: AccountId = AccountId::new([5; 32]);
/// Holder that is an operator too.
pub(crate) const HOLDER_AND_OPERATOR: AccountId = AccountId::new([6; 32]);
/// Compute node of [`HOLDER`].
pub(crate) const NODE: ComputeNodeId = 0;
/// Compute node of [`OTHER_HOLDER`].
pub(crate) const OTHER_NODE: ComputeNodeId = 1;
/// Number of no compute node.
pub(crate) const NO_NODE: ComputeNodeId = 2;

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
	pub type DataRegistry = pallet_data_registry;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Block = MockBlockU32<Test>;
	type Lookup = IdentityLookup<AccountId>;
}

impl pallet_data_registry::Config for Test {
	type BlockNumberProvider = System;
	type Members = Consortium;
	type ComputeNodes = Consortium;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Consortium;
}

/// The members above, each with the role that its name says, and two compute nodes.
pub struct Consortium;

impl Members for Consortium {
	fn has_role(who: &AccountId, role: Role) -> bool {
		[
			(HOLDER, Role::Holder),
			(OTHER_HOLDER, Role::Holder),
			(CONSUMER, Role::Consumer),
			(OPERATOR, Role::Operator),
			(AUDITOR, Role::Auditor),
			(HOLDER_AND_OPERATOR, Role::Holder),
			(HOLDER_AND_OPERATOR, Role::Operator),
		]
		.contains(&(who.clone(), role))
	}

	fn is_member(who: &AccountId) -> bool {
		Role::ALL.into_iter().any(|role| Self::has_role(who, role))
	}

	fn last_loss() -> BlockNumber {
		0
	}

	fn get(_: &AccountId) -> Option<Member> {
		None
	}
}

impl ComputeNodes for Consortium {
	fn get(id: ComputeNodeId) -> Option<ComputeNode> {
		let owner = match id {
			NODE => HOLDER,
			OTHER_NODE => OTHER_HOLDER,
			_ => return None,
		};
		let info = ComputeNodeInfo {
			signing_key: [1; 32],
			channel_key: [2; 32],
			endpoint: text("https://compute.example"),
		};
		Some(ComputeNode { owner, info, bond: 0, open_jobs: 0, last_seen: 0 })
	}

	fn by_key(_: &SigningKey) -> Option<ComputeNodeId> {
		None
	}

	fn open_job(_: ComputeNodeId) -> DispatchResult {
		Ok(())
	}

	fn close_job(_: ComputeNodeId) {}

	fn penalise(_: ComputeNodeId, _: Balance, _: &AccountId) -> Balance {
		0
	}

	fn saw(_: ComputeNodeId, _: BlockNumber) {}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for Consortium {
	fn member(role: Role) -> AccountId {
		if role == Role::Holder {
			HOLDER
		} else {
			OPERATOR
		}
	}

	fn compute_node(_: &AccountId) -> ComputeNodeId {
		NODE
	}
}

/// Bounded text.
pub(crate) fn text<const N: u32>(text: &str) -> Text<N> {
	text.as_bytes().to_vec().try_into().expect("the text is short")
}

/// A descriptor whose fingerprint is made of `seed`.
pub(crate) fn descriptor(seed: u8) -> DataDescriptor {
	let attribute = Attribute { term: text("panshi:assay"), value: text("WES") };
	DataDescriptor {
		fingerprint: Hash::repeat_byte(seed),
		rule: NormalisationRule::Trimmed,
		media_type: text("text/x-vcf"),
		reference_build: ReferenceBuild::Grch37,
		record_count: 1_234,
		sample_count: 7,
		attributes: vec![attribute].try_into().expect("one fits"),
		data_use: DataUse { permission: Permission::GeneralResearch, modifiers: BoundedVec::new() },
		metadata: Hash::repeat_byte(0xaa),
		location_hint: text("https://catalogue.example/1"),
		lineage: Lineage::default(),
	}
}

/// Registers a data set of `holder` and returns its number.
pub(crate) fn register(holder: AccountId, seed: u8) -> DataId {
	let data = pallet_data_registry::NextDataId::<Test>::get();
	DataRegistry::register(RuntimeOrigin::signed(holder), descriptor(seed))
		.expect("the holder may register new data");
	data
}

/// The state at block 1.
pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	let storage = RuntimeGenesisConfig::default()
		.build_storage()
		.expect("the genesis configuration is valid");
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs `test` and checks every invariant after it.
pub(crate) fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		DataRegistry::do_try_state().expect("every invariant holds after a test");
	});
}
