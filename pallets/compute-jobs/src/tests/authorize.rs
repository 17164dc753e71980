//! What the transaction pool takes without a signer, and what it turns away.

use super::*;
use crate::{mock::*, Call, Error};
use frame_support::assert_ok;
use panshi_primitives::{
	job::{Acceptance, RefusalReason},
	signing,
	traits::ComputeNodes,
	Hash,
};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

fn turned_away(call: Call<Test>, why: InvalidTransaction) {
	assert_eq!(authorize(call), Err(TransactionValidityError::Invalid(why)));
}

#[test]
fn takes_what_a_participant_signed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let accept = authorize(accept_call(acceptance(id, 0))).expect("it is signed");
		let refuse = refusal(id, 0, RefusalReason::HolderPolicy);
		let refuse = authorize(refuse_call(refuse)).expect("it is signed");
		assert!(accept.propagate && refuse.propagate);
		assert_eq!((accept.longevity, refuse.longevity), (64, 64));
		// No tip outbids it: who is kept out of blocks would pay for its silence.
		assert_eq!((accept.priority, refuse.priority), (u64::MAX, u64::MAX));
		assert_ne!(accept.provides, refuse.provides);
		accept_all(id);
		let lanes = bytes_of(&[1, 2]);
		assert_ok!(authorize(share_call(header(id, 0, 0, &lanes, 0), lanes)));
	});
}

#[test]
fn each_message_has_a_tag_of_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(panshi_primitives::sealed_sum::LANES_PER_CHUNK);
		let mut tags = std::collections::BTreeSet::new();
		for node in 0..3 {
			let valid = authorize(accept_call(acceptance(id, node))).expect("it is signed");
			tags.insert(valid.provides);
		}
		accept_all(id);
		let lanes = bytes_of(&[1]);
		for node in 0..3 {
			let call = share_call(header(id, node, 1, &lanes, 0), lanes.clone());
			tags.insert(authorize(call).expect("it is signed").provides);
		}
		assert_eq!(tags.len(), 6);
	});
}

#[test]
fn turns_a_wrong_signature_away() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let bad = InvalidTransaction::BadProof;
		let payload = signing::acceptance_payload(&genesis(), &acceptance(id, 0));
		let by_another = sign(1, &payload);
		turned_away(Call::accept { acceptance: acceptance(id, 0), signature: by_another }, bad);
		let elsewhere = sign(0, &signing::acceptance_payload(&Hash::zero(), &acceptance(id, 0)));
		turned_away(Call::accept { acceptance: acceptance(id, 0), signature: elsewhere }, bad);
		let refusal = refusal(id, 0, RefusalReason::DataMissing);
		let for_acceptance = sign(0, &payload);
		turned_away(Call::refuse { refusal, signature: for_acceptance }, bad);
		accept_all(id);
		let lanes = bytes_of(&[1, 2]);
		let header = header(id, 0, 0, &lanes, 0);
		let for_another_job = sign(0, &signing::share_payload(&genesis(), &Hash::zero(), &header));
		turned_away(Call::submit_share { header, lanes, signature: for_another_job }, bad);
	});
}

#[test]
fn a_share_of_one_job_does_not_serve_another() {
	ExtBuilder::default().build_and_execute(|| {
		let one = create(1);
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(3, 1, 201)));
		accept_all(one);
		accept_all(1);
		let lanes = bytes_of(&[1, 2]);
		let Call::submit_share { mut header, lanes, signature } =
			share_call(header(one, 0, 0, &lanes, 0), lanes)
		else {
			panic!("it is a share");
		};
		header.job = 1;
		let call = Call::submit_share { header, lanes, signature };
		turned_away(call, InvalidTransaction::BadProof);
	});
}

#[test]
fn turns_lanes_away_that_were_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		accept_all(id);
		let header = header(id, 0, 0, &bytes_of(&[1, 2]), 0);
		let call = share_call(header, bytes_of(&[1, 3]));
		turned_away(call, custom(Error::LanesHashMismatch));
	});
}

#[test]
fn only_the_key_of_the_jobs_creation_signs_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let new_key = <World as ComputeNodes>::get(1).expect("it was made").info.signing_key;
		change_node(0, &holder(0), |node| {
			node.info.signing_key = new_key;
			node.open_jobs = 1;
		});
		let acceptance = acceptance(id, 0);
		let signature = sign(1, &signing::acceptance_payload(&genesis(), &acceptance));
		let by_new_key = Call::accept { acceptance: acceptance.clone(), signature };
		turned_away(by_new_key, InvalidTransaction::BadProof);
		assert_ok!(authorize(accept_call(acceptance)));
	});
}

#[test]
fn names_the_error_of_what_it_turns_away() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let good = acceptance(id, 0);
		turned_away(
			accept_call(Acceptance { node: 9, ..good.clone() }),
			custom(Error::NotParticipant),
		);
		turned_away(
			accept_call(Acceptance { job_digest: Hash::zero(), ..good.clone() }),
			custom(Error::JobDigestMismatch),
		);
		let missing =
			Call::accept { acceptance: Acceptance { job: 9, ..good }, signature: [0; 64] };
		turned_away(missing, custom(Error::JobNotFound));
		turned_away(Call::report_deadline { job: id }, InvalidTransaction::Future);
		turned_away(Call::settle { job: id }, InvalidTransaction::Stale);
		turned_away(Call::settle { job: 9 }, custom(Error::JobNotFound));
		turned_away(Call::report_deadline { job: 9 }, custom(Error::JobNotFound));
	});
}

#[test]
fn a_replay_is_stale() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		let call = accept_call(acceptance(id, 0));
		assert_ok!(send(call.clone()));
		turned_away(call, InvalidTransaction::Stale);
		accept(id, 1);
		accept(id, 2);
		let lanes = bytes_of(&[1, 2]);
		let call = share_call(header(id, 0, 0, &lanes, 0), lanes);
		assert_ok!(send(call.clone()));
		turned_away(call, InvalidTransaction::Stale);
	});
}

#[test]
fn settlements_and_reports_are_free_when_due() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(3, 1, 201)));
		let settle = authorize(Call::settle { job: id }).expect("it is released");
		at(100);
		let report = authorize(Call::report_deadline { job: 1 }).expect("it is late");
		assert_ne!(settle.provides, report.provides);
		assert_ok!(send(Call::settle { job: id }));
		assert_ok!(send(Call::report_deadline { job: 1 }));
		turned_away(Call::settle { job: id }, InvalidTransaction::Stale);
		turned_away(Call::report_deadline { job: 1 }, InvalidTransaction::Stale);
	});
}
