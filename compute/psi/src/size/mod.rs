//! How many elements two lists share, without a third party; the parties follow the protocol.
//!
//! De Cristofaro, Gasti and Tsudik, *Fast and Private Computation of Cardinality of Set Intersection
//! and Union*, CANS 2012, over Ristretto255.
//!
//! | step | who | message |
//! |---|---|---|
//! | 1 | asker | its elements as points under a secret exponent, in any order |
//! | 2 | helper | the same under its own exponent too, sorted; tags of its elements under its exponent, sorted |
//!
//! The asker takes its exponent away again and counts the tags that agree; since step 2 is sorted it
//! does not know whose they are.
//!
//! # Security
//!
//! Against parties that follow the protocol and are curious (decisional Diffie-Hellman, random
//! oracles). Against an asker that does **not** follow it nothing but the size of its list protects
//! the helper: with an exponent of its own for each element it learns *which* elements agree. A helper
//! that does not follow it learns nothing, but can make the size come out as it likes. Where that is
//! not good enough, take a counter ([`crate::many::Goal::Size`]).

mod asker;
mod helper;
mod points;
mod run;
#[cfg(test)]
mod tests;

pub use asker::Asker;
pub use helper::Helper;
pub use run::{run_asker, run_helper};

use crate::{transcript::Kind, Session, TRAILER};

pub(crate) const BLINDED: Kind = Kind { number: 12, name: "list of blinded elements" };
pub(crate) const SHUFFLED: Kind = Kind { number: 13, name: "list of shuffled elements" };

/// Bytes of a point.
const POINT: usize = 32;
/// Bytes of a tag.
const TAG: usize = 16;

fn length(bound: u32) -> usize {
	usize::try_from(bound).unwrap_or(usize::MAX)
}

fn blinded_length(session: &Session) -> usize {
	length(session.receiver_bound) * POINT
}

fn shuffled_length(session: &Session) -> usize {
	blinded_length(session) + length(session.sender_bound) * TAG
}

/// Length in bytes of the message of step 1.
pub fn blinded_message(session: &Session) -> usize {
	blinded_length(session) + TRAILER
}

/// Length in bytes of the message of step 2.
pub fn shuffled_message(session: &Session) -> usize {
	shuffled_length(session) + TRAILER
}
