//! An honest party of each protocol for overlaps whose peers send anything.

#![no_main]

use libfuzzer_sys::fuzz_target;
use panshi_psi::{
	identifiers::run_pepper,
	many::{run_counter, run_follower, run_leader, Goal, Group},
	size::{run_asker, run_helper},
	two::{run_receiver, run_sender},
	Channel, Cohort, Element, Learns, Party, Session,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};

/// Peers that send the bytes in order, then zeros for a while, then nothing.
struct Bytes<'a> {
	rest: &'a [u8],
	zeros: usize,
}

impl Channel for Bytes<'_> {
	type Error = &'static str;

	fn send(&mut self, _: Party, _: &[u8]) -> Result<(), Self::Error> {
		Ok(())
	}

	fn receive(&mut self, _: Party, length: usize) -> Result<Vec<u8>, Self::Error> {
		let (bytes, rest) = self.rest.split_at(length.min(self.rest.len()));
		self.rest = rest;
		self.zeros = self.zeros.checked_sub(length - bytes.len()).ok_or("gone")?;
		let mut message = bytes.to_vec();
		message.resize(length, 0);
		Ok(message)
	}
}

fuzz_target!(|data: &[u8]| {
	let Some((role, rest)) = data.split_first() else { return };
	let rng = &mut ChaCha20Rng::seed_from_u64(1);
	let peers = &mut Bytes { rest, zeros: 1 << 20 };
	let elements = (0..5).map(|byte| Element([byte; 32])).collect();
	let Ok(cohort) = Cohort::new(elements) else { return };
	let learns = if role & 128 == 0 { Learns::Receiver } else { Learns::Both };
	let session = Session {
		id: [1; 32],
		scheme: [2; 32],
		sender: Party(0),
		receiver: Party(1),
		sender_bound: 5,
		receiver_bound: 6,
		learns,
	};
	let goal = if role & 128 == 0 { Goal::Intersection } else { Goal::Size { counter: Party(3) } };
	let group =
		Group { id: [1; 32], scheme: [2; 32], holders: 3, leader: Party(0), bound: 6, goal };
	match role & 7 {
		0 => drop(run_sender(&session, &cohort, peers, rng)),
		1 => drop(run_receiver(&session, &cohort, peers, rng)),
		2 => drop(run_follower(&group, Party(1), &cohort, peers, rng)),
		3 => drop(run_leader(&group, &cohort, peers, rng)),
		4 => drop(run_counter(&group, peers)),
		5 => drop(run_asker(&session, &cohort, peers, rng)),
		6 => drop(run_helper(&session, &cohort, peers, rng)),
		_ => drop(run_pepper(&[1; 32], 3, Party(0), peers, rng)),
	}
});
