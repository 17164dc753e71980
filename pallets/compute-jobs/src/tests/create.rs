//! `create`.

use super::*;
use crate::{
	mock::*, Error, Event, NextJobId, OpenJobs, OpenJobsBy, OpenJobsOf, ParameterChunk, Parameters,
	ResultKeys,
};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::{
	agreement::{JobRequest, Terms, WHOLE},
	consortium::Role,
	data::DataStatus,
	job::{AggregationMode, JobSpec, JobStage, RefusalReason},
	sealed_sum::MAX_LANES,
	signing,
	traits::ComputeNodes,
	Hash,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn try_create(spec: JobSpec) -> DispatchResult {
	ComputeJobs::create(signed(&CONSUMER), spec)
}

#[test]
fn binds_money_nodes_and_parameters() {
	ExtBuilder::default().build_and_execute(|| {
		at(5);
		let id = create(10);
		let job = job(id);
		assert_eq!(job.consumer, CONSUMER);
		assert_eq!(job.lanes(), 11);
		assert_eq!((job.fee, job.ordinal, job.created_at), (1_003, 0, 5));
		assert_eq!(job.agreement_digest, agreement(AGREEMENT).standing.digest);
		assert_eq!(job.stage, JobStage::Requested { deadline: 15, accepted: Default::default() });
		for (n, participant) in (0..3).zip(&job.participants) {
			let node = <World as ComputeNodes>::get(n).expect("it was made");
			assert_eq!((participant.data, participant.node), (n, n));
			assert_eq!(participant.holder, holder(n));
			assert_eq!(participant.signing_key, node.info.signing_key);
			assert_eq!(participant.fingerprint, Hash::from_low_u64_be(u64::from(n) + 1));
			assert_eq!(node.open_jobs, 1);
			assert!(OpenJobsOf::<Test>::contains_key(n, id));
		}
		assert_eq!(
			job.digest,
			signing::job_digest(
				&genesis(),
				id,
				&CONSUMER,
				&job.spec,
				&job.participants,
				&job.agreement_digest
			)
		);
		assert_eq!(escrow(), 1_003);
		assert_eq!(agreement(AGREEMENT).standing.jobs_open, 1);
		assert_eq!(ResultKeys::<Test>::get(result_key(200)), Some(id));
		let set = Parameters::<Test>::get(CONSUMER, parameters_digest()).expect("uploaded");
		assert_eq!(set.jobs, 1);
		assert_eq!(ComputeJobs::open_jobs_of(0), vec![id]);
		assert_event(Event::Created {
			job: id,
			agreement: AGREEMENT,
			consumer: CONSUMER,
			digest: job.digest,
			fee: 1_003,
		});
	});
}

#[test]
fn numbers_jobs_and_their_place_in_the_quota() {
	ExtBuilder::default().build_and_execute(|| {
		create(1);
		assert_ok!(try_create(spec(3, 1, 201)));
		assert_eq!((job(1).ordinal, escrow()), (1, 2_006));
		assert_ne!(job(0).digest, job(1).digest);
	});
}

#[test]
fn fails_when_not_consumer() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		assert_noop!(
			ComputeJobs::create(signed(&OPERATOR), spec(3, 1, 200)),
			Error::<Test>::NotConsumer
		);
	});
}

#[test]
fn fails_when_too_many_jobs_are_open() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		for key in 0..4 {
			assert_ok!(try_create(spec(3, 1, 200 + key)));
		}
		assert_eq!(OpenJobs::<Test>::count(), 4);
		assert_noop!(try_create(spec(3, 1, 210)), Error::<Test>::MaxOpenJobsExceeded);
	});
}

#[test]
fn one_consumer_leaves_room_for_others() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		MaxOpenJobs::set(&9);
		for key in 0..4 {
			assert_ok!(try_create(spec(3, 1, 200 + key)));
		}
		assert_eq!(OpenJobsBy::<Test>::get(&CONSUMER), Some(4));
		assert_noop!(try_create(spec(3, 1, 210)), Error::<Test>::MaxOpenJobsByExceeded);
		assert_ok!(send(refuse_call(refusal(0, 1, RefusalReason::HolderPolicy))));
		assert_ok!(try_create(spec(3, 1, 210)));
	});
}

#[test]
fn fails_when_the_result_key_is_zero_or_used() {
	ExtBuilder::default().build_and_execute(|| {
		create(1);
		for key in small_order_keys() {
			let unusable = JobSpec { result_key: key, ..spec(3, 1, 0) };
			assert_noop!(try_create(unusable), Error::<Test>::BadResultKey);
		}
		// The same key in another encoding does not pass for a new one.
		let mut again = spec(3, 1, 200);
		again.result_key[31] |= 0x80;
		assert_noop!(try_create(again), Error::<Test>::BadResultKey);
		assert_noop!(try_create(spec(3, 1, 200)), Error::<Test>::ResultKeyUsed);
		at(100);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), 0));
		assert_noop!(try_create(spec(3, 1, 200)), Error::<Test>::ResultKeyUsed);
	});
}

#[test]
fn fails_when_the_algorithm_is_unknown_or_not_approved() {
	ExtBuilder::default().build_and_execute(|| {
		let spec = spec(3, 1, 200);
		assert_noop!(try_create(spec.clone()), Error::<Test>::AlgorithmNotFound);
		assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm()));
		assert_noop!(try_create(spec), Error::<Test>::AlgorithmNotApproved);
	});
}

#[test]
fn fails_when_the_result_would_be_empty_or_too_large() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		assert_noop!(try_create(spec(3, 0, 200)), Error::<Test>::NoItems);
		assert_noop!(try_create(spec(3, MAX_LANES, 200)), Error::<Test>::TooManyLanes);
		assert_noop!(try_create(spec(3, u32::MAX, 200)), Error::<Test>::TooManyLanes);
		assert_ok!(try_create(spec(3, MAX_LANES - 1, 200)));
	});
}

#[test]
fn fails_when_parameters_are_missing() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		let mut spec = spec(3, 1, 200);
		spec.parameters = signing::parameters_digest(&[hash_of(b"one"), hash_of(b"two")]);
		assert_noop!(try_create(spec.clone()), Error::<Test>::ParametersNotFound);
		let one: ParameterChunk = b"one".to_vec().try_into().expect("short");
		let digest = spec.parameters;
		assert_ok!(ComputeJobs::upload_parameters(signed(&CONSUMER), digest, 0, 2, one));
		assert_noop!(try_create(spec), Error::<Test>::ParametersIncomplete);
	});
}

#[test]
fn fails_when_data_cannot_be_used() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		let spec = spec(3, 1, 200);
		let with = |identities: Vec<u32>| JobSpec {
			identities: identities.try_into().expect("few"),
			..spec.clone()
		};
		assert_noop!(try_create(with(vec![])), Error::<Test>::NoData);
		assert_noop!(try_create(with(vec![0, 9])), Error::<Test>::DataNotFound);
		for status in [DataStatus::Registered, DataStatus::Withdrawn { at: 0, suspended: false }] {
			change_data(1, &holder(1), Some(1), |data| data.status = status);
			assert_noop!(try_create(spec.clone()), Error::<Test>::DataNotPublished);
		}
	});
}

#[test]
fn fails_when_a_node_cannot_answer() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		let spec = spec(3, 1, 200);
		set_data(1, &holder(1), None);
		assert_noop!(try_create(spec.clone()), Error::<Test>::NoComputeNode);
		set_data(1, &holder(1), Some(99));
		assert_noop!(try_create(spec.clone()), Error::<Test>::NoComputeNode);
		set_data(1, &holder(1), Some(0));
		assert_noop!(try_create(spec.clone()), Error::<Test>::NodeOfAnotherHolder);
		set_data(1, &holder(0), Some(0));
		assert_noop!(try_create(spec.clone()), Error::<Test>::DuplicateNode);
		set_data(1, &holder(1), Some(1));
		change_node(1, &holder(1), |node| node.bond = PENALTY - 1);
		assert_noop!(try_create(spec.clone()), Error::<Test>::BondTooLow);
		change_node(1, &holder(1), |node| node.bond = PENALTY);
		assert_ok!(try_create(spec));
	});
}

#[test]
fn a_bond_covers_every_job_that_its_node_takes_part_in() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		change_node(1, &holder(1), |node| node.bond = 2 * PENALTY - 1);
		assert_ok!(try_create(spec(3, 1, 200)));
		assert_noop!(try_create(spec(3, 1, 201)), Error::<Test>::BondTooLow);
		at(12);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), 0));
		assert_noop!(try_create(spec(3, 1, 201)), Error::<Test>::BondTooLow);
		change_node(1, &holder(1), |node| node.bond = PENALTY);
		assert_ok!(try_create(spec(3, 1, 201)));
	});
}

#[test]
fn fails_when_a_holder_has_lost_its_role() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		set_roles(&holder(1), &[Role::ThirdParty]);
		assert_noop!(try_create(spec(3, 1, 200)), Error::<Test>::HolderRoleLost);
	});
}

#[test]
fn fails_when_no_agreement_covers_it() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		prepare();
		let mut other = spec(3, 1, 200);
		other.agreement = 99;
		assert_noop!(try_create(other), DispatchError::CannotLookup);
		assert_ok!(try_create(spec(3, 1, 200)));
		assert_noop!(try_create(spec(3, 1, 201)), DispatchError::Unavailable);
		let covered = agreement(AGREEMENT);
		let (consumer, algorithm) = (CONSUMER, algorithm_digest());
		let request = JobRequest {
			consumer: &consumer,
			algorithm: &algorithm,
			identities: &[],
			aggregation: AggregationMode::SealedSum,
			items: 1,
		};
		assert!(covered.covers(&request, 1, 1).is_err());
	});
}

#[test]
fn fails_when_the_agreement_is_a_publication() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		let mut publication = agreement(AGREEMENT);
		publication.content.terms = Terms::Publication;
		change_agreement(AGREEMENT, publication);
		assert_noop!(try_create(spec(3, 1, 200)), Error::<Test>::NotAnAuthorization);
	});
}

#[test]
fn fails_when_the_shares_could_never_be_paid() {
	ExtBuilder::default().shares(&[(AUTHOR, WHOLE - 1)]).build_and_execute(|| {
		prepare();
		assert_noop!(try_create(spec(3, 1, 200)), Error::<Test>::SharesNotWhole);
	});
}

#[test]
fn fails_when_the_fee_cannot_be_paid() {
	ExtBuilder::default().price(RICH).build_and_execute(|| {
		prepare();
		assert_noop!(try_create(spec(3, 1, 200)), TokenError::FundsUnavailable);
	});
}

#[test]
fn fails_when_there_are_no_more_numbers() {
	ExtBuilder::default().build_and_execute(|| {
		prepare();
		NextJobId::<Test>::put(u32::MAX);
		assert_noop!(try_create(spec(3, 1, 200)), Error::<Test>::JobIdsExhausted);
	});
}

#[test]
fn a_role_lost_later_does_not_stop_the_job() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		set_roles(&CONSUMER, &[Role::Auditor]);
		accept_all(id);
		assert!(matches!(stage(id), JobStage::Accepted { .. }));
	});
}

#[test]
fn an_honest_majority_takes_exactly_three_holders() {
	use panshi_primitives::{
		job::{AlgorithmContent, JobOutput, Strength, RESULT_CHUNK},
		signing::algorithm_digest,
	};
	ExtBuilder::default().holders(4).build_and_execute(|| {
		let [majority, any] = [Strength::HonestMajority, Strength::AllButOne].map(joint);
		prepare_other(majority.clone());
		assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), any.clone()));
		let digest = algorithm_digest(&any);
		assert_ok!(ComputeJobs::review_algorithm(signed(&OPERATOR), digest, true));
		let of = |algorithm: &AlgorithmContent, holders, key| JobSpec {
			algorithm: algorithm_digest(algorithm),
			..spec(holders, 1, key)
		};
		for holders in [2, 4] {
			assert_noop!(try_create(of(&majority, holders, 200)), Error::<Test>::WrongParties);
		}
		assert_noop!(try_create(of(&any, 1, 200)), Error::<Test>::WrongParties);
		assert_ok!(try_create(of(&majority, 3, 200)));
		let output =
			JobOutput::Agreed { most_bytes: 3 * RESULT_CHUNK, strength: Strength::HonestMajority };
		assert_eq!(job(0).output, output);
		assert_ok!(try_create(of(&any, 2, 201)));
		assert_ok!(try_create(of(&any, 4, 202)));
	});
	ExtBuilder::default().build_and_execute(|| {
		// Two of the data sets are of one holder, which would be a majority.
		set_node(1, &holder(0));
		set_data(1, &holder(0), Some(1));
		let majority = joint(Strength::HonestMajority);
		prepare_other(majority.clone());
		let spec = JobSpec { algorithm: algorithm_digest(&majority), ..spec(3, 1, 200) };
		assert_noop!(try_create(spec), Error::<Test>::WrongParties);
	});
}
