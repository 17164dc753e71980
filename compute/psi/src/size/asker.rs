//! The party that learns the size.

use super::{blinded_length, length, points, shuffled_length, BLINDED, POINT, SHUFFLED, TAG};
use crate::{transcript::Transcript, Cohort, Error, Session};
use curve25519_dalek::{ristretto::RistrettoPoint, scalar::Scalar};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// Waits for the helper's answer.
#[cfg_attr(test, derive(Clone))]
pub struct Asker {
	session: Session,
	transcript: Transcript,
	exponent: Zeroizing<Scalar>,
}

impl Asker {
	/// Step 1. The asker is the session's receiver.
	pub fn new(
		session: &Session,
		cohort: &Cohort,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, Vec<u8>), Error> {
		session.check()?;
		cohort.within(session.receiver, session.receiver_bound)?;
		let key = session.key("panshi psi 2026 size point");
		let exponent = points::exponent(rng);
		let mut blinded = points::in_groups(cohort.elements(), |elements| {
			let point = |element| *exponent * points::point(&key, element);
			Ok::<_, Error>(points::encode(&elements.iter().map(point).collect::<Vec<_>>()))
		})?;
		// Random points stand for the elements that the list has fewer than agreed.
		blinded.resize_with(length(session.receiver_bound), || {
			let mut wide = [0; 64];
			rng.fill_bytes(&mut wide);
			RistrettoPoint::from_uniform_bytes(&wide).compress().0
		});
		let mut transcript = Transcript::new(session.key("panshi psi 2026 size transcript"));
		let body = blinded.as_flattened().to_vec();
		let message = transcript.seal(BLINDED, session.receiver, body);
		debug_assert_eq!(message.len(), blinded_length(session) + crate::TRAILER);
		Ok((Self { session: session.clone(), transcript, exponent }, message))
	}

	/// Takes step 2; gives the size.
	pub fn answer(mut self, message: &[u8]) -> Result<u32, Error> {
		let party = self.session.sender;
		let malformed = Error::Malformed { party, what: SHUFFLED.name };
		let length = shuffled_length(&self.session);
		let body = self.transcript.open(SHUFFLED, party, message, length)?;
		let (shuffled, tags) = body.split_at(blinded_length(&self.session));
		let (shuffled, tags) = (shuffled.as_chunks::<POINT>().0, tags.as_chunks::<TAG>().0);
		if !shuffled.is_sorted_by(|a, b| a < b) || !tags.is_sorted_by(|a, b| a < b) {
			return Err(malformed);
		}
		// Both parties encoded twice their point.
		let inverse = (*self.exponent * Scalar::from(4_u8)).invert();
		let key = self.session.key("panshi psi 2026 size tag");
		let found = points::in_groups(shuffled, |group| {
			let group = points::decode(group, party, SHUFFLED.name)?;
			let plain: Vec<RistrettoPoint> = group.iter().map(|point| inverse * point).collect();
			let own = points::encode(&plain).into_iter().map(|point| points::tag(&key, &point));
			Ok::<_, Error>(own.map(|tag| tags.binary_search(&tag).is_ok()).collect())
		})?;
		let size = found.into_iter().filter(|found| *found).count();
		u32::try_from(size).map_err(|_| malformed)
	}
}
