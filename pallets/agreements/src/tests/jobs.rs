//! Authorizations as jobs use them.

use super::*;
use panshi_primitives::{
	data::{DataId, DataStatus},
	job::{AggregationMode, Strength},
	traits::Authorizations,
	AccountId, Hash,
};
use sp_runtime::DispatchError;

fn holders() -> Vec<(DataId, AccountId)> {
	(0..).zip(Actor::LABORATORIES.map(Actor::account)).collect()
}

fn open_with(
	agreement: AgreementId,
	consumer: Actor,
	algorithm: Hash,
	identities: &[(DataId, AccountId)],
) -> Result<Agreement, DispatchError> {
	open_over(agreement, (consumer, algorithm), identities, (AggregationMode::SealedSum, 1))
}

fn open_over(
	agreement: AgreementId,
	(consumer, algorithm): (Actor, Hash),
	identities: &[(DataId, AccountId)],
	(aggregation, items): (AggregationMode, u32),
) -> Result<Agreement, DispatchError> {
	let consumer = consumer.account();
	let (consumer, algorithm) = (&consumer, &algorithm);
	let job = JobRequest { consumer, algorithm, identities, aggregation, items };
	Market::open_job(agreement, &job)
}

fn open(agreement: AgreementId) -> Result<Agreement, DispatchError> {
	open_with(agreement, Actor::Clinic, ALGORITHM, &holders())
}

fn jobs(agreement: AgreementId) -> (u32, u32) {
	let stored = stored(agreement);
	(stored.jobs_started, stored.jobs_open)
}

#[test]
fn counts_each_job_and_returns_the_agreement_as_it_was() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		let before = Market::get(agreement);
		assert_eq!(open(agreement).ok(), before);
		assert_eq!(jobs(agreement), (1, 1));
		assert_eq!(open(agreement).map(|before| before.standing.jobs_started), Ok(1));
		assert_eq!(jobs(agreement), (2, 2));
		let now = Market::get(agreement).map(|agreement| agreement.standing);
		assert_eq!(now, Some(stored(agreement)));
	});
}

#[test]
fn data_withdrawn_before_the_attestation_take_part_in_no_job() {
	Builder::with(market).build_and_execute(|| {
		let agreement = signed();
		alter(1, |identity| identity.status = DataStatus::Withdrawn { at: 1, suspended: false });
		attest(agreement);
		assert_noop!(open(agreement), Error::<Test>::IdentityNotPublished);
	});
}

#[test]
fn a_qualification_lost_since_the_attestation_stops_jobs() {
	let lose = |actor: Actor| {
		let member = MockMembers::get(actor.account()).expect("it is a member");
		MockMembers::insert(actor.account(), Member { qualifications: bounded([]), ..member });
		MockLastLoss::put(Market::now());
	};
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		run_to(5);
		lose(Actor::South);
		assert_noop!(open(agreement), Error::<Test>::PartyNotQualified);
	});
	// A party that takes no part in the computing is not looked at.
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		run_to(5);
		MockMembers::remove(Actor::Seller.account());
		MockLastLoss::put(5);
		assert_ok!(open(agreement));
	});
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		run_to(5);
		MockMembers::remove(Actor::Clinic.account());
		MockLastLoss::put(5);
		assert_noop!(open(agreement), Error::<Test>::RoleNotHeld);
	});
	// One that runs out by itself is no loss that anybody recorded.
	Builder::with(market).build_and_execute(|| {
		let agreement = signed_with(|content| content.term = 2 * QUALIFIED_UNTIL);
		attest(agreement);
		assert_ok!(open(agreement));
		run_to(QUALIFIED_UNTIL);
		assert_noop!(open(agreement), Error::<Test>::PartyNotQualified);
	});
}

#[test]
fn the_last_job_of_the_quota_completes_the_agreement() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_ok!(open(agreement));
		Market::close_job(agreement, false);
		assert_ok!(open(agreement));
		assert_eq!((jobs(agreement), Market::is_in_force(agreement)), ((2, 1), true));
		Market::close_job(agreement, false);
		assert_eq!(jobs(agreement), (2, 0));
		assert_eq!(state(agreement), AgreementState::Completed);
		assert_eq!(last_event(), Event::Completed { agreement });
	});
}

#[test]
fn a_job_given_back_does_not_count() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_ok!(open(agreement));
		assert_ok!(open(agreement));
		assert_noop!(open(agreement), Error::<Test>::QuotaUsedUp);
		Market::close_job(agreement, true);
		assert_eq!(jobs(agreement), (1, 1));
		assert_ok!(open(agreement));
		assert_eq!(jobs(agreement), (2, 2));
	});
}

#[test]
fn jobs_of_an_agreement_that_has_ended_can_still_be_closed() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_ok!(open(agreement));
		assert_ok!(open(agreement));
		run_to(UNTIL);
		Market::close_job(agreement, false);
		assert_eq!(jobs(agreement), (2, 1));
		assert_ok!(Market::record_end(Actor::North.origin(), agreement));
		Market::close_job(agreement, true);
		assert_eq!((jobs(agreement), state(agreement)), ((1, 0), AgreementState::Expired));
	});
}

#[test]
fn a_suspended_agreement_is_completed_when_it_is_resumed() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_ok!(open(agreement));
		assert_ok!(open(agreement));
		Market::close_job(agreement, false);
		assert_ok!(Market::suspend(Actor::Auditor.origin(), agreement, 1));
		Market::close_job(agreement, false);
		assert!(matches!(state(agreement), AgreementState::Suspended { .. }));

		assert_ok!(Market::resume(Actor::Auditor.origin(), agreement, 9));
		assert_eq!(state(agreement), AgreementState::Completed);
		assert_eq!(last_event(), Event::Completed { agreement });
	});
}

#[test]
fn fails_when_the_agreement_is_not_in_force() {
	Builder::with(market).build_and_execute(|| {
		let signed = signed();
		assert_noop!(open(99), Error::<Test>::NotFound);
		assert_noop!(open(signed), Error::<Test>::NotInForce);
		let agreement = active();
		assert_ok!(Market::suspend(Actor::Auditor.origin(), agreement, 1));
		assert_noop!(open(agreement), Error::<Test>::NotInForce);
		assert_ok!(Market::resume(Actor::Auditor.origin(), agreement, 9));
		run_to(UNTIL);
		assert_noop!(open(agreement), Error::<Test>::NotInForce);
	});
}

#[test]
fn fails_when_the_job_is_not_what_was_agreed() {
	Builder::with(market).build_and_execute(|| {
		let (agreement, all) = (active(), holders());
		let publication = 0;
		assert_noop!(open(publication), Error::<Test>::NotAnAuthorization);
		let data = |identities: &[_]| open_with(agreement, Actor::Clinic, ALGORITHM, identities);
		assert_noop!(
			open_with(agreement, Actor::North, ALGORITHM, &all),
			Error::<Test>::NotTheConsumer
		);
		assert_noop!(
			open_with(agreement, Actor::Clinic, Hash::repeat_byte(9), &all),
			Error::<Test>::AlgorithmNotAgreed
		);
		let repeated = [all.as_slice(), &all[..1]].concat();
		assert_noop!(data(&repeated), Error::<Test>::DataNotAgreed);
		assert_noop!(data(&[(9, Actor::North.account())]), Error::<Test>::DataNotAgreed);
		let strangers = [(0, Actor::Stranger.account())];
		assert_noop!(data(&strangers), Error::<Test>::HolderNotAParty);
		assert_noop!(data(&all[..2]), Error::<Test>::TooFewHolders);
	});
}

#[test]
fn a_sum_opens_only_where_it_keeps_the_disclosure_rule() {
	for (disclosure, items, refused) in [
		(DisclosureRule { most_items: 10, ..Default::default() }, 10, false),
		(DisclosureRule { most_items: 10, ..Default::default() }, 11, true),
		(DisclosureRule { minimum_cell: 5, ..Default::default() }, 1, true),
		(DisclosureRule { rounding: 5, ..Default::default() }, 1, true),
	] {
		Builder::with(market).build_and_execute(|| {
			let agreement = signed_with(|content| terms_of(content).disclosure = disclosure);
			attest(agreement);
			let (who, all) = ((Actor::Clinic, ALGORITHM), holders());
			let open = |mode| open_over(agreement, who, &all, (mode, items));
			if refused {
				assert_noop!(open(AggregationMode::SealedSum), Error::<Test>::DisclosureRule);
			} else {
				assert_ok!(open(AggregationMode::SealedSum));
			}
			// What is computed together keeps it inside, whatever the items are.
			let strength = Strength::HonestMajority;
			assert!(open(AggregationMode::Agreement { strength }).is_ok());
		});
	}
}

#[test]
fn fails_when_the_data_are_not_usable() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		let notice = |data| Market::give_notice(Actor::North.origin(), data);
		assert_ok!(notice(0));
		run_to(1 + NOTICE);
		assert_noop!(open(agreement), Error::<Test>::IdentityNotPublished);
		alter(0, |identity| identity.status = DataStatus::Withdrawn { at: 9, suspended: false });
		assert_noop!(open(agreement), Error::<Test>::IdentityNotPublished);
		MockIdentities::remove(0);
		assert_noop!(open(agreement), Error::<Test>::IdentityNotFound);
	});
}
