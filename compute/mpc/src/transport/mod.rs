//! How parties reach each other.

#[cfg(test)]
pub(crate) mod faulty;
pub mod memory;
pub mod noise;

use crate::{Parties, PartyId};

/// Bytes that one party sent and received in a session.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Traffic {
	/// Bytes sent to all others.
	pub sent: u64,
	/// Bytes received from all others.
	pub received: u64,
	/// Times that this party waited for a message after it had sent one.
	pub rounds: u64,
}

/// Ordered messages between the parties of one session.
///
/// # Security
///
/// An implementation authenticates and encrypts: a message arrives once, in order, unaltered, from
/// the named party and from this session, or not at all. Protocols rely on it.
pub trait Transport: Send {
	/// Who takes part.
	fn parties(&self) -> Parties;

	/// Sends one message; returns before it has arrived.
	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError>;

	/// Waits for the next message of a party, which must have exactly `length` bytes: every step of
	/// a protocol knows how long an honest message is.
	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError>;

	/// What has gone over the channels so far.
	fn traffic(&self) -> Traffic;
}

/// Why a message did not come through.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TransportError {
	/// The party closed the channel, or did not answer within the limit of the transport.
	#[error("{0} is gone or silent")]
	Silent(PartyId),
	/// The party sent a message of another length than its step has.
	#[error("{party} sent {got} bytes where {expected} were due")]
	Length {
		/// Who.
		party: PartyId,
		/// Bytes that an honest message has.
		expected: usize,
		/// Bytes that came.
		got: usize,
	},
	/// A message failed its authentication.
	#[error(
		"a message from {0} is not authentic: someone on the way altered, replayed or dropped it"
	)]
	Forged(PartyId),
}

impl TransportError {
	/// The party at the other end.
	pub fn party(&self) -> PartyId {
		match self {
			Self::Silent(party) | Self::Length { party, .. } | Self::Forged(party) => *party,
		}
	}
}
