//! What can go wrong on either side; failures that a party caused name it.

use thiserror::Error;

/// Why a packet could not be sealed.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum SealPacketError {
	/// The consumer's result key is of small order, which would open the packet for everybody.
	#[error("the result key of the job is unusable")]
	UnusableResultKey,
	/// The packet is longer than anything that goes on chain.
	#[error("the packet has {given} bytes, of which {most} fit")]
	TooLong {
		/// Bytes given.
		given: usize,
		/// Most that fit.
		most: usize,
	},
}

/// Why a sealed result could not be opened.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum OpenPacketError {
	/// The bytes are no list of packets.
	#[error("the result is no list of packets")]
	Malformed,
	/// The list has not one packet for each party.
	#[error("the result has {given} packets instead of {wanted}")]
	PacketCount {
		/// Packets given.
		given: usize,
		/// Packets wanted.
		wanted: usize,
	},
	/// A party published a key of small order.
	#[error("party {party} published an unusable key")]
	UnusableKey {
		/// Who.
		party: usize,
	},
	/// A packet does not open: the key is not the one of this job, or the party sealed nonsense.
	#[error("the packet of party {party} does not open: wrong key, or the party cheated")]
	NotAuthentic {
		/// Whose packet.
		party: usize,
	},
}
