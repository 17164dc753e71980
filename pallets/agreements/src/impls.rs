//! What this pallet does for others, and how its features reach storage and neighbours.

use crate::{Agreements, AgreementsOf, Config, Error, Event, Pallet};
use alloc::vec::Vec;
use frame_support::{defensive, ensure};
use panshi_primitives::{
	agreement::{Agreement, AgreementContent, AgreementId, AgreementState, JobRequest, Terms},
	data::DataIdentity,
	traits::{Authorizations, DataIdentities},
	AccountId, BlockNumber, Hash,
};
use sp_runtime::{
	traits::{BlockNumberProvider, Zero},
	DispatchError,
};

impl<T: Config> Authorizations for Pallet<T> {
	fn get(id: AgreementId) -> Option<Agreement> {
		Agreements::<T>::get(id)
	}

	fn open_job(id: AgreementId, job: &JobRequest<'_>) -> Result<Agreement, DispatchError> {
		let now = Self::now();
		let before = Self::load(id)?;
		before.covers(job, before.jobs_started, now).map_err(Error::<T>::from)?;
		for (data, _) in job.identities {
			let identity = T::DataIdentities::get(*data).ok_or(Error::<T>::IdentityNotFound)?;
			ensure!(Self::is_on_offer(&identity, now), Error::<T>::IdentityNotPublished);
		}

		let mut after = before.clone();
		after.jobs_started = after.jobs_started.checked_add(1).ok_or(Error::<T>::QuotaUsedUp)?;
		after.jobs_open = after.jobs_open.checked_add(1).ok_or(Error::<T>::QuotaUsedUp)?;
		Agreements::<T>::insert(id, after);
		Ok(before)
	}

	fn close_job(id: AgreementId, give_back: bool) {
		let Some(mut agreement) = Agreements::<T>::get(id) else {
			defensive!("a job names an agreement that does not exist");
			return;
		};
		let Some(open) = agreement.jobs_open.checked_sub(1) else {
			defensive!("a job ended that was not counted");
			return;
		};
		agreement.jobs_open = open;
		if give_back {
			agreement.jobs_started = agreement.jobs_started.saturating_sub(1);
		}
		let completed = agreement.completed(Self::now());
		if let Some(state) = completed.clone() {
			agreement.state = state;
		}
		Agreements::<T>::insert(id, agreement);
		if completed.is_some() {
			Self::deposit_event(Event::Completed { agreement: id });
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn now() -> BlockNumber {
		T::BlockNumberProvider::current_block_number()
	}

	/// Hash of the genesis block, which ties digests to this chain.
	pub(crate) fn genesis() -> Hash {
		frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::zero(),
		)
	}

	pub(crate) fn load(id: AgreementId) -> Result<Agreement, Error<T>> {
		Agreements::<T>::get(id).ok_or(Error::NotFound)
	}

	/// The agreement, if `digest` is its digest.
	pub(crate) fn load_with_digest(id: AgreementId, digest: Hash) -> Result<Agreement, Error<T>> {
		let agreement = Self::load(id)?;
		ensure!(agreement.digest == digest, Error::<T>::DigestMismatch);
		Ok(agreement)
	}

	pub(crate) fn store(id: AgreementId, mut agreement: Agreement, state: AgreementState) {
		agreement.state = state;
		Agreements::<T>::insert(id, agreement);
	}

	/// The identities of `content`, in its order.
	pub(crate) fn identities(content: &AgreementContent) -> Result<Vec<DataIdentity>, Error<T>> {
		let get = |id| T::DataIdentities::get(id).ok_or(Error::IdentityNotFound);
		content.identities.iter().copied().map(get).collect()
	}

	/// Ensures that the publications of `identities` have not ended, for those on offer.
	pub(crate) fn ensure_on_offer(
		content: &AgreementContent,
		identities: &[DataIdentity],
		now: BlockNumber,
	) -> Result<(), Error<T>> {
		let on_offer = content.terms == Terms::Publication
			|| identities.iter().all(|identity| Self::is_on_offer(identity, now));
		ensure!(on_offer, Error::<T>::IdentityNotPublished);
		Ok(())
	}

	/// Whether jobs may use `identity`. The end of its publication counts before it is recorded.
	fn is_on_offer(identity: &DataIdentity, now: BlockNumber) -> bool {
		let has_ended = |agreement: Agreement| agreement.state_at(now).is_final();
		identity.status.is_usable()
			&& !identity.status.publication().and_then(Agreements::<T>::get).is_some_and(has_ended)
	}

	pub(crate) fn agreement_now(id: AgreementId) -> Option<Agreement> {
		let mut agreement = Agreements::<T>::get(id)?;
		agreement.state = agreement.state_at(Self::now());
		Some(agreement)
	}

	pub(crate) fn agreements_of_party(account: &AccountId) -> Vec<AgreementId> {
		let mut agreements = AgreementsOf::<T>::iter_key_prefix(account).collect::<Vec<_>>();
		agreements.sort_unstable();
		agreements
	}

	pub(crate) fn agreements_awaiting(account: &AccountId) -> Vec<AgreementId> {
		let now = Self::now();
		let awaits = |id: &AgreementId| {
			Agreements::<T>::get(id).is_some_and(|agreement| {
				let index = agreement.content.party_index(account);
				index.is_some_and(|index| agreement.signed_by(index, now).is_ok())
			})
		};
		Self::agreements_of_party(account).into_iter().filter(awaits).collect()
	}

	pub(crate) fn in_force(id: AgreementId) -> bool {
		Agreements::<T>::get(id).is_some_and(|a| a.in_force_until(Self::now()).is_some())
	}
}
