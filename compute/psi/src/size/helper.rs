//! The party that helps and learns nothing.

use super::{blinded_length, length, points, BLINDED, POINT, SHUFFLED, TAG};
use crate::{transcript::Transcript, Cohort, Error, Session};
use rand_core::{CryptoRng, RngCore};
use std::collections::HashSet;

/// Waits for the asker's elements.
#[cfg_attr(test, derive(Clone))]
pub struct Helper<'c> {
	session: Session,
	cohort: &'c Cohort,
}

impl<'c> Helper<'c> {
	/// Prepares; sends nothing yet. The helper is the session's sender.
	pub fn new(session: &Session, cohort: &'c Cohort) -> Result<Self, Error> {
		session.check()?;
		cohort.within(session.sender, session.sender_bound)?;
		Ok(Self { session: session.clone(), cohort })
	}

	/// Takes step 1, gives step 2.
	pub fn answer(
		self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Vec<u8>, Error> {
		let Self { session, cohort } = self;
		let party = session.receiver;
		let mut transcript = Transcript::new(session.key("panshi psi 2026 size transcript"));
		let body = transcript.open(BLINDED, party, message, blinded_length(&session))?;
		let (blinded, _) = body.as_chunks::<POINT>();
		let mut seen = HashSet::with_capacity(blinded.len());
		if !blinded.iter().all(|point| seen.insert(point)) {
			return Err(Error::Malformed { party, what: BLINDED.name });
		}
		let exponent = points::exponent(rng);
		let mut shuffled = points::in_groups(blinded, |group| {
			let group = points::decode(group, party, BLINDED.name)?;
			Ok::<_, Error>(points::encode(
				&group.iter().map(|point| *exponent * point).collect::<Vec<_>>(),
			))
		})?;
		let (key, tag) =
			(session.key("panshi psi 2026 size point"), session.key("panshi psi 2026 size tag"));
		let mut tags = points::in_groups(cohort.elements(), |elements| {
			let own: Vec<_> = elements.iter().map(|e| *exponent * points::point(&key, e)).collect();
			let tags = points::encode(&own).into_iter().map(|point| points::tag(&tag, &point));
			Ok::<_, Error>(tags.collect())
		})?;
		// Random tags stand for the elements that the list has fewer than agreed.
		tags.resize_with(length(session.sender_bound), || {
			let mut tag = [0; TAG];
			rng.fill_bytes(&mut tag);
			tag
		});
		// Sorting is the shuffle: encodings say nothing of what they encode.
		shuffled.sort_unstable();
		tags.sort_unstable();
		let body = [shuffled.as_flattened(), tags.as_flattened()].concat();
		Ok(transcript.seal(SHUFFLED, session.sender, body))
	}
}
