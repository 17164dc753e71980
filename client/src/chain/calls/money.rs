//! Money between accounts.

use super::governance::address;
use crate::chain::Call;
use codec::{Compact, Encode};
use panshi_primitives::{AccountId, Balance};

/// Sends `amount` to `to`, unless that would remove the sender's account.
pub fn transfer(to: &AccountId, amount: Balance) -> Call {
	let arguments = vec![address(to), Compact(amount).encode()];
	Call::new("Balances", "transfer_keep_alive", arguments)
}
