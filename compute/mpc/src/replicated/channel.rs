//! The two neighbours of a party.

use super::ring::{from_bytes, to_bytes, WORD};
use crate::{Error, PartyId, Transport};

/// Channels of one party of three, who stand in a circle.
pub(super) struct Channel<T> {
	pub(super) transport: T,
	me: PartyId,
}

impl<T: Transport> Channel<T> {
	/// The channels of a party; fails unless the transport joins three.
	pub(super) fn new(transport: T) -> Result<Self, Error> {
		let parties = transport.parties();
		if parties.count() != 3 {
			return Err(Error::Lengths { what: "parties", left: parties.count(), right: 3 });
		}
		Ok(Self { transport, me: parties.me() })
	}

	pub(super) fn me(&self) -> PartyId {
		self.me
	}

	pub(super) fn next(&self) -> PartyId {
		PartyId((self.me.0 + 1) % 3)
	}

	pub(super) fn previous(&self) -> PartyId {
		PartyId((self.me.0 + 2) % 3)
	}

	/// Sends numbers to the previous party and receives as many from the next.
	pub(super) fn pass_back(&mut self, values: &[u128]) -> Result<Vec<u128>, Error> {
		self.send_numbers(self.previous(), values.iter().copied())?;
		self.numbers(self.next(), values.len())
	}

	/// Sends numbers.
	pub(super) fn send_numbers(
		&mut self,
		to: PartyId,
		values: impl ExactSizeIterator<Item = u128>,
	) -> Result<(), Error> {
		Ok(self.transport.send(to, &to_bytes(values))?)
	}

	/// Receives numbers.
	pub(super) fn numbers(&mut self, from: PartyId, count: usize) -> Result<Vec<u128>, Error> {
		let bytes = self.transport.receive(from, count * WORD)?;
		Ok(from_bytes(&bytes).collect())
	}

	/// Sends 32 bytes to each neighbour and receives theirs, the previous party's first.
	pub(super) fn exchange(
		&mut self,
		to_previous: &[u8; 32],
		to_next: &[u8; 32],
	) -> Result<[[u8; 32]; 2], Error> {
		self.transport.send(self.previous(), to_previous)?;
		self.transport.send(self.next(), to_next)?;
		let mut received = [[0; 32]; 2];
		for (from, place) in [self.previous(), self.next()].into_iter().zip(&mut received) {
			place.copy_from_slice(&self.transport.receive(from, 32)?);
		}
		Ok(received)
	}
}
