//! The owner: evaluates blindly and proves that it used the key of the epoch.

use super::{Commitment, EpochKey, QueryError};

use crate::{
	error::CallError,
	messages::{Call, Query},
};
use codec::{Decode, Encode};
use panshi_primitives::Hash;
use rand_core::{CryptoRng, RngCore};
use voprf::{BlindedElement, Ristretto255, VoprfServer};

/// Most look-ups of one query.
pub const MAX_LOOKUPS: usize = 256;

/// Asks for the OPRF at some items.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ExactQuery {
	/// What it belongs to.
	pub call: Call,
	/// Blinded elements (RFC 9497, section 3.3.2, `Blind`), each an encoding of a Ristretto point.
	pub blinded: Vec<[u8; 32]>,
}

/// Evaluated elements and one proof for all of them.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ExactAnswer {
	/// What it belongs to.
	pub call: Call,
	/// Digest of the query.
	pub query: Hash,
	/// One for each blinded element, in order.
	pub evaluated: Vec<[u8; 32]>,
	/// RFC 9497, section 2.2: that the key of the epoch was used.
	pub proof: [u8; 64],
}

/// The owner of a table during one epoch.
pub struct ExactOwner {
	server: VoprfServer<Ristretto255>,
	commitment: Commitment,
}

impl ExactOwner {
	/// The owner of the table that `commitment` stands for. None if `key` is not its key.
	pub fn new(key: &EpochKey, commitment: Commitment) -> Option<Self> {
		(key.public() == commitment.public_key).then(|| Self { server: key.server(), commitment })
	}

	/// Whether `query` can be answered under job `job`.
	pub fn check(&self, job: &Hash, query: &ExactQuery) -> Result<(), QueryError> {
		self.blinded(job, query).map(drop)
	}

	/// What the answers of job `job` belong to.
	fn call(&self, job: &Hash) -> Call {
		Call { job: *job, epoch: self.commitment.epoch, database: self.commitment.root }
	}

	/// The group elements of a query of job `job`.
	fn blinded(
		&self,
		job: &Hash,
		query: &ExactQuery,
	) -> Result<Vec<BlindedElement<Ristretto255>>, QueryError> {
		CallError::check(&query.call, &self.call(job))?;
		let count = query.blinded.len();
		if count == 0 || count > MAX_LOOKUPS {
			return Err(QueryError::Lookups { given: count });
		}
		let element = |(index, bytes): (usize, &[u8; 32])| {
			BlindedElement::deserialize(bytes).map_err(|_| QueryError::Element { index })
		};
		query.blinded.iter().enumerate().map(element).collect()
	}

	/// Answers `query`, which the node has already found to be covered by job `job`: RFC 9497,
	/// section 3.3.2, `BlindEvaluate`, over a batch.
	pub fn answer(
		&self,
		job: &Hash,
		query: &ExactQuery,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<ExactAnswer, QueryError> {
		let blinded = self.blinded(job, query)?;
		let result = self
			.server
			.batch_blind_evaluate(rng, &blinded)
			.map_err(|_| QueryError::Lookups { given: blinded.len() })?;
		Ok(ExactAnswer {
			call: self.call(job),
			query: Query::Exact(query.clone()).digest(),
			evaluated: result.messages.iter().map(|m| m.serialize().into()).collect(),
			proof: result.proof.serialize().into(),
		})
	}
}
