//! Templates and agreements.

use super::Snapshot;
use crate::chain::{calls::agreements::PALLET, ChainError};
use panshi_primitives::{
	agreement::{Agreement, AgreementId, Attestation, Template, TemplateId},
	AccountId,
};

impl Snapshot {
	/// The template with this number.
	pub async fn template(&self, template: TemplateId) -> Result<Template, ChainError> {
		let found = self.get(PALLET, "Templates", template).await?;
		found.ok_or_else(|| self.not_found("template", template))
	}

	/// Every template.
	pub async fn templates(&self) -> Result<Vec<(TemplateId, Template)>, ChainError> {
		self.entries(PALLET, "Templates").await
	}

	/// The agreement with this number.
	pub async fn agreement(&self, agreement: AgreementId) -> Result<Agreement, ChainError> {
		let standing = self.get(PALLET, "Agreements", agreement).await?;
		let content = self.get(PALLET, "Contents", agreement).await?;
		let found = standing.zip(content);
		let (standing, content) = found.ok_or_else(|| self.not_found("agreement", agreement))?;
		Ok(Agreement { content, standing })
	}

	/// Every agreement.
	pub async fn agreements(&self) -> Result<Vec<(AgreementId, Agreement)>, ChainError> {
		let standings = self.entries(PALLET, "Agreements").await?;
		let contents = self.entries(PALLET, "Contents").await?;
		let whole = |((agreement, standing), (_, content)): ((_, _), (AgreementId, _))| {
			(agreement, Agreement { content, standing })
		};
		Ok(standings.into_iter().zip(contents).map(whole).collect())
	}

	/// Numbers of the agreements to which `party` is a party.
	pub async fn agreements_of(&self, party: &AccountId) -> Result<Vec<AgreementId>, ChainError> {
		let found = self.entries_under::<_, _, ()>(PALLET, "AgreementsOf", party.clone()).await?;
		Ok(found.into_iter().map(|(agreement, ())| agreement).collect())
	}

	/// The operator's attestation of an agreement, if it has been attested.
	pub async fn attestation(
		&self,
		agreement: AgreementId,
	) -> Result<Option<Attestation>, ChainError> {
		self.get(PALLET, "Attestations", agreement).await
	}
}
