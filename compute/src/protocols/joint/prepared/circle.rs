//! The nodes that made material together.

use panshi_mpc::{transport::noise::Peer, PartyId};
use panshi_primitives::ChannelKey;

/// A set of compute nodes, by the keys of their channels. Material belongs to one: that of other
/// nodes, or of a node that has changed its key, is of no use to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::protocols) struct Circle {
	/// In their own order, which is that of the seats.
	keys: Vec<ChannelKey>,
	/// The seat of each party of the session.
	seats: Vec<PartyId>,
}

impl Circle {
	/// That of the parties of a session, whose keys differ.
	pub(in crate::protocols) fn of(peers: &[Peer]) -> Self {
		let mut keys: Vec<_> = peers.iter().map(|peer| peer.key).collect();
		keys.sort_unstable();
		let seat = |peer: &Peer| keys.iter().position(|key| *key == peer.key);
		let seats = peers.iter().filter_map(seat).filter_map(|seat| u8::try_from(seat).ok());
		Circle { seats: seats.map(PartyId).collect(), keys }
	}

	/// All keys in the order of the seats.
	pub(super) fn keys(&self) -> &[ChannelKey] {
		&self.keys
	}

	/// The seat of each party of the session.
	pub(super) fn seats(&self) -> &[PartyId] {
		&self.seats
	}

	/// The name of its folder.
	pub(super) fn name(&self) -> String {
		let digest = blake3::derive_key("panshi joint 2026 circle", &self.keys.concat());
		hex::encode(&digest[..16])
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn circle(keys: &[u8]) -> Circle {
		let peer = |key: &u8| Peer { key: [*key; 32], address: format!("lab{key}:1") };
		Circle::of(&keys.iter().map(peer).collect::<Vec<_>>())
	}

	#[test]
	fn is_the_same_in_every_order() {
		assert_eq!(circle(&[5, 9, 2]).name(), circle(&[9, 2, 5]).name());
		assert_eq!(circle(&[5, 9, 2]).seats(), [PartyId(1), PartyId(2), PartyId(0)]);
	}

	#[test]
	fn is_another_one_with_another_node() {
		assert_ne!(circle(&[5, 9, 2]).name(), circle(&[5, 9, 3]).name());
		assert_ne!(circle(&[5, 9, 2]).name(), circle(&[5, 9]).name());
	}
}
