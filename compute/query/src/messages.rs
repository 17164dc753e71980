//! What asker and owner send each other, byte for byte, and the digests that go on chain.
//!
//! A message is the SCALE encoding of [`Query`] or [`Answer`]. Its digest is BLAKE2b-256 over a
//! domain string and that encoding; the [`Call`] inside binds it to one job, one epoch and one
//! database, so that no message serves elsewhere. docs/protocols/query.md gives every byte.

use crate::{
	exact::{ExactAnswer, ExactQuery},
	ranking::{RankingAnswer, RankingQuery},
};
use codec::{Decode, Encode};
use panshi_primitives::{ChannelKey, Hash};
use sp_crypto_hashing::blake2_256;
use thiserror::Error;

/// Most bytes of a query. A ranking query over the 2025 annotations has 7.3 MB.
pub const MAX_QUERY_BYTES: usize = 16 << 20;
/// Most bytes of an answer. One to the ranking query above has 131 kB.
pub const MAX_ANSWER_BYTES: usize = 4 << 20;

/// What a query belongs to.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Call {
	/// What stands for the job; see [`job_binding`].
	pub job: Hash,
	/// Epoch of the database.
	pub epoch: u32,
	/// What the owner committed to on chain: the root of the table or the digest of the catalogue.
	pub database: Hash,
}

/// What stands for a job in its query. The digest of the job itself cannot: it commits to the
/// query. `result_key` is the consumer's one-time key, which the chain admits for one job only,
/// `fingerprint` names the data and `algorithm` is the algorithm's digest.
pub fn job_binding(result_key: &ChannelKey, fingerprint: &Hash, algorithm: &Hash) -> Hash {
	digest(b"panshi/query/call", (result_key, fingerprint, algorithm))
}

/// What the asker sends.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Query {
	/// Look-ups in the encrypted table.
	#[codec(index = 0)]
	Exact(ExactQuery),
	/// A ranking of all diseases.
	#[codec(index = 1)]
	Ranking(RankingQuery),
}

/// What the owner sends back.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Answer {
	/// To [`Query::Exact`].
	#[codec(index = 0)]
	Exact(ExactAnswer),
	/// To [`Query::Ranking`].
	#[codec(index = 1)]
	Ranking(RankingAnswer),
}

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum DecodeError {
	/// Longer than any message.
	#[error("the message has {given} bytes; at most {max} are taken")]
	TooLong {
		/// Bytes given.
		given: usize,
		/// The bound.
		max: usize,
	},
	/// Not an encoding of a message, or bytes are left over.
	#[error("the bytes are not the encoding of a message")]
	Malformed,
}

impl Query {
	/// Reads a query that somebody else wrote.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
		decode(bytes, MAX_QUERY_BYTES)
	}

	/// What the query belongs to.
	pub fn call(&self) -> &Call {
		match self {
			Query::Exact(query) => &query.call,
			Query::Ranking(query) => &query.call,
		}
	}

	/// What the query takes from the quota of its agreement: one for each look-up, one for a
	/// ranking.
	pub fn cost(&self) -> u32 {
		match self {
			Query::Exact(query) => u32::try_from(query.blinded.len()).unwrap_or(u32::MAX),
			Query::Ranking(_) => 1,
		}
	}

	/// What goes on chain for the query, and what its answer names.
	pub fn digest(&self) -> Hash {
		digest(b"panshi/query", self)
	}
}

impl Answer {
	/// Reads an answer that somebody else wrote.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
		decode(bytes, MAX_ANSWER_BYTES)
	}

	/// What goes on chain for the answer.
	pub fn digest(&self) -> Hash {
		digest(b"panshi/query/answer", self)
	}
}

fn decode<T: Decode>(mut bytes: &[u8], max: usize) -> Result<T, DecodeError> {
	if bytes.len() > max {
		return Err(DecodeError::TooLong { given: bytes.len(), max });
	}
	let message = T::decode(&mut bytes).map_err(|_| DecodeError::Malformed)?;
	if bytes.is_empty() {
		Ok(message)
	} else {
		Err(DecodeError::Malformed)
	}
}

/// BLAKE2b-256 over `domain` and `parts`, as every digest of the project.
pub(crate) fn digest(domain: &[u8], parts: impl Encode) -> Hash {
	Hash::from(blake2_256(&(domain, parts).encode()))
}
