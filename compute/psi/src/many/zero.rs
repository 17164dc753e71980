//! Shares of zero: each two holders agree on a key, and the shares of all holders at an element cancel
//! (Kolesnikov et al., CCS 2017).

use super::{Group, GREETING};
use crate::{transcript::Transcript, Element, Error, Party};
use rand_core::{CryptoRng, RngCore};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The secret half of a holder's key for one computation.
#[cfg_attr(test, derive(Clone))]
pub(super) struct Greeter {
	group: Group,
	me: Party,
	secret: StaticSecret,
}

/// Keys of a holder, one with each other holder.
#[derive(Zeroize, ZeroizeOnDrop)]
#[cfg_attr(test, derive(Clone))]
pub(super) struct ZeroShares(Vec<[u8; 32]>);

impl Greeter {
	/// Makes a key; gives the message that goes to all other holders.
	pub(super) fn new(
		group: &Group,
		me: Party,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, Vec<u8>), Error> {
		group.check()?;
		if me.0 >= group.holders {
			return Err(Error::Terms("this party is not one of the holders"));
		}
		let secret = StaticSecret::random_from_rng(rng);
		let public = PublicKey::from(&secret).as_bytes().to_vec();
		let mut transcript = Transcript::new(group.key("panshi psi 2026 greeting"));
		let message = transcript.seal(GREETING, me, public);
		Ok((Self { group: group.clone(), me, secret }, message))
	}

	/// Agrees with all others, whose messages come in any order.
	pub(super) fn agree(self, greetings: &[(Party, Vec<u8>)]) -> Result<ZeroShares, Error> {
		let mut others: Vec<Party> = greetings.iter().map(|(party, _)| *party).collect();
		others.sort_unstable();
		if !others.into_iter().eq(self.group.others(self.me)) {
			return Err(Error::Terms("there must be one key from each other holder"));
		}
		let own = PublicKey::from(&self.secret);
		let mut keys = Vec::with_capacity(greetings.len());
		for (party, message) in greetings {
			let malformed = Error::Malformed { party: *party, what: GREETING.name };
			let mut transcript = Transcript::new(self.group.key("panshi psi 2026 greeting"));
			let body = transcript.open(GREETING, *party, message, 32)?;
			let other = PublicKey::from(body.as_chunks::<32>().0[0]);
			let shared = self.secret.diffie_hellman(&other);
			// RFC 7748, section 6.1: a key of small order gives a secret that everybody knows.
			if other == own || !shared.was_contributory() {
				return Err(malformed);
			}
			let ends = [(self.me, own), (*party, other)];
			let ends = if self.me < *party { ends } else { [ends[1], ends[0]] };
			let mut hasher =
				blake3::Hasher::new_keyed(&self.group.key("panshi psi 2026 share of zero"));
			for (party, key) in ends {
				hasher.update(&[party.0]).update(key.as_bytes());
			}
			keys.push(hasher.update(shared.as_bytes()).finalize().into());
		}
		Ok(ZeroShares(keys))
	}
}

/// Keyed hash of an element, cut to 128 bits.
pub(super) fn keyed(key: &[u8; 32], element: &Element) -> u128 {
	let hash = blake3::keyed_hash(key, &element.0);
	u128::from_le_bytes(hash.as_bytes().as_chunks().0[0])
}

impl ZeroShares {
	/// The share at an element.
	pub(super) fn share(&self, element: &Element) -> u128 {
		self.0.iter().fold(0, |sum, key| sum ^ keyed(key, element))
	}
}

#[cfg(test)]
mod tests {
	use super::super::Goal;
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;

	fn group() -> Group {
		Group {
			id: [1; 32],
			scheme: [2; 32],
			holders: 4,
			leader: Party(2),
			bound: 5,
			goal: Goal::Intersection,
		}
	}

	fn greeters() -> (Vec<Greeter>, Vec<(Party, Vec<u8>)>) {
		let start = |me: u8| {
			let mut rng = ChaCha20Rng::seed_from_u64(u64::from(me));
			let (greeter, message) = Greeter::new(&group(), Party(me), &mut rng).unwrap();
			(greeter, (Party(me), message))
		};
		(0..4).map(start).unzip()
	}

	fn to(me: u8, all: &[(Party, Vec<u8>)]) -> Vec<(Party, Vec<u8>)> {
		all.iter().filter(|(party, _)| party.0 != me).cloned().collect()
	}

	#[test]
	fn shares_cancel_at_the_same_element_only() {
		let (greeters, messages) = greeters();
		let shares: Vec<ZeroShares> =
			(0..).zip(greeters).map(|(me, g)| g.agree(&to(me, &messages)).unwrap()).collect();
		let sum = |last: u8| {
			let at = |i: usize| Element(if i == 3 { [last; 32] } else { [7; 32] });
			shares.iter().enumerate().fold(0, |sum, (i, shares)| sum ^ shares.share(&at(i)))
		};
		assert_eq!(sum(7), 0);
		assert_ne!(sum(8), 0);
	}

	#[test]
	fn names_who_sends_a_useless_key() {
		let (mut greeters, mut messages) = greeters();
		let mut transcript = Transcript::new(group().key("panshi psi 2026 greeting"));
		messages[1].1 = transcript.seal(GREETING, Party(1), vec![0; 32]);
		let error = Error::Malformed { party: Party(1), what: GREETING.name };
		assert_eq!(greeters.remove(0).agree(&to(0, &messages)).err(), Some(error));
	}

	#[test]
	fn refuses_a_key_too_few_or_twice() {
		for change in [1, 2] {
			let (mut greeters, messages) = greeters();
			let mut messages = to(0, &messages);
			messages[0] = messages[change].clone();
			let error = greeters.remove(0).agree(&messages).err();
			assert!(matches!(error, Some(Error::Terms(_))));
			let (mut greeters, _) = self::greeters();
			let error = greeters.remove(0).agree(&messages[1..]).err();
			assert!(matches!(error, Some(Error::Terms(_))));
		}
	}
}
