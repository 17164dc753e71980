//! Whole runs with a network that does something to a message, or with a party that cheats: no honest
//! party ever learns an element that not all have, and nobody counts more than all have.

use super::*;
use crate::{
	faults::{
		self, crooked, with_cheat, with_fault, Fault, Moment, Network, Node, Sent as Message,
	},
	oprf::{ANSWERS, CHALLENGE, CHOICES, MATRIX, RESPONSE},
	transcript::Kind,
};

/// A party between two steps.
#[derive(Clone)]
struct Member<'c> {
	group: &'c Group,
	me: Party,
	state: State<'c>,
}

#[derive(Clone)]
enum State<'c> {
	Leader(Leader<'c>, Vec<(Party, Vec<u8>)>),
	Waiting(Party, Waiting<'c>),
	Streaming(Party, Streaming<'c>),
	Hinting(Party, Hinting<'c>),
	Known(Overlap),
	Follower(Follower<'c>, Vec<(Party, Vec<u8>)>),
	Responding(Responding<'c>),
	Collecting(Collecting<'c>),
	Challenged(Challenged<'c>),
	Counter(Vec<Vec<u8>>),
	Counted(u32),
	/// Has done what it had to.
	Finished,
}

impl<'c> Member<'c> {
	/// What the leader does once it knows more.
	fn next(&self, gathering: Gathering<'c>) -> Result<(State<'c>, Vec<Message>), Error> {
		Ok(match gathering.next(&mut rng(21))? {
			Turn::Follower(party, waiting) => (State::Waiting(party, waiting), vec![]),
			Turn::Known(overlap) => (State::Known(overlap), vec![]),
			Turn::Counted(message) => (State::Finished, vec![self.for_counter(message)]),
		})
	}

	fn for_counter(&self, message: Vec<u8>) -> Message {
		let Goal::Size { counter } = self.group.goal else { panic!("somebody counts") };
		Message { to: counter, kind: MARKS, message }
	}

	fn to_leader(&self, kind: Kind, message: Vec<u8>) -> Message {
		Message { to: self.group.leader, kind, message }
	}

	fn step(&self, state: State<'c>, message: &[u8]) -> Result<(State<'c>, Vec<Message>), Error> {
		let greeting = |got: &[_]| self.group.others(self.me).nth(got.len()).unwrap();
		let complete = |got: &[_]| got.len() + 1 == usize::from(self.group.holders);
		Ok(match state {
			State::Leader(leader, mut got) => {
				got.push((greeting(&got), message.to_vec()));
				if !complete(&got) {
					return Ok((State::Leader(leader, got), vec![]));
				}
				return self.next(leader.greetings(&got)?);
			},
			State::Waiting(to, waiting) => {
				let (state, answers) = waiting.choices(message, &mut rng(22))?;
				let (state, batch) = state.batch();
				let answers = Message { to, kind: ANSWERS, message: answers };
				let batch = Message { to, kind: MATRIX, message: batch.unwrap() };
				(State::Streaming(to, state), vec![answers, batch])
			},
			State::Streaming(to, streaming) => {
				let (state, message) = streaming.challenge(message)?;
				(State::Hinting(to, state), vec![Message { to, kind: RESPONSE, message }])
			},
			State::Hinting(_, hinting) => return self.next(hinting.hint(message)?),
			State::Follower(follower, mut got) => {
				got.push((greeting(&got), message.to_vec()));
				if !complete(&got) {
					return Ok((State::Follower(follower, got), vec![]));
				}
				let (state, message) = follower.greetings(&got, &mut rng(20))?;
				(State::Responding(state), vec![self.to_leader(CHOICES, message)])
			},
			State::Responding(state) => {
				(State::Collecting(state.answers(message, &mut rng(23))?), vec![])
			},
			State::Collecting(state) => {
				let (state, message) = state.batch(message)?.challenge()?;
				(State::Challenged(state), vec![self.to_leader(CHALLENGE, message)])
			},
			State::Challenged(state) => {
				let sent = state.response(message, &mut rng(24))?;
				let marks = sent.marks.map(|marks| self.for_counter(marks));
				let hint = self.to_leader(HINT, sent.hint);
				(State::Finished, marks.into_iter().chain([hint]).collect())
			},
			State::Counter(lists) if lists.is_empty() => {
				(State::Counter(vec![message.to_vec()]), vec![])
			},
			State::Counter(lists) => {
				(State::Counted(count(self.group, message, &lists[0])?), vec![])
			},
			State::Known(_) | State::Counted(_) | State::Finished => panic!("nothing more to take"),
		})
	}
}

impl Node for Member<'_> {
	fn waits_for(&self) -> Option<Party> {
		match &self.state {
			State::Leader(_, got) | State::Follower(_, got) => {
				self.group.others(self.me).nth(got.len())
			},
			State::Waiting(from, _) | State::Streaming(from, _) | State::Hinting(from, _) => {
				Some(*from)
			},
			State::Responding(_) | State::Collecting(_) | State::Challenged(_) => {
				Some(self.group.leader)
			},
			State::Counter(lists) if lists.is_empty() => Some(self.group.marker()),
			State::Counter(_) => Some(self.group.leader),
			State::Known(_) | State::Counted(_) | State::Finished => None,
		}
	}

	fn take(mut self, message: &[u8]) -> Result<(Self, Vec<Message>), Error> {
		let state = std::mem::replace(&mut self.state, State::Finished);
		let (state, sent) = self.step(state, message)?;
		Ok((Self { state, ..self }, sent))
	}

	fn transcript(&self, kind: Kind, from: Party, to: Party) -> (Transcript, bool) {
		match kind {
			GREETING => (Transcript::new(self.group.key("panshi psi 2026 greeting")), true),
			MARKS => (Transcript::new(self.group.key("panshi psi 2026 counter")), true),
			_ => {
				let follower = if from == self.group.leader { to } else { from };
				let key = self.group.pair(follower).key("panshi psi 2026 transcript");
				(Transcript::new(key), false)
			},
		}
	}
}

/// The leader, the followers and, if there is one, the counter.
fn begin<'c>(group: &'c Group, lists: &'c [Cohort]) -> Network<Member<'c>> {
	let holder = |(me, list): (Party, &'c Cohort)| {
		let mut rng = rng(1 + u64::from(me.0));
		let (state, message) = if me == group.leader {
			let (leader, message) = Leader::new(group, list, &mut rng).unwrap();
			(State::Leader(leader, vec![]), message)
		} else {
			let (follower, message) = Follower::new(group, me, list, &mut rng).unwrap();
			(State::Follower(follower, vec![]), message)
		};
		let greet = |to| Message { to, kind: GREETING, message: message.clone() };
		(Member { group, me, state }, group.others(me).map(greet).collect::<Vec<_>>())
	};
	let mut begun: Vec<_> = (0..).map(Party).zip(lists).map(holder).collect();
	if let Goal::Size { counter } = group.goal {
		begun.push((Member { group, me: counter, state: State::Counter(vec![]) }, vec![]));
	}
	Network::new(begun)
}

/// Holders and what they look for.
struct Story {
	group: Group,
	/// The same holders in another session.
	elsewhere: Group,
	lists: Vec<Cohort>,
}

fn stories() -> [Story; 3] {
	let all = lists();
	let two = Group { holders: 2, goal: Goal::Size { counter: Party(2) }, ..group(SIZE) };
	[(group(Goal::Intersection), 3), (group(SIZE), 3), (two, 2)].map(|(group, holders)| Story {
		elsewhere: Group { id: [9; 32], ..group.clone() },
		group,
		lists: all[..holders].to_vec(),
	})
}

impl Story {
	/// Positions in the leader's list of what all have.
	fn shared(&self) -> Overlap {
		Overlap(if self.group.holders == 3 { vec![1, 3] } else { vec![1, 2, 3] })
	}

	/// Asserts that nobody but the cheater has learnt anything wrong; says whether somebody learnt
	/// something.
	fn never_wrong(
		&self,
		end: &Network<Member<'_>>,
		cheater: Option<Party>,
		is_right: impl Fn(&Overlap, usize) -> bool,
	) -> bool {
		let honest = end.nodes.iter().flatten().filter(|member| Some(member.me) != cheater);
		let mut any = false;
		for member in honest {
			let right = match &member.state {
				State::Known(overlap) => is_right(overlap, overlap.0.len()),
				State::Counted(size) => is_right(&Overlap(vec![]), usize::try_from(*size).unwrap()),
				_ => continue,
			};
			assert!(right, "{cheater:?}");
			any = true;
		}
		any
	}

	/// Asserts that all is right after a fault of a message, or nothing.
	fn check_fault(&self, moment: &Moment<Member<'_>>, fault: Fault, end: &Network<Member<'_>>) {
		let shared = self.shared();
		let any = self.never_wrong(end, None, |overlap, size| {
			size == shared.0.len() && (overlap.0.is_empty() || *overlap == shared)
		});
		let to = usize::from(moment.to.0);
		match (fault, &end.nodes[to]) {
			(Fault::Delay, Ok(_)) => assert!(any),
			// Twice the last message to that party: nobody reads it any more.
			(Fault::Replay, Ok(member)) => assert!(member.waits_for().is_none()),
			(Fault::Drop, Ok(member)) => assert!(member.waits_for().is_some()),
			// Who is named is the one that sent it; a follower's two first messages are alike.
			(_, Err(Error::Malformed { party, .. })) => assert_eq!(*party, moment.from),
			(_, other) => panic!("{fault:?} of {:?}: {:?}", moment.kind, other.as_ref().err()),
		}
	}
}

/// Whether what comes after a message takes no base transfers, which take long.
fn is_quick(moments: &[Moment<Member<'_>>], number: usize) -> bool {
	let slow = [GREETING, CHOICES, ANSWERS];
	moments[number..].iter().all(|moment| !slow.contains(&moment.kind))
}

#[test]
fn each_fault_of_each_message() {
	let mut random = rng(9);
	for story in stories() {
		let (moments, end) = begin(&story.group, &story.lists).record();
		let size = story.shared().0.len();
		assert!(story.never_wrong(&end, None, |_, found| found == size));
		let (foreign, _) = begin(&story.elsewhere, &story.lists).record();
		for number in 0..moments.len() {
			for fault in faults::all(usize::try_from(random.next_u32()).unwrap()) {
				let goes_on = matches!(fault, Fault::Delay | Fault::Replay);
				if goes_on && !is_quick(&moments, number) && moments[number].kind != CHALLENGE {
					continue;
				}
				let end = with_fault(&moments, number, fault, &foreign[number].message);
				story.check_fault(&moments[number], fault, &end);
			}
		}
	}
}

/// Half of the runs with a network that does something to a message, half with a party that cheats in
/// one, in three stories. Few runs cheat where that has base transfers follow, which take long.
#[test]
fn ten_thousand_runs() {
	let stories = stories();
	let records: Vec<_> = stories
		.iter()
		.map(|story| {
			let record = |group| begin(group, &story.lists).record().0;
			(record(&story.group), record(&story.elsewhere))
		})
		.collect();
	let (mut named, mut finished) = (0, 0);
	for seed in 0..10_000 {
		let mut random = rng(seed);
		let mut below = |bound: usize| usize::try_from(random.next_u64() >> 1).unwrap() % bound;
		let at = below(3);
		let (story, (moments, foreign)) = (&stories[at], &records[at]);
		let all: Vec<usize> = (0..moments.len()).collect();
		let quick: Vec<usize> =
			all.iter().copied().filter(|number| is_quick(moments, *number)).collect();
		if below(2) == 0 {
			let fault = faults::all(below(1 << 20))[below(11)];
			let goes_on = matches!(fault, Fault::Delay | Fault::Replay);
			let numbers = if goes_on { &quick } else { &all };
			let number = numbers[below(numbers.len())];
			let end = with_fault(moments, number, fault, &foreign[number].message);
			story.check_fault(&moments[number], fault, &end);
			continue;
		}
		let numbers = if below(512) == 0 { &all } else { &quick };
		let number = numbers[below(numbers.len())];
		let cheater = moments[number].from;
		let end = with_cheat(moments, number, |body| crooked(body, &mut random));
		let shared = story.shared();
		let any = story.never_wrong(&end, Some(cheater), |overlap, size| {
			size <= shared.0.len() && overlap.0.iter().all(|at| shared.0.contains(at))
		});
		finished += u32::from(any);
		for (party, error) in
			end.nodes.iter().enumerate().filter_map(|(p, n)| Some((p, n.as_ref().err()?)))
		{
			if party != usize::from(cheater.0) {
				assert_eq!(error.accused(), Some(cheater), "run {seed}: {error}");
				named += 1;
			}
		}
	}
	assert!(named > 2_000 && finished > 500, "{named} {finished}");
}
