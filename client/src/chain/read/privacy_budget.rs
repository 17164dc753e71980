//! Privacy budgets.

use super::Snapshot;
use crate::chain::{calls::privacy_budget::PALLET, ChainError};
use panshi_primitives::{data::DataId, privacy::Ledger};

impl Snapshot {
	/// The account of a data identity, if its holder has set a budget.
	pub async fn privacy_budget(&self, data: DataId) -> Result<Option<Ledger>, ChainError> {
		self.get(PALLET, "Budgets", data).await
	}
}
