//! What jobs take from the privacy budgets of their data.

use super::*;
use crate::{mock::*, Error};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::{
	agreement::Terms,
	job::{AlgorithmContent, JobId, JobSpec, OutputShape, RefusalReason, NOISED_ALLELE_COUNTS},
	privacy::{PrivacyLoss, Rho},
	signing,
};
use sp_runtime::DispatchError;

fn noised() -> AlgorithmContent {
	AlgorithmContent {
		code: NOISED_ALLELE_COUNTS.to_vec().try_into().expect("short"),
		output: OutputShape::LanesPerItem { lanes: 3 },
		..algorithm()
	}
}

/// Has the noised algorithm approved and agreed on; a job of it over three holders.
fn noised_spec(rho: Option<Rho>) -> JobSpec {
	prepare();
	let digest = signing::algorithm_digest(&noised());
	assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), noised()));
	assert_ok!(ComputeJobs::review_algorithm(signed(&OPERATOR), digest, true));
	let mut agreed = agreement(AGREEMENT);
	let Terms::Authorization(terms) = &mut agreed.content.terms else { panic!("it is one") };
	assert!(terms.algorithms.try_push(digest).is_ok());
	change_agreement(AGREEMENT, agreed);
	JobSpec { algorithm: digest, rho, ..spec(3, 100, 200) }
}

fn create_noised(rho: Option<Rho>) -> frame_support::dispatch::DispatchResult {
	ComputeJobs::create(signed(&CONSUMER), noised_spec(rho))
}

fn debited(job: JobId) -> Vec<Option<PrivacyLoss>> {
	(0..3).map(|data| MockDebits::get(job, data)).collect()
}

#[test]
fn an_exact_job_is_charged_as_such() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		assert_eq!(debited(id), vec![Some(PrivacyLoss::Exact); 3]);
	});
}

#[test]
fn a_noised_job_is_charged_what_it_asks_for_and_the_slack_of_shares() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(create_noised(Some(Rho::from_micro(500_000))));
		assert_eq!(debited(0), vec![Some(PrivacyLoss::Bounded(Rho::from_micro(500_001))); 3]);
		assert_eq!(job(0).spec.rho, Some(Rho::from_micro(500_000)));
	});
}

#[test]
fn fails_when_a_budget_refuses() {
	ExtBuilder::default().build_and_execute(|| {
		let spec = noised_spec(Some(Rho::ONE));
		MockRefuses::put(true);
		assert_noop!(ComputeJobs::create(signed(&CONSUMER), spec), DispatchError::Exhausted);
	});
}

#[test]
fn fails_when_the_loss_does_not_fit_the_algorithm() {
	ExtBuilder::default().build_and_execute(|| {
		let noised = noised_spec(None);
		let exact = JobSpec { rho: Some(Rho::ONE), ..spec(3, 1, 200) };
		let create = |spec| ComputeJobs::create(signed(&CONSUMER), spec);
		assert_noop!(create(exact), Error::<Test>::NotNoised);
		assert_noop!(create(noised.clone()), Error::<Test>::NoRho);
		// 100 variants: variance 450 / rho in two shares, each of at least 4.
		let with = |micro| JobSpec { rho: Some(Rho::from_micro(micro)), ..noised.clone() };
		assert_noop!(create(with(56_250_001)), Error::<Test>::RhoTooLarge);
		assert_ok!(create(with(56_250_000)));
	});
}

#[test]
fn is_given_back_when_a_node_refuses_before_all_have_accepted() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 0);
		accept(id, 2);
		assert_ok!(send(refuse_call(refusal(id, 1, RefusalReason::DataMissing))));
		assert_eq!(debited(id), vec![None; 3]);
	});
}

#[test]
fn is_given_back_when_nodes_do_not_accept_in_time() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept(id, 0);
		at(WINDOWS.accept + 2);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
		assert_eq!(debited(id), vec![None; 3]);
	});
}

/// A share may have left its holder towards the pool although no block has it.
#[test]
fn is_kept_once_all_have_accepted() {
	for submitted in [false, true] {
		for refuses in [false, true] {
			ExtBuilder::default().build_and_execute(|| {
				let id = create(1);
				accept_all(id);
				if submitted {
					submit_all(id, 0, 1);
				}
				match refuses {
					true => {
						let refusal = refusal(id, 1, RefusalReason::DataChanged);
						assert_ok!(send(refuse_call(refusal)));
					},
					false => {
						at(WINDOWS.compute + 2);
						assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
					},
				}
				assert_eq!(debited(id), vec![Some(PrivacyLoss::Exact); 3]);
			});
		}
	}
}

#[test]
fn is_kept_when_the_job_is_settled_or_withheld() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_eq!(debited(id), vec![Some(PrivacyLoss::Exact); 3]);
	});
	ExtBuilder::default().checked().build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::withhold(signed(&CHECKER), id, 1));
		assert_eq!(debited(id), vec![Some(PrivacyLoss::Exact); 3]);
	});
}
