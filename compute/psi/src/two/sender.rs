//! The party whose list the other one compares with.

use super::{ascending, bound, claim, common, sorted, tag, Overlap, Tag, CLAIMS, COUNT, TAG, TAGS};
use crate::{oprf, transcript::Transcript, Cohort, Error, Learns, Session};
use rand_core::{CryptoRng, RngCore};

/// Waits for the answers of the base transfers.
#[cfg_attr(test, derive(Clone))]
pub struct Sender<'c> {
	session: Session,
	cohort: &'c Cohort,
	state: oprf::Sender,
}

impl<'c> Sender<'c> {
	/// Step 1.
	pub fn new(
		session: &Session,
		cohort: &'c Cohort,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, Vec<u8>), Error> {
		cohort.within(session.sender, session.sender_bound)?;
		let (state, message) = oprf::Sender::new(session.clone(), rng)?;
		Ok((Self { session: session.clone(), cohort, state }, message))
	}

	/// Takes step 2.
	pub fn answers(
		self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Collecting<'c>, Error> {
		let state = self.state.answers(message, rng)?;
		Ok(Collecting { session: self.session, cohort: self.cohort, state })
	}
}

/// Collects the matrix.
#[cfg_attr(test, derive(Clone))]
pub struct Collecting<'c> {
	session: Session,
	cohort: &'c Cohort,
	state: oprf::Collecting,
}

impl<'c> Collecting<'c> {
	/// Takes the next message of step 3.
	pub fn batch(self, message: &[u8]) -> Result<Self, Error> {
		Ok(Self { state: self.state.batch(message)?, ..self })
	}

	/// Step 4, when all of step 3 has come.
	pub fn challenge(self) -> Result<(Challenged<'c>, Vec<u8>), Error> {
		let (state, message) = self.state.challenge()?;
		Ok((Challenged { session: self.session, cohort: self.cohort, state }, message))
	}
}

/// Waits for the response to the challenge.
#[cfg_attr(test, derive(Clone))]
pub struct Challenged<'c> {
	session: Session,
	cohort: &'c Cohort,
	state: oprf::Challenged,
}

/// What is left to do after step 6.
#[cfg_attr(test, derive(Clone))]
pub enum Outcome {
	/// Nothing: the sender learns nothing.
	Finished,
	/// To wait for what the receiver claims.
	Awaiting(ClaimCount),
}

impl Challenged<'_> {
	/// Takes step 5, checks it, and gives step 6.
	pub fn response(
		self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Outcome, Vec<u8>), Error> {
		let (function, mut transcript) = self.state.response(message)?;
		let values = function.evaluate(self.cohort.elements());
		let mut tags: Vec<Tag> = values.iter().map(tag).collect();
		// Random tags stand for the elements that the list has fewer than agreed.
		tags.resize_with(bound(self.session.sender_bound), || {
			let mut tag = [0; TAG];
			rng.fill_bytes(&mut tag);
			tag
		});
		tags.sort_unstable_by_key(|tag| u128::from_be_bytes(*tag));
		let body = tags.as_flattened().to_vec();
		let message = transcript.seal(TAGS, self.session.sender, body);
		let outcome = match self.session.learns {
			Learns::Receiver => Outcome::Finished,
			Learns::Both => Outcome::Awaiting(ClaimCount {
				claims: sorted(&values, claim),
				session: self.session,
				transcript,
			}),
		};
		Ok((outcome, message))
	}
}

/// Waits for the number of claims.
#[cfg_attr(test, derive(Clone))]
pub struct ClaimCount {
	session: Session,
	pub(super) transcript: Transcript,
	claims: Vec<(Tag, usize)>,
}

impl ClaimCount {
	/// Takes step 7; gives the number of claims, from which the length of step 8 follows.
	pub fn count(mut self, message: &[u8]) -> Result<(AwaitingClaims, u32), Error> {
		let party = self.session.receiver;
		let body = self.transcript.open(COUNT, party, message, 4)?;
		let count = u32::from_le_bytes(body.as_chunks().0[0]);
		if bound(count) > self.claims.len() || count > self.session.receiver_bound {
			return Err(Error::Malformed { party, what: COUNT.name });
		}
		Ok((AwaitingClaims { count, state: self }, count))
	}
}

/// Waits for the claims.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitingClaims {
	count: u32,
	pub(super) state: ClaimCount,
}

impl AwaitingClaims {
	/// Takes step 8: the elements that the receiver has proven to have as well.
	pub fn claims(self, message: &[u8]) -> Result<Overlap, Error> {
		let ClaimCount { session, mut transcript, claims } = self.state;
		let party = session.receiver;
		let length = bound(self.count) * TAG;
		let body = transcript.open(CLAIMS, party, message, length)?;
		let theirs = ascending(body, party, CLAIMS)?;
		let overlap = common(&claims, theirs);
		if overlap.0.len() != theirs.len() {
			return Err(Error::FalseClaim(party));
		}
		Ok(overlap)
	}
}
