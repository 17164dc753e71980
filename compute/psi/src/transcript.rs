//! The running hash of a session, which ties each message to all before it.
//!
//! # Security
//!
//! The trailer of a message is no authentication: it holds no secret. It makes a message that was
//! altered, cut, replayed or taken from another step, role or session fail at once instead of
//! leading to another result. Against somebody on the way the channel protects (see
//! [`crate::Channel`]).

use crate::{Error, Party};

/// Bytes that the trailer adds to each message.
pub const TRAILER: usize = 16;

/// Which message of a protocol.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Kind {
	/// Its number, unique in the crate.
	pub(crate) number: u8,
	/// Its name, for errors.
	pub(crate) name: &'static str,
}

/// Hash of all messages of a session so far.
#[derive(Clone)]
pub(crate) struct Transcript([u8; 32]);

impl Transcript {
	/// The transcript before the first message; `key` binds the terms.
	pub(crate) fn new(key: [u8; 32]) -> Self {
		Self(key)
	}

	/// Takes a message of `from` into the hash; gives its trailer.
	fn absorb(&mut self, kind: Kind, from: Party, body: &[u8]) -> [u8; TRAILER] {
		let mut hasher = blake3::Hasher::new_keyed(&self.0);
		hasher.update(&[kind.number, from.0]).update(body);
		let mut output = [0; 32 + TRAILER];
		hasher.finalize_xof().fill(&mut output);
		let (state, trailer) = output.split_at(32);
		self.0.copy_from_slice(state);
		trailer.try_into().expect("the rest is as long as a trailer")
	}

	/// Makes a message out of its body.
	pub(crate) fn seal(&mut self, kind: Kind, from: Party, mut body: Vec<u8>) -> Vec<u8> {
		let trailer = self.absorb(kind, from, &body);
		body.extend_from_slice(&trailer);
		body
	}

	/// The body of a message, which must have `length` bytes and be the next one of this session.
	pub(crate) fn open<'m>(
		&mut self,
		kind: Kind,
		from: Party,
		message: &'m [u8],
		length: usize,
	) -> Result<&'m [u8], Error> {
		let malformed = Error::Malformed { party: from, what: kind.name };
		if message.len() != length + TRAILER {
			return Err(malformed);
		}
		let (body, trailer) = message.split_at(length);
		if self.absorb(kind, from, body) != trailer {
			return Err(malformed);
		}
		Ok(body)
	}

	/// The hash itself: what both parties have in common by now.
	pub(crate) fn digest(&self) -> [u8; 32] {
		self.0
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ONE: Kind = Kind { number: 1, name: "greeting" };
	const TWO: Kind = Kind { number: 2, name: "answer" };

	#[test]
	fn opens_what_was_sealed_and_stays_in_step() {
		let (mut left, mut right) = (Transcript::new([1; 32]), Transcript::new([1; 32]));
		for body in [b"one".to_vec(), Vec::new()] {
			let message = left.seal(ONE, Party(0), body.clone());
			assert_eq!(right.open(ONE, Party(0), &message, body.len()), Ok(&body[..]));
		}
		assert_eq!(left.digest(), right.digest());
	}

	#[test]
	fn fails_when_anything_differs() {
		let message = Transcript::new([1; 32]).seal(ONE, Party(0), b"one".to_vec());
		let open = |key, kind, party, message: &[u8]| {
			Transcript::new([key; 32]).open(kind, Party(party), message, 3).map(<[u8]>::to_vec)
		};
		assert!(open(1, ONE, 0, &message).is_ok());
		assert!(open(2, ONE, 0, &message).is_err());
		assert!(open(1, TWO, 0, &message).is_err());
		assert!(open(1, ONE, 1, &message).is_err());
		assert!(open(1, ONE, 0, &message[1..]).is_err());
		for bit in 0..message.len() * 8 {
			let mut flipped = message.clone();
			flipped[bit / 8] ^= 1 << (bit % 8);
			let error = Error::Malformed { party: Party(0), what: "greeting" };
			assert_eq!(open(1, ONE, 0, &flipped), Err(error));
		}
	}
}
