//! Who may make a call.

use crate::{Config, Error, Pallet};
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use panshi_primitives::{
	agreement::{Party, Requirements, Standing},
	consortium::Role,
	traits::Members,
	AccountId, BlockNumber,
};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_member(origin: OriginFor<T>) -> Result<AccountId, DispatchError> {
		let who = ensure_signed(origin)?;
		ensure!(T::Members::is_member(&who), Error::<T>::NotAMember);
		Ok(who)
	}

	pub(crate) fn ensure_operator(origin: OriginFor<T>) -> Result<AccountId, DispatchError> {
		let who = ensure_signed(origin)?;
		ensure!(T::Members::has_role(&who, Role::Operator), Error::<T>::NotOperator);
		Ok(who)
	}

	/// Operators and auditors may stop an agreement and let it go on. The role in which they do is
	/// that of auditor for who is both.
	pub(crate) fn ensure_supervisor(
		origin: OriginFor<T>,
	) -> Result<(AccountId, Role), DispatchError> {
		let who = ensure_signed(origin)?;
		let role = [Role::Auditor, Role::Operator]
			.into_iter()
			.find(|role| T::Members::has_role(&who, *role))
			.ok_or(Error::<T>::NotSupervisor)?;
		Ok((who, role))
	}

	/// Ensures that `supervisor` is not a party with an interest of its own: an auditor that signs as
	/// auditor, to check results, goes on supervising.
	pub(crate) fn ensure_disinterested(
		standing: &Standing,
		supervisor: &AccountId,
	) -> Result<(), Error<T>> {
		let interested =
			standing.parties.iter().any(|p| p.account == *supervisor && p.role != Role::Auditor);
		ensure!(!interested, Error::<T>::OperatorIsParty);
		Ok(())
	}

	/// Ensures that every party is a member with the role that it signs in. Returns until when all
	/// have the qualifications that the template asks of them; zero if one is missing.
	pub(crate) fn ensure_roles(
		parties: &[Party],
		requires: &Requirements,
		now: BlockNumber,
	) -> Result<BlockNumber, Error<T>> {
		let mut until = BlockNumber::MAX;
		for party in parties {
			let member = T::Members::get(&party.account).ok_or(Error::<T>::RoleNotHeld)?;
			ensure!(member.roles.contains(party.role), Error::<T>::RoleNotHeld);
			for (_, kind) in requires.iter().filter(|(role, _)| *role == party.role) {
				let held = member.qualification(*kind, now);
				until = until.min(held.map_or(0, |qualification| qualification.expires_at));
			}
		}
		Ok(until)
	}
}
