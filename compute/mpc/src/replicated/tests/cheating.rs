//! One party cheats: the others stop or compute what is right.

use super::{rng, SESSION};
use crate::faults::{program, Given, Trial, DELIVERED, OPENED};
use crate::replicated::Replicated;
use crate::transport::faulty::{Cheat, Fault, Faulty};
use crate::transport::memory::Memory;
use crate::{Error, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

/// Number of the message with a party's input, after four of the set-up. Another input is no cheat:
/// the others then need only agree.
const INPUT: usize = 4;

fn trial(seed: u64) -> Trial<impl Fn(Faulty<Memory>, [u8; 32]) -> Result<Given, Error> + Sync> {
	let party = move |end: Faulty<Memory>, session: [u8; 32]| {
		let mut rng = rng(seed + u64::from(session[0]), end.parties());
		program(&mut Replicated::new(end, session, &mut rng)?)
	};
	let receive = Replicated::<Memory>::receive;
	Trial { party, opened: &OPENED, delivered: &DELIVERED, receive, input: Some(INPUT) }
}

#[test]
fn each_fault_of_each_message() {
	for who in (0..3).map(PartyId) {
		trial(5).each_fault_of_each_message(who);
	}
}

#[test]
fn ten_thousand_runs() {
	let counts: Vec<_> = trial(0).records(SESSION).iter().map(|record| record.sent.len()).collect();
	let mut stopped = 0;
	for seed in 0..10_000 {
		let trial = trial(seed);
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let mut below = |bound: usize| rng.next_u64() as usize % bound;
		let who = PartyId(below(3) as u8);
		let number = below(counts[who.index()]);
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
		let foreign = match fault {
			Fault::Foreign => trial.records([8; 32])[who.index()].sent.clone(),
			_ => Vec::new(),
		};
		let (result, _) = trial.cheated(SESSION, &Cheat { who, number, fault, foreign: &foreign });
		stopped += u64::from(result.is_err());
	}
	// What did no harm: late or repeated messages after the last that counts, inputs that are only
	// other inputs, bits above the capacity.
	assert!(stopped > 9_000, "{stopped}");
}
