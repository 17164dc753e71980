//! Calls on collators: who they are, and the session keys with which they sign blocks.

use crate::chain::Call;
use codec::Encode;
use panshi_primitives::AccountId;

/// Pallet of the collators that the consortium names.
pub const PALLET: &str = "CollatorSelection";

/// Makes `account`, which has set its session keys, a collator. By the consortium.
pub fn add(account: &AccountId) -> Call {
	Call::new(PALLET, "add_invulnerable", vec![account.encode()])
}

/// Takes a collator off, from the session after the next. By the consortium.
pub fn remove(account: &AccountId) -> Call {
	Call::new(PALLET, "remove_invulnerable", vec![account.encode()])
}

/// Sets the session keys of the signer, as its node gave them, with the node's proof that it has
/// them.
pub fn set_session_keys(keys: &[u8], proof: &[u8]) -> Call {
	Call::new("Session", "set_keys", vec![keys.to_vec(), proof.encode()])
}
