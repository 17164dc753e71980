//! The invariants of the pallet's storage.

use crate::{
	Agreements, AgreementsOf, Attestations, Config, NextAgreementId, NextTemplateId, Pallet,
	Templates,
};
use frame_support::ensure;
use panshi_primitives::{
	agreement::{Agreement, AgreementId, AgreementState},
	signing::agreement_digest,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let next = NextTemplateId::<T>::get();
		ensure!(Templates::<T>::iter_keys().all(|id| id < next), "a template has a number to come");
		let mut entries = 0usize;
		for (id, agreement) in Agreements::<T>::iter() {
			ensure!(id < NextAgreementId::<T>::get(), "an agreement has a number to come");
			Self::try_agreement(id, &agreement)?;
			entries = entries.saturating_add(agreement.content.parties.len());
		}
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

	fn try_agreement(id: AgreementId, agreement: &Agreement) -> Result<(), TryRuntimeError> {
		use AgreementState as S;
		let content = &agreement.content;
		let parties = content.parties.len();
		ensure!(
			content.parties.iter().all(|p| AgreementsOf::<T>::contains_key(&p.account, id)),
			"`AgreementsOf` lacks a party"
		);
		ensure!(
			agreement.digest == agreement_digest(&Self::genesis(), id, content),
			"a digest is not that of its content"
		);
		ensure!(agreement.jobs_open <= agreement.jobs_started, "more jobs open than started");
		let quota = content.authorization().map_or(0, |terms| terms.job_quota);
		ensure!(agreement.jobs_started <= quota, "more jobs started than agreed");
		if let S::PartlySigned { signed } = &agreement.state {
			let known = (0..parties).filter(|index| signed.contains(*index)).count();
			ensure!(!signed.is_empty() && known < parties, "partly signed by none or by all");
			ensure!(known == signed.len(), "signed by somebody who is not a party");
		}
		let attested = Attestations::<T>::contains_key(id);
		match agreement.state {
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
