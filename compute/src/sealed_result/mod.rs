//! Sealed results: what compute nodes hand to the consumer without seeing it themselves.
//!
//! A joint computation ends with a secret *packet* at each party; only all packets together give
//! the result. Each party encrypts its packet to the consumer's one-time result key, the parties
//! exchange the ciphertexts, and all commit on chain to the same list of them. An answer to a query
//! is a list of one. docs/protocols/sealed-result.md gives every byte.
//!
//! The key of a packet comes from X25519 between the key that the party published when it accepted
//! the job and the result key, so that nobody but that party (and the consumer) can have made it.
//!
//! # Security
//!
//! A party may seal nonsense. All agree on it then, and the chain pays: only the consumer sees that
//! the packet does not open, and which party's it is.

mod error;
mod packet;
#[cfg(test)]
mod tests;

pub use error::{OpenPacketError, SealPacketError};
pub use packet::{PacketContext, PacketKind, SealedPacket};

use codec::{DecodeAll, Encode};

/// The bytes that go on chain: the packets in the order of the parties, SCALE encoded.
pub fn join(packets: &[SealedPacket]) -> Vec<u8> {
	packets.encode()
}

/// The packets in `bytes`, if there are `count`.
pub fn split(bytes: &[u8], count: usize) -> Result<Vec<SealedPacket>, OpenPacketError> {
	let packets: Vec<SealedPacket> =
		DecodeAll::decode_all(&mut &*bytes).map_err(|_| OpenPacketError::Malformed)?;
	match packets.len() {
		given if given == count => Ok(packets),
		given => Err(OpenPacketError::PacketCount { given, wanted: count }),
	}
}
