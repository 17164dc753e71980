//! Channels between threads, for tests; a cheating party alters what it sends.

use crate::faults::in_threads;
use crate::{Parties, PartyId, Traffic, Transport, TransportError};
use std::sync::mpsc::{channel, Receiver, Sender};

/// What a cheating party does to the message number `n` that it sends to a party.
pub(crate) type Cheat = Box<dyn FnMut(PartyId, u64, &mut Vec<u8>) + Send>;

/// One party's ends of the channels.
pub(crate) struct Wire {
	parties: Parties,
	to: Vec<Sender<Vec<u8>>>,
	from: Vec<Receiver<Vec<u8>>>,
	traffic: Traffic,
	messages: u64,
	cheat: Option<Cheat>,
	/// Everything that was sent, in a hash that tests pin.
	pub(crate) sent: blake3::Hasher,
}

impl Wire {
	/// The ends of all parties.
	pub(crate) fn all(count: usize) -> Vec<Self> {
		let mut to: Vec<Vec<_>> = (0..count).map(|_| Vec::new()).collect();
		let mut from: Vec<Vec<_>> = (0..count).map(|_| Vec::new()).collect();
		for sender in &mut to {
			for receiver in &mut from {
				let (tx, rx) = channel();
				sender.push(tx);
				receiver.push(rx);
			}
		}
		let ends = to.into_iter().zip(from).enumerate();
		let wire = |(me, (to, from))| Self {
			parties: Parties::new(PartyId(u8::try_from(me).unwrap()), count).unwrap(),
			to,
			from,
			traffic: Traffic::default(),
			messages: 0,
			cheat: None,
			sent: blake3::Hasher::new(),
		};
		ends.map(wire).collect()
	}

	/// Makes this party cheat.
	pub(crate) fn cheat(&mut self, cheat: Cheat) {
		self.cheat = Some(cheat);
	}
}

impl Transport for Wire {
	fn parties(&self) -> Parties {
		self.parties
	}

	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		let mut message = message.to_vec();
		if let Some(cheat) = &mut self.cheat {
			cheat(to, self.messages, &mut message);
		}
		self.messages += 1;
		self.traffic.sent += message.len() as u64;
		self.sent.update(&[to.0]).update(&message);
		self.to[to.index()].send(message).map_err(|_| TransportError::Silent(to))
	}

	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError> {
		let message = self.from[from.index()].recv().map_err(|_| TransportError::Silent(from))?;
		self.traffic.received += message.len() as u64;
		self.traffic.rounds += 1;
		if message.len() != length {
			return Err(TransportError::Length {
				party: from,
				expected: length,
				got: message.len(),
			});
		}
		Ok(message)
	}

	fn traffic(&self) -> Traffic {
		self.traffic
	}
}

/// Runs the parties as threads, of which `cheater` may alter what it sends; what each returns.
pub(crate) fn run<R: Send>(
	count: usize,
	cheater: Option<(PartyId, Cheat)>,
	party: impl Fn(Wire) -> R + Sync,
) -> Vec<R> {
	let mut wires = Wire::all(count);
	if let Some((who, cheat)) = cheater {
		wires[who.index()].cheat(cheat);
	}
	in_threads(wires, party)
}
