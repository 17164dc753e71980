//! What the terms of an authorization must meet.

use super::*;
use crate::Misfit;
use panshi_primitives::{
	agreement::MAX_WINDOW,
	data::DataStatus,
	duo::{Field, Mismatch, Modifier},
	genomics::{NormalisationRule, ReferenceBuild},
	Hash,
};

fn propose(change: impl FnOnce(&mut AgreementContent)) -> frame_support::dispatch::DispatchResult {
	let mut content = authorization();
	change(&mut content);
	Market::propose(Actor::Clinic.origin(), content)
}

/// Asserts that the terms are refused once `change` has changed them.
fn refused(change: impl FnOnce(&mut AuthorizationTerms), error: Error<Test>) {
	assert_noop!(propose(|content| change(terms_of(content))), error);
}

fn share(actor: Actor, parts: u32) -> Share {
	Share { account: actor.account(), parts }
}

#[test]
fn fails_when_nobody_consumes() {
	Builder::with(market).build_and_execute(|| {
		let mut content = authorization();
		content.parties = changed(&content.parties, |parties| drop(parties.remove(0)));
		assert_noop!(Market::propose(Actor::North.origin(), content), Error::<Test>::NoConsumer);
	});
}

#[test]
fn fails_when_the_shares_do_not_sum() {
	Builder::with(market).build_and_execute(|| {
		for shares in [
			vec![],
			vec![share(Actor::North, WHOLE - 1)],
			vec![share(Actor::North, WHOLE), share(Actor::South, 1)],
			vec![share(Actor::North, u32::MAX), share(Actor::South, WHOLE + 1)],
		] {
			refused(|t| t.shares = bounded(shares), Error::<Test>::SharesDoNotSum);
		}
	});
}

#[test]
fn fails_when_a_share_goes_astray() {
	Builder::with(market).build_and_execute(|| {
		let whole = |actor| bounded([share(actor, WHOLE)]);
		refused(|t| t.shares = whole(Actor::Operator), Error::<Test>::ShareNotToParty);
		let halves = bounded([share(Actor::North, WHOLE / 2), share(Actor::North, WHOLE / 2)]);
		refused(|t| t.shares = halves, Error::<Test>::ShareRepeated);
	});
}

#[test]
fn fails_when_an_algorithm_may_not_run() {
	Builder::with(market).build_and_execute(|| {
		let other = Hash::repeat_byte(9);
		refused(|t| t.algorithms = bounded([]), Error::<Test>::NoAlgorithms);
		refused(
			|t| t.algorithms = bounded([ALGORITHM, ALGORITHM]),
			Error::<Test>::AlgorithmRepeated,
		);
		refused(
			|t| t.algorithms = bounded([ALGORITHM, other]),
			Error::<Test>::AlgorithmNotApproved,
		);
	});
}

#[test]
fn fails_when_no_job_could_run() {
	Builder::with(market).build_and_execute(|| {
		refused(|t| t.job_quota = 0, Error::<Test>::QuotaIsZero);
		refused(|t| t.windows.accept = 0, Error::<Test>::WindowIsZero);
		refused(|t| t.windows.compute = 0, Error::<Test>::WindowIsZero);
		refused(|t| t.windows.check = 0, Error::<Test>::WindowIsZero);
		let too_long = MAX_WINDOW + 1;
		refused(|t| t.windows.accept = too_long, Error::<Test>::WindowTooLong);
		refused(|t| t.windows.compute = too_long, Error::<Test>::WindowTooLong);
		refused(|t| t.windows.check = u32::MAX, Error::<Test>::WindowTooLong);
		let outsider = ReleaseRule::Checked(Actor::Auditor.account());
		refused(|t| t.release = outsider, Error::<Test>::CheckerNotAParty);
		// Its silence would give it the result for half the price.
		let consumer = ReleaseRule::Checked(Actor::Clinic.account());
		refused(|t| t.release = consumer, Error::<Test>::CheckerIsConsumer);
	});
}

#[test]
fn needs_no_window_for_a_check_that_nobody_makes() {
	Builder::with(market).build_and_execute(|| {
		assert_ok!(propose(|content| {
			terms_of(content).windows.check = 0;
			terms_of(content).release = ReleaseRule::AtOnce;
		}));
	});
}

#[test]
fn fails_with_fewer_than_three_holders_unless_the_template_says_two() {
	Builder::with(market).build_and_execute(|| {
		refused(|t| t.least_holders = 2, Error::<Test>::LeastHoldersTooLow);
		assert_noop!(
			propose(|content| content.identities = bounded([0, 1])),
			Error::<Test>::LeastHoldersTooHigh
		);
		refused(|t| t.least_holders = 4, Error::<Test>::LeastHoldersTooHigh);
		let pair = |content: &mut AgreementContent| {
			content.template = PAIR;
			content.identities = bounded([0, 1]);
			terms_of(content).least_holders = 2;
		};
		assert_ok!(propose(pair));
		assert_noop!(
			propose(|content| {
				pair(content);
				terms_of(content).least_holders = 1;
			}),
			Error::<Test>::LeastHoldersTooLow
		);
	});
}

#[test]
fn names_a_single_holder_where_the_template_says_one() {
	Builder::with(market).build_and_execute(|| {
		let single = approved(template(AgreementKind::Authorization, 1));
		let query = |content: &mut AgreementContent| {
			content.template = single;
			content.identities = bounded([0]);
			terms_of(content).least_holders = 1;
		};
		assert_ok!(propose(query));
		assert_noop!(
			propose(|content| {
				query(content);
				terms_of(content).least_holders = 0;
			}),
			Error::<Test>::LeastHoldersTooLow
		);
	});
}

#[test]
fn counts_holders_and_not_identities() {
	Builder::with(market).build_and_execute(|| {
		register(5, &Actor::North.account());
		published(Actor::North, &[5]);
		assert_noop!(
			propose(|content| content.identities = bounded([0, 1, 5])),
			Error::<Test>::LeastHoldersTooHigh
		);
	});
}

#[test]
fn fails_when_a_holder_does_not_sign() {
	Builder::with(market).build_and_execute(|| {
		assert_noop!(
			propose(|content| {
				content.parties = changed(&content.parties, |parties| {
					parties.retain(|party| party.account != Actor::East.account());
				});
				terms_of(content).shares = bounded([share(Actor::North, WHOLE)]);
			}),
			Error::<Test>::HolderNotAParty
		);
	});
}

#[test]
fn fails_when_the_data_are_not_on_offer() {
	Builder::with(market).build_and_execute(|| {
		let publication = 2;
		let by = Actor::Operator.account();
		for status in [
			DataStatus::Registered,
			DataStatus::Suspended {
				by,
				role: Role::Operator,
				reason: 1,
				publication: Some(publication),
			},
			DataStatus::Withdrawn { at: 1, suspended: false },
		] {
			alter(2, |identity| identity.status = status);
			assert_noop!(propose(|_| ()), Error::<Test>::IdentityNotPublished);
		}
	});
}

#[test]
fn the_end_of_a_publication_counts_before_it_is_recorded() {
	Builder::with(market).build_and_execute(|| {
		let publication = 2;
		assert_ok!(Market::give_notice(Actor::East.origin(), publication));
		run_to(1 + NOTICE);
		assert_noop!(propose(|_| ()), Error::<Test>::IdentityNotPublished);
	});
}

#[test]
fn fails_when_the_data_do_not_go_together() {
	Builder::with(market).build_and_execute(|| {
		alter(2, |identity| identity.descriptor.reference_build = ReferenceBuild::Grch38);
		assert_noop!(propose(|_| ()), Error::<Test>::RulesDiffer);
		alter(2, |identity| {
			identity.descriptor.reference_build = ReferenceBuild::Grch37;
			let reference = Hash::repeat_byte(8);
			identity.descriptor.rule = NormalisationRule::FullyJustified { reference };
		});
		assert_noop!(propose(|_| ()), Error::<Test>::RulesDiffer);
	});
}

#[test]
fn fails_when_the_purpose_is_not_permitted_and_says_by_which_data_and_why() {
	Builder::with(market).build_and_execute(|| {
		let misfit =
			|identity, mismatch| Error::<Test>::PurposeNotPermitted(Misfit { identity, mismatch });
		refused(|t| t.purpose.ethics_approved = false, misfit(0, Mismatch::EthicsApproval));
		refused(|t| t.purpose.field = Field::GeneralResearch, misfit(0, Mismatch::Field));
		alter(2, |identity| {
			identity.descriptor.data_use.modifiers = bounded([Modifier::NonCommercialUse]);
		});
		refused(|t| t.purpose.commercial = true, misfit(2, Mismatch::CommercialUse));
		// The use may last until the last block for signatures, and the term.
		let limit = |last| {
			alter(1, |identity| {
				identity.descriptor.data_use.modifiers = bounded([Modifier::TimeLimit(last)]);
			});
		};
		limit(SIGN_BEFORE + TERM - 1);
		refused(|_| (), misfit(1, Mismatch::Time));
		limit(SIGN_BEFORE + TERM);
		assert_ok!(propose(|_| ()));
	});
}
