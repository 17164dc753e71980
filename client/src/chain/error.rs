//! What can go wrong between this client and the chain.

use super::Refusal;
use panshi_primitives::{BlockNumber, Hash};

/// Failure of something asked of the chain.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
	/// No node answers at the address.
	#[error("no node answers at {url}: {source}. Start one, or name another with --url")]
	Unreachable {
		/// The address.
		url: String,
		/// What the connection said.
		source: subxt::rpcs::Error,
	},
	/// The node serves another chain.
	#[error("the node at {url} serves the chain \"{found}\", not a Panshi chain. Name another node with --url")]
	AnotherChain {
		/// The address.
		url: String,
		/// What the chain calls itself.
		found: String,
	},
	/// The chain lacks a pallet.
	#[error(
		"the chain has no pallet {pallet}: node and client differ in version. Update the older one"
	)]
	PalletMissing {
		/// The pallet.
		pallet: &'static str,
	},
	/// The chain lacks a call, or it takes other arguments.
	#[error("the chain's call {pallet}.{call} {difference}: node and client differ in version. Update the older one")]
	CallDiffers {
		/// The pallet.
		pallet: &'static str,
		/// The call.
		call: &'static str,
		/// How it differs.
		difference: Difference,
	},
	/// The chain ran the call and refused it.
	#[error("{0}")]
	Refused(#[from] Refusal),
	/// The node did not take the transaction.
	#[error("the node did not take the transaction: {reason}")]
	NotTaken {
		/// What the node said, in plain words where they are known.
		reason: String,
	},
	/// The node took the transaction and then lost sight of it: it may still come into a block.
	#[error("what became of the transaction is not known: {reason}")]
	Lost {
		/// What the node said.
		reason: String,
	},
	/// What was asked for is not on the chain.
	#[error(
		"there is no {what} {id} at block {block}. See `panshi {}`, or wait until it is finalized",
		list_of(what)
	)]
	NotFound {
		/// Kind of thing.
		what: &'static str,
		/// Its number or digest.
		id: String,
		/// Where it was looked for.
		block: BlockNumber,
	},
	/// An event that the call should have left is missing.
	#[error("block {block} has the transaction but not its event {event}: node and client differ in version. Update the older one")]
	EventMissing {
		/// The block.
		block: BlockNumber,
		/// Name of the event.
		event: String,
	},
	/// What was waited for did not happen in time.
	#[error("{what} did not happen within {blocks} blocks")]
	NotInTime {
		/// What was waited for.
		what: String,
		/// How long.
		blocks: BlockNumber,
	},
	/// No block was finalized for a long time.
	#[error("the node has finalized no block for {seconds} seconds. See its log")]
	Stalled {
		/// How long.
		seconds: u64,
	},
	/// The node made no session keys, or no proof that it has them.
	#[error("the node gave no session keys with a proof. Update it, or see its log")]
	NoSessionKeys,
	/// What is on the chain does not match its digest.
	#[error("{what} does not match its digest {digest}")]
	DigestDiffers {
		/// What was checked.
		what: &'static str,
		/// What it should have been.
		digest: Hash,
	},
	/// The node or the connection failed.
	#[error("{0}")]
	Node(Box<subxt::Error>),
}

/// The command that lists every `what`.
fn list_of(what: &str) -> &'static str {
	match what {
		"member" => "member list",
		"compute node" => "member node-show",
		"template" => "template list",
		"agreement" => "agreement list",
		"data identity" => "data list",
		"algorithm" => "algorithm list",
		"job" => "job list",
		_ => "help",
	}
}

/// How a call of the chain differs from the one that this client makes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Difference {
	/// The chain does not have it.
	#[error("does not exist")]
	Missing,
	/// It takes another number of arguments.
	#[error("takes {found} arguments, not {expected}")]
	Count {
		/// Arguments that this client gives.
		expected: usize,
		/// Arguments that the chain takes.
		found: usize,
	},
	/// An argument is of another shape.
	#[error("takes another type as its argument number {index}")]
	Shape {
		/// Number of the argument, from one.
		index: usize,
	},
}

impl ChainError {
	/// Whether it is certain that the transaction which failed like this changes nothing, now or
	/// later.
	pub fn is_certain_refusal(&self) -> bool {
		matches!(
			self,
			ChainError::Unreachable { .. }
				| ChainError::AnotherChain { .. }
				| ChainError::PalletMissing { .. }
				| ChainError::CallDiffers { .. }
				| ChainError::Refused(_)
				| ChainError::NotTaken { .. }
		)
	}
}

impl<E: Into<subxt::Error>> From<E> for ChainError {
	fn from(error: E) -> Self {
		ChainError::Node(Box::new(error.into()))
	}
}
