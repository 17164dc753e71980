//! What both kinds of agreements have in common, and publications.

use super::*;
use crate::{AgreementsOf, Contents, NextAgreementId};
use panshi_primitives::{data::DataStatus, BlockNumber};

/// Asserts that the authorization is refused once `change` has changed it.
fn refused(change: impl FnOnce(&mut AgreementContent), error: Error<Test>) {
	let mut content = authorization();
	change(&mut content);
	assert_noop!(Market::propose(Actor::Clinic.origin(), content), error);
}

#[test]
fn records_content_digest_and_parties() {
	Builder::with(market).build_and_execute(|| {
		let content = authorization();
		assert_ok!(Market::propose(Actor::Clinic.origin(), content.clone()));
		let (stored, proposer) = (stored(FIRST), Actor::Clinic.account());
		let digest = digest_of(FIRST, &content);
		assert_eq!(stored.proposer, proposer);
		assert_eq!(Contents::<Test>::get(FIRST), Some(content));
		assert_eq!((stored.digest, stored.state), (digest, AgreementState::Proposed));
		assert_eq!((stored.jobs_started, stored.jobs_open), (0, 0));
		for actor in PARTIES {
			assert!(AgreementsOf::<Test>::contains_key(actor.account(), FIRST));
		}
		assert_eq!(NextAgreementId::<Test>::get(), FIRST + 1);
		assert_eq!(last_event(), Event::Proposed { agreement: FIRST, proposer, digest });
	});
}

#[test]
fn the_same_content_twice_has_two_digests() {
	Builder::with(market).build_and_execute(|| {
		assert_ne!(digest(proposed()), digest(proposed()));
	});
}

#[test]
fn fails_when_the_signer_is_not_a_party() {
	Builder::with(market).build_and_execute(|| {
		for actor in [Actor::Operator, Actor::Clerk, Actor::Stranger] {
			assert_noop!(
				Market::propose(actor.origin(), authorization()),
				Error::<Test>::NotAParty
			);
		}
	});
}

#[test]
fn fails_when_the_template_cannot_be_filled() {
	Builder::with(market).build_and_execute(|| {
		let content = template(AgreementKind::Authorization, 3);
		assert_ok!(Market::propose_template(Actor::Seller.origin(), content));
		refused(|c| c.template = 3, Error::<Test>::TemplateNotApproved);
		refused(|c| c.template = 9, Error::<Test>::TemplateNotFound);
		refused(|c| c.template = PUBLICATION, Error::<Test>::KindMismatch);
		assert_ok!(Market::retire_template(Actor::Operator.origin(), AUTHORIZATION));
		refused(|_| (), Error::<Test>::TemplateNotApproved);
	});
}

#[test]
fn fails_when_the_clauses_are_not_filled() {
	Builder::with(market).build_and_execute(|| {
		let fill = |parameters: &[Parameter]| {
			let parameters = bounded(parameters);
			move |c: &mut AgreementContent| c.parameters = parameters
		};
		refused(fill(&[Parameter::None]), Error::<Test>::ParameterCountMismatch);
		for wrong in [Parameter::Number(11), Parameter::Number(0), Parameter::Block(5)] {
			refused(fill(&[Parameter::None, wrong]), Error::<Test>::ParameterNotAdmitted);
		}
	});
}

#[test]
fn fails_when_a_text_is_not_what_a_reader_sees() {
	Builder::with(market).build_and_execute(|| {
		let mut free = template(AgreementKind::Authorization, 3);
		free.clauses = changed(&free.clauses, |c| c[1].parameter = ParameterType::Text);
		let free = approved(free);
		let fill = |text: &[u8]| {
			let parameters = bounded([Parameter::None, Parameter::Text(bounded(text))]);
			move |c: &mut AgreementContent| {
				c.template = free;
				c.parameters = parameters;
			}
		};
		let lines: &[u8] = b"x\"\n\rprice  1 PAN each\x1b[8m";
		for hidden in [lines, "a\u{202e}b".as_bytes(), "a\u{200b}b".as_bytes(), &[0xff]] {
			let project = |c: &mut AgreementContent| terms_of(c).purpose.project = bounded(hidden);
			refused(project, Error::<Test>::HiddenCharacters);
			refused(fill(hidden), Error::<Test>::HiddenCharacters);
		}
		refused(|c| terms_of(c).purpose.country = [0x1b, b'['], Error::<Test>::HiddenCharacters);
		let mut content = authorization();
		fill("磐石".as_bytes())(&mut content);
		assert_ok!(Market::propose(Actor::Clinic.origin(), content));
	});
}

#[test]
fn fails_when_a_party_is_not_fit_to_sign() {
	Builder::with(market).build_and_execute(|| {
		let with = |party: Party| {
			move |c: &mut AgreementContent| c.parties = changed(&c.parties, |p| p.push(party))
		};
		refused(with(party(Actor::North, Role::ThirdParty)), Error::<Test>::PartyRepeated);
		refused(with(party(Actor::Operator, Role::Operator)), Error::<Test>::OperatorAsParty);
		refused(with(party(Actor::Stranger, Role::ThirdParty)), Error::<Test>::RoleNotHeld);
		refused(with(party(Actor::Auditor, Role::Consumer)), Error::<Test>::RoleNotHeld);
		MockMembers::remove(Actor::Clinic.account());
		refused(|_| (), Error::<Test>::RoleNotHeld);
	});
}

#[test]
fn fails_when_the_times_make_no_sense() {
	Builder::with(market).build_and_execute(|| {
		run_to(50);
		refused(|c| c.sign_before = 50, Error::<Test>::SignBeforePassed);
		refused(|c| c.term = 0, Error::<Test>::TermIsZero);
		refused(|c| c.term = BlockNumber::MAX - 99, Error::<Test>::TermTooLong);
		let mut content = authorization();
		content.term = BlockNumber::MAX - 100;
		assert_ok!(Market::propose(Actor::Clinic.origin(), content));
	});
}

#[test]
fn fails_when_the_identities_are_missing_or_repeated() {
	Builder::with(market).build_and_execute(|| {
		refused(|c| c.identities = bounded([]), Error::<Test>::NoIdentities);
		refused(|c| c.identities = bounded([0, 1, 2, 1]), Error::<Test>::IdentityRepeated);
		refused(|c| c.identities = bounded([0, 1, 9]), Error::<Test>::IdentityNotFound);
	});
}

#[test]
fn fails_when_no_attestation_could_hold_the_checks() {
	Builder::with(market).build_and_execute(|| {
		use QualificationKind as Q;
		let kinds = [Q::LegalEntity, Q::LaboratoryLicence, Q::EthicsApproval, Q::DataSecurity];
		let demanding = approved(TemplateContent {
			requires: bounded(kinds.map(|kind| (Role::ThirdParty, kind))),
			..template(AgreementKind::Publication, 0)
		});
		// Fifteen third parties times four qualifications, and five identities, are 65 checks.
		let mut content = publication(Actor::North, &[10, 11, 12, 13, 14]);
		content.template = demanding;
		content.identities.iter().for_each(|data| register(*data, &Actor::North.account()));
		content.parties = changed(&content.parties, |parties| {
			parties.extend((1..=15).map(|n| {
				let account = panshi_primitives::AccountId::new([n; 32]);
				admit(&account, Roles::none().with(Role::ThirdParty));
				Party { account, role: Role::ThirdParty }
			}));
		});
		let propose = |content| Market::propose(Actor::North.origin(), content);
		assert_noop!(propose(content.clone()), Error::<Test>::MaxChecksExceeded);
		content.identities = bounded([10, 11, 12, 13]);
		assert_ok!(propose(content));
	});
}

#[test]
fn fails_when_numbers_are_exhausted() {
	Builder::with(market).build_and_execute(|| {
		NextAgreementId::<Test>::put(u32::MAX);
		refused(|_| (), Error::<Test>::IdsExhausted);
	});
}

mod a_publication {
	use super::*;

	fn refused(content: AgreementContent, error: Error<Test>) {
		assert_noop!(Market::propose(Actor::North.origin(), content), error);
	}

	#[test]
	fn may_have_further_parties_and_identities() {
		Builder::with(templates).build_and_execute(|| {
			register(5, &Actor::North.account());
			let mut content = publication(Actor::North, &[0, 5]);
			content.parties =
				changed(&content.parties, |p| p.push(party(Actor::Seller, Role::ThirdParty)));
			assert_ok!(Market::propose(Actor::Seller.origin(), content));
		});
	}

	#[test]
	fn fails_when_the_holder_is_another_or_not_alone() {
		Builder::with(templates).build_and_execute(|| {
			refused(publication(Actor::North, &[1]), Error::<Test>::HolderNotAParty);
			refused(publication(Actor::North, &[0, 1]), Error::<Test>::HolderNotAParty);
			let mut both = publication(Actor::North, &[0, 1]);
			both.parties = changed(&both.parties, |p| p.push(party(Actor::South, Role::Holder)));
			refused(both, Error::<Test>::NotOneHolder);
			let mut none = publication(Actor::North, &[0]);
			none.parties = bounded([party(Actor::North, Role::ThirdParty)]);
			refused(none, Error::<Test>::NotOneHolder);
		});
	}

	#[test]
	fn fails_when_the_data_are_on_offer_suspended_or_withdrawn() {
		Builder::with(market).build_and_execute(|| {
			let operator = Actor::Operator.account();
			for status in [
				DataStatus::Published { agreement: 0 },
				DataStatus::Suspended {
					by: operator,
					role: Role::Operator,
					reason: 1,
					publication: None,
				},
				DataStatus::Withdrawn { at: 1, suspended: false },
			] {
				alter(0, |identity| identity.status = status);
				refused(publication(Actor::North, &[0]), Error::<Test>::IdentityNotRegistered);
			}
		});
	}
}
