//! The invariants of the pallet's storage.

use crate::{
	Agreements, AgreementsOf, Attestations, Config, Contents, NextAgreementId, NextTemplateId,
	Pallet, Templates,
};
use frame_support::ensure;
use panshi_primitives::{
	agreement::{AgreementId, AgreementState, Standing},
	signing::agreement_digest,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let next = NextTemplateId::<T>::get();
		ensure!(Templates::<T>::iter_keys().all(|id| id < next), "a template has a number to come");
		let mut entries = 0usize;
		for (id, standing) in Agreements::<T>::iter() {
			ensure!(id < NextAgreementId::<T>::get(), "an agreement has a number to come");
			Self::try_standing(id, &standing)?;
			entries = entries.saturating_add(standing.parties.len());
		}
		ensure!(
			Contents::<T>::iter_keys().all(Agreements::<T>::contains_key),
			"a content has no agreement"
		);
		ensure!(
			AgreementsOf::<T>::iter_keys().count() == entries,
			"`AgreementsOf` names somebody who is not a party"
		);
		ensure!(
			Attestations::<T>::iter_keys().all(Agreements::<T>::contains_key),
			"an attestation has no agreement"
		);
		Ok(())
	}

	fn try_standing(id: AgreementId, standing: &Standing) -> Result<(), TryRuntimeError> {
		let content = Contents::<T>::get(id).ok_or("an agreement has no content")?;
		let template = Self::template(content.template).map_err(|_| "there is no such template")?;
		ensure!(
			standing.follows_from(&content, &template.content.requires),
			"an agreement stands for other terms than its content's"
		);
		ensure!(
			content.parties.iter().all(|p| AgreementsOf::<T>::contains_key(&p.account, id)),
			"`AgreementsOf` lacks a party"
		);
		ensure!(
			standing.digest == agreement_digest(&Self::genesis(), id, &content),
			"a digest is not that of its content"
		);
		ensure!(standing.jobs_open <= standing.jobs_started, "more jobs open than started");
		ensure!(standing.jobs_started <= standing.job_quota, "more jobs started than agreed");
		Self::try_state_of_life(id, standing)
	}

	fn try_state_of_life(id: AgreementId, standing: &Standing) -> Result<(), TryRuntimeError> {
		use AgreementState as S;
		let parties = standing.parties.len();
		if let S::PartlySigned { signed } = &standing.state {
			let known = (0..parties).filter(|index| signed.contains(*index)).count();
			ensure!(!signed.is_empty() && known < parties, "partly signed by none or by all");
			ensure!(known == signed.len(), "signed by somebody who is not a party");
		}
		let attested = Attestations::<T>::contains_key(id);
		match standing.state {
			S::Proposed | S::PartlySigned { .. } | S::FullySigned | S::Rejected { .. } => {
				ensure!(!attested, "attested, but not in force")
			},
			S::Active { .. }
			| S::Terminating { .. }
			| S::Suspended { .. }
			| S::Completed
			| S::Terminated => ensure!(attested, "in force without an attestation"),
			S::Expired => (),
		}
		Ok(())
	}
}
