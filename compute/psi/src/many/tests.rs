//! Holders that cheat, and messages that are altered or misdirected.

mod runs;

use super::*;
use crate::{
	samples::{cohort, rng},
	transcript::Transcript,
	two::Overlap,
	Cohort,
};
use rand_core::RngCore;

fn group(goal: Goal) -> Group {
	Group { id: [1; 32], scheme: [2; 32], holders: 3, leader: Party(0), bound: 6, goal }
}

const SIZE: Goal = Goal::Size { counter: Party(3) };

fn lists() -> [Cohort; 3] {
	[cohort(&[1, 2, 3, 4, 5]), cohort(&[2, 3, 4, 7]), cohort(&[4, 2, 8, 9, 10, 11])]
}

/// What a run shows: the messages in order, with the leader's state before each hint.
struct Run<'c> {
	messages: Vec<Vec<u8>>,
	hints: Vec<(Hinting<'c>, Vec<u8>)>,
	marks: Option<Vec<u8>>,
	end: Turn<'c>,
}

/// An honest run of three holders, whose hints `change` may change.
fn run<'c>(
	group: &Group,
	lists: &'c [Cohort; 3],
	mut change: impl FnMut(Party, &Transcript, Vec<u8>) -> Vec<u8>,
) -> Run<'c> {
	let (leader, greeting) = Leader::new(group, &lists[0], &mut rng(1)).unwrap();
	let start = |me: u8| {
		let list = &lists[usize::from(me)];
		Follower::new(group, Party(me), list, &mut rng(10 + u64::from(me))).unwrap()
	};
	let (followers, mut greetings): (Vec<_>, Vec<_>) = (1..3).map(start).unzip();
	greetings.insert(0, greeting);
	let to = |me: u8| -> Vec<(Party, Vec<u8>)> {
		let all = (0..3).map(Party).zip(greetings.iter().cloned());
		all.filter(|(party, _)| party.0 != me).collect()
	};
	let mut messages = greetings.clone();
	let (mut hints, mut marks) = (Vec::new(), None);
	let mut gathering = leader.greetings(&to(0)).unwrap();
	for (me, follower) in (1..3).zip(followers) {
		let (state, choices) = follower.greetings(&to(me), &mut rng(20)).unwrap();
		let turn = gathering.next(&mut rng(21)).unwrap();
		let Turn::Follower(party, waiting) = turn else { panic!("a follower is left") };
		assert_eq!(party, Party(me));
		let (streaming, answers) = waiting.choices(&choices, &mut rng(22)).unwrap();
		let (streaming, batch) = streaming.batch();
		let batch = batch.unwrap();
		let state = state.answers(&answers, &mut rng(23)).unwrap().batch(&batch).unwrap();
		let (state, challenge) = state.challenge().unwrap();
		let (hinting, response) = streaming.challenge(&challenge).unwrap();
		let sent = state.response(&response, &mut rng(24)).unwrap();
		marks = marks.or(sent.marks);
		let hint = change(party, &hinting.transcript, sent.hint);
		messages.extend([choices, answers, batch, challenge, response, hint.clone()]);
		hints.push((hinting.clone(), hint.clone()));
		gathering = hinting.hint(&hint).unwrap();
	}
	let end = gathering.next(&mut rng(25)).unwrap();
	Run { messages, hints, marks, end }
}

fn honest(_: Party, _: &Transcript, hint: Vec<u8>) -> Vec<u8> {
	hint
}

fn known(run: &Run<'_>) -> Overlap {
	match &run.end {
		Turn::Known(overlap) => overlap.clone(),
		_ => panic!("the leader learns the intersection"),
	}
}

#[test]
fn an_honest_run_is_what_it_was() {
	let lists = lists();
	let mut hasher = blake3::Hasher::new();
	let run_one = run(&group(Goal::Intersection), &lists, honest);
	assert_eq!(known(&run_one), Overlap(vec![1, 3]));
	let run_two = run(&group(SIZE), &lists, honest);
	let Turn::Counted(of_leader) = &run_two.end else { panic!("the counter learns the size") };
	let of_marker = run_two.marks.as_ref().unwrap();
	assert_eq!(count(&group(SIZE), of_leader, of_marker), Ok(2));
	let lists = [of_leader, of_marker];
	for message in run_one.messages.iter().chain(&run_two.messages).chain(lists) {
		hasher.update(message);
	}
	assert_eq!(
		hasher.finalize().to_hex().as_str(),
		"7efeb9a63c8c02b4167f11a5d883411ceab8d99f8764479b8407c5b66168df5a",
		"the bytes of the protocol changed: docs/protocols/psi.md must say so"
	);
}

#[test]
fn altered_cut_and_misdirected_hints_are_refused() {
	let lists = lists();
	let run = run(&group(Goal::Intersection), &lists, honest);
	let mut random = rng(3);
	for (index, (hinting, hint)) in run.hints.iter().enumerate() {
		let party = Party(u8::try_from(index + 1).unwrap());
		let malformed = Error::Malformed { party, what: HINT.name };
		let take = |message: &[u8]| hinting.clone().hint(message).err();
		for _ in 0..300 {
			let bit = usize::try_from(random.next_u32()).unwrap() % (8 * hint.len());
			let mut altered = hint.clone();
			altered[bit / 8] ^= 1 << (bit % 8);
			assert_eq!(take(&altered), Some(malformed.clone()));
		}
		for kept in [0, 1, 31, hint.len() - 1] {
			assert_eq!(take(&hint[..kept]), Some(malformed.clone()));
		}
		for message in run.messages.iter().chain([&run.hints[1 - index].1]) {
			if message != hint {
				assert_eq!(take(message), Some(malformed.clone()));
			}
		}
	}
}

/// A follower can take elements out by a false hint, never bring one in: the leader's result stays
/// within what all others have.
#[test]
fn a_false_hint_only_takes_elements_out() {
	let lists = lists();
	let mut random = rng(4);
	for _ in 0..12 {
		let lie = |party: Party, before: &Transcript, hint: Vec<u8>| {
			if party != Party(1) {
				return hint;
			}
			let mut body = hint[..hint.len() - TRAILER].to_vec();
			random.fill_bytes(&mut body[32..]);
			before.clone().seal(HINT, party, body)
		};
		assert_eq!(known(&run(&group(Goal::Intersection), &lists, lie)), Overlap(vec![]));
	}
}

#[test]
fn lists_for_the_counter_are_checked() {
	let lists = lists();
	let run = run(&group(SIZE), &lists, honest);
	let Turn::Counted(leader) = &run.end else { panic!("the counter learns the size") };
	let marker = run.marks.as_ref().unwrap();
	let malformed = |party| Err(Error::Malformed { party: Party(party), what: MARKS.name });
	let mut random = rng(5);
	for _ in 0..200 {
		let bit = usize::try_from(random.next_u32()).unwrap() % (8 * leader.len());
		let mut altered = [leader.clone(), marker.clone()];
		altered.iter_mut().for_each(|list| list[bit / 8] ^= 1 << (bit % 8));
		assert_eq!(count(&group(SIZE), &altered[0], marker), malformed(0));
		assert_eq!(count(&group(SIZE), leader, &altered[1]), malformed(1));
	}
	assert_eq!(count(&group(SIZE), marker, leader), malformed(1));
	assert_eq!(count(&group(SIZE), &leader[1..], marker), malformed(0));
	let other = Group { id: [9; 32], ..group(SIZE) };
	assert_eq!(count(&other, leader, marker), malformed(1));
	// A value that occurs twice would be counted twice.
	let mut body = leader[..6 * VALUE].to_vec();
	body.copy_within(..VALUE, VALUE);
	let key = group(SIZE).key("panshi psi 2026 counter");
	let doubled = Transcript::new(key).seal(MARKS, Party(0), body);
	assert_eq!(count(&group(SIZE), &doubled, marker), malformed(0));
}

/// Without the marks nobody can tell which of the leader's values count: none is zero.
#[test]
fn the_leader_of_a_size_sees_random_values() {
	let lists = lists();
	let run = run(&group(SIZE), &lists, honest);
	let Turn::Counted(leader) = &run.end else { panic!("the counter learns the size") };
	assert!(leader[..6 * VALUE].as_chunks::<VALUE>().0.iter().all(|value| *value != [0; VALUE]));
}

#[test]
fn greetings_of_other_groups_are_refused() {
	let list = cohort(&[1]);
	let (_, greeting) =
		Follower::new(&group(Goal::Intersection), Party(1), &list, &mut rng(1)).unwrap();
	let (_, second) = Follower::new(&group(SIZE), Party(2), &list, &mut rng(2)).unwrap();
	let (leader, _) = Leader::new(&group(SIZE), &list, &mut rng(3)).unwrap();
	let error = leader.greetings(&[(Party(1), greeting), (Party(2), second)]).err();
	assert_eq!(error, Some(Error::Malformed { party: Party(1), what: GREETING.name }));
}

/// A marker that gives two elements one mark would otherwise learn from a refused list that both are
/// in all lists.
#[test]
fn a_mark_at_two_elements_spoils_the_number_and_nothing_else() {
	let group = group(SIZE);
	let leader = super::follower::list_for_counter(&group, Party(0), vec![7, 9, 7], &mut rng(6));
	let marker = super::follower::list_for_counter(&group, Party(1), vec![7, 9, 7], &mut rng(7));
	assert_eq!(count(&group, &leader, &marker), Ok(2));
}
