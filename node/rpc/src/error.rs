//! Why a question has no answer. The codes are stable; the texts are for people.

use jsonrpsee::types::{ErrorObject, ErrorObjectOwned};
use panshi_primitives::{BlockNumber, Hash};

/// Why a question has no answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RpcError {
	/// The node failed.
	#[error("the node failed: {0}")]
	Internal(String),
	/// The node does not know the block.
	#[error(
		"this node does not know the block {0:?}: ask for a later one, or wait until it has synced"
	)]
	UnknownBlock(Hash),
	/// The node has discarded the state of the block.
	#[error(
		"this node has discarded the state of block {number}: ask a node that runs with \
		 `--state-pruning archive`"
	)]
	StateDiscarded {
		/// Height of the block.
		number: BlockNumber,
	},
	/// Something in the question is over its limit.
	#[error("{what} is {given}, and the most is {most}")]
	Limit {
		/// What.
		what: &'static str,
		/// How much of it was asked for.
		given: usize,
		/// How much may be asked for.
		most: usize,
	},
	/// The node works on as many questions as it may.
	#[error("the node works on {most} questions already: ask again later")]
	Busy {
		/// How many.
		most: usize,
	},
	/// There are as many subscriptions as there may be.
	#[error("the node serves {most} subscriptions already: ask again later, or ask another node")]
	TooManySubscriptions {
		/// How many.
		most: usize,
	},
	/// The node keeps no index of data identities.
	#[error("this node keeps no index of data identities: start it with `--search-index`, or ask one that does")]
	NoSearchIndex,
	/// The index of data identities, or of the trail, is being built.
	#[error("the index is being built: ask again when the node has caught up")]
	IndexNotReady,
	/// A part of the question is malformed.
	#[error("{0}")]
	BadQuery(String),
	/// The runtime of that block does not know the question.
	#[error(
		"the runtime of block {number} has no answer to this ({method}): ask for a later block"
	)]
	NotInRuntime {
		/// Method of the runtime API that it lacks.
		method: String,
		/// Height of the block.
		number: BlockNumber,
	},
}

impl RpcError {
	/// The stable code.
	pub fn code(&self) -> i32 {
		match self {
			RpcError::Internal(_) => 20_000,
			RpcError::UnknownBlock(_) => 20_001,
			RpcError::StateDiscarded { .. } => 20_002,
			RpcError::Limit { .. } => 20_003,
			RpcError::Busy { .. } => 20_004,
			RpcError::TooManySubscriptions { .. } => 20_005,
			RpcError::NoSearchIndex => 20_006,
			RpcError::IndexNotReady => 20_007,
			RpcError::BadQuery(_) => 20_008,
			RpcError::NotInRuntime { .. } => 20_009,
		}
	}
}

impl From<RpcError> for ErrorObjectOwned {
	fn from(error: RpcError) -> Self {
		ErrorObject::owned(error.code(), error.to_string(), None::<()>)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Clients decide by these numbers: they never change, and none is given twice.
	#[test]
	fn codes_are_stable() {
		let errors = [
			RpcError::Internal(String::new()),
			RpcError::UnknownBlock(Hash::zero()),
			RpcError::StateDiscarded { number: 0 },
			RpcError::Limit { what: "", given: 0, most: 0 },
			RpcError::Busy { most: 0 },
			RpcError::TooManySubscriptions { most: 0 },
			RpcError::NoSearchIndex,
			RpcError::IndexNotReady,
			RpcError::BadQuery(String::new()),
			RpcError::NotInRuntime { method: String::new(), number: 0 },
		];
		let codes: Vec<i32> = errors.iter().map(RpcError::code).collect();
		assert_eq!(codes, (20_000..20_010).collect::<Vec<_>>());
	}
}
