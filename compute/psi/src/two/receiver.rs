//! The party that learns the intersection.

use super::{ascending, bound, claim, common, sorted, tag, Overlap, CLAIMS, COUNT, TAG, TAGS};
use crate::{oprf, transcript::Transcript, Cohort, Error, Learns, Session};
use rand_core::{CryptoRng, RngCore};

/// Waits for the choices of the base transfers.
#[cfg_attr(test, derive(Clone))]
pub struct Receiver<'c> {
	session: Session,
	state: oprf::Receiver<'c>,
}

impl<'c> Receiver<'c> {
	/// Encodes the list; sends nothing yet.
	pub fn new(
		session: &Session,
		cohort: &'c Cohort,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		let state = oprf::Receiver::new(session.clone(), cohort, rng)?;
		Ok(Self { session: session.clone(), state })
	}

	/// Takes step 1, gives step 2.
	pub fn choices(
		self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Streaming<'c>, Vec<u8>), Error> {
		let (state, message) = self.state.choices(message, rng)?;
		Ok((Streaming { session: self.session, state }, message))
	}
}

/// Sends the matrix.
#[cfg_attr(test, derive(Clone))]
pub struct Streaming<'c> {
	session: Session,
	state: oprf::Streaming<'c>,
}

impl Streaming<'_> {
	/// The next message of step 3, or none when all are sent.
	pub fn batch(self) -> (Self, Option<Vec<u8>>) {
		let (state, message) = self.state.batch();
		(Self { state, ..self }, message)
	}

	/// Takes step 4, gives step 5.
	pub fn challenge(self, message: &[u8]) -> Result<(AwaitingTags, Vec<u8>), Error> {
		let (values, transcript, message) = self.state.challenge(message)?;
		Ok((AwaitingTags { session: self.session, transcript, values }, message))
	}
}

/// Waits for the tags.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitingTags {
	session: Session,
	pub(super) transcript: Transcript,
	values: Vec<oprf::Value>,
}

impl AwaitingTags {
	/// Takes step 6: the intersection, and steps 7 and 8 if the sender learns as well.
	pub fn tags(mut self, message: &[u8]) -> Result<(Overlap, Vec<Vec<u8>>), Error> {
		let party = self.session.sender;
		let length = bound(self.session.sender_bound) * TAG;
		let body = self.transcript.open(TAGS, party, message, length)?;
		let theirs = ascending(body, party, TAGS)?;
		let overlap = common(&sorted(&self.values, tag), theirs);
		let messages = match self.session.learns {
			Learns::Receiver => Vec::new(),
			Learns::Both => self.claim(&overlap),
		};
		Ok((overlap, messages))
	}

	fn claim(&mut self, overlap: &Overlap) -> Vec<Vec<u8>> {
		let mut claims: Vec<_> = overlap.0.iter().map(|i| claim(&self.values[*i])).collect();
		claims.sort_unstable();
		let count = u32::try_from(claims.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
		let from = self.session.receiver;
		let count = self.transcript.seal(COUNT, from, count);
		let claims = self.transcript.seal(CLAIMS, from, claims.as_flattened().to_vec());
		vec![count, claims]
	}
}
