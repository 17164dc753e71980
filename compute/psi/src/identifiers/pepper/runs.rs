//! Whole runs in which one holder cheats, or the network does.

use super::*;
use crate::samples::rng;

const HOLDERS: u8 = 3;

/// What one party sends to another in one of the three rounds.
#[derive(Clone, Copy)]
struct Sent {
	round: usize,
	from: Party,
	to: Party,
}

/// What all have at the end. `change` gives what comes where a message is sent, if anything does.
fn run(
	agreement: u8,
	seed: u64,
	mut change: impl FnMut(Sent, Message) -> Option<Message>,
) -> (Vec<Result<Pepper, Error>>, Vec<Message>) {
	let mut all = Vec::new();
	let mut exchange = |round, messages: &[Result<Message, Error>]| -> Vec<Vec<(Party, Message)>> {
		all.extend(messages.iter().flatten().copied());
		let to = |to: u8| {
			let others = (0..HOLDERS).filter(|from| *from != to);
			let sent = others.filter_map(|from| {
				let message = messages[usize::from(from)].clone().ok()?;
				let sent = Sent { round, from: Party(from), to: Party(to) };
				Some((Party(from), change(sent, message)?))
			});
			sent.collect::<Vec<_>>()
		};
		(0..HOLDERS).map(to).collect()
	};
	let start = |me: u8| {
		Committed::new(&[agreement; 32], HOLDERS, Party(me), &mut rng(seed + u64::from(me)))
	};
	let (states, sent) = apart((0..HOLDERS).map(start));
	let inbox = exchange(0, &sent);
	let step = |(state, inbox): (Result<Committed, Error>, &Vec<_>)| state?.commitments(inbox);
	let (states, sent) = apart(states.into_iter().zip(&inbox).map(step));
	let inbox = exchange(1, &sent);
	let step = |(state, inbox): (Result<Revealed, Error>, &Vec<_>)| state?.parts(inbox);
	let (states, sent) = apart(states.into_iter().zip(&inbox).map(step));
	let inbox = exchange(2, &sent);
	let step = |(state, inbox): (Result<Confirming, Error>, &Vec<_>)| state?.digests(inbox);
	(states.into_iter().zip(&inbox).map(step).collect(), all)
}

type Apart<S> = (Vec<Result<S, Error>>, Vec<Result<Message, Error>>);

/// States and messages of those that have not stopped.
fn apart<S>(steps: impl Iterator<Item = Result<(S, Message), Error>>) -> Apart<S> {
	let apart = |step: Result<(S, Message), Error>| match step {
		Ok((state, message)) => (Ok(state), Ok(message)),
		Err(error) => (Err(error.clone()), Err(error)),
	};
	steps.map(apart).unzip()
}

#[test]
fn an_honest_run_is_what_it_was() {
	let (peppers, messages) = run(1, 7, |_, message| Some(message));
	let first = peppers[0].clone().unwrap();
	assert!(peppers.iter().all(|pepper| pepper.as_ref() == Ok(&first)));
	assert_eq!(messages.len(), 9);
	assert_eq!(
		blake3::hash(messages.as_flattened()).to_hex().as_str(),
		"5eeecf3470e494ce7ed2497fcef8ec7be20a6f9268ce668f70d2825b15289043",
		"the bytes of the protocol changed: docs/protocols/psi.md must say so"
	);
}

/// One message, or what one holder sends to all in a round, is dropped, altered, that of another session,
/// round or holder, or chosen. Those that finish have the same pepper, and if no holder has put
/// something else in for its own part, it is the honest one.
#[test]
fn ten_thousand_runs() {
	let (honest, messages) = run(1, 7, |_, message| Some(message));
	let honest = honest[0].clone().unwrap();
	let (_, foreign) = run(2, 70, |_, message| Some(message));
	let mut stopped = 0;
	for seed in 0..10_000 {
		let mut random = rng(seed);
		let mut below = |bound: usize| usize::try_from(random.next_u64() >> 1).unwrap() % bound;
		let (round, cheater) = (below(3), below(3));
		let (bit, kind, hearer, other) = (below(256), below(8), below(4), below(9));
		let mut chosen = [0; LENGTH];
		random.fill_bytes(&mut chosen);
		let (ends, _) = run(1, 7, |sent, mut message| {
			let hears = hearer == 3 || usize::from(sent.to.0) == hearer;
			if (sent.round, usize::from(sent.from.0)) != (round, cheater) || !hears {
				return Some(message);
			}
			match kind {
				0 => return None,
				1..4 => message[bit / 8] ^= 1 << (bit % 8),
				4 => message = foreign[3 * round + cheater],
				5 => message = messages[other],
				6 => message = [0; LENGTH],
				_ => message = chosen,
			}
			Some(message)
		});
		let honest_ends = || ends.iter().enumerate().filter(|(party, _)| *party != cheater);
		for (_, end) in honest_ends() {
			match end {
				Ok(pepper) => assert!(*pepper == honest, "run {seed}"),
				Err(error) => {
					stopped += 1;
					let accused = error.accused().map(|party| usize::from(party.0));
					assert!(
						accused.is_none_or(|accused| accused == cheater),
						"run {seed}: {error}"
					);
				},
			}
		}
	}
	assert!(stopped > 8_000, "{stopped}");
}
