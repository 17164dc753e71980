//! Registration, changes of status, and what this pallet gives the others.

use crate::{ByFingerprint, Config, Error, Event, Identities, IdentitiesOf, NextDataId, Pallet};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult},
};
use panshi_primitives::{
	agreement::AgreementId,
	consortium::Role,
	data::{DataDescriptor, DataId, DataIdentity, DataStatus, Lineage, RefusedTransition},
	traits::{DataIdentities, Members},
	AccountId,
};
use sp_runtime::{traits::BlockNumberProvider, ArithmeticError};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(holder: AccountId, descriptor: DataDescriptor) -> DispatchResult {
		ensure!(T::Members::has_role(&holder, Role::Holder), Error::<T>::NotAuthorized);
		descriptor.check().map_err(Error::<T>::from)?;
		let fingerprint = descriptor.fingerprint;
		ensure!(!ByFingerprint::<T>::contains_key(fingerprint), Error::<T>::AlreadyRegistered);
		Self::ensure_lineage(&holder, &descriptor.lineage)?;
		let data = NextDataId::<T>::get();
		let next = data.checked_add(1).ok_or(ArithmeticError::Overflow)?;

		NextDataId::<T>::put(next);
		ByFingerprint::<T>::insert(fingerprint, data);
		IdentitiesOf::<T>::insert(&holder, data, ());
		let registered = DataIdentity {
			holder: holder.clone(),
			descriptor,
			node: None,
			registered_at: T::BlockNumberProvider::current_block_number(),
			status: DataStatus::Registered,
		};
		Identities::<T>::insert(data, registered);
		Self::deposit_event(Event::Registered { data, holder, fingerprint });
		Ok(())
	}

	fn ensure_lineage(holder: &AccountId, lineage: &Lineage) -> Result<(), Error<T>> {
		if let Some(superseded) = lineage.supersedes {
			let known = Identities::<T>::get(superseded).ok_or(Error::<T>::SupersededNotFound)?;
			ensure!(known.holder == *holder, Error::<T>::SupersededNotOwned);
		}
		let known = lineage.derived_from.iter().all(Identities::<T>::contains_key);
		ensure!(known, Error::<T>::SourceNotFound);
		Ok(())
	}

	/// The identity `data`, if `holder` holds it.
	pub(crate) fn identity_of(holder: &AccountId, data: DataId) -> Result<DataIdentity, Error<T>> {
		let identity = Identities::<T>::get(data).ok_or(Error::<T>::NotFound)?;
		ensure!(identity.holder == *holder, Error::<T>::NotHolder);
		Ok(identity)
	}

	/// Moves `data` to the status that `step` names, and returns it.
	pub(crate) fn transition(
		data: DataId,
		step: impl FnOnce(&DataStatus) -> Result<DataStatus, RefusedTransition>,
	) -> Result<DataStatus, DispatchError> {
		Identities::<T>::try_mutate(data, |slot| {
			let identity = slot.as_mut().ok_or(Error::<T>::NotFound)?;
			identity.status = step(&identity.status).map_err(Error::<T>::from)?;
			Ok(identity.status.clone())
		})
	}
}

impl<T: Config> DataIdentities for Pallet<T> {
	fn get(id: DataId) -> Option<DataIdentity> {
		Identities::<T>::get(id)
	}

	fn publish(id: DataId, agreement: AgreementId) -> DispatchResult {
		Self::transition(id, |status| status.publish(agreement))?;
		Self::deposit_event(Event::Published { data: id, agreement });
		Ok(())
	}

	/// Does nothing to an identity that was withdrawn.
	fn unpublish(id: DataId, agreement: AgreementId) -> DispatchResult {
		let status = Self::transition(id, |status| status.unpublish(agreement))?;
		if !matches!(status, DataStatus::Withdrawn { .. }) {
			Self::deposit_event(Event::Unpublished { data: id, agreement });
		}
		Ok(())
	}
}
