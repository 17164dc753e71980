//! Admission, removal, roles and qualifications.

use crate::{
	ComputeNodes, Config, Error, Event, GenesisMember, LastLoss, Members, NodesOf, Pallet,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult},
	traits::{ChangeMembers, Get},
};
use panshi_primitives::{
	consortium::{
		is_country_code, Member, Privilege, Qualification, QualificationKind, Role, Roles,
	},
	is_text, AccountId, Text,
};
use sp_runtime::{traits::BlockNumberProvider, BoundedVec};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_admit(
		account: AccountId,
		name: Text<64>,
		country: [u8; 2],
		roles: Roles,
	) -> DispatchResult {
		Self::insert_member(&account, name, country, roles)?;
		T::MembershipChanged::change_members_sorted(
			core::slice::from_ref(&account),
			&[],
			&Self::sorted_members(),
		);
		Self::deposit_event(Event::MemberAdmitted { account, roles });
		Ok(())
	}

	fn insert_member(
		account: &AccountId,
		name: Text<64>,
		country: [u8; 2],
		roles: Roles,
	) -> DispatchResult {
		ensure!(!Members::<T>::contains_key(account), Error::<T>::AlreadyMember);
		ensure!(Members::<T>::count() < T::MaxMembers::get(), Error::<T>::TooManyMembers);
		ensure!(is_text(&name), Error::<T>::InvalidName);
		ensure!(is_country_code(&country), Error::<T>::InvalidCountry);
		ensure!(!roles.is_empty() && roles.is_known(), Error::<T>::InvalidRoles);
		let admitted_at = T::BlockNumberProvider::current_block_number();
		let qualifications = BoundedVec::new();
		Members::<T>::insert(account, Member { name, country, roles, qualifications, admitted_at });
		Ok(())
	}

	pub(crate) fn do_remove(account: AccountId) -> DispatchResult {
		ensure!(Members::<T>::contains_key(&account), Error::<T>::NotMember);
		ensure!(Members::<T>::count() > 1, Error::<T>::LastMember);
		let nodes: Vec<_> = NodesOf::<T>::iter_key_prefix(&account)
			.map(|id| ComputeNodes::<T>::get(id).map(|node| (id, node)))
			.collect::<Option<_>>()
			.ok_or(Error::<T>::NodeNotFound)?;
		ensure!(nodes.iter().all(|(_, node)| node.open_jobs == 0), Error::<T>::NodeBusy);

		for (id, node) in nodes {
			Self::retire(id, node)?;
		}
		Members::<T>::remove(&account);
		Self::note_loss();
		T::MembershipChanged::change_members_sorted(
			&[],
			core::slice::from_ref(&account),
			&Self::sorted_members(),
		);
		Self::deposit_event(Event::MemberRemoved { account });
		Ok(())
	}

	pub(crate) fn do_grant_role(account: AccountId, role: Role, by: Privilege) -> DispatchResult {
		ensure!(by.may_grant(role) && by.may_favour(&account), Error::<T>::NotAuthorized);
		Members::<T>::try_mutate(&account, |slot| {
			let member = slot.as_mut().ok_or(Error::<T>::NotMember)?;
			ensure!(!member.roles.contains(role), Error::<T>::RoleHeld);
			member.roles = member.roles.with(role);
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::RoleGranted { account, role, by });
		Ok(())
	}

	pub(crate) fn do_revoke_role(account: AccountId, role: Role, by: Privilege) -> DispatchResult {
		ensure!(by.may_grant(role), Error::<T>::NotAuthorized);
		Members::<T>::try_mutate(&account, |slot| {
			let member = slot.as_mut().ok_or(Error::<T>::NotMember)?;
			ensure!(member.roles.contains(role), Error::<T>::RoleNotHeld);
			let rest = member.roles.without(role);
			ensure!(!rest.is_empty(), Error::<T>::LastRole);
			member.roles = rest;
			Ok::<_, Error<T>>(())
		})?;
		Self::note_loss();
		Self::deposit_event(Event::RoleRevoked { account, role, by });
		Ok(())
	}

	pub(crate) fn do_grant_qualification(
		account: AccountId,
		qualification: Qualification,
		by: Privilege,
	) -> DispatchResult {
		ensure!(by.may_favour(&account), Error::<T>::NotAuthorized);
		let Qualification { kind, expires_at, .. } = qualification;
		Self::insert_qualification(&account, qualification)?;
		Self::deposit_event(Event::QualificationGranted { account, kind, expires_at, by });
		Ok(())
	}

	fn insert_qualification(account: &AccountId, qualification: Qualification) -> DispatchResult {
		let now = T::BlockNumberProvider::current_block_number();
		ensure!(is_text(&qualification.issuer), Error::<T>::InvalidIssuer);
		ensure!(!qualification.evidence.is_zero(), Error::<T>::NoEvidence);
		ensure!(qualification.expires_at > now, Error::<T>::Expired);
		Members::<T>::try_mutate(account, |slot| {
			let member = slot.as_mut().ok_or(Error::<T>::NotMember)?;
			let Qualification { kind, expires_at, .. } = qualification;
			if member.qualification(kind, expires_at).is_some() {
				Self::note_loss();
			}
			// There are fewer kinds than places, and one of each kind at most.
			ensure!(member.qualify(qualification), DispatchError::Exhausted);
			Ok(())
		})
	}

	pub(crate) fn do_revoke_qualification(
		account: AccountId,
		kind: QualificationKind,
		by: Privilege,
	) -> DispatchResult {
		Members::<T>::try_mutate(&account, |slot| {
			let member = slot.as_mut().ok_or(Error::<T>::NotMember)?;
			let held = member.qualifications.iter().any(|q| q.kind == kind);
			ensure!(held, Error::<T>::QualificationNotHeld);
			member.qualifications.retain(|q| q.kind != kind);
			Ok::<_, Error<T>>(())
		})?;
		Self::note_loss();
		Self::deposit_event(Event::QualificationRevoked { account, kind, by });
		Ok(())
	}

	/// Founds the consortium at genesis.
	pub(crate) fn found(members: &[GenesisMember]) {
		for member in members {
			let roles = member.roles.iter().copied().collect();
			let founded = member
				.name_and_country()
				.and_then(|(name, country)| {
					Self::insert_member(&member.account, name, country, roles).ok()
				})
				.is_some();
			assert!(founded, "member {} of the genesis configuration is not valid", member.name);
			for qualification in &member.qualifications {
				let granted = qualification
					.to_qualification()
					.and_then(|q| Self::insert_qualification(&member.account, q).ok())
					.is_some();
				assert!(granted, "a qualification of {} is not valid", member.name);
			}
		}
		let sorted = Self::sorted_members();
		T::MembershipChanged::change_members_sorted(&sorted, &[], &sorted);
	}

	/// What was seen of members in earlier blocks may not hold any more.
	fn note_loss() {
		LastLoss::<T>::put(T::BlockNumberProvider::current_block_number());
	}

	fn sorted_members() -> Vec<AccountId> {
		let mut members: Vec<_> = Members::<T>::iter_keys().collect();
		members.sort_unstable();
		members
	}
}
