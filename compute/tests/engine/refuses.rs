//! What a compute node refuses, and as what.

use crate::{
	chain::{account, State, AGREEMENT, WINDOW},
	together::LAST_CALL,
	world::{files, step, step_all, vcf, World},
};
use panshi_primitives::{
	agreement::{AgreementState, Terms},
	consortium::Role,
	duo::Modifier,
	genomics::NormalisationRule,
	job::{AlgorithmStatus, FailureCause, JobOutput, JobStage, RefusalReason},
	offchain::{Message, StepReply},
	Hash,
};
use std::fs;

/// What the first laboratory says when the chain is changed before it sees the job.
async fn reason(change: impl FnOnce(&mut State)) -> Option<RefusalReason> {
	reason_in(&World::new(), change).await
}

async fn reason_in(world: &World, change: impl FnOnce(&mut State)) -> Option<RefusalReason> {
	change(&mut world.chain.state());
	let mut engine = world.start(0);
	let reply = step(&mut engine).await;
	// A refusal is the only message, and it stays the same.
	engine.stop().await;
	assert_eq!(step(&mut world.start(0)).await, reply);
	match reply.messages.as_slice() {
		[signed] => match &signed.message {
			Message::Refuse(refusal) => Some(refusal.reason),
			_ => None,
		},
		_ => None,
	}
}

/// Changes the content and signs it again, as a cheating chain would.
fn signed(change: impl FnOnce(&mut State)) -> impl FnOnce(&mut State) {
	|state| {
		change(state);
		state.sign();
	}
}

#[tokio::test]
async fn nothing_when_all_is_well() {
	assert_eq!(reason(|_| {}).await, None);
}

#[tokio::test]
async fn a_job_that_no_agreement_covers() {
	let not_covered = Some(RefusalReason::NotCovered);
	// Not in force, suspended, past its term.
	assert_eq!(
		reason(|s| s.agreement.standing.state = AgreementState::FullySigned).await,
		not_covered
	);
	let suspended = AgreementState::Suspended {
		by: account(50),
		role: Role::Auditor,
		reason: 1,
		until: 900,
		notice_by: None,
	};
	assert_eq!(reason(|s| s.agreement.standing.state = suspended).await, not_covered);
	assert_eq!(
		reason(|s| s.agreement.standing.state = AgreementState::Active { since: 1, until: 10 })
			.await,
		not_covered
	);
	// Of another consumer, over quota, with too few holders.
	assert_eq!(reason(signed(|s| s.job.consumer = account(98))).await, not_covered);
	assert_eq!(reason(|s| s.job.ordinal = 1).await, not_covered);
	assert_eq!(
		reason(signed(|s| {
			let content = &mut s.agreement.content;
			let Terms::Authorization(terms) = &mut content.terms else {
				panic!("it is an authorization")
			};
			terms.least_holders = 4;
		}))
		.await,
		not_covered
	);
	// With data that nobody agreed on.
	assert_eq!(
		reason(signed(|s| {
			s.agreement.content.identities = vec![10, 11].try_into().expect("they are few");
		}))
		.await,
		not_covered
	);
}

#[tokio::test]
async fn an_agreement_that_nobody_signed() {
	let changed = |s: &mut State| s.agreement.content.term += 1;
	assert_eq!(reason(changed).await, Some(RefusalReason::NotCovered));
	let other = |s: &mut State| s.job.agreement_digest = Hash::repeat_byte(9);
	assert_eq!(reason(other).await, Some(RefusalReason::NotCovered));
	let number = signed(|s| s.job.spec.agreement = AGREEMENT + 1);
	assert_eq!(reason(number).await, Some(RefusalReason::NotCovered));
}

#[tokio::test]
async fn a_job_that_is_not_what_its_digest_says() {
	for change in [
		(|s: &mut State| s.job.spec.result_key = [9; 32]) as fn(&mut State),
		|s| s.job.digest = Hash::repeat_byte(9),
		|s| s.job.participants[1].fingerprint = Hash::repeat_byte(9),
	] {
		assert_eq!(reason(change).await, Some(RefusalReason::NotCovered));
	}
}

#[tokio::test]
async fn a_purpose_that_the_terms_of_its_data_do_not_permit() {
	let commercial = signed(|s| {
		let Terms::Authorization(terms) = &mut s.agreement.content.terms else {
			panic!("it is an authorization")
		};
		terms.purpose.commercial = true;
		s.descriptors[0].data_use.modifiers =
			vec![Modifier::NonCommercialUse].try_into().expect("it is one");
	});
	assert_eq!(reason(commercial).await, Some(RefusalReason::NotCovered));
	// The agreement may last longer than the data may be used.
	let limit = |until: u32| {
		move |s: &mut State| {
			s.descriptors[0].data_use.modifiers =
				vec![Modifier::TimeLimit(until)].try_into().expect("it is one");
		}
	};
	assert_eq!(reason(limit(1_004)).await, Some(RefusalReason::NotCovered));
	assert_eq!(reason(limit(1_005)).await, None);
}

/// Found after the acceptance, it would be this node's fault.
#[tokio::test]
async fn a_result_key_that_opens_for_everybody_before_it_accepts() {
	let mut one = [0; 32];
	one[0] = 1;
	let mut minus_one = [0xff; 32];
	minus_one[0] = 0xec;
	minus_one[31] = 0x7f;
	for key in [[0; 32], one, minus_one] {
		let small = signed(|s| s.job.spec.result_key = key);
		assert_eq!(reason(small).await, Some(RefusalReason::BadParameters));
	}
}

#[tokio::test]
async fn participants_that_take_part_twice() {
	let twice = signed(|s| {
		let first = s.job.participants[1].clone();
		s.job.participants[2].node = first.node;
	});
	assert_eq!(reason(twice).await, Some(RefusalReason::NotCovered));
	let copied = signed(|s| {
		let first = s.job.participants[1].clone();
		s.job.participants[2].fingerprint = first.fingerprint;
	});
	assert_eq!(reason(copied).await, Some(RefusalReason::NotCovered));
	let swapped = signed(|s| s.job.spec.identities.as_mut().swap(0, 1));
	assert_eq!(reason(swapped).await, Some(RefusalReason::NotCovered));
}

#[tokio::test]
async fn a_job_for_another_key_of_this_node() {
	let other = signed(|s| s.job.participants[0].signing_key = [9; 32]);
	assert_eq!(reason(other).await, Some(RefusalReason::NotCovered));
}

#[tokio::test]
async fn an_unknown_algorithm() {
	let unknown = Some(RefusalReason::UnknownAlgorithm);
	assert_eq!(reason(|s| s.algorithm.status = AlgorithmStatus::Retired).await, unknown);
	assert_eq!(reason(|s| s.algorithm.content.specification = Hash::repeat_byte(1)).await, unknown);
}

#[tokio::test]
async fn bad_parameters() {
	let bad = Some(RefusalReason::BadParameters);
	assert_eq!(reason(|s| s.parameters[0][40] ^= 1).await, bad);
	assert_eq!(reason(|s| drop(s.parameters.pop())).await, bad);
	assert_eq!(
		reason(signed(|s| s.job.output = JobOutput::Sum { lanes: s.job.lanes() + 1 })).await,
		bad
	);
	assert_eq!(
		reason(signed(|s| {
			s.job.spec.items -= 1;
			s.job.output = JobOutput::Sum { lanes: s.job.lanes() - 3 };
		}))
		.await,
		bad
	);
}

#[tokio::test]
async fn a_list_of_another_rule_than_the_data() {
	let rule = NormalisationRule::FullyJustified { reference: Hash::repeat_byte(3) };
	let reason = reason(|s| s.descriptors[0].rule = rule).await;
	assert_eq!(reason, Some(RefusalReason::RuleMismatch));
}

#[tokio::test]
async fn data_that_are_not_here() {
	let missing = signed(|s| {
		s.job.participants[0].fingerprint = Hash::repeat_byte(4);
		s.descriptors[0].fingerprint = Hash::repeat_byte(4);
	});
	assert_eq!(reason(missing).await, Some(RefusalReason::DataMissing));
	let other = |s: &mut State| s.descriptors[0].fingerprint = Hash::repeat_byte(4);
	assert_eq!(reason(other).await, Some(RefusalReason::DataMissing));
}

#[tokio::test]
async fn fewer_holders_than_its_owner_wants() {
	let mut world = World::new();
	world.least_holders = 4;
	assert_eq!(reason_in(&world, |_| {}).await, Some(RefusalReason::HolderPolicy));
}

#[tokio::test]
async fn data_that_changed_while_the_node_was_down() {
	let world = World::new();
	// It has seen its data once.
	let mut engine = world.start(0);
	world.chain.state().job.stage = JobStage::Settled { at: 10 };
	step(&mut engine).await;
	engine.stop().await;
	fs::write(world.vcf(0), vcf(1)).expect("the folder is ours");
	let open = |s: &mut State| {
		s.job.stage = JobStage::Requested { deadline: 10 + WINDOW, accepted: Default::default() };
	};
	assert_eq!(reason_in(&world, open).await, Some(RefusalReason::DataChanged));
}

#[tokio::test]
async fn data_that_changed_while_the_node_was_up() {
	let world = World::new();
	let mut engine = world.start(0);
	engine.tick().await.expect("the chain answers");
	engine.work_done().await.expect("the state can be written");
	fs::write(world.vcf(0), vcf(1)).expect("the folder is ours");
	world.chain.apply(&step(&mut engine).await);
	let refused = FailureCause::Refused(RefusalReason::DataChanged);
	assert!(matches!(world.stage(), JobStage::Failed { cause, .. } if cause == refused));
}

#[tokio::test]
async fn data_that_changed_after_the_acceptance() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	assert!(matches!(world.stage(), JobStage::Accepted { .. }));
	fs::write(world.vcf(0), vcf(1)).expect("the folder is ours");
	world.chain.apply(&step(&mut engines[0]).await);
	let refused = FailureCause::Refused(RefusalReason::DataChanged);
	assert!(matches!(world.stage(), JobStage::Failed { cause, .. } if cause == refused));
	assert!(files(&world, 0, "shares").is_empty());
}

#[tokio::test]
async fn a_job_that_it_cannot_verify_in_time() {
	let world = World::new();
	fs::remove_file(world.vcf(0)).expect("it is ours");
	let mut engine = world.start(0);
	assert_eq!(step(&mut engine).await, StepReply::default());
	world.chain.state().number = 10 + WINDOW - LAST_CALL - 1;
	assert_eq!(step(&mut engine).await, StepReply::default());
	world.chain.state().number += 1;
	let reply = step(&mut engine).await;
	assert!(matches!(
		&reply.messages[0].message,
		Message::Refuse(refusal) if refusal.reason == RefusalReason::DataMissing
	));
}

#[tokio::test]
async fn a_peer_with_an_unusable_key() {
	let world = World::new();
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	let mut small = [0; 32];
	small[0] = 1;
	world.chain.state().keys[2] = Some(small);
	let reply = step(&mut engines[0]).await;
	assert!(matches!(
		&reply.messages[0].message,
		Message::Refuse(refusal) if refusal.reason == RefusalReason::HolderPolicy
	));
}
