//! A runtime for tests: real balances, and the other pallets' capabilities over plain storage.

mod http;
mod world;

pub(crate) use http::{Http, Pool, Reply};
pub(crate) use world::{
	agreement, change_agreement, change_data, change_node, set_agreement, set_data, set_node,
	set_roles, MockDebits, MockHeartbeats, MockRefuses, World,
};

use crate as pallet_compute_jobs;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU128, ConstU32},
};
use panshi_primitives::{
	agreement::{AgreementId, ReleaseRule, Share, Windows, WHOLE},
	consortium::{ComputeNodeId, Role},
	AccountId, Balance, BlockNumber,
};
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentityLookup},
	BuildStorage,
};

pub(crate) type TxExtension = frame_system::AuthorizeCall<Test>;
pub(crate) type Extrinsic = sp_runtime::testing::TestXt<RuntimeCall, TxExtension>;
type Block = generic::Block<generic::Header<BlockNumber, BlakeTwo256>, Extrinsic>;

pub(crate) const CONSUMER: AccountId = AccountId::new([1; 32]);
pub(crate) const OPERATOR: AccountId = AccountId::new([2; 32]);
pub(crate) const CHECKER: AccountId = AccountId::new([3; 32]);
pub(crate) const AUTHOR: AccountId = AccountId::new([4; 32]);
pub(crate) const TREASURY: AccountId = AccountId::new([5; 32]);
pub(crate) const OUTSIDER: AccountId = AccountId::new([6; 32]);
pub(crate) const RICH: Balance = 1_000_000;
pub(crate) const DEPOSIT: Balance = 50;
pub(crate) const PENALTY: Balance = 1_001;
/// Blocks for which a result is its consumer's alone to discard.
pub(crate) const RETENTION: u32 = 50;
pub(crate) const BOND: Balance = 10_000;
pub(crate) const EXISTENTIAL: Balance = 100;
/// The authorization under which tests run jobs.
pub(crate) const AGREEMENT: AgreementId = 7;
pub(crate) const WINDOWS: Windows = Windows { accept: 10, compute: 20, check: 30 };

/// Holder of data `n`, which node `n` serves.
pub(crate) fn holder(n: ComputeNodeId) -> AccountId {
	let byte = u8::try_from(n).expect("tests have few holders");
	AccountId::new([100 + byte; 32])
}

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
	pub type ComputeJobs = pallet_compute_jobs;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL>;
	type AccountStore = System;
	type RuntimeHoldReason = RuntimeHoldReason;
}

parameter_types! {
	pub const TreasuryAccount: AccountId = TREASURY;
	pub storage MaxOpenJobs: u32 = 4;
}

impl crate::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type Members = World;
	type ComputeNodes = World;
	type DataIdentities = World;
	type Authorizations = World;
	type PrivacyBudgets = World;
	type Heartbeats = World;
	type ParameterDeposit = ConstU128<DEPOSIT>;
	type Penalty = ConstU128<PENALTY>;
	type Treasury = TreasuryAccount;
	type MaxOpenJobs = MaxOpenJobs;
	type MaxOpenJobsBy = ConstU32<4>;
	type ResultRetention = ConstU32<RETENTION>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Test
where
	RuntimeCall: From<LocalCall>,
{
	type RuntimeCall = RuntimeCall;
	type Extrinsic = Extrinsic;
}

impl<LocalCall> frame_system::offchain::CreateTransaction<LocalCall> for Test
where
	RuntimeCall: From<LocalCall>,
{
	type Extension = TxExtension;
	fn create_transaction(call: RuntimeCall, extension: TxExtension) -> Extrinsic {
		Extrinsic::new_transaction(call, extension)
	}
}

impl<LocalCall> frame_system::offchain::CreateAuthorizedTransaction<LocalCall> for Test
where
	RuntimeCall: From<LocalCall>,
{
	fn create_extension() -> TxExtension {
		TxExtension::new()
	}
}

/// Makes a chain with a consumer, holders with data and nodes, and an authorization in force.
pub(crate) struct ExtBuilder {
	holders: ComputeNodeId,
	price: Balance,
	shares: Option<Vec<Share>>,
	release: ReleaseRule,
	quota: u32,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		ExtBuilder {
			holders: 3,
			price: 1_003,
			shares: None,
			release: ReleaseRule::AtOnce,
			quota: 9,
		}
	}
}

impl ExtBuilder {
	pub(crate) fn holders(mut self, holders: ComputeNodeId) -> Self {
		self.holders = holders;
		self
	}

	pub(crate) fn price(mut self, price: Balance) -> Self {
		self.price = price;
		self
	}

	pub(crate) fn shares(mut self, shares: &[(AccountId, u32)]) -> Self {
		let share =
			|(account, parts): &(AccountId, u32)| Share { account: account.clone(), parts: *parts };
		self.shares = Some(shares.iter().map(share).collect());
		self
	}

	/// Results are released by [`CHECKER`].
	pub(crate) fn checked(mut self) -> Self {
		self.release = ReleaseRule::Checked(CHECKER);
		self
	}

	pub(crate) fn quota(mut self, quota: u32) -> Self {
		self.quota = quota;
		self
	}

	/// A tenth each for the author and the checker, and the rest equally for the holders.
	fn default_shares(&self) -> Vec<Share> {
		let tenth = WHOLE / 10;
		let each = (WHOLE - 2 * tenth) / self.holders;
		let mut shares: Vec<Share> =
			(0..self.holders).map(|n| Share { account: holder(n), parts: each }).collect();
		shares.push(Share { account: AUTHOR, parts: tenth });
		shares.push(Share { account: CHECKER, parts: WHOLE - tenth - each * self.holders });
		shares
	}

	pub(crate) fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default()
			.build_storage()
			.expect("the genesis is sound");
		let people = [CONSUMER, OPERATOR, CHECKER, AUTHOR, TREASURY, OUTSIDER];
		let holders = (0..self.holders).map(holder);
		pallet_balances::GenesisConfig::<Test> {
			balances: people.into_iter().chain(holders).map(|who| (who, RICH)).collect(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.expect("the balances are sound");
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
		ext.execute_with(|| {
			System::set_block_number(1);
			set_roles(&CONSUMER, &[Role::Consumer]);
			set_roles(&OPERATOR, &[Role::Operator]);
			set_roles(&CHECKER, &[Role::ThirdParty]);
			set_roles(&AUTHOR, &[Role::ThirdParty]);
			for n in 0..self.holders {
				set_roles(&holder(n), &[Role::Holder]);
				set_node(n, &holder(n));
				set_data(n, &holder(n), Some(n));
			}
			let shares = self.shares.clone().unwrap_or_else(|| self.default_shares());
			set_agreement(AGREEMENT, self.holders, self.price, &shares, self.release, self.quota);
		});
		ext
	}

	/// Runs `test` and then checks every invariant, and that no money came or went.
	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		let mut ext = self.build();
		run(&mut ext, test);
	}
}

/// Runs `test` and then checks every invariant, and that no money came or went.
pub(crate) fn run(ext: &mut sp_io::TestExternalities, test: impl FnOnce()) {
	ext.execute_with(|| {
		let money = Balances::total_issuance();
		test();
		assert_eq!(Balances::total_issuance(), money);
		ComputeJobs::do_try_state().expect("the invariants hold");
	});
}
