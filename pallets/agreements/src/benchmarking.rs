//! Benchmarks of every call, on records of the greatest size.

use crate::{
	Agreements, AgreementsOf, Attestations, Call, Checks, Config, Contents, NextAgreementId,
	NextTemplateId, Pallet, Templates,
};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{assert_ok, traits::ConstU32, weights::Weight, BoundedVec};
use frame_system::RawOrigin;
use panshi_primitives::{
	agreement::*,
	consortium::{QualificationKind, Role, Roles},
	data::DataId,
	duo::{Field, Purpose},
	signing::{agreement_digest, agreement_signature_payload, wrapped_for_wallet},
	traits::{DataIdentities, Members as _},
	AccountId, BlockNumber, Hash, Text,
};
use sp_core::crypto::KeyTypeId;
use sp_runtime::MultiSignature;

/// Makes what the benchmarks need in the other pallets.
pub trait BenchmarkHelper {
	/// Makes `who` a member with `roles` that holds a qualification of each kind, for 10,000 blocks
	/// at least.
	fn admit(who: &AccountId, roles: Roles);
	/// Lets `staff` sign agreements for `member`.
	fn authorize_staff(staff: &AccountId, member: &AccountId);
	/// Registers data of `holder` without restriction of use, all of one rule and build; `seed`
	/// tells their content from that of others.
	fn register(holder: &AccountId, seed: u32) -> DataId;
	/// Registers and approves an algorithm that `seed` tells from others; returns its digest.
	fn approve_algorithm(seed: u32) -> Hash;
}

const KEYS: KeyTypeId = KeyTypeId(*b"bnch");
const SIGN_BEFORE: BlockNumber = 5_000;
/// Qualifications that a template asks of a role. A publication asks them of its holder and of third
/// parties, an authorization of holders and, but for the last one, of its consumer: the greatest
/// agreement of either kind needs exactly 64 checks.
const REQUIRED: [QualificationKind; 3] = [
	QualificationKind::LegalEntity,
	QualificationKind::EthicsApproval,
	QualificationKind::DataSecurity,
];

fn bounded<T, const N: u32>(items: impl IntoIterator<Item = T>) -> BoundedVec<T, ConstU32<N>> {
	let items = items.into_iter().collect::<Vec<_>>();
	BoundedVec::try_from(items).ok().expect("the benchmark stays within the bound")
}

fn longest<const N: u32>() -> Text<N> {
	bounded((0..N).map(|_| b'x'))
}

fn member<T: Config>(name: &'static str, index: u32, role: Role) -> AccountId {
	let who = account(name, index, 0);
	T::BenchmarkHelper::admit(&who, Roles::none().with(role));
	who
}

fn operator<T: Config>() -> AccountId {
	member::<T>("operator", 0, Role::Operator)
}

fn template_content(kind: AgreementKind) -> TemplateContent {
	let clause =
		Clause { title: longest(), wording: Hash::repeat_byte(1), parameter: ParameterType::Text };
	let (role, number) = match kind {
		AgreementKind::Publication => (Role::ThirdParty, REQUIRED.len()),
		AgreementKind::Authorization => (Role::Consumer, REQUIRED.len() - 1),
	};
	let of_holders = REQUIRED.map(|kind| (Role::Holder, kind));
	let of_others = REQUIRED.into_iter().take(number).map(|kind| (role, kind));
	TemplateContent {
		name: longest(),
		kind,
		follows: None,
		clauses: bounded((0..MAX_CLAUSES).map(|_| clause.clone())),
		requires: bounded(of_holders.into_iter().chain(of_others)),
		least_holders: LEAST_HOLDERS,
	}
}

fn add_template<T: Config>(kind: AgreementKind, status: TemplateStatus) -> TemplateId {
	let template = NextTemplateId::<T>::get();
	let author = member::<T>("author", 0, Role::ThirdParty);
	let content = template_content(kind);
	Templates::<T>::insert(template, Template { author, content, version: 1, status });
	NextTemplateId::<T>::put(template + 1);
	template
}

fn content(
	template: TemplateId,
	parties: Vec<Party>,
	identities: Vec<DataId>,
	terms: Terms,
) -> AgreementContent {
	AgreementContent {
		template,
		parties: bounded(parties),
		identities: bounded(identities),
		parameters: bounded((0..MAX_CLAUSES).map(|_| Parameter::Text(longest()))),
		sign_before: SIGN_BEFORE,
		term: 1_000,
		notice: 0,
		terms,
	}
}

/// A publication by the first of `p` parties, of `i` identities.
fn publication<T: Config>(p: u32, i: u32) -> AgreementContent {
	let template = add_template::<T>(AgreementKind::Publication, TemplateStatus::Approved);
	let holder = member::<T>("holder", 0, Role::Holder);
	let identities = (0..i).map(|seed| T::BenchmarkHelper::register(&holder, seed)).collect();
	let others = (1..p).map(|n| Party {
		account: member::<T>("party", n, Role::ThirdParty),
		role: Role::ThirdParty,
	});
	let parties = [Party { account: holder, role: Role::Holder }].into_iter().chain(others);
	content(template, parties.collect(), identities, Terms::Publication)
}

/// Data of `holder` that a publication of its own has put on offer.
fn on_offer<T: Config>(holder: &AccountId, template: TemplateId, seed: u32) -> DataId {
	let data = T::BenchmarkHelper::register(holder, seed);
	let parties = vec![Party { account: holder.clone(), role: Role::Holder }];
	let content = content(template, parties, vec![data], Terms::Publication);
	let agreement = add_agreement::<T>(content, AgreementState::Active { since: 1, until: 10_000 });
	assert_ok!(T::DataIdentities::publish(data, agreement));
	data
}

/// An authorization of one consumer and `p - 1` holders, over `i` identities and `a` algorithms.
fn authorization<T: Config>(p: u32, i: u32, a: u32) -> AgreementContent {
	let publication = add_template::<T>(AgreementKind::Publication, TemplateStatus::Approved);
	authorization_over::<T>(p, a, |holders| {
		let holders = holders.iter().cycle();
		holders.zip(0..i).map(|(holder, seed)| on_offer::<T>(holder, publication, seed)).collect()
	})
}

/// As [`authorization`], over data that are not there: for calls that do not read them, among as few
/// agreements as there are multisig operations where those are measured.
fn authorization_alone<T: Config>(p: u32, i: u32, a: u32) -> AgreementContent {
	authorization_over::<T>(p, a, |_| (0..i).collect())
}

fn authorization_over<T: Config>(
	p: u32,
	a: u32,
	identities: impl FnOnce(&[AccountId]) -> Vec<DataId>,
) -> AgreementContent {
	let template = add_template::<T>(AgreementKind::Authorization, TemplateStatus::Approved);
	let holders = (1..p).map(|n| member::<T>("holder", n, Role::Holder)).collect::<Vec<_>>();
	let identities = identities(&holders);
	let consumer = member::<T>("consumer", 0, Role::Consumer);
	let parties = [Party { account: consumer.clone(), role: Role::Consumer }]
		.into_iter()
		.chain(holders.iter().map(|h| Party { account: h.clone(), role: Role::Holder }))
		.collect::<Vec<_>>();
	let equal = WHOLE / p;
	let mut shares = parties
		.iter()
		.map(|party| Share { account: party.account.clone(), parts: equal })
		.collect::<Vec<_>>();
	shares[0].parts = WHOLE - equal * (p - 1);
	let terms = AuthorizationTerms {
		purpose: purpose(),
		algorithms: bounded((0..a).map(T::BenchmarkHelper::approve_algorithm)),
		job_quota: 10,
		price: 1_000,
		shares: bounded(shares),
		least_holders: LEAST_HOLDERS,
		windows: Windows { accept: 10, compute: 10, check: 10 },
		release: ReleaseRule::Checked(holders[0].clone()),
		disclosure: DisclosureRule::default(),
	};
	content(template, parties, identities, Terms::Authorization(terms))
}

fn purpose() -> Purpose {
	Purpose {
		field: Field::Disease,
		diseases: bounded(0..16),
		project: longest(),
		country: *b"CN",
		for_profit_organisation: false,
		commercial: false,
		develops_methods: false,
		genetic_study: true,
		ethics_approved: true,
		publishes: true,
		collaborates: true,
		returns_results: true,
	}
}

/// Stores an agreement in `state`, with everything that belongs to it.
fn add_agreement<T: Config>(content: AgreementContent, state: AgreementState) -> AgreementId {
	let agreement = NextAgreementId::<T>::get();
	NextAgreementId::<T>::put(agreement + 1);
	for party in &content.parties {
		AgreementsOf::<T>::insert(&party.account, agreement, ());
	}
	let digest = agreement_digest(&Pallet::<T>::genesis(), agreement, &content);
	let proposer = content.parties[0].account.clone();
	if matches!(state, AgreementState::Active { .. }) {
		let attestation =
			Attestation { operator: operator::<T>(), at: 1, checks: Default::default() };
		Attestations::<T>::insert(agreement, attestation);
	}
	let template = Templates::<T>::get(content.template).expect("it was stored").content;
	let standing = Standing::proposed(proposer, digest, &content, &template.requires);
	// Nobody has lost a role or a qualification since.
	let vouched = Standing { state, proposed_at: 1, qualified_until: BlockNumber::MAX, ..standing };
	Agreements::<T>::insert(agreement, vouched);
	Contents::<T>::insert(agreement, content);
	agreement
}

/// The greatest authorization there is, in `state`.
fn greatest<T: Config>(state: AgreementState) -> (AgreementId, Standing) {
	let content = authorization::<T>(MAX_PARTIES, MAX_IDENTITIES, MAX_ALGORITHMS);
	let agreement = add_agreement::<T>(content, state);
	(agreement, stored::<T>(agreement))
}

fn stored<T: Config>(agreement: AgreementId) -> Standing {
	Agreements::<T>::get(agreement).expect("it was stored")
}

fn in_force() -> AgreementState {
	AgreementState::Active { since: 1, until: 1_001 }
}

/// A publication of `i` identities in force.
fn published<T: Config>(i: u32) -> AgreementId {
	let content = publication::<T>(MAX_PARTIES, i);
	let agreement = add_agreement::<T>(content, in_force());
	for data in stored::<T>(agreement).identities {
		assert_ok!(T::DataIdentities::publish(data, agreement));
	}
	agreement
}

/// Every check that `agreement` needs.
fn checks<T: Config>(agreement: AgreementId) -> Checks {
	let report = Hash::repeat_byte(4);
	bounded(stored::<T>(agreement).required_checks().map(|subject| match subject {
		CheckSubject::Party(party, kind) => Check::PartyQualified { party, kind },
		CheckSubject::Attributes(data) => Check::AttributesVerified { data, report },
		CheckSubject::Diseases => Check::DiseasesVerified { report },
	}))
}

/// A signature of staff for `party`, wrapped as a wallet does: the longer payload.
fn signature<T: Config>(index: u32, party: &AccountId, digest: &Hash) -> PartySignature {
	let seed = [b"//Staff", b"/".as_slice(), &[b'a' + u8::try_from(index).expect("few")]].concat();
	let key = sp_io::crypto::sr25519_generate(KEYS, Some(seed));
	let staff = AccountId::from(key);
	T::BenchmarkHelper::authorize_staff(&staff, party);
	let payload = agreement_signature_payload(&Pallet::<T>::genesis(), digest, party, SIGN_BEFORE);
	let message = wrapped_for_wallet(payload.as_bytes());
	let signature =
		sp_io::crypto::sr25519_sign(KEYS, &key, &message).expect("the key was generated");
	PartySignature {
		party: party.clone(),
		signer: staff,
		expires_at: SIGN_BEFORE,
		wrapped: true,
		signature: MultiSignature::Sr25519(signature),
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn propose_template() {
		let kind = AgreementKind::Authorization;
		let followed = add_template::<T>(kind, TemplateStatus::Approved);
		let author = member::<T>("author", 1, Role::ThirdParty);
		let content = TemplateContent { follows: Some(followed), ..template_content(kind) };
		T::Members::whitelist_sender(&author);

		#[extrinsic_call]
		_(RawOrigin::Signed(author), content);

		assert_eq!(Templates::<T>::get(followed + 1).map(|t| t.version), Some(2));
	}

	#[benchmark]
	fn approve_template() {
		let template = add_template::<T>(AgreementKind::Authorization, TemplateStatus::Proposed);
		let operator = operator::<T>();
		T::Members::whitelist_sender(&operator);

		#[extrinsic_call]
		_(RawOrigin::Signed(operator), template);

		let status = Templates::<T>::get(template).map(|t| t.status);
		assert_eq!(status, Some(TemplateStatus::Approved));
	}

	#[benchmark]
	fn retire_template() {
		let template = add_template::<T>(AgreementKind::Authorization, TemplateStatus::Approved);
		let operator = operator::<T>();
		T::Members::whitelist_sender(&operator);

		#[extrinsic_call]
		_(RawOrigin::Signed(operator), template);

		let status = Templates::<T>::get(template).map(|t| t.status);
		assert_eq!(status, Some(TemplateStatus::Retired));
	}

	#[benchmark]
	fn propose(
		p: Linear<3, MAX_PARTIES>,
		i: Linear<2, MAX_IDENTITIES>,
		a: Linear<1, MAX_ALGORITHMS>,
	) {
		let content = authorization::<T>(p, i, a);
		let proposer = content.parties[0].account.clone();
		let agreement = NextAgreementId::<T>::get();
		T::Members::whitelist_sender(&proposer);

		#[extrinsic_call]
		_(RawOrigin::Signed(proposer), content);

		assert_eq!(stored::<T>(agreement).state, AgreementState::Proposed);
	}

	#[benchmark]
	fn sign(p: Linear<3, MAX_PARTIES>) {
		let content = authorization_alone::<T>(p, MAX_IDENTITIES, MAX_ALGORITHMS);
		let agreement = add_agreement::<T>(content, AgreementState::Proposed);
		let standing = stored::<T>(agreement);
		let party = standing.parties.last().expect("there are some").account.clone();
		T::Members::whitelist_sender(&party);

		#[extrinsic_call]
		_(RawOrigin::Signed(party), agreement, standing.digest);

		let signed = PartySet::default().with(standing.parties.len() - 1);
		assert_eq!(stored::<T>(agreement).state, AgreementState::PartlySigned { signed });
	}

	#[benchmark]
	fn submit_signatures(s: Linear<1, MAX_PARTIES>) {
		let (agreement, standing) = greatest::<T>(AgreementState::Proposed);
		let parties = (0..s).zip(&standing.parties);
		let signatures =
			bounded(parties.map(|(n, party)| signature::<T>(n, &party.account, &standing.digest)));
		let carrier = member::<T>("carrier", 0, Role::ThirdParty);
		T::Members::whitelist_sender(&carrier);

		#[extrinsic_call]
		_(RawOrigin::Signed(carrier), agreement, standing.digest, signatures);

		assert_ne!(stored::<T>(agreement).state, AgreementState::Proposed);
	}

	#[benchmark]
	fn decline() {
		let (agreement, standing) = greatest::<T>(AgreementState::FullySigned);
		let by = standing.parties[15].account.clone();
		T::Members::whitelist_sender(&by);

		#[extrinsic_call]
		_(RawOrigin::Signed(by.clone()), agreement, 1);

		assert_eq!(stored::<T>(agreement).state, AgreementState::Rejected { by, reason: 1 });
	}

	#[benchmark]
	fn withdraw() {
		let (agreement, standing) = greatest::<T>(AgreementState::FullySigned);
		let by = standing.proposer;
		T::Members::whitelist_sender(&by);

		#[extrinsic_call]
		_(RawOrigin::Signed(by.clone()), agreement);

		assert_eq!(stored::<T>(agreement).state, AgreementState::Rejected { by, reason: 0 });
	}

	#[benchmark]
	fn look_at_parties(p: Linear<1, MAX_PARTIES>) {
		let agreement = add_agreement::<T>(publication::<T>(p, 1), AgreementState::FullySigned);
		let standing = Standing { qualified_until: 0, ..stored::<T>(agreement) };
		let looked;

		#[block]
		{
			looked = Pallet::<T>::ensure_in_good_standing(&standing, |_| true, 1);
		}

		assert!(looked.is_ok_and(|weight| weight != Weight::zero()));
	}

	#[benchmark]
	fn attest_publication(p: Linear<1, MAX_PARTIES>, i: Linear<1, MAX_IDENTITIES>) {
		let content = publication::<T>(p, i);
		let agreement = add_agreement::<T>(content, AgreementState::FullySigned);
		let (digest, checks) = (stored::<T>(agreement).digest, checks::<T>(agreement));
		let operator = operator::<T>();
		T::Members::whitelist_sender(&operator);

		#[extrinsic_call]
		attest(RawOrigin::Signed(operator), agreement, digest, checks);

		assert!(matches!(stored::<T>(agreement).state, AgreementState::Active { .. }));
	}

	#[benchmark]
	fn attest_authorization(p: Linear<3, MAX_PARTIES>, i: Linear<2, MAX_IDENTITIES>) {
		let content = authorization_alone::<T>(p, i, MAX_ALGORITHMS);
		let agreement = add_agreement::<T>(content, AgreementState::FullySigned);
		let (digest, checks) = (stored::<T>(agreement).digest, checks::<T>(agreement));
		let operator = operator::<T>();
		T::Members::whitelist_sender(&operator);

		#[extrinsic_call]
		attest(RawOrigin::Signed(operator), agreement, digest, checks);

		assert!(matches!(stored::<T>(agreement).state, AgreementState::Active { .. }));
	}

	#[benchmark]
	fn reject() {
		let (agreement, _) = greatest::<T>(AgreementState::FullySigned);
		let by = operator::<T>();
		T::Members::whitelist_sender(&by);

		#[extrinsic_call]
		_(RawOrigin::Signed(by.clone()), agreement, 1);

		assert_eq!(stored::<T>(agreement).state, AgreementState::Rejected { by, reason: 1 });
	}

	#[benchmark]
	fn give_notice(i: Linear<1, MAX_IDENTITIES>) {
		let agreement = published::<T>(i);
		let party = stored::<T>(agreement).proposer;
		T::Members::whitelist_sender(&party);

		#[extrinsic_call]
		_(RawOrigin::Signed(party), agreement);

		assert_eq!(stored::<T>(agreement).state, AgreementState::Terminated);
	}

	#[benchmark]
	fn suspend() {
		let (agreement, _) = greatest::<T>(in_force());
		let auditor = member::<T>("auditor", 0, Role::Auditor);
		T::Members::whitelist_sender(&auditor);

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), agreement, 1);

		assert!(matches!(stored::<T>(agreement).state, AgreementState::Suspended { .. }));
	}

	#[benchmark]
	fn resume() {
		let by = member::<T>("auditor", 0, Role::Auditor);
		let notice_by = Some(by.clone());
		let state = AgreementState::Suspended {
			by: by.clone(),
			role: Role::Auditor,
			reason: 1,
			until: 1_001,
			notice_by,
		};
		let (agreement, _) = greatest::<T>(state);
		T::Members::whitelist_sender(&by);

		#[extrinsic_call]
		_(RawOrigin::Signed(by), agreement, 1);

		assert!(matches!(stored::<T>(agreement).state, AgreementState::Terminating { .. }));
	}

	#[benchmark]
	fn record_end(i: Linear<1, MAX_IDENTITIES>) {
		let agreement = published::<T>(i);
		let over = AgreementState::Active { since: 0, until: 0 };
		Agreements::<T>::mutate(agreement, |record| {
			record.as_mut().expect("it was stored").state = over;
		});
		let anybody = member::<T>("carrier", 0, Role::ThirdParty);
		T::Members::whitelist_sender(&anybody);

		#[extrinsic_call]
		_(RawOrigin::Signed(anybody), agreement);

		assert_eq!(stored::<T>(agreement).state, AgreementState::Expired);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::empty(), crate::mock::Test);
}
