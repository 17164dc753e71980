//! What runs over a channel, and what happens when the other end is gone.

#[path = "../common/mod.rs"]
mod common;

use common::{cohort, network, rng, session};
use panshi_psi::{
	identifiers::{run_pepper, Pepper},
	two::{run_receiver, run_sender},
	Error, Learns, Party,
};
use std::thread;

#[test]
fn four_holders_make_one_pepper() {
	let make = |agreement: u8| -> Vec<Pepper> {
		let ends = (0..).map(Party).zip(network(4));
		thread::scope(|scope| {
			let run = |(me, mut end): (Party, common::Memory)| {
				let mut rng = rng(u64::from(me.0));
				scope.spawn(move || run_pepper(&[agreement; 32], 4, me, &mut end, &mut rng))
			};
			let running: Vec<_> = ends.map(run).collect();
			let join = |thread: thread::ScopedJoinHandle<'_, _>| thread.join().expect("no panic");
			running.into_iter().map(join).collect::<Result<_, _>>().expect("all are honest")
		})
	};
	let (one, other) = (make(1), make(2));
	assert!(one.iter().all(|pepper| *pepper == one[0]));
	assert_ne!(one[0], other[0]);
}

#[test]
fn names_who_is_gone() {
	let (session, list) = (session(4, 4, Learns::Both), cohort([1, 2]));
	let mut ends = network(2);
	drop(ends.pop());
	let error = run_sender(&session, &list, &mut ends[0], &mut rng(1)).err();
	assert_eq!(error.and_then(|error| error.accused()), Some(Party(1)));
	let mut ends = network(2);
	drop(ends.remove(0));
	let error = run_receiver(&session, &list, &mut ends[0], &mut rng(1)).err();
	assert_eq!(error, Some(Error::Channel { party: Party(0), reason: "closed".into() }));
}
