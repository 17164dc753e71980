//! Proposing an agreement, and what a party may do to keep it from coming into force.

use crate::{Agreements, AgreementsOf, Config, Contents, Error, Event, NextAgreementId, Pallet};
use frame_support::{dispatch::DispatchResult, ensure};
use panshi_primitives::{
	agreement::{AgreementContent, AgreementId, Standing, Template},
	consortium::ReasonCode,
	signing::agreement_digest,
	traits::Algorithms,
	AccountId, BlockNumber,
};
use sp_runtime::DispatchError;

/// Reason of a rejection by the proposer itself.
const WITHDRAWN: ReasonCode = 0;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_propose(proposer: AccountId, content: AgreementContent) -> DispatchResult {
		ensure!(content.party_index(&proposer).is_some(), Error::<T>::NotAParty);
		let now = Self::now();
		let template = Self::ensure_acceptable(&content, now)?;
		let requires = &template.content.requires;
		let qualified_until = Self::ensure_roles(&content.parties, requires, now)?;
		let agreement = NextAgreementId::<T>::get();
		let next = agreement.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;

		NextAgreementId::<T>::put(next);
		for party in &content.parties {
			AgreementsOf::<T>::insert(&party.account, agreement, ());
		}
		let digest = agreement_digest(&Self::genesis(), agreement, &content);
		let standing = Standing {
			proposed_at: now,
			qualified_until,
			..Standing::proposed(proposer.clone(), digest, &content, requires)
		};
		Agreements::<T>::insert(agreement, standing);
		Contents::<T>::insert(agreement, content);

		Self::deposit_event(Event::Proposed { agreement, proposer, digest });
		Ok(())
	}

	/// Ensures that `content` may be proposed; returns its template.
	fn ensure_acceptable(
		content: &AgreementContent,
		now: BlockNumber,
	) -> Result<Template, DispatchError> {
		let template = Self::template(content.template)?;
		let identities = Self::identities(content)?;
		content.check(&template, &identities, now).map_err(Error::<T>::from)?;
		Self::ensure_on_offer(content, &identities, now)?;
		if let Some(terms) = content.authorization() {
			let approved = terms.algorithms.iter().all(T::Algorithms::is_approved);
			ensure!(approved, Error::<T>::AlgorithmNotApproved);
		}
		Ok(template)
	}

	pub(crate) fn do_decline(
		party: AccountId,
		agreement: AgreementId,
		reason: ReasonCode,
	) -> DispatchResult {
		let standing = Self::load(agreement)?;
		ensure!(standing.party_index(&party).is_some(), Error::<T>::NotAParty);
		let state = standing.declined(&party, reason, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, standing, state);
		Self::deposit_event(Event::Rejected { agreement, by: party, reason });
		Ok(())
	}

	pub(crate) fn do_withdraw(proposer: AccountId, agreement: AgreementId) -> DispatchResult {
		let standing = Self::load(agreement)?;
		ensure!(standing.proposer == proposer, Error::<T>::NotProposer);
		let state =
			standing.declined(&proposer, WITHDRAWN, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, standing, state);
		Self::deposit_event(Event::Rejected { agreement, by: proposer, reason: WITHDRAWN });
		Ok(())
	}
}
