//! Channels of a cheating party, and channels that remember, for the tests of all protocols.

use super::memory::Memory;
use crate::{Parties, PartyId, Traffic, Transport, TransportError};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What happens to one message that a party sends. Where nothing could go in its place, nothing comes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
	/// It is not sent.
	Drop,
	/// It goes out after this many later messages to the same party; after none, when the sender
	/// next waits or sends to that party.
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
	/// The receiver's own last message goes in its place.
	Reflect,
	/// This party's message of the same number in another session goes in its place.
	Foreign,
}

/// Every kind of fault, the last of them in a message's first bit, seventh byte and behind its end.
pub(crate) const EACH: [Fault; 12] = [
	Fault::Drop,
	Fault::Delay(0),
	Fault::Delay(1),
	Fault::Replay,
	Fault::Repeat,
	Fault::Misdirect,
	Fault::Borrow,
	Fault::Reflect,
	Fault::Foreign,
	Fault::Flip(0),
	Fault::Cut(7),
	Fault::Stretch(1),
];

/// What became of a fault.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Effect {
	/// Everything went out as it should have: it has not come to it, or it makes no difference.
	#[default]
	None,
	/// A message was lost: there was nothing to go in its place, or nothing came after it.
	Lost,
	/// What it says.
	Done,
}

/// A message, and to whom or from whom it goes.
pub(crate) type Addressed = (PartyId, Vec<u8>);

/// All that a party sends and receives, and what became of its fault.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
	/// What an honest party would have sent.
	pub(crate) sent: Vec<Addressed>,
	pub(crate) received: Vec<Addressed>,
	/// What went out.
	arrived: Vec<Addressed>,
	pub(crate) effect: Effect,
}

impl Record {
	/// Whether a receiver has got, or waits for, anything but the next of what it gets in a run in which
	/// all are `honest`. What comes behind the last of that is read by nobody.
	pub(crate) fn shows(&self, honest: &Self) -> bool {
		let to = |list: &[Addressed], party: PartyId| -> Vec<Vec<u8>> {
			let messages = list.iter().filter(|(at, _)| *at == party);
			messages.map(|(_, message)| message.clone()).collect()
		};
		let all = honest.sent.iter().map(|(party, _)| *party).collect::<BTreeSet<_>>();
		all.into_iter().any(|party| {
			let (arrived, due) = (to(&self.arrived, party), to(&honest.sent, party));
			let is_lost = arrived.len() < to(&self.sent, party).len();
			is_lost || arrived.iter().zip(&due).any(|(arrived, due)| arrived != due)
		})
	}
}

/// Which party does what to which of its messages, counted over all receivers.
#[derive(Clone, Copy)]
pub(crate) struct Cheat<'a> {
	pub(crate) who: PartyId,
	pub(crate) number: usize,
	pub(crate) fault: Fault,
	/// What the party sends in another session.
	pub(crate) foreign: &'a [Addressed],
}

impl fmt::Display for Cheat<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}, message {}: {:?}", self.who, self.number, self.fault)
	}
}

/// Channels that do something else with one message, and remember all of them.
pub(crate) struct Faulty<T> {
	inner: T,
	/// Number of the message, and what happens to it.
	fault: Option<(usize, Fault)>,
	/// The message that goes in its place, if it is one of another session.
	foreign: Option<Vec<u8>>,
	delayed: Option<(PartyId, Vec<u8>, usize)>,
	record: Arc<Mutex<Record>>,
}

impl Faulty<Memory> {
	/// Channels between so many parties, of whom one cheats or nobody.
	pub(crate) fn mesh(count: usize, cheat: Option<&Cheat<'_>>) -> Vec<Self> {
		let mut ends: Vec<_> =
			Memory::mesh(count).unwrap().into_iter().map(Faulty::honest).collect();
		if let Some(cheat) = cheat {
			let end = &mut ends[cheat.who.index()];
			end.fault = Some((cheat.number, cheat.fault));
			end.foreign = cheat.foreign.get(cheat.number).map(|(_, message)| message.clone());
		}
		ends
	}
}

impl<T: Transport> Faulty<T> {
	pub(crate) fn honest(inner: T) -> Self {
		Self { inner, fault: None, foreign: None, delayed: None, record: Arc::default() }
	}

	/// What has gone over the channels so far.
	pub(crate) fn record(&self) -> Record {
		self.log().clone()
	}

	fn log(&self) -> MutexGuard<'_, Record> {
		self.record.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// The same, for who wants to see it when the party has left.
	pub(crate) fn shared_record(&self) -> Arc<Mutex<Record>> {
		Arc::clone(&self.record)
	}

	/// Sends as it is.
	fn put(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		self.log().arrived.push((to, message.to_vec()));
		self.inner.send(to, message)
	}

	/// Sends beside what is due; who has ended already does not hear it.
	fn put_besides(&mut self, to: PartyId, message: &[u8]) {
		if self.inner.send(to, message).is_ok() {
			self.log().arrived.push((to, message.to_vec()));
		}
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
		let mut changed = message.to_vec();
		match fault {
			Fault::Drop => {
				self.log().effect = Effect::Done;
				return Ok(());
			},
			Fault::Delay(later) => {
				self.log().effect = Effect::Lost;
				// This message itself is counted, too.
				self.delayed = Some((to, changed, if later > 0 { later + 1 } else { 0 }));
				return Ok(());
			},
			Fault::Replay => {
				self.log().effect = Effect::Done;
				self.put(to, message)?;
				self.put_besides(to, message);
				return Ok(());
			},
			Fault::Misdirect => self.put_besides(self.third(to), message),
			Fault::Flip(bit) => {
				let bit = bit % (8 * message.len()).max(1);
				changed.iter_mut().skip(bit / 8).take(1).for_each(|byte| *byte ^= 1 << (bit % 8));
			},
			Fault::Add(place, summand) => add(&mut changed, place, summand),
			Fault::Cut(length) => changed.truncate(length % message.len().max(1)),
			Fault::Stretch(more) => changed.resize(message.len() + more, 0),
			Fault::Repeat | Fault::Borrow | Fault::Reflect | Fault::Foreign => {
				let Some(other) = self.other(to, fault) else {
					self.log().effect = Effect::Lost;
					return Ok(());
				};
				changed = other;
			},
		}
		if matches!(fault, Fault::Misdirect) || changed != message {
			self.log().effect = Effect::Done;
		}
		self.put(to, &changed)
	}

	/// The message that goes in the place of the last one, which was for `to`.
	fn other(&self, to: PartyId, fault: Fault) -> Option<Vec<u8>> {
		let record = self.log();
		let last = |list: &[Addressed], party: PartyId| {
			list.iter().rev().find(|(at, _)| *at == party).map(|(_, message)| message.clone())
		};
		match fault {
			Fault::Repeat => last(&record.sent[..record.sent.len() - 1], to),
			Fault::Borrow => last(&record.received, self.third(to)),
			Fault::Reflect => last(&record.received, to),
			_ => self.foreign.clone(),
		}
	}

	/// Sends what is late.
	fn release(&mut self) -> Result<(), TransportError> {
		let Some((to, message, _)) = self.delayed.take() else { return Ok(()) };
		self.log().effect = Effect::Done;
		self.put(to, &message)
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
		if matches!(&self.delayed, Some((at, _, 0)) if *at == to) {
			self.release()?;
		}
		let number = self.log().sent.len();
		self.log().sent.push((to, message.to_vec()));
		match self.fault {
			Some((at, fault)) if at == number => self.send_faulty(to, message, fault)?,
			_ => self.put(to, message)?,
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
		self.log().received.push((from, message.clone()));
		Ok(message)
	}

	fn traffic(&self) -> Traffic {
		self.inner.traffic()
	}
}
