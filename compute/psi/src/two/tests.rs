//! Every message of the intersection altered, cut, repeated or misdirected, and each lie that a party
//! can tell in the last steps.

mod runs;

use super::*;
use crate::{
	samples::{self, cohort, rng},
	transcript::Transcript,
	Cohort, Learns, TRAILER,
};
use rand_core::RngCore;

fn session() -> Session {
	samples::session([5, 5], Learns::Both)
}

/// A party between two steps.
#[derive(Clone)]
enum State<'c> {
	Sender(Sender<'c>),
	Collecting(Collecting<'c>),
	Challenged(Challenged<'c>),
	Count(ClaimCount),
	Claims(AwaitingClaims),
	Receiver(Receiver<'c>),
	Streaming(Streaming<'c>),
	Tags(AwaitingTags),
	Done(Overlap),
}

impl<'c> State<'c> {
	/// Takes a message; gives the next state and the messages that it sends.
	fn take(self, message: &[u8]) -> Result<(Self, Vec<Vec<u8>>), Error> {
		Ok(match self {
			Self::Sender(state) => {
				(Self::Collecting(state.answers(message, &mut rng(3))?), Vec::new())
			},
			Self::Collecting(state) => {
				let (state, message) = state.batch(message)?.challenge()?;
				(Self::Challenged(state), vec![message])
			},
			Self::Challenged(state) => {
				let (outcome, message) = state.response(message, &mut rng(4))?;
				let Outcome::Awaiting(state) = outcome else { panic!("both learn") };
				(Self::Count(state), vec![message])
			},
			Self::Count(state) => (Self::Claims(state.count(message)?.0), Vec::new()),
			Self::Claims(state) => (Self::Done(state.claims(message)?), Vec::new()),
			Self::Receiver(state) => {
				let (state, answers) = state.choices(message, &mut rng(5))?;
				let (state, batch) = state.batch();
				(Self::Streaming(state), vec![answers, batch.unwrap()])
			},
			Self::Streaming(state) => {
				let (state, message) = state.challenge(message)?;
				(Self::Tags(state), vec![message])
			},
			Self::Tags(state) => {
				let (overlap, messages) = state.tags(message)?;
				(Self::Done(overlap), messages)
			},
			Self::Done(_) => panic!("nothing more to take"),
		})
	}
}

/// A message of an honest run: who takes it in which state.
struct Step<'c> {
	before: State<'c>,
	message: Vec<u8>,
	from: Party,
}

/// All messages of an honest run, and what both learn.
fn record<'c>(left: &'c Cohort, right: &'c Cohort) -> (Vec<Step<'c>>, [Overlap; 2]) {
	let (sender, first) = Sender::new(&session(), left, &mut rng(1)).unwrap();
	let receiver = Receiver::new(&session(), right, &mut rng(2)).unwrap();
	let mut states = [State::Sender(sender), State::Receiver(receiver)];
	let mut queue = std::collections::VecDeque::from([(0, first)]);
	let mut steps = Vec::new();
	while let Some((from, message)) = queue.pop_front() {
		let to = 1 - from;
		let before = states[to].clone();
		let (after, sent) = before.clone().take(&message).unwrap();
		states[to] = after;
		queue.extend(sent.into_iter().map(|message| (to, message)));
		steps.push(Step { before, message, from: Party(u8::try_from(from).unwrap()) });
	}
	let overlaps = states.map(|state| match state {
		State::Done(overlap) => overlap,
		_ => panic!("a run ends"),
	});
	(steps, overlaps)
}

fn lists() -> (Cohort, Cohort) {
	(cohort(&[1, 2, 3, 4]), cohort(&[4, 9, 2]))
}

#[test]
fn an_honest_run_is_what_it_was() {
	let (left, right) = lists();
	let (steps, overlaps) = record(&left, &right);
	assert_eq!(overlaps, [Overlap(vec![1, 3]), Overlap(vec![0, 2])]);
	let mut hasher = blake3::Hasher::new();
	for step in &steps {
		hasher.update(&step.message);
	}
	assert_eq!(steps.len(), 8);
	assert_eq!(
		hasher.finalize().to_hex().as_str(),
		"0c2fe9b201cbafadf918459995a1145ceeaf0db4f29a79023b3bfe52a0b4865a",
		"the bytes of the protocol changed: docs/protocols/psi.md must say so"
	);
}

#[test]
fn lengths_are_those_announced() {
	let (left, right) = lists();
	let (steps, _) = record(&left, &right);
	let matrix: Vec<usize> = Lengths::matrix(&session()).collect();
	let want = [
		Lengths::CHOICES,
		Lengths::ANSWERS,
		matrix[0],
		Lengths::CHALLENGE,
		Lengths::RESPONSE,
		Lengths::tags(&session()),
		Lengths::COUNT,
		Lengths::claims(2),
	];
	assert_eq!(matrix.len(), 1);
	assert_eq!(steps.iter().map(|step| step.message.len()).collect::<Vec<_>>(), want);
}

fn refused(step: &Step<'_>, message: &[u8]) {
	match step.before.clone().take(message) {
		Err(Error::Malformed { party, .. }) => assert_eq!(party, step.from),
		Err(error) => panic!("{error}"),
		Ok(_) => panic!("a message was taken that nobody sent"),
	}
}

#[test]
fn altered_and_cut_messages_are_refused() {
	let (left, right) = lists();
	let (steps, _) = record(&left, &right);
	let mut random = rng(6);
	for step in &steps {
		let length = step.message.len();
		for _ in 0..200 {
			let mut altered = step.message.clone();
			let bit = usize::try_from(random.next_u32()).unwrap() % (8 * length);
			altered[bit / 8] ^= 1 << (bit % 8);
			refused(step, &altered);
		}
		for kept in [0, 1, TRAILER, length / 2, length - 1] {
			refused(step, &step.message[..kept]);
		}
		refused(step, &[&step.message[..], &[0]].concat());
	}
}

#[test]
fn messages_of_other_steps_and_repeated_ones_are_refused() {
	let (left, right) = lists();
	let (steps, _) = record(&left, &right);
	for (index, step) in steps.iter().enumerate() {
		for (other, message) in steps.iter().map(|step| &step.message).enumerate() {
			if other != index {
				refused(step, message);
			}
		}
	}
}

#[test]
fn messages_of_other_sessions_are_refused() {
	let (left, right) = lists();
	let (steps, _) = record(&left, &right);
	let first = &steps[0].message;
	for other in [
		Session { id: [9; 32], ..session() },
		Session { scheme: [9; 32], ..session() },
		Session { sender_bound: 6, ..session() },
		Session { receiver_bound: 6, ..session() },
		Session { learns: Learns::Receiver, ..session() },
		Session { sender: Party(2), ..session() },
		Session { sender: Party(1), receiver: Party(0), ..session() },
	] {
		let receiver = Receiver::new(&other, &right, &mut rng(2)).unwrap();
		let error = receiver.choices(first, &mut rng(5)).err();
		assert!(matches!(error, Some(Error::Malformed { .. })), "{other:?}");
	}
	// The same terms, but other random choices of the parties: a message replayed from an earlier run.
	let (sender, choices) = Sender::new(&session(), &left, &mut rng(11)).unwrap();
	let receiver = Receiver::new(&session(), &right, &mut rng(12)).unwrap();
	refused(
		&Step { before: State::Sender(sender), message: vec![], from: Party(1) },
		&steps[1].message,
	);
	let (streaming, _) = State::Receiver(receiver).take(&choices).unwrap();
	let step = Step { before: streaming, message: vec![], from: Party(0) };
	refused(&step, &steps[3].message);
}

/// Seals `body` as the sender of the message would.
fn sealed(transcript: &Transcript, kind: Kind, from: u8, body: Vec<u8>) -> Vec<u8> {
	transcript.clone().seal(kind, Party(from), body)
}

#[test]
fn tags_that_repeat_or_do_not_ascend_are_refused() {
	let (left, right) = lists();
	let (steps, _) = record(&left, &right);
	let State::Tags(state) = &steps[5].before else { panic!("step 6") };
	let body = &steps[5].message[..5 * TAG];
	let mut repeated = body.to_vec();
	repeated.copy_within(TAG..2 * TAG, 0);
	let mut swapped = body.to_vec();
	swapped.rotate_left(TAG);
	for body in [repeated, swapped] {
		let message = sealed(&state.transcript, TAGS, 0, body);
		let error = state.clone().tags(&message).err();
		assert_eq!(error, Some(Error::Malformed { party: Party(0), what: TAGS.name }));
	}
	// Tags out of the blue are an input of the sender like any other: nothing agrees.
	let mut body: Vec<[u8; TAG]> = (1..6).map(|byte| [byte; TAG]).collect();
	body.sort_unstable();
	let message = sealed(&state.transcript, TAGS, 0, body.as_flattened().to_vec());
	assert_eq!(state.clone().tags(&message).unwrap().0, Overlap(vec![]));
}

#[test]
fn false_claims_are_found() {
	let (left, right) = lists();
	let (steps, _) = record(&left, &right);
	let State::Count(state) = &steps[6].before else { panic!("step 7") };
	for count in [5_u32, u32::MAX] {
		let body = count.to_le_bytes().to_vec();
		let error = state.clone().count(&sealed(&state.transcript, COUNT, 1, body)).err();
		assert_eq!(error, Some(Error::Malformed { party: Party(1), what: COUNT.name }));
	}
	let State::Claims(claims) = &steps[7].before else { panic!("step 8") };
	let honest = &steps[7].message[..2 * TAG];
	let take = |body: Vec<u8>| {
		let transcript = &claims.state.transcript;
		claims.clone().claims(&sealed(transcript, CLAIMS, 1, body)).err()
	};
	// An element that the receiver does not have: it would have to guess 128 bits.
	let mut random = rng(7);
	for _ in 0..1_000 {
		let mut guess = honest.to_vec();
		random.fill_bytes(&mut guess[TAG..]);
		let mut tags = guess.as_chunks::<TAG>().0.to_vec();
		tags.sort_unstable();
		let error = take(tags.as_flattened().to_vec());
		assert_eq!(error, Some(Error::FalseClaim(Party(1))));
	}
	let repeated = [&honest[..TAG], &honest[..TAG]].concat();
	let malformed = Error::Malformed { party: Party(1), what: CLAIMS.name };
	assert_eq!(take(repeated), Some(malformed));
}

/// A tag that the sender showed is no proof that the receiver has the element.
#[test]
fn a_tag_is_no_claim() {
	let (left, right) = lists();
	let (steps, _) = record(&left, &right);
	let State::Claims(claims) = &steps[7].before else { panic!("step 8") };
	let body = steps[5].message[..2 * TAG].to_vec();
	let message = sealed(&claims.state.transcript, CLAIMS, 1, body);
	assert_eq!(claims.clone().claims(&message).err(), Some(Error::FalseClaim(Party(1))));
}
