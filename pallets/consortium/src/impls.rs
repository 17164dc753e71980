//! What this pallet gives the others.

use crate::{ComputeNodes, Config, Error, LastLoss, Members, NodeBySigningKey, Pallet};
use frame_support::pallet_prelude::DispatchResult;
use panshi_primitives::{
	consortium::{ComputeNode, ComputeNodeId, Member, Role},
	traits, AccountId, Balance, BlockNumber, SigningKey,
};
use sp_runtime::ArithmeticError;

impl<T: Config> traits::Members for Pallet<T> {
	fn get(who: &AccountId) -> Option<Member> {
		Members::<T>::get(who)
	}

	fn has_role(who: &AccountId, role: Role) -> bool {
		Members::<T>::get(who).is_some_and(|member| member.roles.contains(role))
	}

	fn is_member(who: &AccountId) -> bool {
		Members::<T>::contains_key(who)
	}

	fn last_loss() -> BlockNumber {
		LastLoss::<T>::get()
	}

	/// The record of `who`, which the transaction extension has read, and the last loss, which was
	/// read as the block began. No call of a member writes either.
	#[cfg(feature = "runtime-benchmarks")]
	fn whitelist_sender(who: &AccountId) {
		use frame_benchmarking::benchmarking::add_to_whitelist;

		add_to_whitelist(Members::<T>::hashed_key_for(who).into());
		add_to_whitelist(LastLoss::<T>::hashed_key().to_vec().into());
	}
}

impl<T: Config> traits::ComputeNodes for Pallet<T> {
	fn get(id: ComputeNodeId) -> Option<ComputeNode> {
		ComputeNodes::<T>::get(id)
	}

	fn by_key(key: &SigningKey) -> Option<ComputeNodeId> {
		NodeBySigningKey::<T>::get(key)
	}

	fn open_job(id: ComputeNodeId) -> DispatchResult {
		ComputeNodes::<T>::try_mutate(id, |slot| {
			let node = slot.as_mut().ok_or(Error::<T>::NodeNotFound)?;
			node.open_jobs = node.open_jobs.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			Ok(())
		})
	}

	fn close_job(id: ComputeNodeId) {
		ComputeNodes::<T>::mutate(id, |slot| {
			if let Some(node) = slot {
				node.open_jobs = node.open_jobs.saturating_sub(1);
			}
		});
	}

	/// Takes nothing, and answers zero, if `beneficiary` cannot receive the amount, as when it is
	/// less than an account has to hold and there is no such account yet.
	fn penalise(id: ComputeNodeId, amount: Balance, beneficiary: &AccountId) -> Balance {
		Self::do_penalise(id, amount, beneficiary).unwrap_or_default()
	}

	fn saw(id: ComputeNodeId, now: BlockNumber) {
		ComputeNodes::<T>::mutate(id, |slot| {
			if let Some(node) = slot {
				node.last_seen = node.last_seen.max(now);
			}
		});
	}
}
