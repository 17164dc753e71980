//! A party that alters what it sends: never a wrong output, and a name where there is evidence.

use super::{party, Party};
use crate::authenticated::dealer::Dealer;
use crate::faults::{self, Given, Trial, DELIVERED, OPENED};
use crate::transport::faulty::Faulty;
use crate::transport::memory::Memory;
use crate::wire::{run, Cheat};
use crate::{Authenticated, Blame, Error, Input, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

const VALUES: [i128; 3] = [25, -13, 4];

/// A small program that sends every kind of message.
fn program(party: &mut Party) -> Result<Vec<i128>, Error> {
	let me = party.me();
	let mut values = Vec::new();
	for owner in (0..3).map(PartyId) {
		let mine = [VALUES[owner.index()]];
		let input = if owner == me { Input::Mine(&mine) } else { Input::Theirs(1) };
		values.extend(party.input(owner, input)?);
	}
	let products = party.multiply(&values, &values)?;
	let signs = party.negative(&values, 6)?;
	let opened = party.open(&products)?;
	Ok([opened, party.open(&signs)?].concat())
}

const EXPECTED: [i128; 6] = [625, 169, 16, 0, 1, 0];

/// Messages that a party sends in the program.
fn messages() -> u64 {
	let counts = std::sync::Mutex::new(0);
	let counts = std::sync::Arc::new(counts);
	let inner = counts.clone();
	let cheat: Cheat = Box::new(move |_, number, _| *inner.lock().unwrap() = number + 1);
	let results = run(3, Some((PartyId(1), cheat)), |wire| program(&mut party(wire, 3)));
	assert!(results.iter().all(|result| result.as_deref() == Ok(&EXPECTED[..])));
	let count = *counts.lock().unwrap();
	count
}

/// Runs with a cheat on one message; what the honest parties saw.
fn honest(seed: u64, cheat: Cheat) -> Vec<Result<Vec<i128>, Error>> {
	let mut results = run(3, Some((PartyId(1), cheat)), |wire| program(&mut party(wire, seed)));
	let _ = results.remove(1);
	results
}

#[test]
fn never_bends_a_result_by_one_bit() {
	let count = messages();
	let mut rng = ChaCha20Rng::seed_from_u64(11);
	for seed in 0..7_000 {
		let (number, place, bit) =
			(rng.next_u64() % count, rng.next_u32() as usize, rng.next_u32() % 8);
		let cheat: Cheat = Box::new(move |_, current, message| {
			if current == number {
				let place = place % message.len();
				message[place] ^= 1 << bit;
			}
		});
		// The last opening reaches the parties one by one: one of them may already be done.
		for (index, result) in honest(seed % 20, cheat).iter().enumerate() {
			if let Ok(values) = result {
				assert_eq!(values, &EXPECTED, "seed {seed}, message {number}, party {index}");
			}
		}
	}
}

#[test]
fn never_bends_a_result_by_telling_all_the_same() {
	let count = messages();
	for number in 0..count {
		let cheat: Cheat = Box::new(move |_, current, message| {
			// Both copies of one broadcast: no echo finds it.
			if current / 2 == number / 2 {
				message[0] ^= 1;
			}
		});
		let results = honest(number % 20, cheat);
		assert!(results.iter().any(Result::is_err), "message {number}");
		for values in results.into_iter().flatten() {
			assert_eq!(values, EXPECTED, "message {number}");
		}
	}
}

/// Every step of the trait, on material of a dealer of the session's own.
fn trial() -> Trial<impl Fn(Faulty<Memory>, [u8; 32]) -> Result<Given, Error> + Sync> {
	let party = |end: Faulty<Memory>, session: [u8; 32]| {
		let parties = end.parties();
		let seed = 8 * u64::from(session[0]) + u64::from(parties.me().0);
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let dealer = Dealer::new(parties, session[0].into());
		faults::program(&mut Authenticated::new(end, session, dealer, &mut rng)?)
	};
	let receive = Authenticated::<Memory, Dealer>::receive;
	Trial { party, opened: &OPENED, delivered: &DELIVERED, receive, input: None }
}

#[test]
fn each_fault_of_each_message() {
	for who in (0..3).map(PartyId) {
		trial().each_fault_of_each_message(who);
	}
}

/// The error of the parties that did not merely see another one leave.
fn first_cause(results: Vec<Result<Vec<i128>, Error>>) -> Vec<Error> {
	let errors = results.into_iter().filter_map(Result::err);
	errors.filter(|error| !matches!(error, Error::Transport(_))).collect()
}

#[test]
fn names_who_says_different_things() {
	// Message 0 is the cheater's masked input to party 0; party 2 gets the true one.
	let cheat: Cheat = Box::new(|_, current, message| {
		if current == 0 {
			message[0] ^= 1;
		}
	});
	let errors = first_cause(honest(1, cheat));
	assert!(errors.contains(&Error::Equivocation(PartyId(1))), "{errors:?}");
}

#[test]
fn names_who_sends_no_element() {
	let cheat: Cheat = Box::new(|_, current, message| {
		if current < 2 {
			message[15] = 0xff;
		}
	});
	let errors = first_cause(honest(1, cheat));
	let named = |error: &Error| error.blame() == Blame::Accused(PartyId(1));
	assert!(!errors.is_empty() && errors.iter().all(named), "{errors:?}");
}

#[test]
fn names_who_breaks_a_commitment() {
	let count = messages();
	let mut found = 0;
	for number in (0..count).step_by(2) {
		let cheat: Cheat = Box::new(move |_, current, message| {
			// An opening of a commitment: 32 bytes of randomness, the message, three records.
			if current / 2 == number / 2 && message.len() >= 32 + 16 + 96 {
				message[0] ^= 1;
			}
		});
		let errors = first_cause(honest(1, cheat));
		found += u32::from(errors.contains(&Error::BrokenCommitment(PartyId(1))));
	}
	assert!(found >= 4, "{found}");
}

#[test]
fn computes_nothing_after_an_error() {
	let cheat: Cheat = Box::new(|_, _, message| message[0] ^= 1);
	let results = run(2, Some((PartyId(1), cheat)), |wire| {
		let mut party = party(wire, 1);
		let share = party.public(5);
		let first = party.open(&[share]);
		(first, party.open(&[share]))
	});
	assert!(results[0].0.is_err());
	assert_eq!(results[0].1, Err(Error::Stopped));
}

#[test]
fn refuses_another_session() {
	let results = run(2, None, |wire| {
		let parties = wire.parties();
		let mut rng = ChaCha20Rng::seed_from_u64(1);
		let session = [parties.me().0; 32];
		let dealer = Dealer::new(parties, 1);
		let mut party = Authenticated::new(wire, session, dealer, &mut rng)?;
		let share = party.public(5);
		party.open(&[share])
	});
	assert!(results.iter().all(Result::is_err));
}
