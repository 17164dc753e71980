//! Owners and askers that do not follow the protocol.

use super::*;
use crate::{Answer, CallError, Query};
use codec::Encode;
use proptest::prelude::*;

#[test]
fn fails_with_the_key_of_another_epoch() {
	let (old, new) = (database(10, 1), database(10, 2));
	assert!(ExactOwner::new(&old.key, new.commitment.clone()).is_none());
	// The owner lies about its key: the proof is made with the old one.
	let mut commitment = new.commitment.clone();
	commitment.public_key = old.key.public();
	let liar = ExactOwner::new(&old.key, commitment).unwrap();
	let (asker, query) = new.ask(&[variant(1)], 5);
	let answer = liar.answer(&JOB, &query, &mut rng(6)).unwrap();
	assert_eq!(asker.open(&answer).unwrap_err(), AnswerError::Proof);
}

#[test]
fn fails_when_the_query_belongs_elsewhere() {
	let (old, new) = (database(10, 1), database(10, 2));
	let (_, query) = old.ask(&[variant(1)], 5);
	let refused = |q: &ExactQuery, job| new.owner().answer(job, q, &mut rng(1)).unwrap_err();
	let other_epoch = CallError::OtherEpoch { given: 1, current: 2 };
	assert_eq!(refused(&query, &JOB), QueryError::Call(other_epoch));
	let (_, query) = new.ask(&[variant(1)], 5);
	let other = Hash::repeat_byte(8);
	assert_eq!(refused(&query, &other), QueryError::Call(CallError::OtherJob));
	let mut query = query;
	query.call.database = other;
	assert_eq!(refused(&query, &JOB), QueryError::Call(CallError::OtherDatabase));
}

#[test]
fn fails_on_elements_that_are_none() {
	let database = database(10, 1);
	let (_, query) = database.ask(&[variant(1), variant(2)], 5);
	for bad in [[0; 32], [0xff; 32]] {
		let mut query = query.clone();
		query.blinded[1] = bad;
		let error = database.owner().answer(&JOB, &query, &mut rng(1)).unwrap_err();
		assert_eq!(error, QueryError::Element { index: 1 });
	}
	for count in [0, MAX_LOOKUPS + 1] {
		let mut many = query.clone();
		many.blinded = vec![query.blinded[0]; count];
		let error = database.owner().answer(&JOB, &many, &mut rng(1)).unwrap_err();
		assert_eq!(error, QueryError::Lookups { given: count });
	}
}

#[test]
fn fails_on_replayed_and_altered_answers() {
	let database = database(10, 1);
	let owner = database.owner();
	let answer = |seed| {
		let (asker, query) = database.ask(&[variant(1), variant(2)], seed);
		(asker, owner.answer(&JOB, &query, &mut rng(6)).unwrap())
	};
	let (_, earlier) = answer(4);
	assert_eq!(answer(5).0.open(&earlier).unwrap_err(), AnswerError::OtherQuery);
	let refused = |change: fn(&mut ExactAnswer)| {
		let (asker, mut answer) = answer(5);
		change(&mut answer);
		asker.open(&answer).unwrap_err()
	};
	assert_eq!(refused(|a| a.proof[3] ^= 1), AnswerError::Proof);
	assert_eq!(refused(|a| a.proof = [0xff; 64]), AnswerError::Proof);
	assert_eq!(refused(|a| a.evaluated.swap(0, 1)), AnswerError::Proof);
	assert_eq!(refused(|a| a.evaluated[1] = [0; 32]), AnswerError::Element { index: 1 });
	let count = AnswerError::Count { given: 1, wanted: 2 };
	assert_eq!(refused(|a| a.evaluated.truncate(1)), count);
	let job = |a: &mut ExactAnswer| a.call.job = Hash::zero();
	assert_eq!(refused(job), AnswerError::Call(CallError::OtherJob));
	let epoch = AnswerError::Call(CallError::OtherEpoch { given: 9, current: 1 });
	assert_eq!(refused(|a| a.call.epoch = 9), epoch);
}

#[test]
fn fails_when_the_committed_key_is_no_element() {
	let mut database = database(10, 1);
	let (_, query) = database.ask(&[variant(1)], 5);
	let answer = database.owner().answer(&JOB, &query, &mut rng(6)).unwrap();
	database.commitment.public_key = [0xff; 32];
	let (asker, _) = database.ask(&[variant(1)], 5);
	assert_eq!(asker.open(&answer).unwrap_err(), AnswerError::PublicKey);
}

proptest! {
	/// Whatever bit is turned, a message is refused or its digest is another one.
	#[test]
	fn altered_messages_are_not_taken_for_others(bit in 0usize..8 * 200) {
		let database = database(3, 1);
		let (asker, query) = database.ask(&[variant(1), variant(2)], 5);
		let answer = database.owner().answer(&JOB, &query, &mut rng(6)).unwrap();
		let (query, answer) = (Query::Exact(query), Answer::Exact(answer));
		let flip = |mut bytes: Vec<u8>| {
			let place = bit / 8 % bytes.len();
			bytes[place] ^= 1 << (bit % 8);
			bytes
		};
		if let Ok(other) = Query::from_bytes(&flip(query.encode())) {
			prop_assert_ne!(other.digest(), query.digest());
			if let Query::Exact(other) = other {
				// Elements are taken as they are: the digest in the answer tells.
				if let Ok(answer) = database.owner().answer(&JOB, &other, &mut rng(6)) {
					let (asker, _) = database.ask(&[variant(1), variant(2)], 5);
					prop_assert!(asker.open(&answer).is_err());
				}
			}
		}
		if let Ok(Answer::Exact(other)) = Answer::from_bytes(&flip(answer.encode())) {
			prop_assert!(asker.open(&other).is_err());
		}
	}

	/// No bytes make a decoder panic.
	#[test]
	fn random_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
		let _ = Query::from_bytes(&bytes);
		let _ = Answer::from_bytes(&bytes);
		let commitment = database(1, 1).commitment;
		prop_assert!(Table::open(Cursor::new(bytes), &commitment).is_err());
	}
}

#[test]
fn fails_on_messages_that_are_too_long() {
	let long = vec![0; crate::MAX_QUERY_BYTES + 1];
	let (given, max) = (long.len(), crate::MAX_QUERY_BYTES);
	assert_eq!(Query::from_bytes(&long), Err(crate::DecodeError::TooLong { given, max }));
}
