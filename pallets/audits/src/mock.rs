//! A runtime with this pallet, and subjects that are there from the beginning.

use crate as pallet_audits;
use frame_support::{derive_impl, parameter_types};
use panshi_primitives::{
	consortium::{Member, Role, Roles},
	trail::Subject,
	traits::{AuditSubjects, Members},
	AccountId, BlockNumber,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError};

/// An auditor.
pub(crate) const AUDITOR: AccountId = AccountId::new([1; 32]);
/// Another auditor, which answers for [`OTHERS`] itself.
pub(crate) const INVOLVED: AccountId = AccountId::new([2; 32]);
/// Answers for [`SUBJECT`].
pub(crate) const HOLDER: AccountId = AccountId::new([3; 32]);
/// Answers for [`SUBJECT`] too.
pub(crate) const CONSUMER: AccountId = AccountId::new([4; 32]);
/// Answers for [`SUBJECT`], and was expelled.
pub(crate) const EXPELLED: AccountId = AccountId::new([5; 32]);
/// An agreement.
pub(crate) const SUBJECT: Subject = Subject::Agreement(7);
/// Another one.
pub(crate) const OTHERS: Subject = Subject::Job(8);

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
	pub type Audits = pallet_audits;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type Lookup = IdentityLookup<AccountId>;
}

parameter_types! {
	pub const Period: BlockNumber = 100;
	pub const MaxWritten: u32 = 4;
	pub const MaxPending: u32 = 2;
}

impl pallet_audits::Config for Test {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
	type BlockNumberProvider = System;
	type MaxPending = MaxPending;
	type MaxWritten = MaxWritten;
	type Members = World;
	type Period = Period;
	type Subjects = World;
	type WeightInfo = ();
}

/// The members and the two subjects.
pub struct World;

impl Members for World {
	fn get(_: &AccountId) -> Option<Member> {
		None
	}

	fn has_role(who: &AccountId, role: Role) -> bool {
		let roles = match who {
			who if *who == AUDITOR || *who == INVOLVED => Roles::none().with(Role::Auditor),
			who if *who == HOLDER => Roles::none().with(Role::Holder),
			who if *who == CONSUMER => Roles::none().with(Role::Consumer),
			_ => Roles::none(),
		};
		roles.contains(role)
	}

	fn is_member(who: &AccountId) -> bool {
		Role::ALL.into_iter().any(|role| Self::has_role(who, role))
	}

	fn last_loss() -> BlockNumber {
		0
	}
}

impl AuditSubjects for World {
	fn answerable(subject: &Subject) -> Option<Vec<AccountId>> {
		match subject {
			subject if *subject == SUBJECT => Some(vec![HOLDER, CONSUMER, EXPELLED]),
			subject if *subject == OTHERS => Some(vec![INVOLVED]),
			_ => None,
		}
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for World {
	fn auditor() -> AccountId {
		AUDITOR
	}

	fn subject() -> (Subject, AccountId) {
		(SUBJECT, CONSUMER)
	}

	fn set_block(number: BlockNumber) {
		System::set_block_number(number);
	}
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
pub(crate) fn build_and_execute(test: impl FnOnce() -> Result<(), DispatchError>) {
	new_test_ext().execute_with(|| {
		test().expect("what the test prepares succeeds");
		Audits::do_try_state().expect("every invariant holds after a test");
	});
}
