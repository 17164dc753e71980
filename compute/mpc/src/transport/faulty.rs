//! Channels of a cheating party, and channels that remember, for tests.

use crate::{Parties, PartyId, Traffic, Transport, TransportError};

/// What happens to one message that a party sends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
	/// It is not sent.
	Drop,
	/// It goes out after this many later messages to the same party; after none, when the sender
	/// next waits.
	Delay(usize),
	/// It is sent twice.
	Replay,
	/// The last message before it to the same party goes in its place.
	Repeat,
	/// This bit is flipped, counted round the length.
	Flip(usize),
	/// Number `place` of 16 bytes becomes larger by this, modulo 2^128; counted round the length.
	Add(usize, u128),
	/// It ends after so many bytes, counted round the length.
	Cut(usize),
	/// So many bytes of zero come after it.
	Stretch(usize),
	/// It goes to the other neighbour as well, where it stands before what is due.
	Misdirect,
	/// The last message that came from the receiver's other neighbour goes in its place.
	Borrow,
	/// This party's message of the same number in another session goes in its place.
	Foreign,
}

/// All that a party sends and receives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
	pub(crate) sent: Vec<(PartyId, Vec<u8>)>,
	pub(crate) received: Vec<(PartyId, Vec<u8>)>,
}

/// Channels that do something else with one message, and remember all of them.
pub(crate) struct Faulty<T> {
	inner: T,
	/// Number of the message, counted over all receivers, and what happens to it.
	fault: Option<(usize, Fault)>,
	/// Messages of another session.
	foreign: Vec<(PartyId, Vec<u8>)>,
	delayed: Option<(PartyId, Vec<u8>, usize)>,
	record: Record,
}

impl<T: Transport> Faulty<T> {
	pub(crate) fn honest(inner: T) -> Self {
		Self { inner, fault: None, foreign: Vec::new(), delayed: None, record: Record::default() }
	}

	pub(crate) fn cheating(
		inner: T,
		number: usize,
		fault: Fault,
		foreign: Vec<(PartyId, Vec<u8>)>,
	) -> Self {
		Self { fault: Some((number, fault)), foreign, ..Self::honest(inner) }
	}

	/// What has gone over the channels so far, with honest contents.
	pub(crate) fn record(&self) -> &Record {
		&self.record
	}

	fn third(&self, other: PartyId) -> PartyId {
		let third = self.inner.parties().others().find(|party| *party != other);
		third.unwrap_or(other)
	}

	fn send_faulty(
		&mut self,
		to: PartyId,
		message: &[u8],
		fault: Fault,
	) -> Result<(), TransportError> {
		let number = self.record.sent.len() - 1;
		let mut changed = message.to_vec();
		match fault {
			Fault::Drop => return Ok(()),
			Fault::Delay(later) => {
				// This message itself is counted, too.
				self.delayed = Some((to, changed, if later > 0 { later + 1 } else { 0 }));
				return Ok(());
			},
			Fault::Replay => self.inner.send(to, message)?,
			Fault::Repeat => {
				let earlier = self.record.sent[..number].iter().rev().find(|(at, _)| *at == to);
				changed = earlier.map_or_else(Vec::new, |(_, message)| message.clone());
			},
			Fault::Flip(bit) => {
				let bit = bit % (8 * message.len()).max(1);
				changed.iter_mut().skip(bit / 8).take(1).for_each(|byte| *byte ^= 1 << (bit % 8));
			},
			Fault::Add(place, summand) => add(&mut changed, place, summand),
			Fault::Cut(length) => changed.truncate(length % message.len().max(1)),
			Fault::Stretch(more) => changed.resize(message.len() + more, 0),
			Fault::Misdirect => self.inner.send(self.third(to), message)?,
			Fault::Borrow => {
				let third = self.third(to);
				let last = self.record.received.iter().rev().find(|(from, _)| *from == third);
				changed = last.map_or_else(Vec::new, |(_, message)| message.clone());
			},
			Fault::Foreign => {
				changed =
					self.foreign.get(number).map_or_else(Vec::new, |(_, other)| other.clone());
			},
		}
		self.inner.send(to, &changed)
	}

	fn release(&mut self) -> Result<(), TransportError> {
		self.delayed.take().map_or(Ok(()), |(to, message, _)| self.inner.send(to, &message))
	}
}

fn add(message: &mut [u8], place: usize, summand: u128) {
	let numbers = message.len() / 16;
	if numbers > 0 {
		let bytes = &mut message[place % numbers * 16..][..16];
		let number = u128::from_le_bytes(bytes.try_into().unwrap());
		bytes.copy_from_slice(&number.wrapping_add(summand).to_le_bytes());
	}
}

impl<T: Transport> Transport for Faulty<T> {
	fn parties(&self) -> Parties {
		self.inner.parties()
	}

	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		self.record.sent.push((to, message.to_vec()));
		match self.fault {
			Some((number, fault)) if number + 1 == self.record.sent.len() => {
				self.send_faulty(to, message, fault)?;
			},
			_ => self.inner.send(to, message)?,
		}
		match &mut self.delayed {
			Some((at, _, later)) if *at == to && *later > 0 => {
				*later -= 1;
				if *later == 0 {
					self.release()
				} else {
					Ok(())
				}
			},
			_ => Ok(()),
		}
	}

	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError> {
		if matches!(self.delayed, Some((_, _, 0))) {
			self.release()?;
		}
		let message = self.inner.receive(from, length)?;
		self.record.received.push((from, message.clone()));
		Ok(message)
	}

	fn traffic(&self) -> Traffic {
		self.inner.traffic()
	}
}
