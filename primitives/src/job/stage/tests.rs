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
		output: JobOutput::Sum { lanes: 1 },
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
		assert_eq!(job(stage, checker()).expire(&[], NOW), next);
	}
	for stage in late_stages() {
		assert_eq!(job(stage, checker()).expire(&[], NOW), Err(E::WrongStage));
	}
}

fn joint(stage: JobStage, strength: Strength) -> Job {
	let output = JobOutput::Agreed { most_bytes: 9, strength };
	Job { output, ..job(stage, checker()) }
}

fn agreed(stage: JobStage) -> Job {
	joint(stage, Strength::HonestMajority)
}

fn aborting(deadline: BlockNumber, heard: &[usize]) -> JobStage {
	S::Aborting { deadline, heard: set(heard) }
}

fn note(party: u8, reason: AbortReason) -> AbortNote {
	AbortNote { party, reason }
}

#[test]
fn commitments_lead_to_an_agreement() {
	for (stage, index, agrees, next) in [
		(S::Accepted { deadline: NOW }, 1, true, Ok(computing(NOW, &[1]))),
		(computing(NOW, &[1]), 2, true, Ok(computing(NOW, &[1, 2]))),
		(computing(NOW, &[0, 1]), 2, true, Ok(S::Agreed { deadline: 70 })),
		(computing(NOW, &[0]), 2, false, Ok(failed(FailureCause::ResultsDiffer, &[]))),
		(computing(NOW, &[0]), 0, true, Err(E::AlreadySubmitted)),
		(computing(NOW - 1, &[0]), 1, true, Err(E::DeadlinePassed)),
		(aborting(NOW, &[0]), 1, true, Err(E::WrongStage)),
		(S::Agreed { deadline: NOW }, 1, true, Err(E::WrongStage)),
		(requested(NOW, &[]), 1, true, Err(E::WrongStage)),
	] {
		assert_eq!(agreed(stage.clone()).commit(index, agrees, NOW), next, "{stage:?}");
	}
	let sum = job(S::Accepted { deadline: NOW }, checker());
	assert_eq!(sum.commit(0, true, NOW), Err(E::WrongMode));
	assert_eq!(agreed(S::Accepted { deadline: NOW }).receive(0, true, NOW), Err(E::WrongMode));
}

#[test]
fn the_last_chunk_of_an_agreed_result_moves_on() {
	let stage = S::Agreed { deadline: NOW };
	assert_eq!(agreed(stage.clone()).upload(false, NOW), Ok(stage.clone()));
	assert_eq!(agreed(stage.clone()).upload(true, NOW), Ok(S::Aggregated { deadline: 80 }));
	let at_once = Job { release: ReleaseRule::AtOnce, ..agreed(stage) };
	assert_eq!(at_once.upload(true, NOW), Ok(S::Released));
	let late = agreed(S::Agreed { deadline: NOW - 1 });
	assert_eq!(late.upload(true, NOW), Err(E::DeadlinePassed));
	assert_eq!(agreed(computing(NOW, &[0])).upload(true, NOW), Err(E::WrongStage));
}

#[test]
fn all_are_heard_when_a_computation_stops() {
	use AbortReason::Unknown;
	for (stage, index, next) in [
		(S::Accepted { deadline: 99 }, 1, Ok(aborting(60, &[1]))),
		// Also in the last block: who reports late must not leave the others no time.
		(S::Accepted { deadline: NOW }, 1, Ok(aborting(60, &[1]))),
		(computing(99, &[0]), 1, Ok(aborting(60, &[0, 1]))),
		(computing(99, &[0]), 0, Err(E::AlreadySubmitted)),
		(computing(NOW - 1, &[0]), 1, Err(E::DeadlinePassed)),
		(computing(NOW, &[0, 1]), 2, Ok(failed(FailureCause::Aborted, &[]))),
		(aborting(NOW, &[0]), 1, Ok(aborting(NOW, &[0, 1]))),
		(aborting(NOW, &[0]), 0, Err(E::AlreadySubmitted)),
		(aborting(NOW, &[0, 1]), 2, Ok(failed(FailureCause::Aborted, &[]))),
		(aborting(NOW - 1, &[0, 1]), 2, Err(E::DeadlinePassed)),
		(S::Agreed { deadline: NOW }, 1, Err(E::WrongStage)),
		(requested(NOW, &[]), 1, Err(E::WrongStage)),
	] {
		let notes = [note(u8::try_from(index).expect("few"), Unknown)];
		assert_eq!(agreed(stage.clone()).abort(index, &notes, NOW), next, "{stage:?}");
	}
	let sum = job(S::Accepted { deadline: NOW }, checker());
	assert_eq!(sum.abort(0, &[], NOW), Err(E::WrongMode));
}

#[test]
fn an_accusation_of_one_costs_nothing_and_of_all_others_the_bond() {
	use AbortReason::{Cheated, Stopped};
	let by_all = [note(0, Cheated { party: 2 }), note(1, Cheated { party: 2 })];
	let by_one = [note(0, Cheated { party: 2 }), note(1, Stopped)];
	let last = aborting(NOW, &[0, 1]);
	let end = |job: Job, notes: &[AbortNote]| {
		let mut all = notes.to_vec();
		all.push(note(2, Stopped));
		job.abort(2, &all, NOW)
	};
	let aborted = |at_fault| Ok(failed(FailureCause::Aborted, at_fault));
	assert_eq!(end(agreed(last.clone()), &by_all), aborted(&[2]));
	assert_eq!(end(agreed(last.clone()), &by_one), aborted(&[]));
	assert_eq!(end(joint(last.clone(), Strength::AllButOne), &by_all), aborted(&[]));
	// Who says nothing is at fault whatever others say.
	let past = aborting(NOW - 1, &[0, 1]);
	assert_eq!(agreed(past.clone()).expire(&by_one, NOW), aborted(&[2]));
	assert_eq!(agreed(past).expire(&by_all, NOW), aborted(&[2]));
	let late = aborting(NOW - 1, &[0]);
	assert_eq!(agreed(late).expire(&by_one[..1], NOW), aborted(&[1, 2]));
}

#[test]
fn an_agreed_result_that_nobody_brings_is_everybody_s_fault() {
	let late = agreed(S::Agreed { deadline: NOW - 1 });
	assert_eq!(late.expire(&[], NOW), Ok(failed(FailureCause::NotUploaded, &[0, 1, 2])));
	for stage in [S::Agreed { deadline: NOW }, aborting(NOW, &[0])] {
		let job = agreed(stage);
		assert_eq!(job.expire(&[], NOW), Err(E::DeadlineNotPassed));
		let interrupted = job.interrupt(FailureCause::AgreementSuspended, NOW);
		assert_eq!(interrupted, Err(E::WrongStage));
		assert_eq!(job.refuse(1, RefusalReason::DataChanged, NOW), Err(E::WrongStage));
	}
}
