//! Batched oblivious pseudo-random function: the receiver learns a function of the sender at its own
//! elements and nowhere else; the sender, who can evaluate it everywhere, learns nothing.
//!
//! Pinkas, Rosulek, Trieu and Yanai, *PSI from PaXoS: Fast, Malicious Private Set Intersection*,
//! EUROCRYPT 2020 (the malicious variant), on the store of Garimella et al., CRYPTO 2021,
//! over an extension of oblivious transfers by a linear code (Orrù, Orsini and Scholl, *Actively
//! Secure 1-out-of-N OT Extension with Application to Private Set Intersection*, CT-RSA 2017) with
//! the check by a universal hash of Roy, *SoftSpokenOT*, CRYPTO 2022 (subspace VOLE, malicious).
//!
//! | step | who | message |
//! |---|---|---|
//! | 1 | sender | choices of the base transfers, one for each bit of its secret s |
//! | 2 | receiver | answers of the base transfers, seed of the store |
//! | 3 | receiver | batches of the matrix that carries C(D), D the store of H1(y) for its elements y |
//! | 4 | sender | key of the universal hash |
//! | 5 | receiver | hashes of its columns |
//!
//! Then F(x) = H2(x, Decode(Q, x) ⊕ C(H1(x)) ∧ s) for the sender and H2(y, Decode(T, y)) for the
//! receiver, where q_i = t_i ⊕ C(d_i) ∧ s row by row.

mod base;
mod check;
mod matrix;
mod receiver;
mod sender;
#[cfg(test)]
mod tests;

pub(crate) use receiver::{Receiver, Streaming};
pub(crate) use sender::{Challenged, Collecting, Sender};

use crate::{bits::Row, code, okvs::Shape, transcript::Kind, Element, Session};

/// Rows of the matrix in one message, but for the last.
pub(crate) const BATCH: usize = 8_192;

/// Random rows at the end, which hide the others in the check.
const MASK_ROWS: usize = 128;

pub(crate) const CHOICES: Kind = Kind { number: 1, name: "list of base choices" };
pub(crate) const ANSWERS: Kind = Kind { number: 2, name: "list of base answers" };
pub(crate) const MATRIX: Kind = Kind { number: 3, name: "batch of the matrix" };
pub(crate) const CHALLENGE: Kind = Kind { number: 4, name: "challenge" };
pub(crate) const RESPONSE: Kind = Kind { number: 5, name: "response to the challenge" };

/// Bytes of [`CHOICES`] without trailer.
pub(crate) const CHOICES_LENGTH: usize = code::LENGTH * 64;
/// Bytes of [`ANSWERS`] without trailer.
pub(crate) const ANSWERS_LENGTH: usize = code::LENGTH * 32 + 32;
/// Bytes of [`CHALLENGE`] without trailer.
pub(crate) const CHALLENGE_LENGTH: usize = 16;
/// Bytes of [`RESPONSE`] without trailer.
pub(crate) const RESPONSE_LENGTH: usize = (code::LENGTH + code::DIMENSION) * 16;

/// Rows of the matrix: the slots of the store, random ones up to a multiple of 128, and the mask.
fn rows(shape: Shape) -> usize {
	shape.slots().next_multiple_of(MASK_ROWS) + MASK_ROWS
}

/// Rows of each batch.
pub(crate) fn batches(session: &Session) -> impl Iterator<Item = usize> {
	let rows = rows(Shape::new(session.receiver_bound));
	(0..rows).step_by(BATCH).map(move |start| BATCH.min(rows - start))
}

/// Bytes of a batch of so many rows without trailer.
pub(crate) fn batch_length(rows: usize) -> usize {
	code::LENGTH * rows / 8
}

/// Value of the function: 32 bytes of which layers above use what they need.
pub(crate) type Value = [u8; 32];

/// Key of the hashes of the store: binds the session and the seed.
fn store_key(session: &Session, seed: &[u8; 32]) -> [u8; 32] {
	blake3::keyed_hash(&session.key("panshi psi 2026 store"), seed).into()
}

/// H2 of the paper.
#[inline]
fn finish(key: &[u8; 32], element: &Element, row: &Row) -> Value {
	let mut hasher = blake3::Hasher::new_keyed(key);
	hasher.update(&element.0).update(&row.bytes());
	hasher.finalize().into()
}
