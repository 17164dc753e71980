//! Size of the overlap of two lists without a third party.

#[path = "../common/mod.rs"]
mod common;

use common::{cohort, network, rng, session};
use panshi_psi::{
	size::{run_asker, run_helper, Asker, Helper},
	Error, Learns, Party, Session,
};
use std::thread;

fn run(session: &Session, helper: &[u64], asker: &[u64]) -> u32 {
	let (helper, asker) = (cohort(helper.iter().copied()), cohort(asker.iter().copied()));
	let [mut first, mut second] =
		network(2).try_into().unwrap_or_else(|_| unreachable!("two ends"));
	thread::scope(|scope| {
		scope.spawn(move || {
			run_helper(session, &helper, &mut first, &mut rng(1)).expect("all are honest")
		});
		run_asker(session, &asker, &mut second, &mut rng(2)).expect("all are honest")
	})
}

#[test]
fn counts_none_one_all() {
	let session = session(200, 150, Learns::Receiver);
	let list = |range: std::ops::Range<u64>| range.collect::<Vec<_>>();
	assert_eq!(run(&session, &list(0..200), &list(200..350)), 0);
	assert_eq!(run(&session, &list(0..200), &list(199..349)), 1);
	assert_eq!(run(&session, &list(0..200), &list(50..200)), 150);
	assert_eq!(run(&session, &list(0..7), &list(3..5)), 2);
	assert_eq!(run(&session, &[], &[]), 0);
}

/// Whatever the lists are, what comes out is the number that both have.
#[test]
fn counts_what_random_lists_share() {
	use rand_core::RngCore;
	let session = session(60, 60, Learns::Receiver);
	for seed in 0..40 {
		let mut rng = rng(seed);
		let mut list = || -> Vec<u64> {
			let of = rng.next_u64() | rng.next_u64();
			(0..60).filter(|n| of >> n & 1 == 1).collect()
		};
		let (helper, asker) = (list(), list());
		let shared = asker.iter().filter(|number| helper.contains(number)).count();
		assert_eq!(run(&session, &helper, &asker), u32::try_from(shared).expect("it is small"));
	}
}

#[test]
fn fails_at_every_bit_and_cut_of_every_message() {
	let session = session(3, 3, Learns::Receiver);
	let (left, right) = (cohort([1, 2, 3]), cohort([2, 3, 4]));
	let asker = || Asker::new(&session, &right, &mut rng(2)).expect("all are honest");
	let helper = |message: &[u8]| {
		Helper::new(&session, &left).expect("all are honest").answer(message, &mut rng(1))
	};
	let message = asker().1;
	let answer = helper(&message).expect("all are honest");
	assert_eq!(asker().0.answer(&answer), Ok(2));
	let malformed = |party, what| Error::Malformed { party: Party(party), what };
	for bit in 0..message.len() * 8 {
		let mut flipped = message.clone();
		flipped[bit / 8] ^= 1 << (bit % 8);
		assert_eq!(helper(&flipped), Err(malformed(1, "list of blinded elements")));
	}
	for bit in 0..answer.len() * 8 {
		let mut flipped = answer.clone();
		flipped[bit / 8] ^= 1 << (bit % 8);
		assert_eq!(asker().0.answer(&flipped), Err(malformed(0, "list of shuffled elements")));
	}
	for length in 0..message.len() {
		assert!(helper(&message[..length]).is_err());
	}
	for length in 0..answer.len() {
		assert!(asker().0.answer(&answer[..length]).is_err());
	}
}

#[test]
fn fails_when_a_message_is_of_another_session_or_role() {
	let (one, list) = (session(3, 3, Learns::Receiver), cohort([1, 2, 3]));
	let (_, message) = Asker::new(&one, &list, &mut rng(2)).expect("all are honest");
	for other in [
		Session { id: [9; 32], ..one.clone() },
		Session { scheme: [9; 32], ..one.clone() },
		Session { sender_bound: 4, ..one.clone() },
		Session { sender: Party(2), ..one.clone() },
		Session { learns: Learns::Both, ..one.clone() },
		Session { sender: Party(1), receiver: Party(0), ..one.clone() },
	] {
		let answer =
			Helper::new(&other, &list).expect("all are honest").answer(&message, &mut rng(1));
		assert!(matches!(answer, Err(Error::Malformed { .. })), "{other:?}");
	}
	// The asker's own message sent back to it.
	let (asker, message) = Asker::new(&one, &list, &mut rng(2)).expect("all are honest");
	assert!(asker.answer(&message).is_err());
}
