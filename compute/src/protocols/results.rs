//! What the consumer reads from the packets of a joint computation, once
//! [`open_packets`](crate::sealed_sum::ResultKeyPair::open_packets) has opened them.

use crate::{overlap::Output, questions::OverlapQuestion};
use codec::{Decode, DecodeAll};
use panshi_mpc::{
	programs::{association, evidence, millionaires, order, regression, Packet, ProgramError},
	transport::noise::NoiseTransport,
	Authenticated, Error, Lattice, PartyId, Replicated,
};
use panshi_primitives::{job::Strength, Hash};

type Majority = Replicated<NoiseTransport>;
type AnyMinority = Authenticated<NoiseTransport, Lattice>;

/// Result of an association; `packets` are those of all parties in the order of the job.
pub fn association(
	rules: &association::Parameters,
	strength: Strength,
	packets: &[impl AsRef<[u8]>],
) -> Result<association::Output, ProgramError> {
	let packets = decode(packets)?;
	match strength {
		Strength::HonestMajority => association::read::<Majority>(rules, &packets),
		Strength::AllButOne => association::read::<AnyMinority>(rules, &packets),
	}
}

/// Result of evidence from pooled cases; `packets` are those of all parties in the order of the job.
pub fn evidence(
	rules: &evidence::Parameters,
	strength: Strength,
	packets: &[impl AsRef<[u8]>],
) -> Result<evidence::Output, ProgramError> {
	let packets = decode(packets)?;
	match strength {
		Strength::HonestMajority => evidence::read::<Majority>(rules, &packets),
		Strength::AllButOne => evidence::read::<AnyMinority>(rules, &packets),
	}
}

/// Result of an order statistic; `packets` are those of all parties in the order of the job.
pub fn order(
	rules: &order::Parameters,
	strength: Strength,
	packets: &[impl AsRef<[u8]>],
) -> Result<order::Output, ProgramError> {
	let packets = decode(packets)?;
	match strength {
		Strength::HonestMajority => order::read::<Majority>(rules, &packets),
		Strength::AllButOne => order::read::<AnyMinority>(rules, &packets),
	}
}

/// Result of a histogram with noise; `packets` are those of all parties in the order of the job.
pub fn noised_histogram(
	rules: &order::Parameters,
	strength: Strength,
	packets: &[impl AsRef<[u8]>],
) -> Result<Vec<Option<i64>>, ProgramError> {
	let packets = decode(packets)?;
	match strength {
		Strength::HonestMajority => order::read_noised::<Majority>(rules, &packets),
		Strength::AllButOne => order::read_noised::<AnyMinority>(rules, &packets),
	}
}

/// Result of a regression; `packets` are those of all parties in the order of the job.
pub fn regression(
	rules: &regression::Parameters,
	strength: Strength,
	packets: &[impl AsRef<[u8]>],
) -> Result<regression::Output, ProgramError> {
	let packets = decode(packets)?;
	match strength {
		Strength::HonestMajority => regression::read::<Majority>(rules, &packets),
		Strength::AllButOne => regression::read::<AnyMinority>(rules, &packets),
	}
}

/// Who has most; `packets` are those of all parties in the order of the job.
pub fn millionaires(packets: &[impl AsRef<[u8]>]) -> Result<millionaires::Output, ProgramError> {
	millionaires::read(&decode(packets)?)
}

/// Result of an overlap of cohorts in the job with this digest; `packets` are those of all parties in the
/// order of the job.
pub fn overlap(
	question: &OverlapQuestion,
	job_digest: Hash,
	packets: &[impl AsRef<[u8]>],
) -> Result<Output, ProgramError> {
	question.output(job_digest, packets)
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
