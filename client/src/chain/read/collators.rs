//! Collators and their session keys.

use super::Snapshot;
use crate::chain::{calls::collators::PALLET, ChainError};
use panshi_primitives::AccountId;

impl Snapshot {
	/// The collators that the consortium named.
	pub async fn collators(&self) -> Result<Vec<AccountId>, ChainError> {
		Ok(self.value(PALLET, "Invulnerables").await?.unwrap_or_default())
	}

	/// The session keys that `account` has set, encoded; they count from the session after the
	/// next.
	pub async fn session_keys(&self, account: &AccountId) -> Result<Option<Vec<u8>>, ChainError> {
		self.raw("Session", "NextKeys", account.clone()).await
	}
}
