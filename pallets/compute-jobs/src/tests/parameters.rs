//! `upload_parameters` and `remove_parameters`.

use super::*;
use crate::{mock::*, Error, Event, ParameterChunk, ParameterChunks, Parameters};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use panshi_primitives::{job::MAX_PARAMETER_CHUNKS, signing, Hash};
use sp_runtime::TokenError;

fn chunk(bytes: &[u8]) -> ParameterChunk {
	bytes.to_vec().try_into().expect("short")
}

fn digest() -> Hash {
	signing::parameters_digest(&[hash_of(b"one"), hash_of(b"two")])
}

fn upload(index: u32, bytes: &[u8]) -> DispatchResult {
	ComputeJobs::upload_parameters(signed(&CONSUMER), digest(), index, 2, chunk(bytes))
}

#[test]
fn takes_chunks_in_any_order_against_a_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		let (owner, digest) = (CONSUMER, digest());
		assert_ok!(upload(1, b"two"));
		assert_event(Event::ParametersUploaded {
			owner: owner.clone(),
			digest,
			index: 1,
			complete: false,
		});
		assert_eq!(deposits(), DEPOSIT);
		assert_ok!(upload(0, b"one"));
		assert_event(Event::ParametersUploaded { owner, digest, index: 0, complete: true });
		assert_eq!(deposits(), 2 * DEPOSIT);
		assert_eq!(ParameterChunks::<Test>::get((CONSUMER, digest, 1)), Some(chunk(b"two")));
		let set = Parameters::<Test>::get(CONSUMER, digest).expect("it was uploaded");
		assert_eq!(set.complete(), Some(vec![hash_of(b"one"), hash_of(b"two")]));
		assert_eq!((set.deposit, set.jobs), (2 * DEPOSIT, 0));
	});
}

#[test]
fn the_same_chunk_again_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(upload(0, b"one"));
		let before = Parameters::<Test>::get(CONSUMER, digest());
		assert_ok!(upload(0, b"one"));
		assert_eq!(Parameters::<Test>::get(CONSUMER, digest()), before);
		assert_eq!(deposits(), DEPOSIT);
	});
}

#[test]
fn upload_fails_when_not_consumer() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			ComputeJobs::upload_parameters(signed(&holder(0)), digest(), 0, 2, chunk(b"one")),
			Error::<Test>::NotConsumer
		);
	});
}

#[test]
fn upload_fails_when_the_chunk_does_not_fit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(upload(0, b""), Error::<Test>::EmptyChunk);
		assert_noop!(upload(2, b"one"), Error::<Test>::BadChunkIndex);
		for total in [0, MAX_PARAMETER_CHUNKS + 1] {
			assert_noop!(
				ComputeJobs::upload_parameters(
					signed(&CONSUMER),
					digest(),
					0,
					total,
					chunk(b"one")
				),
				Error::<Test>::BadChunkIndex
			);
		}
		assert_ok!(upload(0, b"one"));
		assert_noop!(upload(0, b"other"), Error::<Test>::ChunkMismatch);
		assert_noop!(
			ComputeJobs::upload_parameters(signed(&CONSUMER), digest(), 1, 3, chunk(b"two")),
			Error::<Test>::TotalMismatch
		);
		assert_noop!(upload(1, b"three"), Error::<Test>::DigestMismatch);
	});
}

#[test]
fn upload_fails_when_the_deposit_cannot_be_paid() {
	ExtBuilder::default().build_and_execute(|| {
		let left = EXISTENTIAL + DEPOSIT - 1;
		assert_ok!(Balances::transfer_keep_alive(
			signed(&CONSUMER),
			TREASURY,
			free(&CONSUMER) - left
		));
		assert_noop!(upload(0, b"one"), TokenError::FundsUnavailable);
	});
}

#[test]
fn gives_the_deposits_back() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(upload(0, b"one"));
		assert_ok!(upload(1, b"two"));
		assert_ok!(ComputeJobs::remove_parameters(signed(&CONSUMER), digest()));
		assert_eq!((deposits(), free(&CONSUMER)), (0, RICH));
		assert_eq!(ParameterChunks::<Test>::iter().count(), 0);
		assert_event(Event::ParametersRemoved {
			owner: CONSUMER,
			digest: digest(),
			deposit: 2 * DEPOSIT,
		});
	});
}

#[test]
fn an_incomplete_set_may_be_removed_and_begun_again() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(upload(0, b"wrong"));
		assert_noop!(upload(1, b"two"), Error::<Test>::DigestMismatch);
		assert_ok!(ComputeJobs::remove_parameters(signed(&CONSUMER), digest()));
		assert_ok!(upload(0, b"one"));
		assert_ok!(upload(1, b"two"));
	});
}

#[test]
fn remove_fails_when_unknown_or_anothers_or_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		assert_noop!(
			ComputeJobs::remove_parameters(signed(&CONSUMER), digest()),
			Error::<Test>::ParametersNotFound
		);
		assert_noop!(
			ComputeJobs::remove_parameters(signed(&OPERATOR), parameters_digest()),
			Error::<Test>::ParametersNotFound
		);
		assert_noop!(
			ComputeJobs::remove_parameters(signed(&CONSUMER), parameters_digest()),
			Error::<Test>::ParametersInUse
		);
		at(100);
		assert_ok!(ComputeJobs::report_deadline(signed(&OUTSIDER), id));
		assert_ok!(ComputeJobs::remove_parameters(signed(&CONSUMER), parameters_digest()));
	});
}
