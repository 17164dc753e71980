//! An honest party of either strength whose peers send anything.

#![no_main]

use libfuzzer_sys::fuzz_target;
use panshi_mpc::{
	fuzzing, Authenticated, Input, Mpc, Parties, PartyId, Replicated, Traffic, Transport,
	TransportError,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};

/// Peers that send the bytes in order, then nothing.
struct Bytes<'a> {
	parties: Parties,
	rest: &'a [u8],
}

impl Transport for Bytes<'_> {
	fn parties(&self) -> Parties {
		self.parties
	}

	fn send(&mut self, _: PartyId, _: &[u8]) -> Result<(), TransportError> {
		Ok(())
	}

	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError> {
		let (message, rest) =
			self.rest.split_at_checked(length).ok_or(TransportError::Silent(from))?;
		self.rest = rest;
		Ok(message.to_vec())
	}

	fn traffic(&self) -> Traffic {
		Traffic::default()
	}
}

/// Steps of every kind, in an order that a byte picks.
fn steps(mpc: &mut impl Mpc, order: u8) {
	let me = mpc.me();
	let other = PartyId(u8::from(me == PartyId(0)));
	let Ok(theirs) = mpc.input(other, Input::Theirs(3)) else { return };
	let Ok(mine) = mpc.input(me, Input::Mine(&[3, 4, 5])) else { return };
	let lists: Vec<_> = (0..mpc.parties())
		.map(|party| if party == me.index() { mine.clone() } else { theirs.clone() })
		.collect();
	for step in 0..4 {
		let done = match (order >> (2 * step)) & 3 {
			0 => mpc.multiply(&theirs, &mine).is_ok(),
			1 => mpc.negative(&theirs, 9).is_ok(),
			2 => mpc.out_of_range(&lists, &[3, 4, 5], 4).is_ok(),
			_ => mpc.open(&theirs).is_ok(),
		};
		if !done {
			return;
		}
	}
}

fuzz_target!(|data: &[u8]| {
	let Some(([who, order], rest)) = data.split_first_chunk::<2>() else { return };
	let mut rng = ChaCha20Rng::seed_from_u64(1);
	let me = PartyId(who % 3);
	let Some(parties) = Parties::new(me, 3) else { return };
	let peers = Bytes { parties, rest };
	if who & 128 == 0 {
		if let Ok(mut party) = Replicated::new(peers, [1; 32], &mut rng) {
			steps(&mut party, *order);
		}
	} else {
		let material = fuzzing::Dealt::new(parties);
		if let Ok(mut party) = Authenticated::new(peers, [1; 32], material, &mut rng) {
			steps(&mut party, *order);
		}
	}
});
