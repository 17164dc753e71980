//! What the other pallets answer, kept in storage so that a failed call rolls it back.

use super::{Balances, Test, BOND, WINDOWS};
use crate::{HeartbeatSink, NotSubmitted};
use frame_support::{
	storage_alias,
	traits::{fungible::Mutate, tokens::Preservation},
	Blake2_128Concat, Twox64Concat,
};
use panshi_primitives::{
	agreement::{
		Agreement, AgreementContent, AgreementId, AgreementState, AuthorizationTerms,
		DisclosureRule, JobRequest, Party, ReleaseRule, Share, Standing, Terms,
	},
	consortium::{ComputeNode, ComputeNodeId, ComputeNodeInfo, Member, Role, Roles},
	data::{DataDescriptor, DataId, DataIdentity, DataStatus},
	duo::{DataUse, Field, Permission, Purpose},
	genomics::{NormalisationRule, ReferenceBuild},
	job::JobId,
	privacy::PrivacyLoss,
	traits::{Authorizations, ComputeNodes, DataIdentities, Members, PrivacyBudgets},
	AccountId, Balance, BlockNumber, Hash, SigningKey,
};
use sp_core::{ed25519, Pair};
use sp_runtime::{DispatchError, DispatchResult, Weight};

#[storage_alias]
type MockRoles = StorageMap<World, Blake2_128Concat, AccountId, Roles>;
#[storage_alias]
type MockNodes = StorageMap<World, Twox64Concat, ComputeNodeId, ComputeNode>;
#[storage_alias]
type MockData = StorageMap<World, Twox64Concat, DataId, DataIdentity>;
#[storage_alias]
type MockAgreements = StorageMap<World, Twox64Concat, AgreementId, Agreement>;
/// Heartbeats that reached the sink.
#[storage_alias]
pub(crate) type MockHeartbeats =
	StorageMap<World, Twox64Concat, ComputeNodeId, (BlockNumber, [u8; 64])>;

/// What each job took from the budget of each of its data.
#[storage_alias]
pub(crate) type MockDebits =
	StorageDoubleMap<World, Twox64Concat, JobId, Twox64Concat, DataId, PrivacyLoss>;
/// Whether budgets are spent.
#[storage_alias]
pub(crate) type MockRefuses = StorageValue<World, bool>;

/// Every capability of the other pallets.
pub struct World;

pub(crate) fn set_roles(who: &AccountId, roles: &[Role]) {
	MockRoles::insert(who, roles.iter().copied().collect::<Roles>());
}

/// Node `id` of `owner`, with the key that tests sign with.
pub(crate) fn set_node(id: ComputeNodeId, owner: &AccountId) {
	change_node(id, owner, |_| {});
}

pub(crate) fn change_node(
	id: ComputeNodeId,
	owner: &AccountId,
	change: impl FnOnce(&mut ComputeNode),
) {
	let seed = [u8::try_from(id).expect("tests have few nodes") + 1; 32];
	let mut node = ComputeNode {
		owner: owner.clone(),
		info: ComputeNodeInfo {
			signing_key: ed25519::Pair::from_seed(&seed).public().0,
			channel_key: [7; 32],
			endpoint: Default::default(),
		},
		bond: BOND,
		open_jobs: 0,
		last_seen: 0,
	};
	change(&mut node);
	MockNodes::insert(id, node);
}

/// Published data `id` of `holder`, served by `node`.
pub(crate) fn set_data(id: DataId, holder: &AccountId, node: Option<ComputeNodeId>) {
	change_data(id, holder, node, |_| {});
}

pub(crate) fn change_data(
	id: DataId,
	holder: &AccountId,
	node: Option<ComputeNodeId>,
	change: impl FnOnce(&mut DataIdentity),
) {
	let mut identity = DataIdentity {
		holder: holder.clone(),
		descriptor: DataDescriptor {
			fingerprint: Hash::from_low_u64_be(u64::from(id) + 1),
			rule: NormalisationRule::Trimmed,
			media_type: Default::default(),
			reference_build: ReferenceBuild::Grch37,
			record_count: 1,
			sample_count: 1,
			attributes: Default::default(),
			data_use: DataUse {
				permission: Permission::NoRestriction,
				modifiers: Default::default(),
			},
			metadata: Hash::zero(),
			location_hint: Default::default(),
			lineage: Default::default(),
		},
		node,
		registered_at: 0,
		status: DataStatus::Published { agreement: 0 },
	};
	change(&mut identity);
	MockData::insert(id, identity);
}

pub(crate) fn agreement(id: AgreementId) -> Agreement {
	MockAgreements::get(id).expect("the test made it")
}

/// An authorization in force for the consumer and the first `holders` data, for every algorithm
/// that tests register.
pub(crate) fn set_agreement(
	id: AgreementId,
	holders: ComputeNodeId,
	price: Balance,
	shares: &[Share],
	release: ReleaseRule,
	job_quota: u32,
) {
	let party = |account: AccountId, role: Role| Party { account, role };
	let mut parties = vec![party(super::CONSUMER, Role::Consumer)];
	parties.extend((0..holders).map(|n| party(super::holder(n), Role::Holder)));
	let terms = AuthorizationTerms {
		purpose: purpose(),
		algorithms: crate::tests::algorithm_digests().try_into().expect("few"),
		job_quota,
		price,
		shares: shares.to_vec().try_into().expect("tests have few shares"),
		least_holders: 1,
		windows: WINDOWS,
		release,
		disclosure: DisclosureRule::default(),
	};
	let content = AgreementContent {
		template: 0,
		parties: parties.try_into().expect("tests have few parties"),
		identities: (0..holders).collect::<Vec<_>>().try_into().expect("tests have few data"),
		parameters: Default::default(),
		sign_before: 0,
		term: 1_000,
		notice: 0,
		terms: Terms::Authorization(terms),
	};
	let digest = Hash::repeat_byte(0xa9);
	let standing = Standing::proposed(super::CONSUMER, digest, &content, &Default::default());
	let state = AgreementState::Active { since: 0, until: 1_000 };
	change_agreement(id, Agreement { content, standing: Standing { state, ..standing } });
}

pub(crate) fn change_agreement(id: AgreementId, agreement: Agreement) {
	MockAgreements::insert(id, agreement);
}

fn purpose() -> Purpose {
	Purpose {
		field: Field::GeneralResearch,
		diseases: Default::default(),
		project: Default::default(),
		country: *b"DE",
		for_profit_organisation: false,
		commercial: false,
		develops_methods: false,
		genetic_study: true,
		ethics_approved: true,
		publishes: false,
		collaborates: false,
		returns_results: false,
	}
}

impl Members for World {
	fn has_role(who: &AccountId, role: Role) -> bool {
		MockRoles::get(who).is_some_and(|roles| roles.contains(role))
	}

	fn is_member(who: &AccountId) -> bool {
		MockRoles::contains_key(who)
	}

	fn last_loss() -> BlockNumber {
		0
	}

	fn get(_: &AccountId) -> Option<Member> {
		None
	}
}

impl ComputeNodes for World {
	fn get(id: ComputeNodeId) -> Option<ComputeNode> {
		MockNodes::get(id)
	}

	fn by_key(key: &SigningKey) -> Option<ComputeNodeId> {
		MockNodes::iter().find(|(_, node)| node.info.signing_key == *key).map(|(id, _)| id)
	}

	fn open_job(id: ComputeNodeId) -> DispatchResult {
		let mut node = MockNodes::get(id).ok_or(DispatchError::Unavailable)?;
		node.open_jobs += 1;
		MockNodes::insert(id, node);
		Ok(())
	}

	fn close_job(id: ComputeNodeId) {
		let mut node = MockNodes::get(id).expect("a job is open");
		node.open_jobs = node.open_jobs.checked_sub(1).expect("a job is open");
		MockNodes::insert(id, node);
	}

	/// The bond is part of the owner's free balance.
	fn penalise(id: ComputeNodeId, amount: Balance, beneficiary: &AccountId) -> Balance {
		let mut node = MockNodes::get(id).expect("a job is open");
		let amount = amount.min(node.bond);
		let paid = <Balances as Mutate<_>>::transfer(
			&node.owner,
			beneficiary,
			amount,
			Preservation::Preserve,
		);
		if paid.is_err() {
			return 0;
		}
		node.bond -= amount;
		MockNodes::insert(id, node);
		amount
	}

	fn saw(id: ComputeNodeId, now: BlockNumber) {
		MockNodes::mutate_extant(id, |node| node.last_seen = now);
	}
}

impl DataIdentities for World {
	fn get(id: DataId) -> Option<DataIdentity> {
		MockData::get(id)
	}

	fn publish(_: DataId, _: AgreementId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn unpublish(_: DataId, _: AgreementId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}

impl PrivacyBudgets for World {
	fn debit_weight(identities: u32) -> Weight {
		Weight::from_parts(identities.into(), 0)
	}

	fn give_back_weight(identities: u32) -> Weight {
		Weight::from_parts(identities.into(), 0)
	}

	fn debit(job: JobId, identities: &[DataId], loss: PrivacyLoss) -> DispatchResult {
		if MockRefuses::get() == Some(true) {
			return Err(DispatchError::Exhausted);
		}
		for data in identities {
			assert!(!MockDebits::contains_key(job, data), "a job is charged once");
			MockDebits::insert(job, data, loss);
		}
		Ok(())
	}

	fn give_back(job: JobId, identities: &[DataId]) {
		for data in identities {
			assert!(MockDebits::take(job, data).is_some(), "what is given back was charged");
		}
	}
}

impl Authorizations for World {
	fn get(id: AgreementId) -> Option<Agreement> {
		MockAgreements::get(id)
	}

	fn open_job(id: AgreementId, job: &JobRequest<'_>) -> Result<Agreement, DispatchError> {
		let before = MockAgreements::get(id).ok_or(DispatchError::CannotLookup)?;
		if matches!(before.content.terms, Terms::Authorization(_)) {
			let now = frame_system::Pallet::<Test>::block_number();
			before
				.covers(job, before.standing.jobs_started, now)
				.map_err(|_| DispatchError::Unavailable)?;
		}
		let mut after = before.clone();
		after.standing.jobs_started += 1;
		after.standing.jobs_open += 1;
		MockAgreements::insert(id, after);
		Ok(before)
	}

	fn close_job(id: AgreementId, give_back: bool) {
		let mut agreement = MockAgreements::get(id).expect("a job is open");
		agreement.standing.jobs_open =
			agreement.standing.jobs_open.checked_sub(1).expect("a job is open");
		if give_back {
			agreement.standing.jobs_started -= 1;
		}
		MockAgreements::insert(id, agreement);
	}
}

impl HeartbeatSink for World {
	fn submit(
		node: ComputeNodeId,
		at: BlockNumber,
		signature: [u8; 64],
	) -> Result<(), NotSubmitted> {
		if MockHeartbeats::contains_key(node) {
			return Err(NotSubmitted);
		}
		MockHeartbeats::insert(node, (at, signature));
		Ok(())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for World {
	fn member(role: Role) -> AccountId {
		let who = match role {
			Role::Consumer => super::CONSUMER,
			Role::Operator => super::OPERATOR,
			_ => super::CHECKER,
		};
		set_roles(&who, &[role]);
		who
	}

	fn authorization(
		_: &AccountId,
		checker: &AccountId,
		algorithm: &Hash,
		keys: &[SigningKey],
	) -> (AgreementId, Vec<DataId>) {
		let count = ComputeNodeId::try_from(keys.len()).expect("few keys");
		for (n, key) in (0..count).zip(keys) {
			let owner = super::holder(n.min(14));
			set_roles(&owner, &[Role::Holder]);
			let mint = <Balances as Mutate<_>>::mint_into(&owner, super::RICH);
			assert!(mint.is_ok());
			change_node(n, &owner, |node| node.info.signing_key = *key);
			set_data(n, &owner, Some(n));
		}
		let part = panshi_primitives::agreement::WHOLE / count;
		let last = panshi_primitives::agreement::WHOLE - part * (count - 1);
		let shares: Vec<Share> = (0..count)
			.map(|n| Share {
				account: super::holder(n),
				parts: if n + 1 == count { last } else { part },
			})
			.collect();
		let release = ReleaseRule::Checked(checker.clone());
		set_agreement(super::AGREEMENT, count.min(15), 1_000_000 / 2, &shares, release, 9);
		let mut agreement = agreement(super::AGREEMENT);
		agreement.content.identities = (0..count).collect::<Vec<_>>().try_into().expect("16 fit");
		if let Terms::Authorization(terms) = &mut agreement.content.terms {
			terms.algorithms = vec![*algorithm].try_into().expect("one fits");
		}
		change_agreement(super::AGREEMENT, agreement);
		(super::AGREEMENT, (0..count).collect())
	}
}
