//! Data identities.

use super::Snapshot;
use crate::chain::{calls::data_registry::PALLET, ChainError};
use panshi_primitives::{
	data::{DataId, DataIdentity, Fingerprint},
	AccountId,
};

impl Snapshot {
	/// The data identity with this number.
	pub async fn identity(&self, data: DataId) -> Result<DataIdentity, ChainError> {
		let found = self.get(PALLET, "Identities", data).await?;
		found.ok_or_else(|| self.not_found("data identity", data))
	}

	/// Every data identity.
	pub async fn identities(&self) -> Result<Vec<(DataId, DataIdentity)>, ChainError> {
		self.entries(PALLET, "Identities").await
	}

	/// Numbers of the data identities that `holder` holds.
	pub async fn identities_of(&self, holder: &AccountId) -> Result<Vec<DataId>, ChainError> {
		let found = self.entries_under::<_, _, ()>(PALLET, "IdentitiesOf", holder.clone()).await?;
		Ok(found.into_iter().map(|(data, ())| data).collect())
	}

	/// Number of the data identity with this fingerprint, if one has it.
	pub async fn identity_by_fingerprint(
		&self,
		fingerprint: &Fingerprint,
	) -> Result<Option<DataId>, ChainError> {
		self.get(PALLET, "ByFingerprint", *fingerprint).await
	}
}
