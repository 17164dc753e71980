//! One party cheats: the others stop or compute what is right.

use super::{honest, run_over, SESSION};
use crate::replicated::{Replicated, Share};
use crate::transport::faulty::{Fault, Faulty, Record};
use crate::transport::memory::Memory;
use crate::{Blame, Error, Input, Mpc, PartyId, Transport, TransportError};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

/// Inputs of the three parties.
const INPUTS: [[i128; 2]; 3] = [[3, -5], [7, 0], [-2, 11]];

/// What honest parties open and deliver.
pub(super) const OPENED: [i128; 12] = [21, -32, 0, 1, 0, 1, 1, 1, 1, 0, 0, 64];

/// Number of the message with a party's input, after four of the set-up. Another input is no cheat:
/// the others then need only agree.
const INPUT: usize = 4;

/// A program with every step of the trait; gives what it opens and the packet it delivers.
pub(super) fn program<T: Transport>(
	party: &mut Replicated<T>,
) -> Result<(Vec<i128>, Vec<u8>), Error> {
	let result = steps(party);
	if result.is_err() {
		assert_eq!(party.open(&[]), Err(Error::Stopped));
	}
	result
}

fn steps<T: Transport>(party: &mut Replicated<T>) -> Result<(Vec<i128>, Vec<u8>), Error> {
	let mut x = Vec::new();
	for (owner, values) in (0..).map(PartyId).zip(&INPUTS) {
		let mine = owner == party.me();
		x.extend(party.input(owner, if mine { Input::Mine(values) } else { Input::Theirs(2) })?);
	}
	prove_ranges(party, &x)?;
	let mut out = party.multiply(&[x[0]], &[x[2]])?;
	let difference = party.subtract(&x[1], &x[4]);
	// 3 * 7 - 5 * 11 + (-2) * 3 + 8 = -32
	let inner = party.inner_products(&[(&x[..3], &[x[2], x[5], x[3]]), (&[x[4]], &[x[0]])])?;
	let sum = party.add(&inner[0], &inner[1]);
	out.push(party.add(&sum, &party.public(8)));
	out.extend(party.negative(&[x[5], difference], 5)?);
	out.extend(party.zero(&[x[0], x[3]], 5)?);
	out.extend(party.bits(&[x[2]], 4)?.swap_remove(0));
	let bits = party.random_bits(1)?;
	let square = party.multiply(&bits, &bits)?;
	out.push(party.subtract(&square[0], &bits[0]));
	let mut opened = party.open(&out)?;
	// What comes after an opening is checked again.
	let again = party.multiply(&[party.scale(&inner[1], opened[1])], &[party.public(1)])?;
	let last = party.subtract(&again[0], &party.public(128));
	opened.extend(party.open(&[last])?);
	Ok((opened, party.deliver(&[out[0], last])?))
}

/// Proves that no input is below minus ten or above 21.
fn prove_ranges<T: Transport>(party: &mut Replicated<T>, x: &[Share]) -> Result<(), Error> {
	let ten = party.public(10);
	let lists: Vec<Vec<_>> =
		x.chunks(2).map(|two| two.iter().map(|x| party.add(x, &ten)).collect()).collect();
	let mine = INPUTS[party.me().index()].map(|input| input + 10);
	match party.out_of_range(&lists, &mine, 5)? {
		Some(party) => Err(Error::FalseProof { party, what: "a range" }),
		None => Ok(()),
	}
}

/// What a run with these channels gave; it must not have given anything wrong.
fn outcome(
	ends: Vec<Faulty<Memory>>,
	cheater: PartyId,
	seed: u64,
	other_input: bool,
) -> Result<(), Error> {
	let results = run_over(ends, SESSION, seed, program);
	let mut first = Ok(());
	let mut all_opened = Vec::new();
	for (party, result) in (0..).map(PartyId).zip(&results).filter(|(at, _)| *at != cheater) {
		match result {
			Ok((opened, _)) => all_opened.push(opened.clone()),
			Err(error) => {
				// Silence spreads: who waits for one that waits cannot know. All else names nobody
				// or the right one.
				let silence = matches!(error, Error::Transport(TransportError::Silent(_)));
				if let (Blame::Accused(accused), false) = (error.blame(), silence) {
					assert_eq!(accused, cheater, "{party}: {error}");
				}
				first = Err(error.clone());
			},
		}
	}
	let expected =
		if other_input { all_opened.first().cloned().unwrap_or_default() } else { OPENED.to_vec() };
	assert!(all_opened.iter().all(|opened| *opened == expected), "{all_opened:?}");
	let packets: Vec<_> = results.into_iter().flatten().map(|(_, packet)| packet).collect();
	if let Ok(values) = Replicated::<Memory>::receive(&packets) {
		assert_eq!(values, [expected[0], expected[11]], "the receiver read something wrong");
	}
	first
}

/// What every party sends when all are honest.
fn records(session: [u8; 32], seed: u64) -> Vec<Record> {
	let results = run_over(honest(), session, seed, |party| {
		program(party)?;
		Ok(party.channel.transport.record().clone())
	});
	results.into_iter().map(Result::unwrap).collect()
}

fn cheat(cheater: PartyId, number: usize, fault: Fault, seed: u64) -> Result<(), Error> {
	let mut ends = Memory::mesh(3).unwrap();
	let foreign = match fault {
		Fault::Foreign => records([8; 32], seed)[cheater.index()].sent.clone(),
		_ => Vec::new(),
	};
	let inner = ends.remove(cheater.index());
	let mut ends: Vec<_> = ends.into_iter().map(Faulty::honest).collect();
	ends.insert(cheater.index(), Faulty::cheating(inner, number, fault, foreign));
	outcome(ends, cheater, seed, number == INPUT)
}

#[test]
fn honest_parties_finish() {
	assert_eq!(outcome(honest(), PartyId(9), 1, false), Ok(()));
}

#[test]
fn each_fault_of_each_message() {
	let faults = [
		Fault::Drop,
		Fault::Delay(1),
		Fault::Replay,
		Fault::Repeat,
		Fault::Flip(0),
		Fault::Cut(7),
		Fault::Stretch(1),
		Fault::Misdirect,
		Fault::Borrow,
		Fault::Foreign,
	];
	let records = records(SESSION, 5);
	for cheater in (0..3).map(PartyId) {
		for number in 0..records[cheater.index()].sent.len() {
			for fault in faults {
				// Never wrong; and lost, cut or stretched messages are always noticed.
				let result = cheat(cheater, number, fault, 5);
				let harmless = !matches!(fault, Fault::Cut(_) | Fault::Stretch(_) | Fault::Drop);
				assert!(harmless || result.is_err(), "{cheater}, message {number}: {fault:?}");
			}
		}
	}
}

#[test]
fn a_late_message_does_no_harm() {
	let count = records(SESSION, 6)[0].sent.len();
	for number in 0..count {
		assert_eq!(cheat(PartyId(0), number, Fault::Delay(0), 6), Ok(()), "message {number}");
	}
}

#[test]
fn ten_thousand_runs() {
	let counts: Vec<_> = records(SESSION, 0).iter().map(|record| record.sent.len()).collect();
	let mut stopped = 0;
	for seed in 0..10_000 {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let mut below = |bound: usize| rng.next_u64() as usize % bound;
		let cheater = PartyId(below(3) as u8);
		let number = below(counts[cheater.index()]);
		let place = below(1 << 16);
		let fault = match below(12) {
			0 => Fault::Drop,
			1 => Fault::Delay(1 + place % 3),
			2 => Fault::Replay,
			3 => Fault::Repeat,
			4 => Fault::Cut(place),
			5 => Fault::Stretch(1 + place % 32),
			6 => Fault::Misdirect,
			7 => Fault::Borrow,
			8 => Fault::Foreign,
			9 => Fault::Add(place, 1 << below(128)),
			_ => Fault::Flip(place),
		};
		stopped += u64::from(cheat(cheater, number, fault, seed).is_err());
	}
	// What did no harm: late or repeated messages after the last that counts, inputs that are only
	// other inputs, bits above the capacity.
	assert!(stopped > 9_000, "{stopped}");
}
