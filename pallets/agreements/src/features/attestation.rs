//! The operator's decision on a signed agreement.

use crate::{types::count, Attestations, Checks, Config, Error, Event, Pallet, WeightInfo};
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	weights::Weight,
};
use panshi_primitives::{
	agreement::{AgreementId, AgreementKind, Attestation, Check, Standing},
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
		let standing = Self::load_with_digest(agreement, digest)?;
		ensure!(standing.party_index(&operator).is_none(), Error::<T>::OperatorIsParty);
		let state = standing.attested(now).map_err(Error::<T>::from)?;
		let look = Self::ensure_in_good_standing(&standing, |_| true, now)?;
		Self::ensure_checked(&standing, &checks)?;

		let (parties, identities) = (count(&standing.parties), count(&standing.identities));
		let attest = match standing.kind {
			AgreementKind::Publication => {
				for data in &standing.identities {
					T::DataIdentities::publish(*data, agreement)?;
				}
				T::WeightInfo::attest_publication(parties, identities)
			},
			AgreementKind::Authorization => {
				T::WeightInfo::attest_authorization(parties, identities)
			},
		};
		let attestation = Attestation { operator: operator.clone(), at: now, checks };
		Attestations::<T>::insert(agreement, attestation);
		let until = now.saturating_add(standing.term);
		Self::store(agreement, standing, state);

		Self::deposit_event(Event::Activated { agreement, operator, until });
		Ok(Some(attest.saturating_add(look)).into())
	}

	/// Ensures that the parties that `matter` still have the role that they sign in, and the
	/// qualifications that the template asks of it: without a look at them where nobody has lost any
	/// since the agreement was proposed. Returns the weight of the look.
	pub(crate) fn ensure_in_good_standing(
		standing: &Standing,
		matters: impl Fn(&AccountId) -> bool,
		now: BlockNumber,
	) -> Result<Weight, Error<T>> {
		if standing.is_vouched_for(T::Members::last_loss(), now) {
			return Ok(Weight::zero());
		}
		for party in standing.parties.iter().filter(|party| matters(&party.account)) {
			let member = T::Members::get(&party.account).ok_or(Error::<T>::RoleNotHeld)?;
			ensure!(member.roles.contains(party.role), Error::<T>::RoleNotHeld);
			let mut required = standing.required_of(party.role);
			let qualified = required.all(|kind| member.qualification(kind, now).is_some());
			ensure!(qualified, Error::<T>::PartyNotQualified);
		}
		Ok(T::WeightInfo::look_at_parties(count(&standing.parties)))
	}

	/// Ensures that the operator made every check that the agreement needs.
	fn ensure_checked(standing: &Standing, checks: &[Check]) -> DispatchResult {
		for subject in standing.required_checks() {
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
		let standing = Self::load(agreement)?;
		let state = standing.rejected(&operator, reason, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, standing, state);
		Self::deposit_event(Event::Rejected { agreement, by: operator, reason });
		Ok(())
	}
}
