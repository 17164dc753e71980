//! A market with three laboratories, a clinic, a seller, operators, an auditor and a stranger.
//!
//! The neighbours are kept in storage, so that a refused call that changed them would show.

use crate as pallet_agreements;
use frame_support::{derive_impl, pallet_prelude::*, storage_alias, Blake2_128Concat};
use frame_system::{mocking::MockBlockU32, RawOrigin};
use panshi_primitives::{
	agreement::AgreementId,
	consortium::{Member, Qualification, QualificationKind, Role, Roles},
	data::{DataDescriptor, DataId, DataIdentity, DataStatus},
	duo::{DataUse, Modifier, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
	traits::{Algorithms, DataIdentities, Members, StaffKeys},
	AccountId, BlockNumber, Hash, Signature,
};
use sp_core::{ed25519, sr25519, Pair};
use sp_runtime::{
	traits::{IdentifyAccount, IdentityLookup},
	BuildStorage, DispatchError, MultiSigner,
};

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
	pub type Market = pallet_agreements;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Block = MockBlockU32<Test>;
	type Lookup = IdentityLookup<AccountId>;
}

impl pallet_agreements::Config for Test {
	type BlockNumberProvider = System;
	type Members = Consortium;
	type StaffKeys = Consortium;
	type DataIdentities = Registry;
	type Algorithms = Catalogue;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Neighbours;
}

/// Block from which the qualifications of the members count no more.
pub(crate) const QUALIFIED_UNTIL: BlockNumber = 1_000;
/// The algorithm that is approved.
pub(crate) const ALGORITHM: Hash = Hash::repeat_byte(0xa1);

/// Organisations and people, each with a real key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Actor {
	/// Laboratory; holds data 0.
	North,
	/// Laboratory; holds data 1.
	South,
	/// Laboratory with an Ed25519 key; holds data 2.
	East,
	/// Consumer.
	Clinic,
	/// Proxy of the clinic for signing; not a member.
	Clerk,
	/// Third party.
	Seller,
	/// Operator.
	Operator,
	/// Operator that also acts as third party.
	Broker,
	/// Auditor.
	Auditor,
	/// Nobody.
	Stranger,
}

impl Actor {
	/// The laboratories, in the order of their data.
	pub(crate) const LABORATORIES: [Actor; 3] = [Actor::North, Actor::South, Actor::East];

	fn roles(self) -> Option<Roles> {
		let roles: &[Role] = match self {
			Actor::North | Actor::South | Actor::East => &[Role::Holder],
			Actor::Clinic => &[Role::Consumer],
			Actor::Seller => &[Role::ThirdParty],
			Actor::Operator => &[Role::Operator],
			Actor::Broker => &[Role::Operator, Role::ThirdParty],
			Actor::Auditor => &[Role::Auditor],
			Actor::Clerk | Actor::Stranger => return None,
		};
		Some(roles.iter().copied().collect())
	}

	/// Seed of its key; unlike a phrase, it costs no key derivation.
	fn seed(self) -> [u8; 32] {
		sp_io::hashing::blake2_256(format!("{self:?}").as_bytes())
	}

	fn sr25519(self) -> sr25519::Pair {
		Pair::from_seed(&self.seed())
	}

	fn ed25519(self) -> ed25519::Pair {
		Pair::from_seed(&self.seed())
	}

	/// Its account.
	pub(crate) fn account(self) -> AccountId {
		match self {
			Actor::East => MultiSigner::from(self.ed25519().public()).into_account(),
			_ => MultiSigner::from(self.sr25519().public()).into_account(),
		}
	}

	/// Its origin.
	pub(crate) fn origin(self) -> RuntimeOrigin {
		RawOrigin::Signed(self.account()).into()
	}

	/// Its signature over `message`.
	pub(crate) fn sign(self, message: &[u8]) -> Signature {
		match self {
			Actor::East => self.ed25519().sign(message).into(),
			_ => self.sr25519().sign(message).into(),
		}
	}
}

#[storage_alias]
pub(crate) type MockMembers = StorageMap<Mock, Blake2_128Concat, AccountId, Member>;
#[storage_alias]
pub(crate) type MockLastLoss = StorageValue<Mock, BlockNumber, ValueQuery>;
#[storage_alias]
pub(crate) type MockProxies = StorageMap<Mock, Blake2_128Concat, (AccountId, AccountId), ()>;
#[storage_alias]
pub(crate) type MockIdentities = StorageMap<Mock, Blake2_128Concat, DataId, DataIdentity>;
#[storage_alias]
pub(crate) type MockAlgorithms = StorageMap<Mock, Blake2_128Concat, Hash, ()>;

/// Members and their staff.
pub struct Consortium;

impl Members for Consortium {
	fn get(who: &AccountId) -> Option<Member> {
		MockMembers::get(who)
	}

	fn has_role(who: &AccountId, role: Role) -> bool {
		MockMembers::get(who).is_some_and(|member| member.roles.contains(role))
	}

	fn is_member(who: &AccountId) -> bool {
		MockMembers::contains_key(who)
	}

	fn last_loss() -> BlockNumber {
		MockLastLoss::get()
	}
}

impl StaffKeys for Consortium {
	fn may_sign_for(staff: &AccountId, member: &AccountId) -> bool {
		staff == member || MockProxies::contains_key((staff, member))
	}
}

/// Data identities.
pub struct Registry;

impl Registry {
	fn change(
		id: DataId,
		change: impl FnOnce(&DataStatus) -> Result<DataStatus, DispatchError>,
	) -> DispatchResult {
		MockIdentities::try_mutate(id, |identity| {
			let identity = identity.as_mut().ok_or(DispatchError::CannotLookup)?;
			identity.status = change(&identity.status)?;
			Ok(())
		})
	}
}

impl DataIdentities for Registry {
	fn get(id: DataId) -> Option<DataIdentity> {
		MockIdentities::get(id)
	}

	fn publish(id: DataId, agreement: AgreementId) -> DispatchResult {
		Self::change(id, |status| {
			status.publish(agreement).map_err(|_| DispatchError::Other("not registered"))
		})
	}

	fn unpublish(id: DataId, agreement: AgreementId) -> DispatchResult {
		Self::change(id, |status| {
			status.unpublish(agreement).map_err(|_| DispatchError::Other("not on offer"))
		})
	}
}

/// Algorithms.
pub struct Catalogue;

impl Algorithms for Catalogue {
	fn is_approved(digest: &Hash) -> bool {
		MockAlgorithms::contains_key(digest)
	}
}

/// Makes `who` a member with `roles`, qualified for everything until [`QUALIFIED_UNTIL`].
pub(crate) fn admit(who: &AccountId, roles: Roles) {
	use QualificationKind as Q;
	let qualification = |kind| Qualification {
		kind,
		issuer: Default::default(),
		evidence: Hash::repeat_byte(1),
		expires_at: QUALIFIED_UNTIL,
	};
	let kinds = [
		Q::LegalEntity,
		Q::LaboratoryLicence,
		Q::EthicsApproval,
		Q::DataSecurity,
		Q::GeneticResourcesFiling,
		Q::ResearcherStatus,
	];
	let qualifications = kinds.map(qualification).to_vec();
	let member = Member {
		name: Default::default(),
		country: *b"CN",
		roles,
		qualifications: qualifications.try_into().expect("there are six kinds"),
		admitted_at: 1,
	};
	MockMembers::insert(who, member);
}

/// Registers data `id` of `holder`, for health research approved by an ethics committee.
pub(crate) fn register(id: DataId, holder: &AccountId) {
	let modifiers = vec![Modifier::EthicsApprovalRequired];
	let descriptor = DataDescriptor {
		fingerprint: Hash::repeat_byte(0xf0),
		rule: NormalisationRule::Trimmed,
		media_type: Default::default(),
		reference_build: ReferenceBuild::Grch37,
		record_count: 100,
		sample_count: 7,
		attributes: Default::default(),
		data_use: DataUse {
			permission: Permission::HealthMedicalBiomedical,
			modifiers: modifiers.try_into().expect("one modifier"),
		},
		metadata: Hash::repeat_byte(2),
		location_hint: Default::default(),
		lineage: Default::default(),
	};
	let identity = DataIdentity {
		holder: holder.clone(),
		descriptor,
		node: None,
		registered_at: 1,
		status: DataStatus::Registered,
	};
	MockIdentities::insert(id, identity);
}

/// Changes the data identity `id`.
pub(crate) fn alter(id: DataId, change: impl FnOnce(&mut DataIdentity)) {
	MockIdentities::mutate(id, |identity| change(identity.as_mut().expect("it is registered")));
}

/// Makes the members, their data and the algorithm.
fn populate() {
	let everybody = [
		Actor::North,
		Actor::South,
		Actor::East,
		Actor::Clinic,
		Actor::Seller,
		Actor::Operator,
		Actor::Broker,
		Actor::Auditor,
	];
	for actor in everybody {
		admit(&actor.account(), actor.roles().expect("everybody here is a member"));
	}
	MockProxies::insert((Actor::Clerk.account(), Actor::Clinic.account()), ());
	for (id, laboratory) in (0..).zip(Actor::LABORATORIES) {
		register(id, &laboratory.account());
	}
	MockAlgorithms::insert(ALGORITHM, ());
}

/// Externalities at block 1, before anything happened.
pub(crate) fn empty() -> sp_io::TestExternalities {
	let storage = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.expect("the default genesis builds");
	let mut externalities = sp_io::TestExternalities::new(storage);
	#[cfg(feature = "runtime-benchmarks")]
	externalities.register_extension(sp_keystore::KeystoreExt::new(
		sp_keystore::testing::MemoryKeystore::new(),
	));
	externalities.execute_with(|| System::set_block_number(1));
	externalities
}

/// Makes the state that a test starts from.
pub(crate) struct Builder {
	prepare: fn(),
}

impl Builder {
	/// Members, registered data and an approved algorithm; no template and no agreement.
	pub(crate) fn bare() -> Self {
		Builder { prepare: || () }
	}

	/// And what `prepare` does.
	pub(crate) fn with(prepare: fn()) -> Self {
		Builder { prepare }
	}

	/// Runs `test` on that state, and checks the invariants after it.
	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		empty().execute_with(|| {
			populate();
			(self.prepare)();
			System::reset_events();
			test();
			Market::do_try_state().expect("the invariants hold");
		});
	}
}

/// The last event.
pub(crate) fn last_event() -> crate::Event<Test> {
	match System::events().pop().expect("something happened").event {
		RuntimeEvent::Market(event) => event,
		other => panic!("another event: {other:?}"),
	}
}

/// Makes what the benchmarks need.
#[cfg(feature = "runtime-benchmarks")]
pub struct Neighbours;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for Neighbours {
	fn admit(who: &AccountId, roles: Roles) {
		admit(who, roles);
	}

	fn authorize_staff(staff: &AccountId, member: &AccountId) {
		MockProxies::insert((staff, member), ());
	}

	fn register(holder: &AccountId, seed: u32) -> DataId {
		register(seed, holder);
		seed
	}

	fn approve_algorithm(seed: u32) -> Hash {
		let digest = Hash::from_low_u64_be(seed.into());
		MockAlgorithms::insert(digest, ());
		digest
	}
}
