//! Parameters: uploaded in chunks before the job, against a deposit.

use crate::{
	pallet::Error, Config, Event, HoldReason, Pallet, ParameterChunk, ParameterChunks, Parameters,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use panshi_primitives::{
	consortium::Role,
	job::{ParameterSet, MAX_PARAMETER_CHUNKS},
	signing::parameters_digest,
	traits::Members,
	AccountId, Hash,
};
use sp_runtime::{ArithmeticError, BoundedVec, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_upload_parameters(
		owner: AccountId,
		digest: Hash,
		(index, total): (u32, u32),
		bytes: ParameterChunk,
	) -> DispatchResult {
		ensure!(T::Members::has_role(&owner, Role::Consumer), Error::<T>::NotConsumer);
		ensure!(!bytes.is_empty(), Error::<T>::EmptyChunk);
		let mut set = Self::set_to_fill(&owner, &digest, total)?;
		let hash = Hash::from(sp_io::hashing::blake2_256(&bytes));
		let slot = usize::try_from(index)
			.ok()
			.and_then(|index| set.chunks.get_mut(index))
			.ok_or(Error::<T>::BadChunkIndex)?;
		if let Some(stored) = slot {
			// The same chunk again: there is nothing left to do.
			ensure!(*stored == hash, Error::<T>::ChunkMismatch);
			return Ok(());
		}
		*slot = Some(hash);
		let hashes = set.complete();
		if let Some(hashes) = &hashes {
			ensure!(parameters_digest(hashes) == digest, Error::<T>::DigestMismatch);
		}
		let deposit = T::ParameterDeposit::get();
		set.deposit = set.deposit.checked_add(deposit).ok_or(ArithmeticError::Overflow)?;

		T::Currency::hold(&HoldReason::ParameterDeposit.into(), &owner, deposit)?;
		Parameters::<T>::insert(&owner, digest, set);
		ParameterChunks::<T>::insert((&owner, digest, index), bytes);
		let complete = hashes.is_some();
		Self::deposit_event(Event::ParametersUploaded { owner, digest, index, complete });
		Ok(())
	}

	fn set_to_fill(
		owner: &AccountId,
		digest: &Hash,
		total: u32,
	) -> Result<ParameterSet, DispatchError> {
		ensure!((1..=MAX_PARAMETER_CHUNKS).contains(&total), Error::<T>::BadChunkIndex);
		let wanted = usize::try_from(total).map_err(|_| Error::<T>::BadChunkIndex)?;
		match Parameters::<T>::get(owner, digest) {
			Some(set) => {
				ensure!(set.chunks.len() == wanted, Error::<T>::TotalMismatch);
				Ok(set)
			},
			None => {
				let mut chunks = BoundedVec::new();
				chunks.bounded_resize(wanted, None);
				Ok(ParameterSet { chunks, deposit: 0, jobs: 0 })
			},
		}
	}

	/// Returns the number of chunks of the set.
	pub(crate) fn do_remove_parameters(
		owner: AccountId,
		digest: Hash,
	) -> Result<u32, DispatchError> {
		let set = Parameters::<T>::get(&owner, digest).ok_or(Error::<T>::ParametersNotFound)?;
		ensure!(set.jobs == 0, Error::<T>::ParametersInUse);

		let chunks = crate::types::length(&set.chunks);
		for index in 0..chunks {
			ParameterChunks::<T>::remove((&owner, digest, index));
		}
		Parameters::<T>::remove(&owner, digest);
		let reason = HoldReason::ParameterDeposit.into();
		let deposit = T::Currency::release(&reason, &owner, set.deposit, Precision::Exact)?;
		Self::deposit_event(Event::ParametersRemoved { owner, digest, deposit });
		Ok(chunks)
	}
}
