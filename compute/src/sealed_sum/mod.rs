//! Sealed sum: vectors of integers modulo 2^64 that are added in public, yet open only as a sum,
//! and only for one consumer.
//!
//! Every holder hides its vector under *pairwise masks*, which cancel in the sum (Bonawitz et al.,
//! "Practical Secure Aggregation for Privacy-Preserving Machine Learning", CCS 2017, section 4;
//! Ács and Castelluccia, "I have a DREAM!", IH 2011), and under a *consumer mask* that only the
//! owner of the job's result key can remove. All keys are made for one job, so there is no round
//! for dropped holders: a job with a silent holder fails and is paid back.
//!
//! The steps are pure: [`Holder`] turns a vector into [`Chunk`]s, the chain adds them with
//! [`panshi_primitives::sealed_sum::add_lanes`], [`ResultKeyPair::open`] turns the sum into
//! numbers. docs/protocols/sealed-sum.md gives every byte.
//!
//! # Security
//!
//! Holders are honest but curious. A holder that lies about its input is not found out; one that
//! uses a wrong mask is, by the check lanes, and one that slips is, by the weighted check lane.
//! Whoever sees the chain and works together with the consumer and with some of the holders learns
//! the sum over the *other* holders, and nothing else. If there is only one other holder, that sum
//! is its vector.

mod consumer;
mod error;
mod holder;
mod keystream;
mod masks;
#[cfg(test)]
mod tests;

pub use consumer::ResultKeyPair;
pub use error::{OpenError, SealError};
pub use holder::{Chunk, EphemeralSecret, Holder};

use panshi_primitives::Hash;

/// What every key and mask of a job is bound to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SumContext {
	/// Digest of the job.
	pub job_digest: Hash,
	/// Lanes of the job, the weighted check lane included; at least two.
	pub lanes: u32,
}
