//! Whole runs with a network that does something to a message, or with a party that cheats: no honest
//! party ever learns an element that is not in the intersection.

use super::*;
use crate::{
	faults::{self, crooked, with_cheat, with_fault, Fault, Moment, Network, Node, Sent},
	oprf::{ANSWERS, CHALLENGE, CHOICES, MATRIX, RESPONSE},
};

/// A party between two steps of a session.
#[derive(Clone)]
struct Member<'c> {
	session: Session,
	state: State<'c>,
}

impl Node for Member<'_> {
	fn waits_for(&self) -> Option<Party> {
		match self.state {
			State::Done(_) => None,
			State::Receiver(_) | State::Streaming(_) | State::Tags(_) => Some(Party(0)),
			_ => Some(Party(1)),
		}
	}

	fn take(self, message: &[u8]) -> Result<(Self, Vec<Sent>), Error> {
		let (to, kinds) = match &self.state {
			State::Collecting(_) => (1, vec![CHALLENGE]),
			State::Challenged(_) => (1, vec![TAGS]),
			State::Receiver(_) => (0, vec![ANSWERS, MATRIX]),
			State::Streaming(_) => (0, vec![RESPONSE]),
			_ => (0, vec![COUNT, CLAIMS]),
		};
		let (state, messages) = self.state.take(message)?;
		let sent = |(kind, message)| Sent { to: Party(to), kind, message };
		let sent = kinds.into_iter().zip(messages).map(sent).collect();
		Ok((Self { state, ..self }, sent))
	}

	fn transcript(&self, _: Kind, _: Party, _: Party) -> (Transcript, bool) {
		(Transcript::new(self.session.key("panshi psi 2026 transcript")), false)
	}
}

fn begin<'c>(session: &Session, left: &'c Cohort, right: &'c Cohort) -> Network<Member<'c>> {
	let (sender, message) = Sender::new(session, left, &mut rng(1)).unwrap();
	let receiver = Receiver::new(session, right, &mut rng(2)).unwrap();
	let first = Sent { to: Party(1), kind: CHOICES, message };
	let member = |state| Member { session: session.clone(), state };
	Network::new(vec![
		(member(State::Sender(sender)), vec![first]),
		(member(State::Receiver(receiver)), vec![]),
	])
}

fn elsewhere() -> Session {
	Session { id: [9; 32], ..session() }
}

/// What a party has learnt at the end.
fn learnt<'n>(network: &'n Network<Member<'_>>, party: usize) -> Option<&'n Overlap> {
	match &network.nodes[party] {
		Ok(Member { state: State::Done(overlap), .. }) => Some(overlap),
		_ => None,
	}
}

/// What is in both lists.
fn shared() -> [Overlap; 2] {
	[Overlap(vec![1, 3]), Overlap(vec![0, 2])]
}

/// Asserts that each party has learnt all or nothing; the fault shows to whom the message went.
fn check_fault(moment: &Moment<Member<'_>>, fault: Fault, end: &Network<Member<'_>>) {
	for (party, shared) in shared().iter().enumerate() {
		assert!(learnt(end, party).is_none_or(|overlap| overlap == shared), "{fault:?}");
	}
	let to = usize::from(moment.to.0);
	match (fault, &end.nodes[to]) {
		(Fault::Delay, Ok(Member { state: State::Done(_), .. })) => {},
		// Twice the last message: nobody reads it any more.
		(Fault::Replay, Ok(Member { state: State::Done(_), .. })) => {},
		// Where nothing comes at all.
		(Fault::Drop, Ok(member)) => assert!(member.waits_for().is_some()),
		(_, Err(Error::Malformed { party, .. })) => assert_eq!(*party, moment.from),
		(_, other) => panic!("{fault:?} of {:?}: {:?}", moment.kind, other.as_ref().err()),
	}
}

#[test]
fn each_fault_of_each_message() {
	let (left, right) = lists();
	let (moments, end) = begin(&session(), &left, &right).record();
	assert_eq!(shared(), [0, 1].map(|party| learnt(&end, party).unwrap().clone()));
	let (foreign, _) = begin(&elsewhere(), &left, &right).record();
	assert_eq!(moments.len(), 8);
	let mut random = rng(9);
	for number in 0..moments.len() {
		for fault in faults::all(usize::try_from(random.next_u32()).unwrap()) {
			let end = with_fault(&moments, number, fault, &foreign[number].message);
			check_fault(&moments[number], fault, &end);
		}
	}
}

/// Half of the runs with a network that does something to a message, half with a party that cheats in
/// one. The first two messages take long to answer, so that fewer runs cheat there.
#[test]
fn ten_thousand_runs() {
	let (left, right) = lists();
	let (moments, _) = begin(&session(), &left, &right).record();
	let (foreign, _) = begin(&elsewhere(), &left, &right).record();
	let (mut named, mut finished) = (0, 0);
	for seed in 0..10_000 {
		let mut random = rng(seed);
		let mut below = |bound: usize| usize::try_from(random.next_u64() >> 1).unwrap() % bound;
		if below(2) == 0 {
			let fault = faults::all(below(1 << 20))[below(11)];
			let slow = matches!(fault, Fault::Delay | Fault::Replay);
			let number = if slow { 2 + below(6) } else { below(8) };
			let end = with_fault(&moments, number, fault, &foreign[number].message);
			check_fault(&moments[number], fault, &end);
			continue;
		}
		let number = if below(64) == 0 { below(2) } else { 2 + below(6) };
		let end = with_cheat(&moments, number, |body| crooked(body, &mut random));
		let honest = usize::from(moments[number].to.0);
		match &end.nodes[honest] {
			Ok(_) => {
				if let Some(overlap) = learnt(&end, honest) {
					let within = overlap.0.iter().all(|at| shared()[honest].0.contains(at));
					assert!(within, "run {seed}: {overlap:?}");
					finished += 1;
				}
			},
			Err(error) => {
				assert_eq!(error.accused(), Some(moments[number].from), "run {seed}: {error}");
				named += 1;
			},
		}
	}
	// What a party may choose finishes: its list, its randomness, what it leaves out.
	assert!(named > 3_000 && finished > 500, "{named} {finished}");
}
