//! Proposing an agreement, and what a party may do to keep it from coming into force.

use crate::{Agreements, AgreementsOf, Config, Error, Event, NextAgreementId, Pallet};
use frame_support::{dispatch::DispatchResult, ensure};
use panshi_primitives::{
	agreement::{Agreement, AgreementContent, AgreementId, AgreementState},
	consortium::ReasonCode,
	signing::agreement_digest,
	traits::Algorithms,
	AccountId,
};

/// Reason of a rejection by the proposer itself.
const WITHDRAWN: ReasonCode = 0;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_propose(proposer: AccountId, content: AgreementContent) -> DispatchResult {
		ensure!(content.party_index(&proposer).is_some(), Error::<T>::NotAParty);
		Self::ensure_acceptable(&content)?;
		let agreement = NextAgreementId::<T>::get();
		let next = agreement.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;

		NextAgreementId::<T>::put(next);
		for party in &content.parties {
			AgreementsOf::<T>::insert(&party.account, agreement, ());
		}
		let digest = agreement_digest(&Self::genesis(), agreement, &content);
		let record = Agreement {
			proposer: proposer.clone(),
			content,
			digest,
			jobs_started: 0,
			jobs_open: 0,
			state: AgreementState::Proposed,
		};
		Agreements::<T>::insert(agreement, record);

		Self::deposit_event(Event::Proposed { agreement, proposer, digest });
		Ok(())
	}

	fn ensure_acceptable(content: &AgreementContent) -> DispatchResult {
		let now = Self::now();
		let template = Self::template(content.template)?;
		let identities = Self::identities(content)?;
		content.check(&template, &identities, now).map_err(Error::<T>::from)?;
		Self::ensure_on_offer(content, &identities, now)?;
		Self::ensure_roles(content)?;
		if let Some(terms) = content.authorization() {
			let approved = terms.algorithms.iter().all(T::Algorithms::is_approved);
			ensure!(approved, Error::<T>::AlgorithmNotApproved);
		}
		Ok(())
	}

	pub(crate) fn do_decline(
		party: AccountId,
		agreement: AgreementId,
		reason: ReasonCode,
	) -> DispatchResult {
		let record = Self::load(agreement)?;
		ensure!(record.content.party_index(&party).is_some(), Error::<T>::NotAParty);
		let state = record.declined(&party, reason, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, record, state);
		Self::deposit_event(Event::Rejected { agreement, by: party, reason });
		Ok(())
	}

	pub(crate) fn do_withdraw(proposer: AccountId, agreement: AgreementId) -> DispatchResult {
		let record = Self::load(agreement)?;
		ensure!(record.proposer == proposer, Error::<T>::NotProposer);
		let state = record.declined(&proposer, WITHDRAWN, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, record, state);
		Self::deposit_event(Event::Rejected { agreement, by: proposer, reason: WITHDRAWN });
		Ok(())
	}
}
