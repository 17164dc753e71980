//! Compute nodes, their bonds and their signs of life.

use crate::{
	refusal, ComputeNodes, Config, Error, Event, HoldReason, Members, NextComputeNodeId,
	NodeBySigningKey, NodesOf, Pallet,
};
use frame_support::{
	ensure,
	pallet_prelude::{
		DispatchResult, InvalidTransaction, TransactionSource, ValidTransaction, Weight,
	},
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use panshi_primitives::{
	consortium::{
		ComputeNode, ComputeNodeId, ComputeNodeInfo, InvalidNodeInfo, Role, HEARTBEAT_WINDOW,
		MAX_NODES_PER_MEMBER,
	},
	signing::heartbeat_payload,
	AccountId, Balance, BlockNumber,
};
use sp_core::ed25519;
use sp_runtime::{
	traits::{BlockNumberProvider, Zero},
	transaction_validity::TransactionValidityWithRefund,
	ArithmeticError, DispatchError,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_node(owner: AccountId, info: ComputeNodeInfo) -> DispatchResult {
		let member = Members::<T>::get(&owner).ok_or(Error::<T>::NotMember)?;
		ensure!(member.roles.contains(Role::Holder), Error::<T>::NotHolder);
		Self::ensure_sound(&info)?;
		ensure!(
			!NodeBySigningKey::<T>::contains_key(info.signing_key),
			Error::<T>::SigningKeyTaken
		);
		let limit = usize::try_from(MAX_NODES_PER_MEMBER).unwrap_or(usize::MAX);
		let running = NodesOf::<T>::iter_key_prefix(&owner).take(limit).count();
		ensure!(running < limit, Error::<T>::TooManyNodes);
		let node = NextComputeNodeId::<T>::get();
		let next = node.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		let bond = T::NodeBond::get();
		T::Currency::hold(&HoldReason::ComputeNodeBond.into(), &owner, bond)?;

		NextComputeNodeId::<T>::put(next);
		NodeBySigningKey::<T>::insert(info.signing_key, node);
		NodesOf::<T>::insert(&owner, node, ());
		let last_seen = T::BlockNumberProvider::current_block_number();
		let registered = ComputeNode { owner: owner.clone(), info, bond, open_jobs: 0, last_seen };
		ComputeNodes::<T>::insert(node, registered);
		Self::deposit_event(Event::NodeRegistered { node, owner, bond });
		Ok(())
	}

	pub(crate) fn do_update_node(
		owner: AccountId,
		node: ComputeNodeId,
		info: ComputeNodeInfo,
	) -> DispatchResult {
		let mut updated = Self::idle_node_of(&owner, node)?;
		Self::ensure_sound(&info)?;
		let taken = NodeBySigningKey::<T>::get(info.signing_key).is_some_and(|by| by != node);
		ensure!(!taken, Error::<T>::SigningKeyTaken);

		NodeBySigningKey::<T>::remove(updated.info.signing_key);
		NodeBySigningKey::<T>::insert(info.signing_key, node);
		updated.info = info;
		ComputeNodes::<T>::insert(node, updated);
		Self::deposit_event(Event::NodeUpdated { node });
		Ok(())
	}

	pub(crate) fn do_retire_node(owner: AccountId, node: ComputeNodeId) -> DispatchResult {
		let retired = Self::idle_node_of(&owner, node)?;
		Self::retire(node, retired)
	}

	/// Removes a node that takes part in no job and releases its bond.
	pub(super) fn retire(id: ComputeNodeId, node: ComputeNode) -> DispatchResult {
		let ComputeNode { owner, info, bond, .. } = node;
		let reason = HoldReason::ComputeNodeBond.into();
		let released = T::Currency::release(&reason, &owner, bond, Precision::Exact)?;
		ComputeNodes::<T>::remove(id);
		NodesOf::<T>::remove(&owner, id);
		NodeBySigningKey::<T>::remove(info.signing_key);
		Self::deposit_event(Event::NodeRetired { node: id, owner, released });
		Ok(())
	}

	pub(crate) fn do_top_up_bond(
		owner: AccountId,
		node: ComputeNodeId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let mut backed = Self::node_of(&owner, node)?;
		let bond = backed.bond.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		T::Currency::hold(&HoldReason::ComputeNodeBond.into(), &owner, amount)?;
		backed.bond = bond;
		ComputeNodes::<T>::insert(node, backed);
		Self::deposit_event(Event::BondToppedUp { node, amount, bond });
		Ok(())
	}

	pub(crate) fn do_heartbeat(node: ComputeNodeId, at: BlockNumber) -> DispatchResult {
		ComputeNodes::<T>::try_mutate(node, |slot| {
			let seen = slot.as_mut().ok_or(Error::<T>::NodeNotFound)?;
			seen.last_seen = seen.last_seen.max(at);
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::NodeSeen { node, at });
		Ok(())
	}

	/// Lets a heartbeat onto the chain if it is recent, new and signed by the node's key. The
	/// cheap checks come first.
	pub(crate) fn authorize_heartbeat(
		_source: TransactionSource,
		node: &ComputeNodeId,
		at: &BlockNumber,
		signature: &[u8; 64],
	) -> TransactionValidityWithRefund {
		let now = T::BlockNumberProvider::current_block_number();
		let age = now.checked_sub(*at).ok_or(InvalidTransaction::Future)?;
		let left = HEARTBEAT_WINDOW.checked_sub(age).ok_or(InvalidTransaction::Stale)?;
		let known = ComputeNodes::<T>::get(node)
			.ok_or(InvalidTransaction::Custom(refusal::UNKNOWN_NODE))?;
		if *at <= known.last_seen {
			return Err(InvalidTransaction::Stale.into());
		}
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let signed = sp_io::crypto::ed25519_verify(
			&ed25519::Signature::from_raw(*signature),
			heartbeat_payload(&genesis, *node, *at).as_bytes(),
			&ed25519::Public::from_raw(known.info.signing_key),
		);
		if !signed {
			return Err(InvalidTransaction::BadProof.into());
		}
		ValidTransaction::with_tag_prefix("PanshiHeartbeat")
			.and_provides((node, at))
			.longevity(u64::from(left).max(1))
			.propagate(true)
			.build()
			.map(|valid| (valid, Weight::zero()))
	}

	/// Moves up to `amount` from the bond of `id` to `beneficiary` and returns what was moved; an
	/// error changes nothing, even if the currency fails half-way.
	pub(crate) fn do_penalise(
		id: ComputeNodeId,
		amount: Balance,
		beneficiary: &AccountId,
	) -> Result<Balance, DispatchError> {
		frame_support::storage::with_storage_layer(|| {
			let mut node = ComputeNodes::<T>::get(id).ok_or(Error::<T>::NodeNotFound)?;
			let amount = amount.min(node.bond);
			if amount.is_zero() {
				return Ok(amount);
			}
			let taken = T::Currency::transfer_on_hold(
				&HoldReason::ComputeNodeBond.into(),
				&node.owner,
				beneficiary,
				amount,
				Precision::BestEffort,
				Restriction::Free,
				Fortitude::Force,
			)?;
			node.bond = node.bond.checked_sub(taken).ok_or(ArithmeticError::Underflow)?;
			ComputeNodes::<T>::insert(id, node);
			let beneficiary = beneficiary.clone();
			Self::deposit_event(Event::NodePenalised { node: id, beneficiary, amount: taken });
			Ok(taken)
		})
	}

	fn node_of(owner: &AccountId, id: ComputeNodeId) -> Result<ComputeNode, Error<T>> {
		let node = ComputeNodes::<T>::get(id).ok_or(Error::<T>::NodeNotFound)?;
		ensure!(node.owner == *owner, Error::<T>::NotOwner);
		Ok(node)
	}

	fn idle_node_of(owner: &AccountId, id: ComputeNodeId) -> Result<ComputeNode, Error<T>> {
		let node = Self::node_of(owner, id)?;
		ensure!(node.open_jobs == 0, Error::<T>::NodeBusy);
		Ok(node)
	}

	fn ensure_sound(info: &ComputeNodeInfo) -> Result<(), Error<T>> {
		info.check().map_err(|why| match why {
			InvalidNodeInfo::SigningKey => Error::<T>::InvalidSigningKey,
			InvalidNodeInfo::Endpoint => Error::<T>::InvalidEndpoint,
			InvalidNodeInfo::ChannelKey => Error::<T>::InvalidChannelKey,
		})
	}
}
