//! Runs with a network that does something to a message. Both parties follow the protocol, which is all
//! that it is made for: a helper that does not can give any number.

use super::*;
use crate::{
	faults::{self, with_fault, Fault, Network, Node, Sent},
	samples::{self, cohort, rng},
	transcript::Transcript,
	Cohort, Error, Learns, Party,
};
use rand_core::RngCore;

fn session() -> Session {
	samples::session([3, 4], Learns::Receiver)
}

#[derive(Clone)]
struct Member<'c> {
	session: Session,
	state: State<'c>,
}

#[derive(Clone)]
enum State<'c> {
	Helper(Helper<'c>),
	Asker(Asker),
	Finished(Option<u32>),
}

impl Node for Member<'_> {
	fn waits_for(&self) -> Option<Party> {
		match self.state {
			State::Helper(_) => Some(Party(1)),
			State::Asker(_) => Some(Party(0)),
			State::Finished(_) => None,
		}
	}

	fn take(self, message: &[u8]) -> Result<(Self, Vec<Sent>), Error> {
		let (state, sent) = match self.state {
			State::Helper(helper) => {
				let message = helper.answer(message, &mut rng(2))?;
				let sent = Sent { to: Party(1), kind: SHUFFLED, message };
				(State::Finished(None), vec![sent])
			},
			State::Asker(asker) => (State::Finished(Some(asker.answer(message)?)), vec![]),
			State::Finished(_) => panic!("nothing more to take"),
		};
		Ok((Self { state, ..self }, sent))
	}

	fn transcript(&self, _: crate::transcript::Kind, _: Party, _: Party) -> (Transcript, bool) {
		(Transcript::new(self.session.key("panshi psi 2026 size transcript")), false)
	}
}

fn begin<'c>(session: &Session, helper: &'c Cohort, asker: &Cohort) -> Network<Member<'c>> {
	let helper = Helper::new(session, helper).unwrap();
	let (asker, message) = Asker::new(session, asker, &mut rng(1)).unwrap();
	let first = Sent { to: Party(0), kind: BLINDED, message };
	let member = |state| Member { session: session.clone(), state };
	Network::new(vec![
		(member(State::Helper(helper)), vec![]),
		(member(State::Asker(asker)), vec![first]),
	])
}

fn size(end: &Network<Member<'_>>) -> Option<u32> {
	match &end.nodes[1] {
		Ok(Member { state: State::Finished(size), .. }) => *size,
		_ => None,
	}
}

#[test]
fn an_honest_run_is_what_it_was() {
	let (helper, asker) = (cohort(&[1, 2, 3]), cohort(&[2, 3, 4]));
	let (moments, end) = begin(&session(), &helper, &asker).record();
	assert_eq!((moments.len(), size(&end)), (2, Some(2)));
	let mut hasher = blake3::Hasher::new();
	moments.iter().for_each(|moment| {
		hasher.update(&moment.message);
	});
	assert_eq!(
		hasher.finalize().to_hex().as_str(),
		"acf80f48fab7587c7a1f7bbe61b943789aef04be7d6c693579724730cf3ec99c",
		"the bytes of the protocol changed: docs/protocols/psi.md must say so"
	);
}

#[test]
fn ten_thousand_runs() {
	let (helper, asker) = (cohort(&[1, 2, 3]), cohort(&[2, 3, 4]));
	let (moments, _) = begin(&session(), &helper, &asker).record();
	let (foreign, _) = begin(&Session { id: [9; 32], ..session() }, &helper, &asker).record();
	for seed in 0..10_000 {
		let mut random = rng(seed);
		let mut below = |bound: usize| usize::try_from(random.next_u64() >> 1).unwrap() % bound;
		let number = below(2);
		let fault = faults::all(below(1 << 20))[below(11)];
		let end = with_fault(&moments, number, fault, &foreign[number].message);
		let is_whole = matches!(fault, Fault::Delay | Fault::Replay);
		assert_eq!(size(&end), is_whole.then_some(2), "run {seed}: {fault:?}");
		if !is_whole && !matches!(fault, Fault::Drop) {
			let Err(Error::Malformed { party, .. }) = &end.nodes[usize::from(moments[number].to.0)]
			else {
				panic!("run {seed}: {fault:?} was taken")
			};
			assert_eq!(*party, moments[number].from);
		}
	}
}
