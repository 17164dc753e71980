//! Parties that cheat in the oblivious function. A cheater seals what it sends, so that only the
//! checks of the protocol stand in its way.

use super::{sender::Function, *};
use crate::{
	samples::{self, rng},
	transcript::Transcript,
	Cohort, Error, Learns, Party, TRAILER,
};
use rand_core::RngCore;

fn session() -> Session {
	samples::session([4, 4], Learns::Receiver)
}

fn cohort() -> Cohort {
	samples::cohort(&[1, 2, 3])
}

/// Both parties after step 2.
fn based(cohort: &Cohort) -> (Collecting, Streaming<'_>) {
	let (sender, choices) = Sender::new(session(), &mut rng(1)).unwrap();
	let receiver = Receiver::new(session(), cohort, &mut rng(2)).unwrap();
	let (streaming, answers) = receiver.choices(&choices, &mut rng(3)).unwrap();
	(sender.answers(&answers, &mut rng(4)).unwrap(), streaming)
}

/// The body of a message that `change` has changed, sealed by its sender.
fn forged(
	transcript: &mut Transcript,
	kind: Kind,
	from: Party,
	message: &[u8],
	change: impl FnOnce(&mut Vec<u8>),
) -> Vec<u8> {
	let mut body = message[..message.len() - TRAILER].to_vec();
	change(&mut body);
	transcript.seal(kind, from, body)
}

/// What changes the matrix, and what changes the response.
struct Cheat<M, R>(M, R);

fn honest(_: &mut Vec<u8>) {}

/// Steps 3 to 5 with a receiver that cheats; gives both parties' values.
fn rest<M: FnOnce(&mut Vec<u8>), R: FnOnce(&mut Vec<u8>)>(
	sender: Collecting,
	streaming: Streaming<'_>,
	cheat: Cheat<M, R>,
) -> Result<(Function, Vec<Value>), Error> {
	let mut transcript = streaming.transcript.clone();
	let (mut streaming, message) = streaming.batch();
	let message = forged(&mut transcript, MATRIX, Party(1), &message.unwrap(), cheat.0);
	streaming.transcript = transcript;
	assert!(streaming.clone().batch().1.is_none(), "one batch is enough here");
	let (challenged, challenge) = sender.batch(&message)?.challenge()?;
	let mut transcript = streaming.transcript.clone();
	transcript.open(CHALLENGE, Party(0), &challenge, CHALLENGE_LENGTH)?;
	let (values, _, response) = streaming.challenge(&challenge)?;
	let response = forged(&mut transcript, RESPONSE, Party(1), &response, cheat.1);
	let (function, _) = challenged.response(&response)?;
	Ok((function, values))
}

#[test]
fn both_have_the_same_values() {
	let cohort = cohort();
	let (sender, streaming) = based(&cohort);
	let (function, values) = rest(sender, streaming, Cheat(honest, honest)).unwrap();
	assert_eq!(function.evaluate(cohort.elements()), values);
	assert_ne!(values[0], values[1]);
}

#[test]
fn the_function_is_another_elsewhere() {
	let cohort = cohort();
	let (sender, streaming) = based(&cohort);
	let (streaming, message) = streaming.batch();
	let (challenged, challenge) = sender.batch(&message.unwrap()).unwrap().challenge().unwrap();
	let (values, _, response) = streaming.challenge(&challenge).unwrap();
	let (function, _) = challenged.response(&response).unwrap();
	let other = function.evaluate(&[Element([9; 32])]);
	assert!(!values.contains(&other[0]));
}

/// A bit that is flipped where the sender's secret has none changes nothing and passes; anywhere else
/// it is found. One in sixteen that pass is evaluated: the values are right.
#[test]
fn a_flipped_bit_of_the_matrix_is_found_or_harmless_in_ten_thousand_runs() {
	let cohort = cohort();
	let (sender, streaming) = based(&cohort);
	let bits = batch_length(batches(&session()).next().unwrap()) * 8;
	let rows = bits / crate::code::LENGTH;
	let mut random = rng(5);
	let (mut found, mut passed) = (0, 0);
	for _ in 0..10_000 {
		let bit = usize::try_from(random.next_u32()).unwrap() % bits;
		let flip = |body: &mut Vec<u8>| body[bit / 8] ^= 1 << (bit % 8);
		let secret = sender.secret_bit(bit / rows);
		match rest(sender.clone(), streaming.clone(), Cheat(flip, honest)) {
			Ok((function, values)) => {
				assert!(!secret);
				passed += 1;
				// A table of the function is large next to what is tested.
				if passed % 16 == 0 {
					assert_eq!(function.evaluate(cohort.elements()), values);
				}
			},
			Err(error) => {
				assert!(secret);
				assert_eq!(error, Error::Inconsistent(Party(1)));
				found += 1;
			},
		}
	}
	assert!((4_600..5_400).contains(&found), "{found}");
}

/// Guessing several bits of the secret by rows that are no code words passes when all guesses are
/// right only: each bit learnt costs a factor of two.
#[test]
fn learning_bits_of_the_secret_is_found_but_for_luck() {
	let cohort = cohort();
	let mut passed = 0;
	for seed in 0..64 {
		let (sender, choices) = Sender::new(session(), &mut rng(seed)).unwrap();
		let receiver = Receiver::new(session(), &cohort, &mut rng(2)).unwrap();
		let (streaming, answers) = receiver.choices(&choices, &mut rng(3)).unwrap();
		let sender = sender.answers(&answers, &mut rng(4)).unwrap();
		let words = batches(&session()).next().unwrap() / 8;
		let flip = |body: &mut Vec<u8>| (0..4).for_each(|column| body[column * words] ^= 1);
		passed += u32::from(rest(sender, streaming, Cheat(flip, honest)).is_ok());
	}
	assert!((1..=12).contains(&passed), "one in sixteen, not {passed} of 64");
}

#[test]
fn a_false_response_is_found() {
	let cohort = cohort();
	let (sender, streaming) = based(&cohort);
	let mut random = rng(6);
	for _ in 0..500 {
		let bit = usize::try_from(random.next_u32()).unwrap() % (RESPONSE_LENGTH * 8);
		let flip = |body: &mut Vec<u8>| body[bit / 8] ^= 1 << (bit % 8);
		let error = rest(sender.clone(), streaming.clone(), Cheat(honest, flip)).err();
		assert_eq!(error, Some(Error::Inconsistent(Party(1))));
	}
}

#[test]
fn random_bytes_instead_of_any_message_are_refused() {
	let cohort = cohort();
	let (sender, streaming) = based(&cohort);
	let mut random = rng(7);
	for _ in 0..20 {
		let mut fill = |body: &mut Vec<u8>| random.fill_bytes(body);
		let error = rest(sender.clone(), streaming.clone(), Cheat(&mut fill, honest)).err();
		assert_eq!(error, Some(Error::Inconsistent(Party(1))));
		let error = rest(sender.clone(), streaming.clone(), Cheat(honest, &mut fill)).err();
		assert_eq!(error, Some(Error::Inconsistent(Party(1))));
	}
	let (sender, choices) = Sender::new(session(), &mut rng(1)).unwrap();
	let receiver = Receiver::new(session(), &cohort, &mut rng(2)).unwrap();
	let mut transcript = receiver.transcript.clone();
	let fill = |body: &mut Vec<u8>| rng(8).fill_bytes(body);
	let bad = forged(&mut transcript, CHOICES, Party(0), &choices, fill);
	let error = receiver.clone().choices(&bad, &mut rng(3)).err();
	assert_eq!(error, Some(Error::Malformed { party: Party(0), what: CHOICES.name }));
	let (_, answers) = receiver.choices(&choices, &mut rng(3)).unwrap();
	let mut transcript = sender.transcript.clone();
	let bad = forged(&mut transcript, ANSWERS, Party(1), &answers, fill);
	let error = sender.answers(&bad, &mut rng(4)).err();
	assert_eq!(error, Some(Error::Malformed { party: Party(1), what: ANSWERS.name }));
}

/// A sender that shows a challenge of zero gets hashes of zero, which say nothing of the list.
#[test]
fn a_challenge_of_zero_shows_nothing() {
	let cohort = cohort();
	let (_, streaming) = based(&cohort);
	let (streaming, _) = streaming.batch();
	let mut transcript = streaming.transcript.clone();
	let challenge = transcript.seal(CHALLENGE, Party(0), vec![0; CHALLENGE_LENGTH]);
	let (_, _, response) = streaming.challenge(&challenge).unwrap();
	assert!(response[..RESPONSE_LENGTH].iter().all(|byte| *byte == 0));
}

#[test]
fn too_few_and_too_many_batches_are_refused() {
	let cohort = cohort();
	let (sender, streaming) = based(&cohort);
	let malformed = Error::Malformed { party: Party(1), what: MATRIX.name };
	assert_eq!(sender.clone().challenge().err(), Some(malformed.clone()));
	let (_, message) = streaming.batch();
	let message = message.unwrap();
	let sender = sender.batch(&message).unwrap();
	assert_eq!(sender.batch(&message).err(), Some(malformed));
}
