//! What auditors asked and said.

use super::Snapshot;
use crate::chain::{calls::audits::PALLET, ChainError};
use panshi_primitives::{
	audit::{AuditFile, Opinion, Question},
	trail::Subject,
};

impl Snapshot {
	/// Questions about `subject`, in the order of their numbers.
	pub async fn questions(&self, subject: &Subject) -> Result<Vec<(u32, Question)>, ChainError> {
		self.entries_under(PALLET, "Questions", subject.clone()).await
	}

	/// Whether auditors asked or said anything about `subject`.
	pub async fn is_audited(&self, subject: &Subject) -> Result<bool, ChainError> {
		let file: Option<AuditFile> = self.get(PALLET, "Files", subject.clone()).await?;
		Ok(file.is_some())
	}

	/// Opinions on `subject`, in the order of their numbers.
	pub async fn opinions(&self, subject: &Subject) -> Result<Vec<(u32, Opinion)>, ChainError> {
		self.entries_under(PALLET, "Opinions", subject.clone()).await
	}
}
