//! The operator's decision on a signed agreement.

use crate::{types::count, Attestations, Checks, Config, Error, Event, Pallet, WeightInfo};
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
};
use panshi_primitives::{
	agreement::{Agreement, AgreementId, Attestation, Check, CheckSubject, Terms},
	consortium::ReasonCode,
	traits::{DataIdentities, Members},
	AccountId, BlockNumber, Hash,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_attest(
		operator: AccountId,
		agreement: AgreementId,
		digest: Hash,
		checks: Checks,
	) -> DispatchResultWithPostInfo {
		let now = Self::now();
		let record = Self::load_with_digest(agreement, digest)?;
		ensure!(record.content.party_index(&operator).is_none(), Error::<T>::OperatorIsParty);
		let state = record.attested(now).map_err(Error::<T>::from)?;
		Self::ensure_still_acceptable(&record, now)?;
		Self::ensure_checked(&record, &checks, now)?;

		let (parties, identities) =
			(count(&record.content.parties), count(&record.content.identities));
		let weight = match record.content.terms {
			Terms::Publication => {
				for data in &record.content.identities {
					T::DataIdentities::publish(*data, agreement)?;
				}
				T::WeightInfo::attest_publication(parties, identities)
			},
			Terms::Authorization(_) => T::WeightInfo::attest_authorization(parties, identities),
		};
		let attestation = Attestation { operator: operator.clone(), at: now, checks };
		Attestations::<T>::insert(agreement, attestation);
		let until = now.saturating_add(record.content.term);
		Self::store(agreement, record, state);

		Self::deposit_event(Event::Activated { agreement, operator, until });
		Ok(Some(weight).into())
	}

	/// What held when the agreement was proposed and may have changed since.
	fn ensure_still_acceptable(record: &Agreement, now: BlockNumber) -> DispatchResult {
		let identities = Self::identities(&record.content)?;
		record.content.check_identities(&identities).map_err(Error::<T>::from)?;
		Self::ensure_on_offer(&record.content, &identities, now)?;
		Self::ensure_roles(&record.content)?;
		Ok(())
	}

	/// Ensures that everything the template asks for holds, and is among `checks`.
	fn ensure_checked(record: &Agreement, checks: &[Check], now: BlockNumber) -> DispatchResult {
		let template = Self::template(record.content.template)?;
		for subject in record.content.required_checks(&template.content) {
			if let CheckSubject::Party(party, kind) = &subject {
				let qualified = T::Members::is_qualified(party, *kind, now);
				ensure!(qualified, Error::<T>::PartyNotQualified);
			}
			let made = checks.iter().any(|check| check.subject() == subject);
			ensure!(made, Error::<T>::CheckMissing);
		}
		Ok(())
	}

	pub(crate) fn do_reject(
		operator: AccountId,
		agreement: AgreementId,
		reason: ReasonCode,
	) -> DispatchResult {
		let record = Self::load(agreement)?;
		let state = record.rejected(&operator, reason, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, record, state);
		Self::deposit_event(Event::Rejected { agreement, by: operator, reason });
		Ok(())
	}
}
