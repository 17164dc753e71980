//! Packets for a receiver outside the computation.
//!
//! The parties open the values under a pad and give the pad's three parts to the receiver, one from
//! each. The holders of a part both vouch for it: the one that does not send it sends a commitment.
//! So two packets say nothing of the values, and a packet that was altered does not match another.

use super::open::signed;
use super::ring::{from_bytes, to_bytes, Share, WORD};
use super::Replicated;
use crate::{Error, PartyId, Transport};

/// Bytes beside the numbers: session, opening and commitment.
const EXTRA: usize = 96;

impl<T: Transport> Replicated<T> {
	/// This party's packet: session, padded values, its part of the pad, the opening of the
	/// commitment to that part, and the commitment to the next party's part.
	pub(super) fn packet(&mut self, values: &[Share]) -> Result<Vec<u8>, Error> {
		let pad = self.streams.numbers.shares::<Share>(values.len());
		let padded: Vec<_> = values.iter().zip(&pad).map(|(value, pad)| value.plus(*pad)).collect();
		let padded = to_bytes(self.open_words(&padded)?.into_iter());
		let session = *self.steps.finalize().as_bytes();

		let openings = self.streams.numbers.shares::<Share>(2);
		let own = to_bytes(pad.iter().map(|share| share.own));
		let next = to_bytes(pad.iter().map(|share| share.next));
		let opening = to_bytes(openings.iter().map(|share| share.own));
		let commitment = commit(
			&session,
			self.channel.next(),
			&next,
			&to_bytes(openings.iter().map(|share| share.next)),
		);
		Ok([session.as_slice(), &opening, &commitment, &padded, &own].concat())
	}
}

fn commit(session: &[u8], party: PartyId, part: &[u8], opening: &[u8]) -> [u8; 32] {
	let mut hasher = blake3::Hasher::new_derive_key("panshi/mpc/replicated/packet");
	hasher.update(opening).update(session).update(&[party.0]).update(part);
	*hasher.finalize().as_bytes()
}

/// A packet's fields.
struct Packet<'a> {
	session: &'a [u8],
	opening: &'a [u8],
	commitment: &'a [u8],
	padded: &'a [u8],
	part: &'a [u8],
}

impl<'a> Packet<'a> {
	fn parse(party: PartyId, bytes: &'a [u8]) -> Result<Self, Error> {
		let numbers = bytes.len().checked_sub(EXTRA).filter(|rest| rest % (2 * WORD) == 0);
		let numbers = numbers.ok_or(Error::Malformed { party, what: "packet" })?;
		let (session, rest) = bytes.split_at(32);
		let (opening, rest) = rest.split_at(32);
		let (commitment, rest) = rest.split_at(32);
		let (padded, part) = rest.split_at(numbers / 2);
		Ok(Self { session, opening, commitment, padded, part })
	}

	/// What all three packets have in common.
	fn common(&self) -> (&'a [u8], &'a [u8]) {
		(self.session, self.padded)
	}
}

/// The values of the three parties' packets.
pub(super) fn read(packets: &[Vec<u8>]) -> Result<Vec<i128>, Error> {
	let [a, b, c] = packets else {
		return Err(Error::Lengths { what: "packets", left: packets.len(), right: 3 });
	};
	let packets = [
		Packet::parse(PartyId(0), a)?,
		Packet::parse(PartyId(1), b)?,
		Packet::parse(PartyId(2), c)?,
	];
	agree(&packets)?;
	for (party, holder) in [(0u8, 2), (1, 0), (2, 1)] {
		let packet = &packets[usize::from(party)];
		let commitment = commit(packet.session, PartyId(party), packet.part, packet.opening);
		if commitment != packets[holder].commitment {
			return Err(Error::CheckFailed("packets"));
		}
	}
	let parts = packets.each_ref().map(|packet| from_bytes(packet.part).collect::<Vec<_>>());
	let value = |(place, padded): (usize, u128)| {
		let pad = parts.iter().fold(0u128, |pad, part| pad.wrapping_add(part[place]));
		signed(padded.wrapping_sub(pad))
	};
	Ok(from_bytes(packets[0].padded).enumerate().map(value).collect())
}

/// The one whose packet differs from two that agree is the cheating party.
fn agree(packets: &[Packet<'_>; 3]) -> Result<(), Error> {
	let [a, b, c] = packets.each_ref().map(Packet::common);
	match (a == b, b == c, a == c) {
		(true, true, true) => Ok(()),
		(true, false, false) => Err(Error::Equivocation(PartyId(2))),
		(false, true, false) => Err(Error::Equivocation(PartyId(0))),
		(false, false, true) => Err(Error::Equivocation(PartyId(1))),
		_ => Err(Error::CheckFailed("packets")),
	}
}
