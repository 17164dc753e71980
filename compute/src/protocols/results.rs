//! What the consumer reads from the packets of a joint computation, once
//! [`open_packets`](crate::sealed_sum::ResultKeyPair::open_packets) has opened them.

use codec::{Decode, DecodeAll};
use panshi_mpc::{
	programs::{association, Packet, ProgramError},
	transport::noise::NoiseTransport,
	Authenticated, Error, Lattice, PartyId, Replicated,
};
use panshi_primitives::job::Strength;

/// Result of an association; `packets` are those of all parties in the order of the job.
pub fn association(
	rules: &association::Parameters,
	strength: Strength,
	packets: &[impl AsRef<[u8]>],
) -> Result<association::Output, ProgramError> {
	let packets = decode(packets)?;
	match strength {
		Strength::HonestMajority => {
			association::read::<Replicated<NoiseTransport>>(rules, &packets)
		},
		Strength::AllButOne => {
			association::read::<Authenticated<NoiseTransport, Lattice>>(rules, &packets)
		},
	}
}

fn decode<Opened: Decode>(
	packets: &[impl AsRef<[u8]>],
) -> Result<Vec<Packet<Opened>>, ProgramError> {
	let packet = |(party, bytes): (PartyId, &[u8])| {
		let error = Error::Malformed { party, what: "packet" };
		Packet::decode_all(&mut &*bytes).map_err(|_| error.into())
	};
	(0..).map(PartyId).zip(packets.iter().map(AsRef::as_ref)).map(packet).collect()
}
