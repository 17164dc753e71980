//! Intersection of the lists of two parties; malicious security.
//!
//! On top of the oblivious function of `oprf`, as in Pinkas, Rosulek, Trieu and Yanai,
//! EUROCRYPT 2020: the sender shows half of the function's value at each of its elements,
//! sorted and filled up to the agreed length; the receiver looks for its own. When both are to learn,
//! the receiver answers with the other half for each element of the intersection, which it can know
//! for its own elements only: it can leave elements out, never claim one that it does not have.
//!
//! | step | who | message |
//! |---|---|---|
//! | 1–5 | | those of the oblivious function |
//! | 6 | sender | tags, as many as its bound |
//! | 7 | receiver, if both learn | number of claims |
//! | 8 | receiver, if both learn | claims |

mod receiver;
mod run;
mod sender;
#[cfg(test)]
mod tests;

pub use receiver::{AwaitingTags, Receiver, Streaming};
pub use run::{run_receiver, run_sender};
pub use sender::{AwaitingClaims, Challenged, ClaimCount, Collecting, Outcome, Sender};

use crate::{oprf, transcript::Kind, Error, Party, Session};

pub(crate) const TAGS: Kind = Kind { number: 6, name: "list of tags" };
pub(crate) const COUNT: Kind = Kind { number: 7, name: "number of claims" };
pub(crate) const CLAIMS: Kind = Kind { number: 8, name: "list of claims" };

/// Bytes of a tag and of a claim.
pub(crate) const TAG: usize = 16;

type Tag = [u8; TAG];

fn tag(value: &oprf::Value) -> Tag {
	value.as_chunks().0[0]
}

fn claim(value: &oprf::Value) -> Tag {
	value.as_chunks().0[1]
}

/// Positions in the own list of the elements that the other party has as well, ascending.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Overlap(pub Vec<usize>);

/// Lengths in bytes of the messages of a session, for the party that waits for them.
#[derive(Clone, Copy, Debug)]
pub struct Lengths;

impl Lengths {
	/// Step 1.
	pub const CHOICES: usize = oprf::CHOICES_LENGTH + crate::TRAILER;
	/// Step 2.
	pub const ANSWERS: usize = oprf::ANSWERS_LENGTH + crate::TRAILER;
	/// Step 4.
	pub const CHALLENGE: usize = oprf::CHALLENGE_LENGTH + crate::TRAILER;
	/// Step 5.
	pub const RESPONSE: usize = oprf::RESPONSE_LENGTH + crate::TRAILER;
	/// Step 7.
	pub const COUNT: usize = 4 + crate::TRAILER;

	/// Messages of step 3, in order.
	pub fn matrix(session: &Session) -> impl Iterator<Item = usize> {
		oprf::batches(session).map(|rows| oprf::batch_length(rows) + crate::TRAILER)
	}

	/// Step 6.
	pub fn tags(session: &Session) -> usize {
		bound(session.sender_bound) * TAG + crate::TRAILER
	}

	/// Step 8.
	pub fn claims(count: u32) -> usize {
		bound(count) * TAG + crate::TRAILER
	}
}

fn bound(bound: u32) -> usize {
	usize::try_from(bound).unwrap_or(usize::MAX)
}

/// Sorted tags of a message, which must ascend.
fn ascending(body: &[u8], party: Party, kind: Kind) -> Result<&[Tag], Error> {
	let (tags, _) = body.as_chunks();
	let sorted = tags.is_sorted_by(|left, right| left < right);
	sorted.then_some(tags).ok_or(Error::Malformed { party, what: kind.name })
}

/// Own values with their positions, sorted.
fn sorted(values: &[oprf::Value], part: impl Fn(&oprf::Value) -> Tag) -> Vec<(Tag, usize)> {
	let mut sorted: Vec<(Tag, usize)> =
		values.iter().enumerate().map(|(index, value)| (part(value), index)).collect();
	// As numbers, which sort as their bytes do and faster.
	sorted.sort_unstable_by_key(|(tag, index)| (u128::from_be_bytes(*tag), *index));
	sorted
}

/// Positions of the own values that occur in `theirs`; both are sorted.
fn common(own: &[(Tag, usize)], theirs: &[Tag]) -> Overlap {
	let mut theirs = theirs.iter().peekable();
	let mut found = Vec::new();
	for (tag, index) in own {
		while theirs.next_if(|other| *other < tag).is_some() {}
		if theirs.peek() == Some(&tag) {
			found.push(*index);
		}
	}
	found.sort_unstable();
	Overlap(found)
}
