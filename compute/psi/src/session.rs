//! What the two parties of a session agreed on before its first message.

use crate::{Error, Party};

/// Most elements of one list.
pub const MAX_ELEMENTS: u32 = 1 << 24;

/// Who learns the intersection of two lists.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Learns {
	/// The receiver alone.
	Receiver,
	/// The receiver first, then the sender what the receiver tells and proves of it.
	Both,
}

/// Terms of a session between two parties. Every hash of the session depends on all of them, so
/// parties with other terms cannot complete a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Session {
	/// Unique name of this computation, such as the digest of the job. A name must never be used
	/// twice.
	pub id: [u8; 32],
	/// Digest of the scheme of identifiers, [`crate::identifiers::Scheme::digest`].
	pub scheme: [u8; 32],
	/// The party that evaluates its elements and learns nothing before the receiver.
	pub sender: Party,
	/// The party that learns the intersection.
	pub receiver: Party,
	/// Most elements of the sender; its messages always have the size of so many.
	pub sender_bound: u32,
	/// Most elements of the receiver; its messages always have the size of so many.
	pub receiver_bound: u32,
	/// Who learns.
	pub learns: Learns,
}

impl Session {
	/// Refuses terms under which no session can run.
	pub(crate) fn check(&self) -> Result<(), Error> {
		if self.sender == self.receiver {
			return Err(Error::Terms("sender and receiver are the same party"));
		}
		let bounds = [self.sender_bound, self.receiver_bound];
		if bounds.iter().any(|bound| !(1..=MAX_ELEMENTS).contains(bound)) {
			return Err(Error::Terms("the bound of a list is zero or above 2^24"));
		}
		Ok(())
	}

	/// Key of all hashes of the session for one `purpose`.
	pub(crate) fn key(&self, purpose: &'static str) -> [u8; 32] {
		let mut hasher = blake3::Hasher::new_derive_key(purpose);
		hasher.update(&self.id).update(&self.scheme);
		hasher.update(&[self.sender.0, self.receiver.0]);
		hasher.update(&self.sender_bound.to_le_bytes());
		hasher.update(&self.receiver_bound.to_le_bytes());
		hasher.update(&[match self.learns {
			Learns::Receiver => 0,
			Learns::Both => 1,
		}]);
		hasher.finalize().into()
	}
}
