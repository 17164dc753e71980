use super::*;
use crate::Attestations;
use frame_support::dispatch::DispatchResultWithPostInfo;
use panshi_primitives::{data::DataStatus, traits::DataIdentities, Hash};
use sp_runtime::DispatchError;

/// The operator attests with every check.
fn try_attest(agreement: AgreementId) -> DispatchResultWithPostInfo {
	let (digest, checks) = (digest(agreement), checks(agreement));
	Market::attest(Actor::Operator.origin(), agreement, digest, checks)
}

/// The operator attests with every check but the one at `index`.
fn attest_without(agreement: AgreementId, index: usize) -> DispatchResultWithPostInfo {
	let checks = changed(&checks(agreement), |checks| drop(checks.remove(index)));
	Market::attest(Actor::Operator.origin(), agreement, digest(agreement), checks)
}

#[test]
fn brings_an_authorization_into_force_and_records_the_checks() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		run_to(40);
		assert_ok!(try_attest(agreement));
		let until = 40 + TERM;
		assert_eq!(state(agreement), AgreementState::Active { since: 40, until });
		let operator = Actor::Operator.account();
		let (at, checks) = (40, checks(agreement));
		// Three holders and the clinic are qualified, three identities verified.
		assert_eq!(checks.len(), 7);
		assert_eq!(
			Attestations::<Test>::get(agreement),
			Some(Attestation { operator: operator.clone(), at, checks })
		);
		assert_eq!(last_event(), Event::Activated { agreement, operator, until });
	});
}

#[test]
fn publishes_the_identities_of_a_publication() {
	Builder::with(templates).build_and_execute(|| {
		register(5, &Actor::North.account());
		let agreement = published(Actor::North, &[0, 5]);
		for data in [0, 5] {
			let identity = Registry::get(data).expect("it is registered");
			assert_eq!(identity.status, DataStatus::Published { agreement });
		}
		assert_eq!(Registry::get(1).expect("it is registered").status, DataStatus::Registered);
	});
}

#[test]
fn charges_for_what_the_agreement_has() {
	use crate::WeightInfo;
	Builder::with(market).build_and_execute(|| {
		let info = try_attest(signed()).expect("everything was checked");
		let weight = <Test as crate::Config>::WeightInfo::attest_authorization(5, 3);
		assert_eq!(info.actual_weight, Some(weight));
	});
}

#[test]
fn fails_when_not_operator() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		let (digest, checks) = (digest(agreement), checks(agreement));
		for actor in [Actor::Clinic, Actor::Auditor, Actor::Stranger] {
			assert_noop!(
				Market::attest(actor.origin(), agreement, digest, checks.clone()),
				Error::<Test>::NotOperator
			);
		}
	});
}

#[test]
fn fails_when_the_operator_is_a_party() {
	Builder::with(market).build_and_execute(|| {
		let mut content = authorization();
		content.parties =
			changed(&content.parties, |p| p.push(party(Actor::Broker, Role::ThirdParty)));
		let agreement = proposed_by(Actor::Clinic, content);
		PARTIES.into_iter().chain([Actor::Broker]).for_each(|actor| sign(actor, agreement));
		let (digest, checks) = (digest(agreement), checks(agreement));
		assert_noop!(
			Market::attest(Actor::Broker.origin(), agreement, digest, checks),
			Error::<Test>::OperatorIsParty
		);
		assert_ok!(try_attest(agreement));
	});
}

#[test]
fn fails_when_the_digest_is_not_the_one_signed() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		let checks = checks(agreement);
		assert_noop!(
			Market::attest(Actor::Operator.origin(), agreement, Hash::zero(), checks),
			Error::<Test>::DigestMismatch
		);
	});
}

#[test]
fn fails_when_it_is_not_the_operators_turn() {
	Builder::with(market).build_and_execute(|| {
		let (partly, active) = (proposed(), active());
		assert_noop!(try_attest(partly), Error::<Test>::NotFullySigned);
		sign(Actor::North, partly);
		assert_noop!(try_attest(partly), Error::<Test>::NotFullySigned);
		assert_noop!(try_attest(active), Error::<Test>::AlreadyAttested);
		let late = signed();
		run_to(SIGN_BEFORE + 1);
		assert_noop!(try_attest(late), Error::<Test>::DeadlinePassed);
		assert_noop!(
			Market::attest(Actor::Operator.origin(), 99, Hash::zero(), bounded([])),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn fails_when_a_qualification_has_expired_or_was_never_held() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed_with(|content| content.sign_before = QUALIFIED_UNTIL + 10);
		run_to(QUALIFIED_UNTIL);
		assert_noop!(try_attest(agreement), Error::<Test>::PartyNotQualified);
		run_to(QUALIFIED_UNTIL - 1);
		let south = Actor::South.account();
		let member = MockMembers::get(&south).expect("it is a member");
		let mut unqualified = member.clone();
		unqualified.qualifications = changed(&member.qualifications, |all| {
			all.retain(|q| q.kind != QualificationKind::DataSecurity);
		});
		MockMembers::insert(&south, unqualified);
		MockLastLoss::put(QUALIFIED_UNTIL - 1);
		assert_noop!(try_attest(agreement), Error::<Test>::PartyNotQualified);
		MockMembers::insert(&south, member);
		assert_ok!(try_attest(agreement));
	});
}

#[test]
fn looks_at_the_parties_again_when_anybody_has_lost_something() {
	use crate::WeightInfo;
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		// In the block of the proposal: it may have been before or after it.
		MockLastLoss::put(stored(agreement).proposed_at);
		let info = try_attest(agreement).expect("everything was checked");
		let look = <Test as crate::Config>::WeightInfo::look_at_parties(5);
		let weight = <Test as crate::Config>::WeightInfo::attest_authorization(5, 3);
		assert_eq!(info.actual_weight, Some(weight.saturating_add(look)));
	});
}

#[test]
fn takes_a_qualification_that_came_after_the_proposal() {
	Builder::with(market).build_and_execute(|| {
		let south = Actor::South.account();
		let member = MockMembers::get(&south).expect("it is a member");
		MockMembers::insert(&south, Member { qualifications: bounded([]), ..member.clone() });
		let agreement = signed();
		assert_eq!(stored(agreement).qualified_until, 0);
		assert_noop!(try_attest(agreement), Error::<Test>::PartyNotQualified);
		MockMembers::insert(&south, member);
		assert_ok!(try_attest(agreement));
	});
}

#[test]
fn fails_when_any_check_is_missing() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed_with(|content| {
			terms_of(content).purpose.diseases = bounded([5148]);
		});
		let all = checks(agreement);
		assert!(matches!(all.last(), Some(Check::DiseasesVerified { .. })));
		for index in 0..all.len() {
			assert_noop!(attest_without(agreement, index), Error::<Test>::CheckMissing);
		}
		assert_ok!(try_attest(agreement));
	});
}

#[test]
fn fails_when_another_publication_was_faster() {
	Builder::with(market).build_and_execute(|| {
		let (one, two) = (FIRST, FIRST + 1);
		register(5, &Actor::North.account());
		for wanted in [one, two] {
			let made = proposed_by(Actor::North, publication(Actor::North, &[5]));
			assert_eq!(made, wanted);
			sign(Actor::North, made);
		}
		assert_ok!(try_attest(one));
		assert_noop!(try_attest(two), DispatchError::Other("not registered"));
	});
}

#[test]
fn fails_when_a_party_is_not_a_member_any_more() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		let checks = checks(agreement);
		MockMembers::remove(Actor::Seller.account());
		MockLastLoss::put(Market::now());
		assert_noop!(
			Market::attest(Actor::Operator.origin(), agreement, digest(agreement), checks),
			Error::<Test>::RoleNotHeld
		);
	});
}
