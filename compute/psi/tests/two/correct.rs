//! Honest parties.

use crate::common::{cohort, network, rng, session};
use panshi_psi::{
	ideal,
	two::{run_receiver, run_sender, Overlap},
	Cohort, Error, Learns, Party, Session,
};
use std::thread;

fn run(session: &Session, left: &Cohort, right: &Cohort) -> (Option<Overlap>, Overlap) {
	let [mut first, mut second] =
		network(2).try_into().unwrap_or_else(|_| unreachable!("two ends"));
	thread::scope(|scope| {
		let sender = scope.spawn(move || run_sender(session, left, &mut first, &mut rng(1)));
		let receiver =
			run_receiver(session, right, &mut second, &mut rng(2)).expect("all are honest");
		(sender.join().expect("no panic").expect("all are honest"), receiver)
	})
}

/// The intersection of numbers, as each side should see it.
fn expected(left: &[u64], right: &[u64]) -> (Overlap, Overlap) {
	let positions = |own: &[u64], other: &[u64]| {
		Overlap((0..own.len()).filter(|index| other.contains(&own[*index])).collect())
	};
	(positions(left, right), positions(right, left))
}

fn check(left: &[u64], right: &[u64], bounds: (u32, u32)) {
	let (sender, receiver) = (cohort(left.iter().copied()), cohort(right.iter().copied()));
	let (want_sender, want_receiver) = expected(left, right);
	for learns in [Learns::Receiver, Learns::Both] {
		let session = session(bounds.0, bounds.1, learns);
		let (of_sender, of_receiver) = run(&session, &sender, &receiver);
		let ideal = ideal::two(&session, &sender, &receiver);
		assert_eq!(ideal, Ok((of_sender.clone(), of_receiver.clone())));
		assert_eq!(of_receiver, want_receiver);
		let told = (learns == Learns::Both).then(|| want_sender.clone());
		assert_eq!(of_sender, told);
	}
}

#[test]
fn finds_none_one_all() {
	check(&[1, 2, 3], &[4, 5, 6], (3, 3));
	check(&[1, 2, 3], &[3, 9], (3, 2));
	check(&[1, 2, 3], &[3, 1, 2], (3, 3));
	check(&[7], &[7], (1, 1));
}

#[test]
fn finds_the_overlap_of_lists_that_differ_in_length() {
	let few: Vec<u64> = (0..40).map(|i| i * 37).collect();
	let many: Vec<u64> = (0..1_500).collect();
	check(&few, &many, (40, 1_500));
	check(&many, &few, (1_500, 40));
}

#[test]
fn takes_lists_shorter_than_agreed_and_empty_ones() {
	check(&[1, 2], &[2, 3], (500, 300));
	check(&[], &[2, 3], (500, 300));
	check(&[1, 2], &[], (500, 300));
}

#[test]
fn finds_the_overlap_of_random_lists() {
	use rand_core::RngCore;
	let mut rng = rng(5);
	for _ in 0..12 {
		let mut list = |limit: u32| -> Vec<u64> {
			let from = u64::from(rng.next_u32() % limit);
			(from..from + u64::from(rng.next_u32() % limit)).map(|n| n ^ 1).collect()
		};
		let (left, right) = (list(300), list(300));
		check(&left, &right, (300, 300));
	}
}

#[test]
fn crosses_the_border_of_a_batch() {
	let left: Vec<u64> = (0..5_000).collect();
	let right: Vec<u64> = (4_990..13_700).collect();
	check(&left, &right, (5_000, 8_710));
}

#[test]
fn refuses_more_elements_than_agreed_before_the_first_message() {
	use panshi_psi::two::{Receiver, Sender};
	let (session, list) = (session(2, 2, Learns::Receiver), cohort([1, 2, 3]));
	let too_many = |party| Error::TooMany { party: Party(party), got: 3, bound: 2 };
	assert_eq!(Sender::new(&session, &list, &mut rng(1)).err(), Some(too_many(0)));
	assert_eq!(Receiver::new(&session, &list, &mut rng(1)).err(), Some(too_many(1)));
}

#[test]
fn refuses_terms_that_contradict_each_other() {
	use panshi_psi::two::Sender;
	let list = cohort([]);
	for bounds in [(0, 1), (1, 0), (1 << 24 | 1, 1)] {
		let session = session(bounds.0, bounds.1, Learns::Receiver);
		let error = Sender::new(&session, &list, &mut rng(1)).err();
		assert!(matches!(error, Some(Error::Terms(_))), "{error:?}");
	}
	let alone = Session { receiver: Party(0), ..session(1, 1, Learns::Receiver) };
	let error = Sender::new(&alone, &list, &mut rng(1)).err();
	assert!(matches!(error, Some(Error::Terms(_))), "{error:?}");
}
