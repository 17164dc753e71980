//! Honest parties.

use crate::common::{cohort, network, rng};
use panshi_psi::{
	ideal,
	many::{run_counter, run_follower, run_leader, Found, Goal, Group},
	two::Overlap,
	Cohort, Error, Party,
};
use std::thread;

/// Terms of so many holders.
pub(crate) fn group(holders: u8, leader: u8, bound: u32, goal: Goal) -> Group {
	Group { id: [1; 32], scheme: [2; 32], holders, leader: Party(leader), bound, goal }
}

fn run(group: &Group, lists: &[Cohort]) -> (Found, Option<u32>) {
	let mut ends = network(group.holders + 1);
	let mut last = ends.pop().expect("an end");
	thread::scope(|scope| {
		let mut leader = None;
		for ((party, mut end), list) in (0..).map(Party).zip(ends).zip(lists) {
			let mut rng = rng(u64::from(party.0));
			if party == group.leader {
				leader = Some(scope.spawn(move || run_leader(group, list, &mut end, &mut rng)));
			} else {
				scope.spawn(move || {
					run_follower(group, party, list, &mut end, &mut rng).expect("all are honest")
				});
			}
		}
		let size = match group.goal {
			Goal::Intersection => None,
			Goal::Size { .. } => Some(run_counter(group, &mut last).expect("all are honest")),
		};
		(leader.expect("all are honest").join().expect("no panic").expect("all are honest"), size)
	})
}

fn check(lists: &[Vec<u64>], bound: u32) {
	let holders = u8::try_from(lists.len()).expect("all are honest");
	let cohorts: Vec<Cohort> = lists.iter().map(|list| cohort(list.iter().copied())).collect();
	for leader in [0, holders - 1] {
		let own = &lists[usize::from(leader)];
		let shared = |number: &u64| lists.iter().all(|list| list.contains(number));
		let want = Overlap((0..own.len()).filter(|index| shared(&own[*index])).collect());
		let size = u32::try_from(want.0.len()).expect("all are honest");
		let whole = group(holders, leader, bound, Goal::Intersection);
		let (found, _) = run(&whole, &cohorts);
		assert_eq!(ideal::many(&whole, &cohorts), Ok((found.clone(), None)));
		assert_eq!(found, Found::Overlap(want));
		let goal = Goal::Size { counter: Party(holders) };
		let sized = group(holders, leader, bound, goal);
		let counted = run(&sized, &cohorts);
		assert_eq!(ideal::many(&sized, &cohorts).as_ref(), Ok(&counted));
		assert_eq!(counted, (Found::Nothing, Some(size)));
	}
}

#[test]
fn finds_what_two_share() {
	check(&[vec![1, 2, 3], vec![3, 4, 1]], 10);
}

#[test]
fn finds_what_three_share_and_not_what_two_of_them_do() {
	check(&[(0..60).collect(), (20..80).collect(), (40..120).step_by(2).collect()], 64);
	check(&[vec![1, 2], vec![2, 3], vec![3, 1]], 2);
}

#[test]
fn finds_what_five_share() {
	let list = |k: u64| (0..90).filter(|n| n % (k + 2) != 1).collect();
	check(&(0..5).map(list).collect::<Vec<_>>(), 100);
}

/// Two to five holders with random lists, against the ideal.
#[test]
fn finds_what_random_lists_share() {
	use rand_core::RngCore;
	for seed in 0..4 {
		let mut rng = rng(seed);
		let mut list = |_| -> Vec<u64> {
			let of = rng.next_u64() | rng.next_u64();
			(0..64).filter(|n| of >> n & 1 == 1).collect()
		};
		check(&(0..2 + seed).map(&mut list).collect::<Vec<_>>(), 64);
	}
}

#[test]
fn takes_an_empty_list() {
	check(&[vec![1, 2], vec![], vec![1, 2]], 2);
}

#[test]
fn refuses_terms_that_contradict_each_other() {
	use panshi_psi::many::{count, Follower, Leader};
	let list = cohort([1]);
	let whole = group(3, 0, 5, Goal::Intersection);
	let counter = Goal::Size { counter: Party(2) };
	for terms in [
		Group { holders: 1, ..whole.clone() },
		Group { holders: 17, ..whole.clone() },
		Group { leader: Party(3), ..whole.clone() },
		Group { bound: 0, ..whole.clone() },
		Group { goal: counter, ..whole.clone() },
	] {
		let error = Follower::new(&terms, Party(1), &list, &mut rng(1)).err();
		assert!(matches!(error, Some(Error::Terms(_) | Error::TooMany { .. })), "{terms:?}");
		let error = Leader::new(&terms, &list, &mut rng(1)).err();
		assert!(matches!(error, Some(Error::Terms(_) | Error::TooMany { .. })), "{terms:?}");
	}
	assert!(matches!(
		Follower::new(&whole, Party(0), &list, &mut rng(1)).err(),
		Some(Error::Terms(_))
	));
	assert!(matches!(
		Follower::new(&whole, Party(3), &list, &mut rng(1)).err(),
		Some(Error::Terms(_))
	));
	assert!(matches!(count(&whole, &[], &[]).err(), Some(Error::Terms(_))));
}
