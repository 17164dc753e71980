//! A runtime with this pallet, balances and the transaction extensions that concern it.

use crate::{
	self as pallet_consortium, Admits, CheckMembership, EnsureGrantor, GenesisMember,
	GenesisQualification,
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ChangeMembers, ConstU128, ConstU32},
	weights::Weight,
};
use frame_system::{AuthorizeCall, EnsureRoot};
use panshi_primitives::{
	consortium::{ComputeNodeId, ComputeNodeInfo, Qualification, QualificationKind, Role, Roles},
	signing::heartbeat_payload,
	AccountId, Balance, BlockNumber, Hash, Signature,
};
use sp_core::{ed25519, Pair};
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentityLookup},
	BuildStorage,
};

/// A holder with money.
pub(crate) const HOLDER: AccountId = AccountId::new([1; 32]);
/// Another holder with money.
pub(crate) const OTHER_HOLDER: AccountId = AccountId::new([2; 32]);
/// A consumer.
pub(crate) const CONSUMER: AccountId = AccountId::new([3; 32]);
/// An operator.
pub(crate) const OPERATOR: AccountId = AccountId::new([4; 32]);
/// Not a member, but with money.
pub(crate) const OUTSIDER: AccountId = AccountId::new([9; 32]);
/// Not a member; [`StaffRemarks`] lets it remark.
pub(crate) const STAFF: AccountId = AccountId::new([10; 32]);

/// Keys that no compute node may announce, to sign or for its channels: of small order, and not
/// canonical.
pub(crate) const UNUSABLE_KEYS: [[u8; 32]; 2] = [[0; 32], [0xff; 32]];

/// Bond of a compute node.
pub(crate) const BOND: Balance = 1_000;
/// What accounts have at genesis.
pub(crate) const ENDOWMENT: Balance = 1_000_000;
/// Least that an account holds.
pub(crate) const EXISTENTIAL_DEPOSIT: Balance = 10;
/// Most members.
pub(crate) const MAX_MEMBERS: u32 = 8;

pub(crate) type TxExtension = (AuthorizeCall<Test>, CheckMembership<Test>);
pub(crate) type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<AccountId, RuntimeCall, Signature, TxExtension>;
type Block = generic::Block<generic::Header<u32, BlakeTwo256>, UncheckedExtrinsic>;

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
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Consortium = pallet_consortium;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = Block;
	type Lookup = IdentityLookup<AccountId>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type RuntimeHoldReason = RuntimeHoldReason;
}

impl pallet_consortium::Config for Test {
	type BlockNumberProvider = System;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type ConsortiumOrigin = EnsureRoot<AccountId>;
	type GrantOrigin = EnsureGrantor<Test>;
	type NodeBond = ConstU128<BOND>;
	type MaxMembers = ConstU32<MAX_MEMBERS>;
	type MembershipChanged = Follower;
	type MembershipChangedWeight = ();
	type Admission = StaffRemarks;
	type WeightInfo = ();
}

/// What [`Follower`] was told.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Told {
	pub(crate) incoming: Vec<AccountId>,
	pub(crate) outgoing: Vec<AccountId>,
	pub(crate) members: Vec<AccountId>,
}

parameter_types! {
	/// The last change of the membership that was told.
	pub(crate) static LastTold: Told = Told::default();
}

/// Remembers the last change of the membership.
pub struct Follower;

impl ChangeMembers<AccountId> for Follower {
	fn change_members_sorted(
		incoming: &[AccountId],
		outgoing: &[AccountId],
		sorted_new: &[AccountId],
	) {
		LastTold::set(Told {
			incoming: incoming.to_vec(),
			outgoing: outgoing.to_vec(),
			members: sorted_new.to_vec(),
		});
	}
}

/// Lets [`STAFF`] remark.
pub struct StaffRemarks;

impl StaffRemarks {
	pub(crate) const WEIGHT: Weight = Weight::from_parts(7, 5);
}

impl Admits<RuntimeCall> for StaffRemarks {
	fn admits(who: &AccountId, call: &RuntimeCall) -> bool {
		*who == STAFF && matches!(call, RuntimeCall::System(frame_system::Call::remark { .. }))
	}

	fn weight() -> Weight {
		Self::WEIGHT
	}
}

/// A founder of the test consortium.
pub(crate) fn founder(account: AccountId, roles: &[Role]) -> GenesisMember {
	GenesisMember {
		account,
		name: "Organisation".into(),
		country: "CN".into(),
		roles: roles.to_vec(),
		qualifications: Vec::new(),
	}
}

/// A qualification for the genesis configuration.
pub(crate) fn founding_qualification(expires_at: BlockNumber) -> GenesisQualification {
	GenesisQualification {
		kind: QualificationKind::LegalEntity,
		issuer: "Registrar".into(),
		evidence: Hash::repeat_byte(1),
		expires_at,
	}
}

/// A qualification of `kind` that counts until block `expires_at`.
pub(crate) fn qualification(kind: QualificationKind, expires_at: BlockNumber) -> Qualification {
	Qualification {
		kind,
		issuer: b"Registrar".to_vec().try_into().expect("it is short"),
		evidence: Hash::repeat_byte(2),
		expires_at,
	}
}

/// The set of `roles`.
pub(crate) fn roles(roles: &[Role]) -> Roles {
	roles.iter().copied().collect()
}

/// The key pair of the test node with this seed.
pub(crate) fn node_key(seed: u8) -> ed25519::Pair {
	ed25519::Pair::from_seed(&[seed; 32])
}

/// What the test node with this seed announces.
pub(crate) fn node_info(seed: u8) -> ComputeNodeInfo {
	ComputeNodeInfo {
		signing_key: node_key(seed).public().0,
		channel_key: [seed; 32],
		endpoint: b"https://compute.example:8443".to_vec().try_into().expect("it is short"),
	}
}

/// Registers the test node with this seed for `owner` and returns its number.
pub(crate) fn register(owner: AccountId, seed: u8) -> ComputeNodeId {
	let id = pallet_consortium::NextComputeNodeId::<Test>::get();
	Consortium::register_node(RuntimeOrigin::signed(owner), node_info(seed))
		.expect("the owner is a holder with money");
	id
}

/// A heartbeat of `node` at block `at`, signed with the key of `seed`.
pub(crate) fn heartbeat(
	seed: u8,
	node: ComputeNodeId,
	at: BlockNumber,
) -> pallet_consortium::Call<Test> {
	let payload = heartbeat_payload(&System::block_hash(0), node, at);
	let signature = node_key(seed).sign(payload.as_bytes()).0;
	pallet_consortium::Call::heartbeat { node, at, signature }
}

/// Builds the state that a test starts from: two holders, a consumer and an operator.
pub(crate) struct ExtBuilder {
	members: Vec<GenesisMember>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		ExtBuilder {
			members: vec![
				founder(HOLDER, &[Role::Holder]),
				founder(OTHER_HOLDER, &[Role::Holder]),
				founder(CONSUMER, &[Role::Consumer]),
				founder(OPERATOR, &[Role::Operator]),
			],
		}
	}
}

impl ExtBuilder {
	/// Founds the consortium with `members` instead.
	pub(crate) fn members(self, members: Vec<GenesisMember>) -> Self {
		ExtBuilder { members }
	}

	/// The state at block 1.
	pub(crate) fn build(self) -> sp_io::TestExternalities {
		let balances = [HOLDER, OTHER_HOLDER, CONSUMER, OPERATOR, OUTSIDER]
			.into_iter()
			.map(|account| (account, ENDOWMENT))
			.collect();
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
			consortium: pallet_consortium::GenesisConfig {
				members: self.members,
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.expect("the genesis configuration is valid");
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.register_extension(sp_keystore::KeystoreExt::new(
			sp_keystore::testing::MemoryKeystore::new(),
		));
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs `test` and checks every invariant after it.
	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Consortium::do_try_state().expect("every invariant holds after a test");
		});
	}
}

/// The state for the tests of benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::default().build()
}
