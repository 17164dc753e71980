//! The usual way of things: templates, publications and an authorization, step by step.

use super::*;
use crate::{Agreements, Checks, NextAgreementId, NextTemplateId};
use frame_support::BoundedVec;
use panshi_primitives::{
	data::DataId,
	duo::{Field, Purpose},
	signing::{agreement_digest, agreement_signature_payload},
	BlockNumber, Hash, Text,
};

/// Template of a publication.
pub(crate) const PUBLICATION: TemplateId = 0;
/// Template of an authorization over three holders or more.
pub(crate) const AUTHORIZATION: TemplateId = 1;
/// Template of an authorization over two holders or more.
pub(crate) const PAIR: TemplateId = 2;
/// First agreement that a test makes itself: the three before it publish the data.
pub(crate) const FIRST: AgreementId = 3;

pub(crate) const SIGN_BEFORE: BlockNumber = 100;
pub(crate) const TERM: BlockNumber = 500;
pub(crate) const NOTICE: BlockNumber = 20;
/// First block at which an agreement attested at block 1 is not in force any more.
pub(crate) const UNTIL: BlockNumber = 1 + TERM;

pub(crate) fn bounded<T, B: TryFrom<Vec<T>>>(items: impl Into<Vec<T>>) -> B {
	B::try_from(items.into()).ok().expect("the items are within the bound")
}

pub(crate) fn text<const N: u32>(text: &str) -> Text<N> {
	bounded(text.as_bytes())
}

/// Content of a template with one fixed clause and one number from 1 to 10.
pub(crate) fn template(kind: AgreementKind, least_holders: u8) -> TemplateContent {
	let clause =
		|title, parameter| Clause { title: text(title), wording: Hash::repeat_byte(3), parameter };
	let requires = match kind {
		AgreementKind::Publication => vec![(Role::Holder, QualificationKind::LegalEntity)],
		AgreementKind::Authorization => vec![
			(Role::Holder, QualificationKind::DataSecurity),
			(Role::Consumer, QualificationKind::EthicsApproval),
		],
	};
	TemplateContent {
		name: text("Standard terms"),
		kind,
		follows: None,
		clauses: bounded([
			clause("Liability", ParameterType::None),
			clause("Years of archiving", ParameterType::Number { least: 1, greatest: 10 }),
		]),
		requires: bounded(requires),
		least_holders,
	}
}

/// Proposes and approves a template.
pub(crate) fn approved(content: TemplateContent) -> TemplateId {
	let template = NextTemplateId::<Test>::get();
	assert_ok!(Market::propose_template(Actor::Seller.origin(), content));
	assert_ok!(Market::approve_template(Actor::Operator.origin(), template));
	template
}

/// The three templates.
pub(crate) fn templates() {
	assert_eq!(approved(template(AgreementKind::Publication, 0)), PUBLICATION);
	assert_eq!(approved(template(AgreementKind::Authorization, 3)), AUTHORIZATION);
	assert_eq!(approved(template(AgreementKind::Authorization, 2)), PAIR);
}

pub(crate) fn party(actor: Actor, role: Role) -> Party {
	Party { account: actor.account(), role }
}

fn content(
	template: TemplateId,
	parties: Vec<Party>,
	data: &[DataId],
	terms: Terms,
) -> AgreementContent {
	AgreementContent {
		template,
		parties: bounded(parties),
		identities: bounded(data),
		parameters: bounded([Parameter::None, Parameter::Number(5)]),
		sign_before: SIGN_BEFORE,
		term: TERM,
		notice: NOTICE,
		terms,
	}
}

/// Content of a publication of `data` by `holder`.
pub(crate) fn publication(holder: Actor, data: &[DataId]) -> AgreementContent {
	content(PUBLICATION, vec![party(holder, Role::Holder)], data, Terms::Publication)
}

/// Purpose that the data permit.
pub(crate) fn purpose() -> Purpose {
	Purpose {
		field: Field::HealthMedicalBiomedical,
		diseases: Default::default(),
		project: text("Cohort"),
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

/// Terms of two jobs, whose income goes to the laboratories and the seller.
fn terms() -> AuthorizationTerms {
	let share = |actor: Actor, parts| Share { account: actor.account(), parts };
	AuthorizationTerms {
		purpose: purpose(),
		algorithms: bounded([ALGORITHM]),
		job_quota: 2,
		price: 1_000,
		shares: bounded([
			share(Actor::North, 300_000),
			share(Actor::South, 300_000),
			share(Actor::East, 300_000),
			share(Actor::Seller, 100_000),
		]),
		least_holders: 3,
		windows: Windows { accept: 10, compute: 10, check: 10 },
		release: ReleaseRule::Checked(Actor::Seller.account()),
		disclosure: DisclosureRule::default(),
	}
}

/// Content of an authorization of the clinic over the data of all laboratories.
pub(crate) fn authorization() -> AgreementContent {
	let parties = vec![
		party(Actor::Clinic, Role::Consumer),
		party(Actor::North, Role::Holder),
		party(Actor::South, Role::Holder),
		party(Actor::East, Role::Holder),
		party(Actor::Seller, Role::ThirdParty),
	];
	content(AUTHORIZATION, parties, &[0, 1, 2], Terms::Authorization(terms()))
}

/// The parties of [`authorization`], in order.
pub(crate) const PARTIES: [Actor; 5] =
	[Actor::Clinic, Actor::North, Actor::South, Actor::East, Actor::Seller];

/// The terms of `content`, to change them.
pub(crate) fn terms_of(content: &mut AgreementContent) -> &mut AuthorizationTerms {
	match &mut content.terms {
		Terms::Authorization(terms) => terms,
		Terms::Publication => panic!("this is a publication"),
	}
}

pub(crate) fn proposed_by(proposer: Actor, content: AgreementContent) -> AgreementId {
	let agreement = NextAgreementId::<Test>::get();
	assert_ok!(Market::propose(proposer.origin(), content));
	agreement
}

/// Proposes [`authorization`].
pub(crate) fn proposed() -> AgreementId {
	proposed_by(Actor::Clinic, authorization())
}

pub(crate) fn stored(agreement: AgreementId) -> Standing {
	Agreements::<Test>::get(agreement).expect("it was proposed")
}

pub(crate) fn state(agreement: AgreementId) -> AgreementState {
	stored(agreement).state
}

pub(crate) fn digest(agreement: AgreementId) -> Hash {
	stored(agreement).digest
}

pub(crate) fn sign(actor: Actor, agreement: AgreementId) {
	assert_ok!(Market::sign(actor.origin(), agreement, digest(agreement)));
}

/// An authorization that all parties signed.
pub(crate) fn signed() -> AgreementId {
	signed_with(|_| ())
}

/// An authorization, changed by `change`, that all parties signed.
pub(crate) fn signed_with(change: impl FnOnce(&mut AgreementContent)) -> AgreementId {
	let mut content = authorization();
	change(&mut content);
	let agreement = proposed_by(Actor::Clinic, content);
	PARTIES.into_iter().for_each(|actor| sign(actor, agreement));
	agreement
}

/// Every check that the attestation of `agreement` needs.
pub(crate) fn checks(agreement: AgreementId) -> Checks {
	let report = Hash::repeat_byte(4);
	let check = |subject| match subject {
		CheckSubject::Party(party, kind) => Check::PartyQualified { party, kind },
		CheckSubject::Attributes(data) => Check::AttributesVerified { data, report },
		CheckSubject::Diseases => Check::DiseasesVerified { report },
	};
	bounded(stored(agreement).required_checks().map(check).collect::<Vec<_>>())
}

pub(crate) fn attest(agreement: AgreementId) {
	let (digest, checks) = (digest(agreement), checks(agreement));
	assert_ok!(Market::attest(Actor::Operator.origin(), agreement, digest, checks));
}

/// An authorization in force since now.
pub(crate) fn active() -> AgreementId {
	let agreement = signed();
	attest(agreement);
	agreement
}

/// A publication of `data` by `holder`, in force since now.
pub(crate) fn published(holder: Actor, data: &[DataId]) -> AgreementId {
	let agreement = proposed_by(holder, publication(holder, data));
	sign(holder, agreement);
	attest(agreement);
	agreement
}

/// The templates, and publications of each laboratory's data that outlast every test.
pub(crate) fn market() {
	templates();
	for (data, laboratory) in (0..).zip(Actor::LABORATORIES) {
		let content = AgreementContent { term: 100_000, ..publication(laboratory, &[data]) };
		let agreement = proposed_by(laboratory, content);
		sign(laboratory, agreement);
		attest(agreement);
	}
	assert_eq!(NextAgreementId::<Test>::get(), FIRST);
}

pub(crate) fn run_to(block: BlockNumber) {
	System::set_block_number(block);
}

/// The genesis of the mock chain.
pub(crate) fn genesis() -> Hash {
	System::block_hash(0)
}

/// What `party` signs off chain for `agreement`.
pub(crate) fn payload(agreement: AgreementId, party: Actor, expires_at: BlockNumber) -> Hash {
	agreement_signature_payload(&genesis(), &digest(agreement), &party.account(), expires_at)
}

/// Signature of `signer` for `party` over `message`.
pub(crate) fn signature(
	signer: Actor,
	party: Actor,
	expires_at: BlockNumber,
	message: &[u8],
) -> PartySignature {
	PartySignature {
		party: party.account(),
		signer: signer.account(),
		expires_at,
		wrapped: message.starts_with(b"<Bytes>"),
		signature: signer.sign(message),
	}
}

/// Good signature of `party` itself.
pub(crate) fn own_signature(party: Actor, agreement: AgreementId) -> PartySignature {
	let message = payload(agreement, party, SIGN_BEFORE);
	signature(party, party, SIGN_BEFORE, message.as_bytes())
}

/// Digest of an agreement, computed from its content.
pub(crate) fn digest_of(agreement: AgreementId, content: &AgreementContent) -> Hash {
	agreement_digest(&genesis(), agreement, content)
}

/// Set of the parties at `indices`.
pub(crate) fn set(indices: &[usize]) -> PartySet {
	indices.iter().fold(PartySet::default(), |set, index| set.with(*index))
}

/// Bounded list of one kind or another, from a changed copy.
pub(crate) fn changed<T: Clone, const N: u32>(
	items: &BoundedVec<T, frame_support::traits::ConstU32<N>>,
	change: impl FnOnce(&mut Vec<T>),
) -> BoundedVec<T, frame_support::traits::ConstU32<N>> {
	let mut items = items.to_vec();
	change(&mut items);
	bounded(items)
}
