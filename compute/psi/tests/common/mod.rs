//! A network in memory, lists with a known overlap, and both roles in threads.

#![allow(dead_code, reason = "each test program uses a part of it")]

use panshi_psi::{Channel, Cohort, Element, Learns, Party, Session};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use std::{
	collections::BTreeMap,
	sync::mpsc::{channel, Receiver, Sender},
};

/// Closed by the other side, or a message of another length.
#[derive(Debug)]
pub(crate) struct Broken;

impl std::fmt::Display for Broken {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str("closed")
	}
}

/// One party's end of the network.
#[derive(Debug)]
pub(crate) struct Memory {
	out: BTreeMap<Party, Sender<Vec<u8>>>,
	inbox: BTreeMap<Party, Receiver<Vec<u8>>>,
	/// Bytes sent.
	pub(crate) sent: u64,
}

impl Channel for Memory {
	type Error = Broken;

	fn send(&mut self, to: Party, message: &[u8]) -> Result<(), Broken> {
		self.sent += u64::try_from(message.len()).expect("a length has 64 bits");
		self.out[&to].send(message.to_vec()).map_err(|_| Broken)
	}

	fn receive(&mut self, from: Party, length: usize) -> Result<Vec<u8>, Broken> {
		self.inbox[&from].recv().ok().filter(|message| message.len() == length).ok_or(Broken)
	}
}

/// A network of so many parties.
pub(crate) fn network(parties: u8) -> Vec<Memory> {
	let end = || Memory { out: BTreeMap::new(), inbox: BTreeMap::new(), sent: 0 };
	let mut ends: Vec<Memory> = (0..parties).map(|_| end()).collect();
	for from in 0..parties {
		for to in (0..parties).filter(|to| *to != from) {
			let (sender, receiver) = channel();
			ends[usize::from(from)].out.insert(Party(to), sender);
			ends[usize::from(to)].inbox.insert(Party(from), receiver);
		}
	}
	ends
}

/// Elements that are numbers in disguise.
pub(crate) fn element(number: u64) -> Element {
	let mut bytes = [0; 32];
	ChaCha20Rng::seed_from_u64(number).fill_bytes(&mut bytes);
	Element(bytes)
}

/// The list of these numbers, in this order.
pub(crate) fn cohort(numbers: impl IntoIterator<Item = u64>) -> Cohort {
	Cohort::new(numbers.into_iter().map(element).collect()).expect("the numbers differ")
}

/// A session of party 0 as sender and party 1 as receiver.
pub(crate) fn session(sender_bound: u32, receiver_bound: u32, learns: Learns) -> Session {
	Session {
		id: [1; 32],
		scheme: [2; 32],
		sender: Party(0),
		receiver: Party(1),
		sender_bound,
		receiver_bound,
		learns,
	}
}

/// A generator with a seed.
pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
	ChaCha20Rng::seed_from_u64(seed)
}
