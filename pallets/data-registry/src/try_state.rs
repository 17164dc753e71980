//! What holds in every state.

use crate::{ByFingerprint, Config, Identities, IdentitiesOf, NextDataId, Pallet};
use frame_support::ensure;
use panshi_primitives::data::DataStatus;
use sp_runtime::{traits::BlockNumberProvider, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet's storage.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let next = NextDataId::<T>::get();
		let now = T::BlockNumberProvider::current_block_number();
		for (data, identity) in Identities::<T>::iter() {
			let descriptor = &identity.descriptor;
			ensure!(data < next, "an identity has a number that was not given");
			ensure!(descriptor.check().is_ok(), "a descriptor is not sound");
			ensure!(
				ByFingerprint::<T>::get(descriptor.fingerprint) == Some(data),
				"a fingerprint leads elsewhere"
			);
			ensure!(
				IdentitiesOf::<T>::contains_key(&identity.holder, data),
				"an identity is not listed"
			);
			ensure!(
				descriptor
					.lineage
					.supersedes
					.iter()
					.chain(&descriptor.lineage.derived_from)
					.all(|earlier| *earlier < data && Identities::<T>::contains_key(earlier)),
				"a lineage leads nowhere"
			);
			ensure!(identity.registered_at <= now, "an identity is from the future");
			if let DataStatus::Withdrawn { at, .. } = identity.status {
				ensure!(
					identity.registered_at <= at && at <= now,
					"a withdrawal at an impossible time"
				);
			}
		}
		let identities = Identities::<T>::iter_keys().count();
		ensure!(
			ByFingerprint::<T>::iter_keys().count() == identities,
			"a fingerprint is left over"
		);
		ensure!(IdentitiesOf::<T>::iter_keys().count() == identities, "a list entry is left over");
		Ok(())
	}
}
