//! Every state under every move.

use super::{AgreementState as S, Refused as R, *};
use crate::{
	agreement::{
		AgreementContent, AuthorizationTerms, DisclosureRule, Party, ReleaseRule, Share, Terms,
		Windows, WHOLE,
	},
	consortium::Role,
	duo::{Field, Purpose},
	Hash,
};
use alloc::{vec, vec::Vec};

/// Last block for signatures.
const SIGN_BEFORE: BlockNumber = 100;
const TERM: BlockNumber = 1_000;
const NOTICE: BlockNumber = 50;
/// Block of the attestation, and the block at which the moves of the table are made.
const SINCE: BlockNumber = 60;
const NOW: BlockNumber = 80;
const UNTIL: BlockNumber = SINCE + TERM;

fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

fn holder() -> AccountId {
	account(1)
}

fn operator() -> AccountId {
	account(9)
}

fn agreement(state: S) -> Standing {
	let party = |n, role| Party { account: account(n), role };
	let purpose = Purpose {
		field: Field::GeneralResearch,
		diseases: Default::default(),
		project: Default::default(),
		country: *b"CN",
		for_profit_organisation: false,
		commercial: false,
		develops_methods: false,
		genetic_study: true,
		ethics_approved: true,
		publishes: true,
		collaborates: true,
		returns_results: true,
	};
	let terms = AuthorizationTerms {
		purpose,
		algorithms: vec![Hash::repeat_byte(7)].try_into().expect("one algorithm"),
		job_quota: 2,
		price: 10,
		shares: vec![Share { account: holder(), parts: WHOLE }].try_into().expect("one share"),
		least_holders: 2,
		windows: Windows { accept: 1, compute: 1, check: 1 },
		release: ReleaseRule::AtOnce,
		disclosure: DisclosureRule::default(),
	};
	let parties = vec![party(1, Role::Holder), party(2, Role::Holder), party(3, Role::Consumer)];
	let content = AgreementContent {
		template: 0,
		parties: parties.try_into().expect("three parties"),
		identities: vec![0, 1].try_into().expect("two identities"),
		parameters: Default::default(),
		sign_before: SIGN_BEFORE,
		term: TERM,
		notice: NOTICE,
		terms: Terms::Authorization(terms),
	};
	let digest = Hash::repeat_byte(1);
	Standing { state, ..Standing::proposed(account(3), digest, &content, &Default::default()) }
}

fn signed(parties: &[usize]) -> PartySet {
	parties.iter().fold(PartySet::default(), |set, i| set.with(*i))
}

fn suspended(until: BlockNumber, notice_by: Option<AccountId>) -> S {
	suspended_as(Role::Operator, until, notice_by)
}

fn suspended_as(role: Role, until: BlockNumber, notice_by: Option<AccountId>) -> S {
	S::Suspended { by: operator(), role, reason: 3, until, notice_by }
}

/// One state of each sort, none past its deadline at [`NOW`].
fn states() -> Vec<S> {
	vec![
		S::Proposed,
		S::PartlySigned { signed: signed(&[1, 2]) },
		S::FullySigned,
		S::Active { since: SINCE, until: UNTIL },
		S::Terminating { until: 90, by: holder() },
		suspended(UNTIL, None),
		suspended(90, Some(holder())),
		S::Completed,
		S::Expired,
		S::Terminated,
		S::Rejected { by: holder(), reason: 1 },
	]
}

type Row = (&'static str, fn(&Standing, BlockNumber) -> Result<S, R>, [Result<S, R>; 11]);

#[test]
fn every_state_answers_every_move() {
	let rejected = |by| Ok(S::Rejected { by, reason: 5 });
	let ends = [Err(R::Ended), Err(R::DeadlinePassed), Err(R::Ended), Err(R::Ended)];
	let row = |live: [Result<S, R>; 7]| -> [Result<S, R>; 11] {
		let all = live.into_iter().chain(ends.clone()).collect::<Vec<_>>();
		all.try_into().expect("seven and four are eleven")
	};
	let attested = || Err(R::AlreadyAttested);
	let rows: Vec<Row> = vec![
		(
			"sign",
			|a, now| a.signed_by(0, now),
			row([
				Ok(S::PartlySigned { signed: signed(&[0]) }),
				Ok(S::FullySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
			]),
		),
		(
			"sign again",
			|a, now| a.signed_by(1, now),
			row([
				Ok(S::PartlySigned { signed: signed(&[1]) }),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
				Err(R::AlreadySigned),
			]),
		),
		(
			"decline",
			|a, now| a.declined(&account(2), 5, now),
			row([
				rejected(account(2)),
				rejected(account(2)),
				rejected(account(2)),
				attested(),
				attested(),
				attested(),
				attested(),
			]),
		),
		(
			"attest",
			|a, now| a.attested(now),
			row([
				Err(R::NotFullySigned),
				Err(R::NotFullySigned),
				Ok(S::Active { since: NOW, until: NOW + TERM }),
				attested(),
				attested(),
				attested(),
				attested(),
			]),
		),
		(
			"reject",
			|a, now| a.rejected(&operator(), 5, now),
			row([
				Err(R::NotFullySigned),
				Err(R::NotFullySigned),
				rejected(operator()),
				attested(),
				attested(),
				attested(),
				attested(),
			]),
		),
		(
			"give notice",
			|a, now| a.notice_given(&account(2), now),
			row([
				Err(R::NotInForce),
				Err(R::NotInForce),
				Err(R::NotInForce),
				Ok(S::Terminating { until: NOW + NOTICE, by: account(2) }),
				Err(R::NoticeAlreadyGiven),
				Err(R::Suspended),
				Err(R::Suspended),
			]),
		),
		(
			"suspend",
			|a, now| a.suspended((&operator(), Role::Operator), 3, now),
			row([
				Err(R::NotInForce),
				Err(R::NotInForce),
				Err(R::NotInForce),
				Ok(suspended(UNTIL, None)),
				Ok(suspended(90, Some(holder()))),
				Err(R::Suspended),
				Err(R::Suspended),
			]),
		),
		(
			"resume",
			|a, now| a.resumed(Role::Operator, now),
			row([
				Err(R::NotSuspended),
				Err(R::NotSuspended),
				Err(R::NotSuspended),
				Err(R::NotSuspended),
				Err(R::NotSuspended),
				Ok(S::Active { since: SINCE, until: UNTIL }),
				Ok(S::Terminating { until: 90, by: holder() }),
			]),
		),
	];
	for (name, make_move, wanted) in rows {
		for (state, wanted) in states().into_iter().zip(wanted) {
			assert_eq!(make_move(&agreement(state.clone()), NOW), wanted, "{name} in {state:?}");
		}
	}
	for state in states() {
		assert_eq!(agreement(state).end_recorded(NOW), Err(R::NothingToRecord));
	}
}

#[test]
fn a_passed_deadline_counts_before_anybody_records_it() {
	for (state, last, end) in [
		(S::Proposed, SIGN_BEFORE, S::Expired),
		(S::PartlySigned { signed: signed(&[0]) }, SIGN_BEFORE, S::Expired),
		(S::FullySigned, SIGN_BEFORE, S::Expired),
		(S::Active { since: SINCE, until: UNTIL }, UNTIL - 1, S::Expired),
		(S::Terminating { until: 90, by: holder() }, 89, S::Terminated),
		(suspended(UNTIL, None), UNTIL - 1, S::Expired),
		(suspended(90, Some(holder())), 89, S::Terminated),
	] {
		let agreement = agreement(state.clone());
		assert_eq!(agreement.state_at(last), state);
		let refusal = if end == S::Expired { R::DeadlinePassed } else { R::Ended };
		let late = last + 1;
		assert_eq!(agreement.state_at(late), end);
		assert!(end.is_final() && !state.is_final());
		for refused in [
			agreement.signed_by(1, late),
			agreement.declined(&holder(), 0, late),
			agreement.attested(late),
			agreement.rejected(&operator(), 0, late),
			agreement.notice_given(&holder(), late),
			agreement.suspended((&operator(), Role::Operator), 0, late),
			agreement.resumed(Role::Auditor, late),
		] {
			assert_eq!(refused, Err(refusal), "{state:?}");
		}
		assert_eq!(agreement.end_recorded(late), Ok(end));
		let at_work = Standing { jobs_open: 1, ..agreement };
		let is_suspended = matches!(at_work.state, S::Suspended { .. });
		assert_eq!(at_work.end_recorded(late).err(), is_suspended.then_some(R::Suspended));
	}
}

#[test]
fn only_an_auditor_lifts_what_an_auditor_imposed() {
	let (as_auditor, as_operator) =
		(suspended_as(Role::Auditor, UNTIL, None), suspended_as(Role::Operator, UNTIL, None));
	let (audited, stopped) = (agreement(as_auditor.clone()), agreement(as_operator));
	assert_eq!(audited.resumed(Role::Operator, NOW), Err(R::SuspendedByAuditor));
	for suspended in [&audited, &stopped] {
		let active = S::Active { since: SINCE, until: UNTIL };
		assert_eq!(suspended.resumed(Role::Auditor, NOW), Ok(active));
	}
	// An operator that was faster does not keep the auditor out.
	let by = operator();
	assert_eq!(stopped.suspended((&by, Role::Auditor), 3, NOW), Ok(as_auditor));
	assert_eq!(audited.suspended((&by, Role::Auditor), 3, NOW), Err(R::Suspended));
	assert_eq!(audited.suspended((&by, Role::Operator), 3, NOW), Err(R::Suspended));
}

#[test]
fn notice_never_outlives_the_term_and_zero_notice_ends_at_once() {
	let mut agreement = agreement(S::Active { since: SINCE, until: UNTIL });
	assert_eq!(
		agreement.notice_given(&holder(), UNTIL - 1),
		Ok(S::Terminating { until: UNTIL, by: holder() })
	);
	agreement.notice = 0;
	assert_eq!(agreement.notice_given(&holder(), NOW), Ok(S::Terminated));
}

#[test]
fn what_was_used_up_while_suspended_is_completed_when_resumed() {
	let mut agreement = agreement(suspended(UNTIL, None));
	(agreement.jobs_started, agreement.jobs_open) = (2, 1);
	assert!(matches!(agreement.resumed(Role::Auditor, NOW), Ok(S::Active { .. })));
	agreement.jobs_open = 0;
	assert_eq!(agreement.resumed(Role::Auditor, NOW), Ok(S::Completed));
}

#[test]
fn only_the_last_job_of_the_quota_completes_an_agreement_in_force() {
	for state in states() {
		let counts = matches!(state, S::Active { .. } | S::Terminating { .. });
		let mut agreement = agreement(state);
		for (started, open, used_up) in [(1, 0, false), (2, 1, false), (2, 0, true)] {
			(agreement.jobs_started, agreement.jobs_open) = (started, open);
			let wanted = (used_up && counts).then_some(S::Completed);
			assert_eq!(agreement.completed(NOW), wanted);
		}
	}
}
