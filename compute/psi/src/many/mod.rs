//! Overlap of the lists of two to sixteen holders, for one of them (the leader), or its size alone for
//! a counter who holds no list.
//!
//! Kolesnikov, Matania, Pinkas, Rosulek and Trieu, *Practical Multi-party Private Set Intersection from
//! Symmetric-Key Techniques*, CCS 2017 (shares of zero that are unconditional, carried by
//! programmable functions), with the oblivious function of `oprf` and one store in place of
//! their tables, as Nevo, Trieu and Yanai, *Simple, Fast Malicious Multiparty Private Set
//! Intersection*, CCS 2021, build theirs.
//!
//! Each two holders share a key; the share of holder i at x is the exclusive or of the keyed hashes of
//! x under its keys, so the shares of all holders at the same x cancel. Each follower runs the
//! oblivious function with the leader and sends a store (the *hint*) of its function plus its share.
//! At an element that all have, what the leader decodes is its own share.
//!
//! For the size, the first follower (the *marker*) adds a mark under a key of its own, so that the
//! leader decodes marks that it cannot tell from random ones, and both send what they have to the
//! counter, sorted and filled up to the agreed length: leader's values and marker's marks. The
//! counter sees how many agree.
//!
//! # Security
//!
//! docs/protocols/psi.md says against whom which of the two is secure. For the size, leader, marker and
//! counter must not share what they see; any two of them could find out which elements overlap.

mod counter;
mod follower;
mod leader;
mod run;
#[cfg(test)]
mod tests;
mod zero;

pub use counter::{count, run_counter};
pub use follower::{Challenged, Collecting, Follower, Responding, Sent};
pub use leader::{Gathering, Hinting, Leader, Streaming, Turn, Waiting};
pub use run::{run_follower, run_leader, Found};

use crate::{
	okvs::Shape, oprf, session::MAX_ELEMENTS, transcript::Kind, Error, Learns, Party, Session,
	MAX_PARTIES, TRAILER,
};

pub(crate) const GREETING: Kind = Kind { number: 9, name: "key for shares of zero" };
pub(crate) const HINT: Kind = Kind { number: 10, name: "hint" };
pub(crate) const MARKS: Kind = Kind { number: 11, name: "list for the counter" };

/// Bytes of a value, a share or a mark.
const VALUE: usize = 16;

/// What is computed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Goal {
	/// The leader learns which of its elements all holders have.
	Intersection,
	/// This party, none of the holders, learns how many elements all holders have.
	Size {
		/// Who counts.
		counter: Party,
	},
}

/// Terms of an overlap of several lists. Every hash depends on all of them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group {
	/// Unique name of this computation, such as the digest of the job. A name must never be used
	/// twice.
	pub id: [u8; 32],
	/// Digest of the scheme of identifiers, [`crate::identifiers::Scheme::digest`].
	pub scheme: [u8; 32],
	/// Number of holders: parties 0 to `holders` − 1.
	pub holders: u8,
	/// The holder that the others send their hints to.
	pub leader: Party,
	/// Most elements of each list; messages always have the size of so many.
	pub bound: u32,
	/// What is computed.
	pub goal: Goal,
}

impl Group {
	/// Refuses terms under which nothing can be computed.
	pub(crate) fn check(&self) -> Result<(), Error> {
		if !(2..=MAX_PARTIES).contains(&self.holders) || self.leader.0 >= self.holders {
			return Err(Error::Terms("there must be two to 16 holders, and the leader among them"));
		}
		if !(1..=MAX_ELEMENTS).contains(&self.bound) {
			return Err(Error::Terms("the bound of the lists is zero or above 2^24"));
		}
		match self.goal {
			Goal::Size { counter } if counter.0 < self.holders => {
				Err(Error::Terms("the counter of the size must not be a holder"))
			},
			_ => Ok(()),
		}
	}

	pub(crate) fn key(&self, purpose: &'static str) -> [u8; 32] {
		let mut hasher = blake3::Hasher::new_derive_key(purpose);
		hasher.update(&self.id).update(&self.scheme);
		hasher.update(&[self.holders, self.leader.0]).update(&self.bound.to_le_bytes());
		match self.goal {
			Goal::Intersection => hasher.update(&[0, 0]),
			Goal::Size { counter } => hasher.update(&[1, counter.0]),
		};
		hasher.finalize().into()
	}

	/// All holders but `me`, in order.
	pub fn others(&self, me: Party) -> impl Iterator<Item = Party> {
		(0..self.holders).map(Party).filter(move |party| *party != me)
	}

	/// The holders that send hints, in order.
	pub fn followers(&self) -> impl Iterator<Item = Party> {
		self.others(self.leader)
	}

	/// The follower that sends marks to the counter of a size.
	pub fn marker(&self) -> Party {
		Party(u8::from(self.leader == Party(0)))
	}

	/// The session of the oblivious function between a follower and the leader.
	fn pair(&self, follower: Party) -> Session {
		let mut id = blake3::Hasher::new_keyed(&self.key("panshi psi 2026 pair"));
		id.update(&[follower.0]);
		Session {
			id: id.finalize().into(),
			scheme: self.scheme,
			sender: follower,
			receiver: self.leader,
			sender_bound: self.bound,
			receiver_bound: self.bound,
			learns: Learns::Receiver,
		}
	}

	/// Length in bytes of a greeting.
	pub const GREETING: usize = 32 + TRAILER;

	/// Length in bytes of a hint.
	pub fn hint(&self) -> usize {
		hint_length(self) + TRAILER
	}

	/// Length in bytes of a list for the counter.
	pub fn marks(&self) -> usize {
		marks_length(self) + TRAILER
	}
}

fn hint_length(group: &Group) -> usize {
	32 + Shape::new(group.bound).slots() * VALUE
}

fn marks_length(group: &Group) -> usize {
	usize::try_from(group.bound).unwrap_or(usize::MAX) * VALUE
}

/// The part of the function's value that is programmed.
fn programmed(value: &oprf::Value) -> u128 {
	u128::from_le_bytes(value.as_chunks().0[0])
}
