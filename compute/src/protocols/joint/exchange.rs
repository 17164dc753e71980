//! The last step: every party holds the sealed packets of all.

use crate::sealed_result::SealedPacket;
use codec::{DecodeAll, Encode};
use panshi_mpc::{Error, PartyId, Transport};

/// Everybody's packet, in the order of the parties. `length` says how many bytes an honest one has
/// before it is sealed.
pub(super) fn packets(
	channels: &mut impl Transport,
	mine: &SealedPacket,
	length: impl Fn(PartyId) -> usize,
) -> Result<Vec<SealedPacket>, Error> {
	let parties = channels.parties();
	let bytes = mine.encode();
	for to in parties.others() {
		channels.send(to, &bytes)?;
	}
	let mut packet = |party: PartyId| {
		if party == parties.me() {
			return Ok(mine.clone());
		}
		let theirs = channels.receive(party, SealedPacket::encoded_length(length(party)))?;
		let malformed = Error::Malformed { party, what: "sealed packet" };
		SealedPacket::decode_all(&mut theirs.as_slice()).map_err(|_| malformed)
	};
	parties.all().map(&mut packet).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_mpc::{transport::memory::Memory, TransportError};

	/// A packet of so many bytes, as if it were sealed.
	fn packet(byte: u8, length: usize) -> SealedPacket {
		SealedPacket { salt: [byte; 32], ciphertext: vec![byte; length + 16] }
	}

	/// Bytes of the packet of each party.
	fn length(party: PartyId) -> usize {
		10 + 100 * party.index()
	}

	#[test]
	fn all_hold_the_same_list() {
		let wanted: Vec<_> = (0..3).map(|byte| packet(byte, length(PartyId(byte)))).collect();
		let held = std::thread::scope(|scope| {
			let threads: Vec<_> = Memory::mesh(3)
				.expect("three may meet")
				.into_iter()
				.zip(&wanted)
				.map(|(mut channels, mine)| {
					scope.spawn(move || packets(&mut channels, mine, length))
				})
				.collect();
			threads.into_iter().map(|thread| thread.join().expect("no panic")).collect::<Vec<_>>()
		});
		assert_eq!(held, vec![Ok(wanted); 3]);
	}

	#[test]
	fn names_who_sends_no_packet() {
		let wanted = 32 + 2 + 110 + 16;
		for (bytes, is_long) in [(vec![0xff; wanted], true), (vec![0; 10], false)] {
			let [mut honest, mut other]: [_; 2] =
				Memory::mesh(2).and_then(|ends| ends.try_into().ok()).expect("two");
			other.send(PartyId(0), &bytes).expect("it is there");
			let found = packets(&mut honest, &packet(0, 10), length).expect_err("it is no packet");
			let party = PartyId(1);
			let wanted = match is_long {
				true => Error::Malformed { party, what: "sealed packet" },
				false => TransportError::Length { party, expected: wanted, got: 10 }.into(),
			};
			assert_eq!(found, wanted);
		}
	}
}
