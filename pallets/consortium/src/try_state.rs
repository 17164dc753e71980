//! What holds in every state.

use crate::{
	ComputeNodes, Config, HoldReason, Members, NextComputeNodeId, NodeBySigningKey, NodesOf, Pallet,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use panshi_primitives::{consortium::is_country_code, is_text, AccountId, Balance};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet's storage.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_members()?;
		Self::try_state_nodes()?;
		Self::try_state_bonds()
	}

	fn try_state_members() -> Result<(), TryRuntimeError> {
		ensure!(Members::<T>::count() <= T::MaxMembers::get(), "too many members");
		for member in Members::<T>::iter_values() {
			ensure!(is_text(&member.name), "a member has no name");
			ensure!(is_country_code(&member.country), "a member has no country");
			ensure!(!member.roles.is_empty() && member.roles.is_known(), "roles are not valid");
			let kinds: BTreeSet<_> =
				member.qualifications.iter().map(|q| codec::Encode::encode(&q.kind)).collect();
			ensure!(kinds.len() == member.qualifications.len(), "two qualifications of a kind");
			ensure!(
				member.qualifications.iter().all(|q| !q.evidence.is_zero()),
				"a qualification without evidence"
			);
		}
		Ok(())
	}

	fn try_state_nodes() -> Result<(), TryRuntimeError> {
		let next = NextComputeNodeId::<T>::get();
		for (id, node) in ComputeNodes::<T>::iter() {
			ensure!(id < next, "a compute node has a number that was not given");
			ensure!(node.info.check().is_ok(), "a compute node is not sound");
			ensure!(Members::<T>::contains_key(&node.owner), "an owner is not a member");
			ensure!(NodesOf::<T>::contains_key(&node.owner, id), "a compute node is not listed");
			ensure!(
				NodeBySigningKey::<T>::get(node.info.signing_key) == Some(id),
				"a signing key leads elsewhere"
			);
		}
		let nodes = ComputeNodes::<T>::iter_keys().count();
		ensure!(NodesOf::<T>::iter_keys().count() == nodes, "a listed compute node is gone");
		ensure!(NodeBySigningKey::<T>::iter_keys().count() == nodes, "a key has no compute node");
		Ok(())
	}

	fn try_state_bonds() -> Result<(), TryRuntimeError> {
		let mut bonds: BTreeMap<AccountId, Balance> =
			Members::<T>::iter_keys().map(|account| (account, 0)).collect();
		for node in ComputeNodes::<T>::iter_values() {
			let sum = bonds.entry(node.owner).or_default();
			*sum = sum.checked_add(node.bond).ok_or("the bonds overflow")?;
		}
		let reason = HoldReason::ComputeNodeBond.into();
		for (owner, sum) in bonds {
			let held = T::Currency::balance_on_hold(&reason, &owner);
			ensure!(held == sum, "the bonds of an owner are not what is on hold");
		}
		Ok(())
	}
}
