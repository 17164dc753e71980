//! A party that alters what it sends while material is made and used.

use crate::faults::{Given, Trial};
use crate::lattice::params::Params;
use crate::lattice::Lattice;
use crate::transport::faulty::Faulty;
use crate::transport::memory::Memory;
use crate::wire::{run, Cheat, Wire};
use crate::{Authenticated, Blame, Error, Input, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use std::sync::{Arc, Mutex};

/// A program that spends all kinds of material.
fn program(wire: Wire, seed: u64) -> Result<Vec<i128>, Error> {
	program_with(wire, seed, Lattice::insecure_for_tests())
}

fn program_with(wire: Wire, seed: u64, lattice: Lattice) -> Result<Vec<i128>, Error> {
	let me = wire.parties().me();
	let mut rng = ChaCha20Rng::seed_from_u64(8 * seed + u64::from(me.0));
	let mut mpc = Authenticated::new(wire, [4; 32], lattice, &mut rng)?;
	let values = [12, -5];
	let input = if me == PartyId(0) { Input::Mine(&values) } else { Input::Theirs(2) };
	let shares = mpc.input(PartyId(0), input)?;
	let products = mpc.multiply(&shares, &shares)?;
	let negative = mpc.negative(&shares, 5)?;
	mpc.open(&[products, negative].concat())
}

const EXPECTED: [i128; 4] = [144, 25, 0, 1];

/// Lengths of the messages that the cheater sends.
fn lengths(parties: usize) -> Vec<usize> {
	let lengths = Arc::new(Mutex::new(Vec::new()));
	let inner = lengths.clone();
	let cheat: Cheat = Box::new(move |_, _, message| inner.lock().unwrap().push(message.len()));
	let results = run(parties, Some((PartyId(1), cheat)), |wire| program(wire, 1));
	assert!(results.iter().all(|result| result.as_deref() == Ok(&EXPECTED[..])), "{results:?}");
	let lengths = lengths.lock().unwrap().clone();
	lengths
}

fn honest(parties: usize, seed: u64, cheat: Cheat) -> Vec<Result<Vec<i128>, Error>> {
	let mut results = run(parties, Some((PartyId(1), cheat)), |wire| program(wire, seed));
	let _ = results.remove(1);
	results
}

#[test]
fn never_bends_a_result_by_one_bit() {
	for parties in [2, 3] {
		let count = lengths(parties).len() as u64;
		let mut rng = ChaCha20Rng::seed_from_u64(12);
		for seed in 0..1_000 {
			let (number, place, bit) =
				(rng.next_u64() % count, rng.next_u32() as usize, rng.next_u32() % 8);
			let cheat: Cheat = Box::new(move |_, current, message| {
				if current == number {
					let place = place % message.len();
					message[place] ^= 1 << bit;
				}
			});
			for values in honest(parties, seed, cheat).into_iter().flatten() {
				assert_eq!(values, EXPECTED, "seed {seed}, message {number}, {place}, {bit}");
			}
		}
	}
}

#[test]
fn names_who_sends_a_false_proof_or_ciphertext_to_all() {
	let lengths = lengths(3);
	let mut named = 0;
	// The set-up: coins, then key, MAC key, challenge and rows; each goes to both others.
	for number in (4..40).step_by(2) {
		let cheat: Cheat = Box::new(move |_, current, message| {
			if current / 2 == number / 2 {
				message[1] ^= 1;
			}
		});
		for error in honest(3, number, cheat).into_iter().filter_map(Result::err) {
			match error {
				Error::Transport(_) => (),
				error => {
					assert_eq!(error.blame(), Blame::Accused(PartyId(1)), "{number}: {error}");
					named += 1;
				},
			}
		}
	}
	assert!(named >= 30, "{named} of {}", lengths.len());
}

#[test]
fn names_nobody_when_a_response_is_wrong() {
	// The first message of a response's length, well formed, with another plaintext.
	let length = 2 * crate::lattice::encode::PART * 32;
	let number = lengths(2).iter().position(|found| *found == length).unwrap() as u64;
	let cheat: Cheat = Box::new(move |_, current, message| {
		if current == number {
			// The lowest byte of the first slot.
			message[8 * 32] ^= 1;
		}
	});
	let results = honest(2, 1, cheat);
	assert_eq!(results[0], Err(Error::CheckFailed("the MACs")));
}

/// Proofs of a few messages: whoever alters one alters what its hash is of, however long it is.
const FEW_ROWS: Params = Params { rows: 2, setup_rows: 4, ..Params::INSECURE_FOR_TESTS };

/// The set-up, and material of each kind: masks of an honest owner and of party 1, a triple, a bit.
fn trial() -> Trial<impl Fn(Faulty<Memory>, [u8; 32]) -> Result<Given, Error> + Sync> {
	let party = |end: Faulty<Memory>, session: [u8; 32]| {
		let me = end.parties().me();
		let mut rng = ChaCha20Rng::seed_from_u64(8 * u64::from(session[0]) + u64::from(me.0));
		let mut mpc = Authenticated::new(end, session, Lattice::with(FEW_ROWS), &mut rng)?;
		let mut shares = Vec::new();
		for (owner, value) in [(PartyId(0), [-7]), (PartyId(1), [6])] {
			let input = if me == owner { Input::Mine(&value) } else { Input::Theirs(1) };
			shares.extend(mpc.input(owner, input)?);
		}
		let bits = mpc.random_bits(1)?;
		let left = [shares[0], bits[0]];
		let products = mpc.multiply(&left, &[shares[1], bits[0]])?;
		let values = [products[0], mpc.subtract(&products[1], &bits[0])];
		Ok((mpc.open(&values)?, mpc.deliver(&values)?))
	};
	let receive = Authenticated::<Memory, Lattice>::receive;
	Trial { party, opened: &[-42, 0], delivered: &[0, 1], receive, input: None }
}

#[test]
fn each_fault_of_each_message() {
	trial().each_fault_of_each_message(PartyId(1));
}

#[test]
fn sends_the_same_bytes_for_the_same_seed() {
	let sent = || {
		let hash = Arc::new(Mutex::new(blake3::Hasher::new()));
		let inner = hash.clone();
		let listen: Cheat = Box::new(move |to, _, message| {
			inner.lock().unwrap().update(&[to.0]).update(message);
		});
		let results = run(3, Some((PartyId(1), listen)), |wire| program(wire, 2));
		assert_eq!(results[0].as_deref(), Ok(&EXPECTED[..]));
		let hash = hash.lock().unwrap().finalize().to_hex().to_string();
		hash
	};
	// Whoever changes a message on purpose changes this line and docs/protocols/all-but-one.md.
	assert_eq!(sent(), "b965e8d4d1a71c82e4c9ae396e76ab759c8c944ec9f9bf9ea0915286dfe4a528");
}

#[test]
fn never_bends_a_result_by_another_factor() {
	// Response number `crooked` of party 1 uses another number than the rest of the protocol: the
	// error depends on what the others keep secret.
	let mut refused = 0;
	for crooked in 0..120 {
		for parties in [2, 3] {
			let mut results = run(parties, None, |wire| {
				let mut lattice = Lattice::insecure_for_tests();
				lattice.crooked = Some(crooked).filter(|_| wire.parties().me() == PartyId(1));
				program_with(wire, u64::from(crooked), lattice)
			});
			let _ = results.remove(1);
			for result in results {
				match result {
					Ok(values) => assert_eq!(values, EXPECTED, "response {crooked}"),
					Err(error) => {
						assert_eq!(error, Error::CheckFailed("the MACs"), "response {crooked}");
						refused += 1;
					},
				}
			}
		}
	}
	assert!(refused > 100, "{refused}");
}
