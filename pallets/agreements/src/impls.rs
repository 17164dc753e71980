//! What this pallet does for others, and how its features reach storage and neighbours.

use crate::{Agreements, Config, Contents, Error, Event, Pallet};
use alloc::vec::Vec;
use frame_support::{defensive, ensure};
use panshi_primitives::{
	agreement::{
		Agreement, AgreementContent, AgreementId, AgreementKind, AgreementState, JobRequest,
		Standing,
	},
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
		let (content, standing) = (Contents::<T>::get(id)?, Agreements::<T>::get(id)?);
		Some(Agreement { content, standing })
	}

	fn open_job(id: AgreementId, job: &JobRequest<'_>) -> Result<Agreement, DispatchError> {
		let now = Self::now();
		let before = <Self as Authorizations>::get(id).ok_or(Error::<T>::NotFound)?;
		before.covers(job, before.standing.jobs_started, now).map_err(Error::<T>::from)?;
		// What the operator attested of them may have run out since, or been taken away.
		let takes_part = |account: &AccountId| {
			account == job.consumer || job.identities.iter().any(|(_, holder)| holder == account)
		};
		Self::ensure_in_good_standing(&before.standing, takes_part, now)?;
		for (data, _) in job.identities {
			let identity = T::DataIdentities::get(*data).ok_or(Error::<T>::IdentityNotFound)?;
			ensure!(Self::is_on_offer(&identity, now), Error::<T>::IdentityNotPublished);
		}

		let mut after = before.standing.clone();
		after.jobs_started = after.jobs_started.checked_add(1).ok_or(Error::<T>::QuotaUsedUp)?;
		after.jobs_open = after.jobs_open.checked_add(1).ok_or(Error::<T>::QuotaUsedUp)?;
		Agreements::<T>::insert(id, after);
		Ok(before)
	}

	fn close_job(id: AgreementId, give_back: bool) {
		let Some(mut standing) = Agreements::<T>::get(id) else {
			defensive!("a job names an agreement that does not exist");
			return;
		};
		let Some(open) = standing.jobs_open.checked_sub(1) else {
			defensive!("a job ended that was not counted");
			return;
		};
		standing.jobs_open = open;
		if give_back {
			standing.jobs_started = standing.jobs_started.saturating_sub(1);
		}
		let completed = standing.completed(Self::now());
		if let Some(state) = completed.clone() {
			standing.state = state;
		}
		Agreements::<T>::insert(id, standing);
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

	pub(crate) fn load(id: AgreementId) -> Result<Standing, Error<T>> {
		Agreements::<T>::get(id).ok_or(Error::NotFound)
	}

	/// Where the agreement stands, if `digest` is its digest.
	pub(crate) fn load_with_digest(id: AgreementId, digest: Hash) -> Result<Standing, Error<T>> {
		let standing = Self::load(id)?;
		ensure!(standing.digest == digest, Error::<T>::DigestMismatch);
		Ok(standing)
	}

	pub(crate) fn store(id: AgreementId, mut standing: Standing, state: AgreementState) {
		standing.state = state;
		Agreements::<T>::insert(id, standing);
	}

	/// The identities of `content`, in its order.
	pub(crate) fn identities(content: &AgreementContent) -> Result<Vec<DataIdentity>, Error<T>> {
		let get = |id| T::DataIdentities::get(id).ok_or(Error::IdentityNotFound);
		content.identities.iter().copied().map(get).collect()
	}

	/// Ensures that the publications of `identities` have not ended, for an authorization.
	pub(crate) fn ensure_on_offer(
		content: &AgreementContent,
		identities: &[DataIdentity],
		now: BlockNumber,
	) -> Result<(), Error<T>> {
		let on_offer = content.kind() == AgreementKind::Publication
			|| identities.iter().all(|identity| Self::is_on_offer(identity, now));
		ensure!(on_offer, Error::<T>::IdentityNotPublished);
		Ok(())
	}

	fn is_on_offer(identity: &DataIdentity, now: BlockNumber) -> bool {
		identity.status.is_on_offer(|publication| {
			Agreements::<T>::get(publication)
				.is_some_and(|standing| standing.state_at(now).is_final())
		})
	}

	pub(crate) fn agreement_now(id: AgreementId) -> Option<Agreement> {
		let mut agreement = <Self as Authorizations>::get(id)?;
		agreement.standing.state = agreement.standing.state_at(Self::now());
		Some(agreement)
	}

	pub(crate) fn in_force(id: AgreementId) -> bool {
		Agreements::<T>::get(id)
			.is_some_and(|standing| standing.in_force_until(Self::now()).is_some())
	}
}
