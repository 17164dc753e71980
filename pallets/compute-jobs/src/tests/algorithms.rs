//! `register_algorithm`, `review_algorithm` and `retire_algorithm`.

use super::*;
use crate::{mock::*, Algorithms, Error, Event};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::{
	job::{Algorithm, AlgorithmStatus},
	traits::Algorithms as _,
	Hash,
};

fn status() -> AlgorithmStatus {
	Algorithms::<Test>::get(algorithm_digest()).expect("it was registered").status
}

#[test]
fn registers_for_review() {
	ExtBuilder::default().build_and_execute(|| {
		let digest = algorithm_digest();
		assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm()));
		assert_eq!(
			Algorithms::<Test>::get(digest),
			Some(Algorithm {
				author: AUTHOR,
				content: algorithm(),
				status: AlgorithmStatus::Registered
			})
		);
		assert!(!ComputeJobs::is_approved(&digest));
		assert_event(Event::AlgorithmRegistered { digest, author: AUTHOR });
	});
}

#[test]
fn register_fails_when_not_a_member_or_known() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			ComputeJobs::register_algorithm(signed(&OUTSIDER), algorithm()),
			Error::<Test>::NotMember
		);
		assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm()));
		assert_noop!(
			ComputeJobs::register_algorithm(signed(&OPERATOR), algorithm()),
			Error::<Test>::AlgorithmExists
		);
	});
}

#[test]
fn an_operator_approves() {
	ExtBuilder::default().build_and_execute(|| {
		let digest = algorithm_digest();
		assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm()));
		assert_ok!(ComputeJobs::review_algorithm(signed(&OPERATOR), digest, true));
		assert_eq!(status(), AlgorithmStatus::Approved);
		assert!(ComputeJobs::is_approved(&digest));
		assert_event(Event::AlgorithmReviewed { digest, operator: OPERATOR, approved: true });
	});
}

#[test]
fn an_operator_refuses() {
	ExtBuilder::default().build_and_execute(|| {
		let digest = algorithm_digest();
		assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm()));
		assert_ok!(ComputeJobs::review_algorithm(signed(&OPERATOR), digest, false));
		assert_eq!(status(), AlgorithmStatus::Retired);
		assert_event(Event::AlgorithmReviewed { digest, operator: OPERATOR, approved: false });
	});
}

#[test]
fn review_fails_when_not_operator_unknown_or_reviewed() {
	ExtBuilder::default().build_and_execute(|| {
		let digest = algorithm_digest();
		assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm()));
		assert_noop!(
			ComputeJobs::review_algorithm(signed(&AUTHOR), digest, true),
			Error::<Test>::NotOperator
		);
		assert_noop!(
			ComputeJobs::review_algorithm(signed(&OPERATOR), Hash::zero(), true),
			Error::<Test>::AlgorithmNotFound
		);
		assert_ok!(ComputeJobs::review_algorithm(signed(&OPERATOR), digest, true));
		assert_noop!(
			ComputeJobs::review_algorithm(signed(&OPERATOR), digest, false),
			Error::<Test>::AlreadyReviewed
		);
	});
}

#[test]
fn an_operator_retires() {
	ExtBuilder::default().build_and_execute(|| {
		let digest = algorithm_digest();
		prepare();
		assert_noop!(
			ComputeJobs::retire_algorithm(signed(&AUTHOR), digest),
			Error::<Test>::NotOperator
		);
		assert_ok!(ComputeJobs::retire_algorithm(signed(&OPERATOR), digest));
		assert!(!ComputeJobs::is_approved(&digest));
		assert_event(Event::AlgorithmRetired { digest, operator: OPERATOR });
		assert_noop!(
			ComputeJobs::retire_algorithm(signed(&OPERATOR), digest),
			Error::<Test>::AlreadyRetired
		);
		assert_noop!(
			ComputeJobs::retire_algorithm(signed(&OPERATOR), Hash::zero()),
			Error::<Test>::AlgorithmNotFound
		);
	});
}

#[test]
fn fails_when_the_output_does_not_fit_the_aggregation() {
	use panshi_primitives::job::{
		AggregationMode, AlgorithmContent, OutputShape, MAX_RESULT_BYTES,
	};
	ExtBuilder::default().build_and_execute(|| {
		for content in [
			AlgorithmContent { aggregation: AggregationMode::Collect, ..algorithm() },
			AlgorithmContent { aggregation: AggregationMode::SealedSum, ..query() },
			AlgorithmContent { output: OutputShape::Bytes { most: 0 }, ..query() },
			AlgorithmContent {
				output: OutputShape::Bytes { most: MAX_RESULT_BYTES + 1 },
				..query()
			},
			AlgorithmContent { output: OutputShape::LanesPerItem { lanes: 0 }, ..algorithm() },
		] {
			assert_noop!(
				ComputeJobs::register_algorithm(signed(&AUTHOR), content),
				Error::<Test>::BadAlgorithm
			);
		}
	});
}
