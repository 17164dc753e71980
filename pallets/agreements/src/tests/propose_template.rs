use super::*;
use crate::{NextTemplateId, Templates};

#[test]
fn stores_a_proposal_of_any_member() {
	Builder::bare().build_and_execute(|| {
		let content = template(AgreementKind::Authorization, 3);
		assert_ok!(Market::propose_template(Actor::Auditor.origin(), content.clone()));
		let author = Actor::Auditor.account();
		let stored = Templates::<Test>::get(0).expect("it was proposed");
		assert_eq!(stored.author, author);
		assert_eq!(stored.content, content);
		assert_eq!((stored.version, stored.status), (1, TemplateStatus::Proposed));
		assert_eq!(NextTemplateId::<Test>::get(), 1);
		assert_eq!(last_event(), Event::TemplateProposed { template: 0, author, version: 1 });
	});
}

#[test]
fn a_new_version_counts_on_from_the_one_it_follows() {
	Builder::with(templates).build_and_execute(|| {
		let content = TemplateContent {
			follows: Some(AUTHORIZATION),
			..template(AgreementKind::Authorization, 3)
		};
		assert_ok!(Market::propose_template(Actor::Seller.origin(), content));
		assert_eq!(Templates::<Test>::get(3).expect("it was proposed").version, 2);
	});
}

#[test]
fn fails_when_not_a_member() {
	Builder::bare().build_and_execute(|| {
		let content = template(AgreementKind::Publication, 0);
		assert_noop!(
			Market::propose_template(Actor::Stranger.origin(), content),
			Error::<Test>::NotAMember
		);
	});
}

#[test]
fn fails_when_the_content_is_defective() {
	Builder::with(templates).build_and_execute(|| {
		let good = || template(AgreementKind::Authorization, 3);
		let mut reversed = good();
		reversed.clauses = changed(&reversed.clauses, |clauses| {
			clauses[1].parameter = ParameterType::Number { least: 2, greatest: 1 };
		});
		let mut repeated = good();
		repeated.requires = changed(&repeated.requires, |requires| requires.push(requires[0]));
		let hidden = TemplateContent { name: bounded(*b"a\rb"), ..good() };
		let mut titled = good();
		titled.clauses = changed(&titled.clauses, |clauses| clauses[0].title = bounded(*b"a\x1b"));
		for (content, error) in [
			(hidden, Error::<Test>::HiddenCharacters),
			(titled, Error::<Test>::HiddenCharacters),
			(reversed, Error::<Test>::BoundsReversed),
			(repeated, Error::<Test>::RequirementRepeated),
			(TemplateContent { least_holders: 0, ..good() }, Error::<Test>::MinimumTooLow),
			(TemplateContent { follows: Some(9), ..good() }, Error::<Test>::TemplateNotFound),
			(
				TemplateContent { follows: Some(PUBLICATION), ..good() },
				Error::<Test>::FollowsOtherKind,
			),
		] {
			assert_noop!(Market::propose_template(Actor::Seller.origin(), content), error);
		}
	});
}

#[test]
fn fails_when_numbers_are_exhausted() {
	Builder::with(templates).build_and_execute(|| {
		Templates::<Test>::mutate(AUTHORIZATION, |template| {
			template.as_mut().expect("it exists").version = u16::MAX;
		});
		let content = TemplateContent {
			follows: Some(AUTHORIZATION),
			..template(AgreementKind::Authorization, 3)
		};
		assert_noop!(
			Market::propose_template(Actor::Seller.origin(), content.clone()),
			Error::<Test>::VersionsExhausted
		);
		NextTemplateId::<Test>::put(u32::MAX);
		assert_noop!(
			Market::propose_template(
				Actor::Seller.origin(),
				TemplateContent { follows: None, ..content }
			),
			Error::<Test>::IdsExhausted
		);
	});
}
