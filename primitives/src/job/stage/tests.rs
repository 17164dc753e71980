//! Every stage against every step.

use super::{super::*, *};
use crate::{AccountId, Hash};
use JobStage as S;
use StageError as E;

const NOW: BlockNumber = 50;
const WINDOWS: Windows = Windows { accept: 10, compute: 20, check: 30 };

fn set(members: &[usize]) -> PartySet {
	members.iter().copied().fold(PartySet::default(), PartySet::with)
}

fn job(stage: JobStage, release: ReleaseRule) -> Job {
	let participant = |node: ComputeNodeId| Participant {
		data: node,
		fingerprint: Hash::repeat_byte(1),
		holder: AccountId::new([1; 32]),
		node,
		signing_key: [1; 32],
	};
	Job {
		consumer: AccountId::new([9; 32]),
		spec: JobSpec {
			agreement: 0,
			algorithm: Hash::zero(),
			parameters: Hash::zero(),
			items: 1,
			identities: Default::default(),
			rho: None,
			result_key: [1; 32],
		},
		participants: (0..3)
			.map(participant)
			.collect::<alloc::vec::Vec<_>>()
			.try_into()
			.expect("three participants fit"),
		lanes: 1,
		agreement_digest: Hash::zero(),
		ordinal: 0,
		digest: Hash::zero(),
		fee: 0,
		shares: Default::default(),
		windows: WINDOWS,
		release,
		created_at: 0,
		stage,
	}
}

fn requested(deadline: BlockNumber, accepted: &[usize]) -> JobStage {
	S::Requested { deadline, accepted: set(accepted) }
}

fn computing(deadline: BlockNumber, complete: &[usize]) -> JobStage {
	S::Computing { deadline, complete: set(complete) }
}

fn failed(cause: FailureCause, at_fault: &[usize]) -> JobStage {
	S::Failed { at: NOW, cause, at_fault: set(at_fault) }
}

fn checker() -> ReleaseRule {
	ReleaseRule::Checked(AccountId::new([7; 32]))
}

/// Stages that are over or wait for nothing but settlement.
fn late_stages() -> [JobStage; 3] {
	[S::Released, S::Settled { at: 1 }, failed(FailureCause::NotAccepted, &[])]
}

#[test]
fn starts_with_a_deadline() {
	assert_eq!(S::requested(&WINDOWS, NOW), requested(60, &[]));
	assert_eq!(S::requested(&WINDOWS, BlockNumber::MAX), requested(BlockNumber::MAX, &[]));
}

#[test]
fn accepts_until_all_have() {
	for (stage, index, next) in [
		(requested(NOW, &[]), 1, Ok(requested(NOW, &[1]))),
		(requested(NOW, &[0, 1]), 2, Ok(S::Accepted { deadline: 70 })),
		(requested(NOW, &[1]), 1, Err(E::AlreadyAccepted)),
		(requested(NOW - 1, &[]), 0, Err(E::DeadlinePassed)),
		(S::Accepted { deadline: NOW }, 0, Err(E::WrongStage)),
		(computing(NOW, &[]), 0, Err(E::WrongStage)),
		(S::Aggregated { deadline: NOW }, 0, Err(E::WrongStage)),
	] {
		assert_eq!(job(stage, checker()).accept(index, NOW), next);
	}
	for stage in late_stages() {
		assert_eq!(job(stage, checker()).accept(0, NOW), Err(E::WrongStage));
	}
}

#[test]
fn blames_only_late_refusals() {
	let cause = FailureCause::Refused(RefusalReason::DataChanged);
	for (stage, next) in [
		(requested(NOW, &[]), Ok(failed(cause, &[]))),
		(requested(NOW, &[1]), Ok(failed(cause, &[]))),
		(requested(NOW - 1, &[]), Err(E::DeadlinePassed)),
		(S::Accepted { deadline: NOW }, Ok(failed(cause, &[1]))),
		(S::Accepted { deadline: NOW - 1 }, Err(E::DeadlinePassed)),
		(computing(NOW, &[0]), Ok(failed(cause, &[1]))),
		(computing(NOW, &[1]), Err(E::AlreadySubmitted)),
		(computing(NOW - 1, &[0]), Err(E::DeadlinePassed)),
		(S::Aggregated { deadline: NOW }, Err(E::WrongStage)),
	] {
		assert_eq!(job(stage, checker()).refuse(1, RefusalReason::DataChanged, NOW), next);
	}
	for stage in late_stages() {
		assert_eq!(
			job(stage, checker()).refuse(1, RefusalReason::DataChanged, NOW),
			Err(E::WrongStage)
		);
	}
}

#[test]
fn receives_until_all_are_complete() {
	for (stage, release, last, next) in [
		(S::Accepted { deadline: NOW }, checker(), false, Ok(computing(NOW, &[]))),
		(S::Accepted { deadline: NOW }, checker(), true, Ok(computing(NOW, &[2]))),
		(computing(NOW, &[0]), checker(), false, Ok(computing(NOW, &[0]))),
		(computing(NOW, &[0]), checker(), true, Ok(computing(NOW, &[0, 2]))),
		(computing(NOW, &[0, 1]), checker(), true, Ok(S::Aggregated { deadline: 80 })),
		(computing(NOW, &[0, 1]), ReleaseRule::AtOnce, true, Ok(S::Released)),
		(computing(NOW, &[2]), checker(), true, Err(E::AlreadySubmitted)),
		(computing(NOW - 1, &[0]), checker(), true, Err(E::DeadlinePassed)),
		(requested(NOW, &[0, 1]), checker(), true, Err(E::WrongStage)),
		(S::Aggregated { deadline: NOW }, checker(), true, Err(E::WrongStage)),
	] {
		assert_eq!(job(stage, release).receive(2, last, NOW), next);
	}
	for stage in late_stages() {
		assert_eq!(job(stage, checker()).receive(2, true, NOW), Err(E::WrongStage));
	}
}

#[test]
fn disagreement_names_nobody() {
	for (stage, next) in [
		(S::Accepted { deadline: NOW }, Ok(failed(FailureCause::MasksDisagree, &[]))),
		(computing(NOW, &[0]), Ok(failed(FailureCause::MasksDisagree, &[]))),
		(requested(NOW, &[]), Err(E::WrongStage)),
		(S::Released, Err(E::WrongStage)),
	] {
		assert_eq!(job(stage, checker()).disagree(NOW), next);
	}
}

#[test]
fn the_checker_decides_in_time() {
	for (stage, released, withheld) in [
		(
			S::Aggregated { deadline: NOW },
			Ok(S::Released),
			Ok(failed(FailureCause::Withheld(4), &[])),
		),
		(S::Aggregated { deadline: NOW - 1 }, Err(E::DeadlinePassed), Err(E::DeadlinePassed)),
		(computing(NOW, &[0, 1]), Err(E::WrongStage), Err(E::WrongStage)),
		(S::Released, Err(E::WrongStage), Err(E::WrongStage)),
	] {
		assert_eq!(job(stage.clone(), checker()).pass_check(NOW), released);
		assert_eq!(job(stage, checker()).withhold(4, NOW), withheld);
	}
}

#[test]
fn settles_once() {
	for (stage, next) in [
		(S::Released, Ok(S::Settled { at: NOW })),
		(S::Settled { at: 1 }, Err(E::WrongStage)),
		(S::Aggregated { deadline: NOW }, Err(E::WrongStage)),
		(failed(FailureCause::NotAccepted, &[]), Err(E::WrongStage)),
	] {
		assert_eq!(job(stage, checker()).settle(NOW), next);
	}
}

#[test]
fn an_interruption_blames_nobody_and_comes_in_time() {
	use FailureCause as C;
	for (stage, suspended, withdrawn) in [
		(requested(NOW - 1, &[1]), true, true),
		(S::Accepted { deadline: NOW - 1 }, true, false),
		(computing(NOW, &[0]), true, false),
		(S::Aggregated { deadline: NOW - 1 }, false, false),
	] {
		for (cause, ends) in [
			(C::AgreementSuspended, suspended),
			(C::DataSuspended, suspended),
			(C::DataWithdrawn, withdrawn),
			(C::NotAccepted, false),
		] {
			let wanted = if ends { Ok(failed(cause, &[])) } else { Err(E::WrongStage) };
			assert_eq!(job(stage.clone(), checker()).interrupt(cause, NOW), wanted, "{stage:?}");
		}
	}
	for stage in late_stages() {
		let late = job(stage, checker()).interrupt(C::AgreementSuspended, NOW);
		assert_eq!(late, Err(E::WrongStage));
	}
}

#[test]
fn blames_who_was_silent() {
	let past = NOW - 1;
	for (stage, next) in [
		(requested(past, &[1]), Ok(failed(FailureCause::NotAccepted, &[0, 2]))),
		(requested(NOW, &[1]), Err(E::DeadlineNotPassed)),
		(S::Accepted { deadline: past }, Ok(failed(FailureCause::NotDelivered, &[0, 1, 2]))),
		(computing(past, &[0, 2]), Ok(failed(FailureCause::NotDelivered, &[1]))),
		(computing(NOW, &[0]), Err(E::DeadlineNotPassed)),
		(S::Aggregated { deadline: past }, Ok(failed(FailureCause::NotChecked, &[]))),
		(S::Aggregated { deadline: NOW }, Err(E::DeadlineNotPassed)),
	] {
		assert_eq!(job(stage, checker()).expire(NOW), next);
	}
	for stage in late_stages() {
		assert_eq!(job(stage, checker()).expire(NOW), Err(E::WrongStage));
	}
}
