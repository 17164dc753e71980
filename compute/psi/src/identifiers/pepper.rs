//! The secret of a job, made by all its holders together.
//!
//! Each holder commits to 32 random bytes, then shows them to the other holders, then all compare what
//! came out: a holder that shows something other than it had committed to is named, and one that
//! told different holders different things is found out before the pepper is used.

use super::Scheme;
use crate::{
	channel::{receive, send, Channel},
	Element, Error, Party, MAX_PARTIES,
};
use rand_core::{CryptoRng, RngCore};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of each message.
const LENGTH: usize = 32;

type Message = [u8; LENGTH];

/// The secret of a job, never stored.
#[derive(Clone, Eq, PartialEq, Zeroize, ZeroizeOnDrop)]
pub struct Pepper([u8; 32]);

impl fmt::Debug for Pepper {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Pepper(…)")
	}
}

impl Pepper {
	/// The pepper with these bytes.
	pub fn from_bytes(bytes: [u8; 32]) -> Self {
		Self(bytes)
	}

	/// Its bytes.
	pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
		Zeroizing::new(self.0)
	}

	/// The element of an identifier in its one form.
	pub fn element(&self, scheme: &Scheme, form: &[u8]) -> Element {
		let mut hasher = blake3::Hasher::new_keyed(&self.0);
		hasher.update(&scheme.digest()).update(form);
		Element(hasher.finalize().into())
	}
}

/// What all holders know.
#[derive(Clone)]
struct Terms {
	key: [u8; 32],
	holders: u8,
	me: Party,
}

impl Terms {
	fn hash(&self, label: &[u8], party: Party, content: &[u8]) -> Message {
		let mut hasher = blake3::Hasher::new_keyed(&self.key);
		hasher.update(label).update(&[party.0]).update(content);
		hasher.finalize().into()
	}

	/// One message of each holder, in order, with the own one in its place.
	fn all(&self, own: Message, others: &[(Party, Message)]) -> Result<Vec<Message>, Error> {
		let mut all = vec![None; usize::from(self.holders)];
		all[usize::from(self.me.0)] = Some(own);
		for (party, message) in others {
			match all.get_mut(usize::from(party.0)) {
				Some(place @ None) => *place = Some(*message),
				_ => return Err(Error::Malformed { party: *party, what: "part of the pepper" }),
			}
		}
		all.into_iter().collect::<Option<_>>().ok_or(Error::Terms("a holder's message is missing"))
	}
}

/// Has committed; waits for the commitments of the others.
pub struct Committed {
	terms: Terms,
	part: Zeroizing<Message>,
	commitment: Message,
}

impl Committed {
	/// Starts as holder `me` of so many, under the job with this digest; gives the commitment,
	/// which goes to all others.
	pub fn new(
		job: &[u8; 32],
		holders: u8,
		me: Party,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, Message), Error> {
		if !(2..=MAX_PARTIES).contains(&holders) || me.0 >= holders {
			return Err(Error::Terms("a pepper needs two to 16 holders, and its maker among them"));
		}
		let mut key = blake3::Hasher::new_derive_key("panshi psi 2026 pepper");
		key.update(job).update(&[holders]);
		let terms = Terms { key: key.finalize().into(), holders, me };
		let mut part = Zeroizing::new([0; LENGTH]);
		rng.fill_bytes(&mut *part);
		let commitment = terms.hash(b"commit", me, &*part);
		Ok((Self { terms, part, commitment }, commitment))
	}

	/// Takes the commitments of all others; gives the own part, which goes to all other holders and to
	/// nobody else.
	pub fn commitments(self, others: &[(Party, Message)]) -> Result<(Revealed, Message), Error> {
		let commitments = self.terms.all(self.commitment, others)?;
		let part = *self.part;
		Ok((Revealed { terms: self.terms, part: self.part, commitments }, part))
	}
}

/// Has shown its part; waits for those of the others.
pub struct Revealed {
	terms: Terms,
	part: Zeroizing<Message>,
	commitments: Vec<Message>,
}

impl Revealed {
	/// Takes the parts of all others; gives a digest of the pepper, which goes to all others.
	pub fn parts(self, others: &[(Party, Message)]) -> Result<(Confirming, Message), Error> {
		let parts = Zeroizing::new(self.terms.all(*self.part, others)?);
		for ((party, part), commitment) in (0..).map(Party).zip(&*parts).zip(&self.commitments) {
			if self.terms.hash(b"commit", party, part) != *commitment {
				return Err(Error::BrokenCommitment(party));
			}
		}
		let pepper = Pepper(self.terms.hash(b"pepper", Party(u8::MAX), parts.as_flattened()));
		let digest = self.terms.hash(b"confirm", self.terms.me, &pepper.0);
		Ok((Confirming { terms: self.terms, pepper }, digest))
	}
}

/// Knows the pepper; waits for the others to confirm that they know the same.
pub struct Confirming {
	terms: Terms,
	pepper: Pepper,
}

impl Confirming {
	/// Takes the digests of all others.
	pub fn digests(self, others: &[(Party, Message)]) -> Result<Pepper, Error> {
		let own = self.terms.hash(b"confirm", self.terms.me, &self.pepper.0);
		for (party, digest) in (0..).map(Party).zip(self.terms.all(own, others)?) {
			if self.terms.hash(b"confirm", party, &self.pepper.0) != digest {
				return Err(Error::PepperDisagrees(party));
			}
		}
		Ok(self.pepper)
	}
}

/// Makes the pepper of a job over a channel between its holders.
pub fn run_pepper<C: Channel>(
	job: &[u8; 32],
	holders: u8,
	me: Party,
	channel: &mut C,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Pepper, Error> {
	let mut exchange = |message: Message| -> Result<Vec<(Party, Message)>, Error> {
		let others = || (0..holders).map(Party).filter(|party| *party != me);
		for party in others() {
			send(channel, party, &message)?;
		}
		let mut take = |party| -> Result<(Party, Message), Error> {
			Ok((party, receive(channel, party, LENGTH)?.as_chunks().0[0]))
		};
		others().map(&mut take).collect()
	};
	let (state, message) = Committed::new(job, holders, me, rng)?;
	let (state, message) = state.commitments(&exchange(message)?)?;
	let (state, message) = state.parts(&exchange(message)?)?;
	state.digests(&exchange(message)?)
}

#[cfg(test)]
mod runs;
#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;

	fn start(job: u8, me: u8) -> (Committed, Message) {
		let mut rng = ChaCha20Rng::seed_from_u64(u64::from(me));
		Committed::new(&[job; 32], 3, Party(me), &mut rng).unwrap()
	}

	fn to(me: usize, all: &[Message]) -> Vec<(Party, Message)> {
		let others = (0..).map(Party).zip(all.iter().copied());
		others.filter(|(party, _)| usize::from(party.0) != me).collect()
	}

	fn revealed() -> (Vec<Revealed>, Vec<Message>) {
		let (states, commitments): (Vec<_>, Vec<_>) = (0..3).map(|me| start(1, me)).unzip();
		let step =
			|(me, state): (usize, Committed)| state.commitments(&to(me, &commitments)).unwrap();
		states.into_iter().enumerate().map(step).unzip()
	}

	#[test]
	fn all_holders_get_the_same() {
		let (states, parts) = revealed();
		let step = |(me, state): (usize, Revealed)| state.parts(&to(me, &parts)).unwrap();
		let (states, digests): (Vec<_>, Vec<_>) = states.into_iter().enumerate().map(step).unzip();
		let step = |(me, state): (usize, Confirming)| state.digests(&to(me, &digests)).unwrap();
		let peppers: Vec<Pepper> = states.into_iter().enumerate().map(step).collect();
		assert!(peppers.iter().all(|pepper| *pepper == peppers[0]));
		assert_eq!(format!("{:?}", peppers[0]), "Pepper(…)");
	}

	#[test]
	fn names_who_breaks_its_commitment() {
		let (mut states, mut parts) = revealed();
		parts[2][0] ^= 1;
		let error = states.remove(0).parts(&to(0, &parts)).err();
		assert_eq!(error, Some(Error::BrokenCommitment(Party(2))));
	}

	#[test]
	fn fails_when_a_holder_repeats_another() {
		let (_, commitments): (Vec<_>, Vec<_>) = (0..3).map(|me| start(1, me)).unzip();
		let copied = [commitments[0], commitments[1], commitments[1]];
		let (state, _) = start(1, 0).0.commitments(&to(0, &copied)).unwrap();
		let (_, parts) = revealed();
		let error = state.parts(&to(0, &[parts[0], parts[1], parts[1]])).err();
		assert_eq!(error, Some(Error::BrokenCommitment(Party(2))));
	}

	#[test]
	fn fails_when_holders_were_told_different_things() {
		let (states, parts) = revealed();
		let mut states = states.into_iter();
		let (first, _) = states.next().unwrap().parts(&to(0, &parts)).unwrap();
		// Party 1 confirms what it made out of another message.
		let error = first.digests(&[(Party(1), [0; 32]), (Party(2), [0; 32])]).err();
		assert_eq!(error, Some(Error::PepperDisagrees(Party(1))));
	}

	#[test]
	fn fails_under_another_job() {
		let (first, _) = start(1, 0);
		let (_, second) = start(2, 1);
		let (_, third) = start(1, 2);
		let (state, _) = first.commitments(&[(Party(1), second), (Party(2), third)]).unwrap();
		let (_, parts) = revealed();
		let error = state.parts(&to(0, &parts)).err();
		assert_eq!(error, Some(Error::BrokenCommitment(Party(1))));
	}

	#[test]
	fn fails_when_a_message_is_missing_or_doubled() {
		let (first, own) = start(1, 0);
		assert!(matches!(first.commitments(&[(Party(1), own)]).err(), Some(Error::Terms(_))));
		for party in [Party(1), Party(0), Party(3)] {
			let error = start(1, 0).0.commitments(&[(Party(1), own), (party, own)]).err();
			assert_eq!(error, Some(Error::Malformed { party, what: "part of the pepper" }));
		}
	}
}
