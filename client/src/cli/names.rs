//! Accounts by the names of their organisations, where people read.

use panshi_client::words;
use panshi_primitives::{consortium::Member, AccountId};
use std::collections::HashMap;

/// Names of the members.
pub(crate) struct Names(HashMap<AccountId, String>);

impl Names {
	pub(super) fn new(members: Vec<(AccountId, Member)>) -> Self {
		Names(members.into_iter().map(|(account, m)| (account, words::text(&m.name))).collect())
	}

	/// The name of the organisation, or the address where there is none.
	pub(crate) fn of(&self, account: &AccountId) -> String {
		self.0.get(account).cloned().unwrap_or_else(|| account.to_string())
	}

	/// `text` with the addresses of members replaced by their names.
	pub(crate) fn within(&self, text: &str) -> String {
		self.0
			.iter()
			.fold(text.to_owned(), |text, (account, name)| text.replace(&account.to_string(), name))
	}
}
