//! Makes what the benchmarks of one pallet need in the others.

use crate::{
	configs::ProxyType, constants::PAN, AccountId, Balances, BlockNumber, ComputeJobs, Consortium,
	DataRegistry, Hash, Proxy, Runtime, RuntimeOrigin, System,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_benchmarking::account;
use frame_support::{traits::fungible::Mutate, BoundedVec};
use panshi_primitives::{
	agreement::{
		AgreementContent, AgreementId, AgreementState, AuthorizationTerms, DisclosureRule, Party,
		ReleaseRule, Share, Standing, Terms, Windows, MAX_PARTIES, WHOLE,
	},
	consortium::{
		ComputeNodeId, ComputeNodeInfo, Member, Qualification, QualificationKind, Role, Roles,
	},
	data::{DataDescriptor, DataId, DataStatus, Lineage},
	duo::{DataUse, Field, Permission, Purpose},
	genomics::{NormalisationRule, ReferenceBuild},
	job::{
		AggregationMode, AlgorithmContent, OutputShape, ParametersType, ALLELE_COUNTS,
		ALLELE_COUNTS_LANES,
	},
	privacy::{Allowance, Ledger},
	signing::{agreement_digest, algorithm_digest},
	trail::Subject,
	SigningKey,
};
use polkadot_sdk::*;

/// Acts for all pallets.
pub struct Helper;

const NEVER: u32 = 100_000_000;
/// Holders of an authorization: consumer and checker take the other two places.
const MOST_HOLDERS: u32 = MAX_PARTIES - 2;

fn bounded<T, S: frame_support::traits::Get<u32>>(items: Vec<T>) -> BoundedVec<T, S> {
	BoundedVec::truncate_from(items)
}

fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

fn digest_of(value: impl Encode) -> Hash {
	Hash::from(sp_io::hashing::blake2_256(&value.encode()))
}

fn admit(who: &AccountId, roles: Roles) {
	use QualificationKind::*;
	Balances::set_balance(who, 1_000_000 * PAN);
	let kinds = [
		LegalEntity,
		LaboratoryLicence,
		EthicsApproval,
		DataSecurity,
		GeneticResourcesFiling,
		ResearcherStatus,
	];
	let qualification = |kind| Qualification {
		kind,
		issuer: bounded(b"issuer".to_vec()),
		evidence: Hash::repeat_byte(1),
		expires_at: NEVER,
	};
	let member = Member {
		name: bounded(b"benchmark".to_vec()),
		country: *b"CN",
		roles,
		qualifications: bounded(kinds.map(qualification).to_vec()),
		admitted_at: System::block_number(),
	};
	pallet_consortium::Members::<Runtime>::insert(who, member);
}

fn member(role: Role) -> AccountId {
	let who =
		account("member", pallet_consortium::Members::<Runtime>::count(), role.encode()[0].into());
	admit(&who, Roles::none().with(role));
	who
}

fn compute_node(owner: &AccountId, key: Option<SigningKey>) -> ComputeNodeId {
	let node = pallet_consortium::NextComputeNodeId::<Runtime>::get();
	let mut channel_key = digest_of(("channel", node)).0;
	// As X25519 writes its keys: the highest bit is not used.
	channel_key[31] &= 0x7f;
	let info = ComputeNodeInfo {
		signing_key: key.unwrap_or_else(|| digest_of(("node", node)).0),
		channel_key,
		endpoint: bounded(b"https://compute.example".to_vec()),
	};
	Consortium::register_node(signed(owner), info).expect("a holder registers a fresh key");
	node
}

fn register(holder: &AccountId, seed: u32) -> DataId {
	let data = pallet_data_registry::NextDataId::<Runtime>::get();
	let descriptor = DataDescriptor {
		fingerprint: digest_of(("data", holder, seed)),
		rule: NormalisationRule::Trimmed,
		media_type: bounded(b"text/x-vcf".to_vec()),
		reference_build: ReferenceBuild::Grch37,
		record_count: 1,
		sample_count: 1,
		attributes: Default::default(),
		data_use: DataUse { permission: Permission::NoRestriction, modifiers: Default::default() },
		metadata: Hash::repeat_byte(1),
		location_hint: bounded(b"benchmark".to_vec()),
		lineage: Lineage::default(),
	};
	DataRegistry::register(signed(holder), descriptor).expect("a holder registers fresh data");
	data
}

impl pallet_data_registry::BenchmarkHelper for Helper {
	fn member(role: Role) -> AccountId {
		member(role)
	}

	fn compute_node(owner: &AccountId) -> ComputeNodeId {
		compute_node(owner, None)
	}
}

impl pallet_privacy_budget::BenchmarkHelper for Helper {
	fn registered() -> (AccountId, DataId) {
		let holder = member(Role::Holder);
		let data = register(&holder, 0);
		(holder, data)
	}
}

impl pallet_audits::BenchmarkHelper for Helper {
	fn auditor() -> AccountId {
		member(Role::Auditor)
	}

	/// An agreement of the most parties.
	fn subject() -> (Subject, AccountId) {
		let (consumer, checker) = (member(Role::Consumer), member(Role::ThirdParty));
		let algorithm = <Self as pallet_agreements::BenchmarkHelper>::approve_algorithm(0);
		let keys: Vec<SigningKey> = (0..MOST_HOLDERS).map(|i| digest_of(("key", i)).0).collect();
		let (agreement, _) = <Self as pallet_compute_jobs::BenchmarkHelper>::authorization(
			&consumer, &checker, &algorithm, &keys,
		);
		let standing = pallet_agreements::Agreements::<Runtime>::get(agreement);
		let last = standing.and_then(|s| s.parties.last().map(|party| party.account.clone()));
		(Subject::Agreement(agreement), last.expect("it has parties"))
	}

	fn set_block(number: BlockNumber) {
		System::set_block_number(number);
	}
}

impl pallet_agreements::BenchmarkHelper for Helper {
	fn admit(who: &AccountId, roles: Roles) {
		admit(who, roles);
	}

	fn authorize_staff(staff: &AccountId, member: &AccountId) {
		Proxy::add_proxy(signed(member), staff.clone().into(), ProxyType::SignAgreements, 0)
			.expect("a member names its staff");
	}

	fn register(holder: &AccountId, seed: u32) -> DataId {
		register(holder, seed)
	}

	fn approve_algorithm(seed: u32) -> Hash {
		let content = AlgorithmContent {
			name: bounded(b"benchmark".to_vec()),
			code: bounded(ALLELE_COUNTS.to_vec()),
			specification: digest_of(seed),
			parameters: ParametersType::VariantList,
			output: OutputShape::LanesPerItem { lanes: ALLELE_COUNTS_LANES },
			aggregation: AggregationMode::SealedSum,
		};
		let digest = algorithm_digest(&content);
		ComputeJobs::register_algorithm(signed(&member(Role::ThirdParty)), content)
			.expect("a member registers a fresh algorithm");
		ComputeJobs::review_algorithm(signed(&member(Role::Operator)), digest, true)
			.expect("an operator approves it");
		digest
	}
}

impl pallet_compute_jobs::BenchmarkHelper for Helper {
	fn member(role: Role) -> AccountId {
		member(role)
	}

	fn authorization(
		consumer: &AccountId,
		checker: &AccountId,
		algorithm: &Hash,
		keys: &[SigningKey],
	) -> (AgreementId, Vec<DataId>) {
		let id = pallet_agreements::NextAgreementId::<Runtime>::get();
		pallet_agreements::NextAgreementId::<Runtime>::put(id + 1);
		let count = u32::try_from(keys.len()).expect("at most sixteen keys");
		let holders: Vec<AccountId> =
			(0..count.min(MOST_HOLDERS)).map(|i| account("holder", i, id)).collect();
		holders.iter().for_each(|holder| admit(holder, Roles::none().with(Role::Holder)));
		let mut identities = Vec::new();
		for (i, key) in (0u32..).zip(keys) {
			let holder = &holders[i as usize % holders.len()];
			let node = compute_node(holder, Some(*key));
			let data = register(holder, i);
			pallet_privacy_budget::Budgets::<Runtime>::insert(
				data,
				Ledger::new(Allowance::Unlimited),
			);
			pallet_data_registry::Identities::<Runtime>::mutate(data, |identity| {
				let identity = identity.as_mut().expect("just registered");
				identity.node = Some(node);
				identity.status = DataStatus::Published { agreement: publication(holder, data) };
			});
			identities.push(data);
		}
		let content = content(id, consumer, checker, algorithm, &holders, &identities);
		insert(id, consumer, content);
		(id, identities)
	}
}

/// A publication of `data` alone, in force: a job looks at one for each identity.
fn publication(holder: &AccountId, data: DataId) -> AgreementId {
	let id = pallet_agreements::NextAgreementId::<Runtime>::get();
	pallet_agreements::NextAgreementId::<Runtime>::put(id + 1);
	let content = AgreementContent {
		template: 0,
		parties: bounded(alloc::vec![Party { account: holder.clone(), role: Role::Holder }]),
		identities: bounded(alloc::vec![data]),
		parameters: Default::default(),
		sign_before: NEVER,
		term: 100_000,
		notice: 10,
		terms: Terms::Publication,
	};
	insert(id, holder, content);
	id
}

/// Puts an agreement in force that nobody is vouched for in.
fn insert(id: AgreementId, proposer: &AccountId, content: AgreementContent) {
	let digest = agreement_digest(&System::block_hash(0), id, &content);
	let standing = Standing::proposed(proposer.clone(), digest, &content, &Default::default());
	let now = System::block_number();
	let state = AgreementState::Active { since: now, until: now + 100_000 };
	pallet_agreements::Agreements::<Runtime>::insert(id, Standing { state, ..standing });
	pallet_agreements::Contents::<Runtime>::insert(id, content);
}

fn content(
	id: AgreementId,
	consumer: &AccountId,
	checker: &AccountId,
	algorithm: &Hash,
	holders: &[AccountId],
	identities: &[DataId],
) -> AgreementContent {
	let mut parties = alloc::vec![
		Party { account: consumer.clone(), role: Role::Consumer },
		Party { account: checker.clone(), role: Role::ThirdParty },
	];
	parties.extend(holders.iter().map(|h| Party { account: h.clone(), role: Role::Holder }));
	let count = u32::try_from(identities.len()).expect("at most sixteen");
	let parts = WHOLE / count;
	let shares = (0..count).map(|i| {
		let account = account("payee", i, id);
		Balances::set_balance(&account, PAN);
		let rest = if i == 0 { WHOLE - parts * count } else { 0 };
		Share { account, parts: parts + rest }
	});
	AgreementContent {
		template: 0,
		parties: bounded(parties),
		identities: bounded(identities.to_vec()),
		parameters: Default::default(),
		sign_before: NEVER,
		term: 100_000,
		notice: 10,
		terms: Terms::Authorization(AuthorizationTerms {
			purpose: Purpose {
				field: Field::GeneralResearch,
				diseases: Default::default(),
				project: bounded(b"benchmark".to_vec()),
				country: *b"CN",
				for_profit_organisation: false,
				commercial: false,
				develops_methods: false,
				genetic_study: true,
				ethics_approved: true,
				publishes: true,
				collaborates: true,
				returns_results: true,
			},
			algorithms: bounded(alloc::vec![*algorithm]),
			job_quota: 1_000,
			price: 10 * PAN + 1,
			shares: bounded(shares.collect()),
			least_holders: 1,
			windows: Windows { accept: 500, compute: 500, check: 500 },
			release: ReleaseRule::Checked(checker.clone()),
			disclosure: DisclosureRule::default(),
		}),
	}
}
