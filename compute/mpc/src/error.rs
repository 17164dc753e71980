//! Why a computation stopped, and who is to blame.

use crate::{PartyId, TransportError};

/// What is known of the party that stopped a computation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Blame {
	/// This party, as the one that reports it saw; a third party has only its word.
	Accused(PartyId),
	/// Someone cheated and the protocol cannot say who.
	Unknown,
	/// Nobody: the program or its input is at fault.
	Nobody,
}

/// Why a computation stopped. No output has left when one of these is returned.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Error {
	/// A message did not come through.
	#[error(transparent)]
	Transport(#[from] TransportError),
	/// A party opened something other than what it had committed to.
	#[error("{0} opened something other than it had committed to")]
	BrokenCommitment(PartyId),
	/// A party told different parties different things.
	#[error("{0} told different parties different things")]
	Equivocation(PartyId),
	/// A party sent a value that is no element of the field or ring, or no valid encoding.
	#[error("{party} sent a malformed {what}")]
	Malformed {
		/// Who.
		party: PartyId,
		/// Which message.
		what: &'static str,
	},
	/// A proof of a party did not verify.
	#[error("{party}'s proof of {what} does not verify")]
	FalseProof {
		/// Who.
		party: PartyId,
		/// Which proof.
		what: &'static str,
	},
	/// A batch of checks failed, which shows that someone cheated but not who.
	#[error("the check of {0} failed: some party cheated")]
	CheckFailed(&'static str),
	/// Values do not fit.
	#[error("{what} needs {needed} bits; this strength carries {capacity}")]
	Capacity {
		/// Which step.
		what: &'static str,
		/// Bits that it needs.
		needed: u32,
		/// Bits that there are.
		capacity: u32,
	},
	/// So many values would be opened under masks that together they told more than
	/// [`Distance::MOST`](crate::Distance::MOST).
	#[error(
		"the run compares more values, or wider ones, than masks hide where all but one may cheat"
	)]
	TooManyMasked,
	/// Lists that belong together have different lengths.
	#[error("{what}: {left} values beside {right}")]
	Lengths {
		/// Which step.
		what: &'static str,
		/// Length of the first list.
		left: usize,
		/// Length of the second list.
		right: usize,
	},
	/// Stored preprocessing material is used up.
	#[error("the store holds no more {0}: fill a new one")]
	Exhausted(&'static str),
	/// Preprocessing material could not be read or marked as used.
	#[error("the store of preprocessing material: {what}: {kind}")]
	Storage {
		/// Which step.
		what: &'static str,
		/// What the operating system says.
		kind: std::io::ErrorKind,
	},
	/// The computation was stopped before by an error; nothing can be computed any more.
	#[error("the computation was stopped before")]
	Stopped,
}

impl Error {
	/// Who stopped the computation, as far as this party can tell.
	pub fn blame(&self) -> Blame {
		match self {
			Self::Transport(error) => Blame::Accused(error.party()),
			Self::BrokenCommitment(party)
			| Self::Equivocation(party)
			| Self::Malformed { party, .. }
			| Self::FalseProof { party, .. } => Blame::Accused(*party),
			Self::CheckFailed(_) | Self::Stopped => Blame::Unknown,
			Self::Capacity { .. }
			| Self::TooManyMasked
			| Self::Lengths { .. }
			| Self::Exhausted(_)
			| Self::Storage { .. } => Blame::Nobody,
		}
	}
}
