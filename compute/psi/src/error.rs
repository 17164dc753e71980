//! Why an overlap was not computed, and who is to blame.

use crate::Party;

/// Why a session stopped. No output has left when one of these is returned.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Error {
	/// The terms of a session contradict each other.
	#[error("a session cannot be set up: {0}")]
	Terms(&'static str),
	/// An element occurs twice in the own list.
	#[error("the elements at {first} and {second} are the same: remove one of them")]
	Duplicate {
		/// Index of the first.
		first: usize,
		/// Index of the second.
		second: usize,
	},
	/// The own list is longer than what was agreed.
	#[error("the list has {got} elements; the bound agreed for {party} is {bound}")]
	TooMany {
		/// Who.
		party: Party,
		/// Elements in the list.
		got: usize,
		/// Most that were agreed.
		bound: u32,
	},
	/// A message is not what its step asks for: it was altered or cut, or belongs to another step,
	/// role or session.
	#[error("{party} sent a malformed {what}, or one of another session")]
	Malformed {
		/// Who.
		party: Party,
		/// Which message.
		what: &'static str,
	},
	/// The consistency check of a party's matrix failed.
	#[error("{0} cheated: its matrix is not made of code words")]
	Inconsistent(Party),
	/// A party claims an element for the intersection that is not in it.
	#[error("{0} cheated: it claims an element that it cannot have")]
	FalseClaim(Party),
	/// A party revealed something other than what it had committed to.
	#[error("{0} revealed something other than it had committed to")]
	BrokenCommitment(Party),
	/// A party confirms another pepper, so it told parties different things or was told so.
	#[error("{0} confirms another pepper than the others")]
	PepperDisagrees(Party),
	/// The elements could not be encoded under several fresh seeds, which happens to honest inputs
	/// with a probability below 2^-40 each.
	#[error("the elements cannot be encoded; start a new session")]
	Encoding,
	/// A message did not come through.
	#[error("{party} is gone or silent: {reason}")]
	Channel {
		/// Who is at the other end.
		party: Party,
		/// What the channel says.
		reason: String,
	},
}

impl Error {
	/// The party that this error names, if any.
	pub fn accused(&self) -> Option<Party> {
		match self {
			Self::Malformed { party, .. } | Self::Channel { party, .. } => Some(*party),
			Self::Inconsistent(party)
			| Self::FalseClaim(party)
			| Self::BrokenCommitment(party)
			| Self::PepperDisagrees(party) => Some(*party),
			Self::Terms(_) | Self::Duplicate { .. } | Self::TooMany { .. } | Self::Encoding => None,
		}
	}
}
