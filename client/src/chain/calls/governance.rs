//! Calls that carry other calls: votes of the consortium, the development root key, staff keys,
//! batches.
//!
//! The calls within are given encoded: see [`crate::chain::Chain::encode`].

use crate::chain::Call;
use codec::{Compact, Encode};
use panshi_primitives::{AccountId, Hash};

/// Pallet of the consortium's votes.
pub const COUNCIL: &str = "Council";
/// Weight that a passed proposal may use, and that closing it is charged for until it has run.
const PROPOSAL_WEIGHT: (Compact<u64>, Compact<u64>) =
	(Compact(100_000_000_000), Compact(4_000_000));

/// Runs `call` with the root key of a development chain.
pub fn sudo(call: Vec<u8>) -> Call {
	Call::new("Sudo", "sudo", vec![call])
}

/// Runs all of `calls` in their order, or none of them.
pub fn batch_all(calls: &[Vec<u8>]) -> Call {
	let count = Compact(u32::try_from(calls.len()).unwrap_or(u32::MAX)).encode();
	Call::new("Utility", "batch_all", vec![[count, calls.concat()].concat()])
}

/// Runs `call` for the member `real`, whose staff the signer is.
pub fn proxy(real: &AccountId, call: Vec<u8>) -> Call {
	let any_kind: Option<u8> = None;
	Call::new("Proxy", "proxy", vec![address(real), any_kind.encode(), call])
}

/// Puts `call` to the vote of the consortium; it may run once `threshold` members have agreed.
pub fn council_propose(threshold: u32, call: Vec<u8>) -> Call {
	let length = Compact(u32::try_from(call.len()).unwrap_or(u32::MAX));
	Call::new(COUNCIL, "propose", vec![Compact(threshold).encode(), call, length.encode()])
}

/// Votes on the proposal `index` with hash `proposal`.
pub fn council_vote(proposal: &Hash, index: u32, approve: bool) -> Call {
	Call::new(COUNCIL, "vote", vec![proposal.encode(), Compact(index).encode(), approve.encode()])
}

/// Ends the vote on a proposal of `length` bytes, and runs it if it has passed.
pub fn council_close(proposal: &Hash, index: u32, length: u32) -> Call {
	Call::new(
		COUNCIL,
		"close",
		vec![
			proposal.encode(),
			Compact(index).encode(),
			PROPOSAL_WEIGHT.encode(),
			Compact(length).encode(),
		],
	)
}

/// `account` as calls of the SDK's pallets name it: the variant `Id` of a `MultiAddress`.
pub(super) fn address(account: &AccountId) -> Vec<u8> {
	(0u8, account).encode()
}
