//! Where an upgrade of the runtime is.

use super::Snapshot;
use crate::chain::ChainError;
use panshi_primitives::Hash;

impl Snapshot {
	/// Hash of the code that the consortium has authorized and nobody has brought yet.
	pub async fn authorized_upgrade(&self) -> Result<Option<Hash>, ChainError> {
		let authorized: Option<(Hash, bool)> = self.value("System", "AuthorizedUpgrade").await?;
		Ok(authorized.map(|(code_hash, _)| code_hash))
	}

	/// Whether the chain is rewriting its state after an upgrade: then it takes no transactions.
	pub async fn is_migrating(&self) -> Result<bool, ChainError> {
		self.has_value("MultiBlockMigrations", "Cursor").await
	}
}
