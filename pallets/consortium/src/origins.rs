//! Origins that ask who a caller is in the consortium.

use crate::{Config, Members};
use core::marker::PhantomData;
use frame_support::traits::{EnsureOrigin, Get, OriginTrait};
use panshi_primitives::{
	consortium::{Privilege, Role},
	AccountId,
};

/// A member with role `R` signs; succeeds with its account.
pub struct EnsureRole<T, R>(PhantomData<(T, R)>);

impl<T: Config, R: Get<Role>> EnsureOrigin<T::RuntimeOrigin> for EnsureRole<T, R> {
	type Success = AccountId;

	fn try_origin(origin: T::RuntimeOrigin) -> Result<AccountId, T::RuntimeOrigin> {
		signer_with_role::<T>(&origin, R::get()).ok_or(origin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<T::RuntimeOrigin, ()> {
		let member = crate::benchmarking::member::<T>(0, R::get());
		Ok(frame_system::RawOrigin::Signed(member).into())
	}
}

/// A vote of the consortium, or a member with the role of operator; succeeds with the privilege
/// that it has.
pub struct EnsureGrantor<T>(PhantomData<T>);

impl<T: Config> EnsureOrigin<T::RuntimeOrigin> for EnsureGrantor<T> {
	type Success = Privilege;

	fn try_origin(origin: T::RuntimeOrigin) -> Result<Privilege, T::RuntimeOrigin> {
		match T::ConsortiumOrigin::try_origin(origin) {
			Ok(_) => Ok(Privilege::Consortium),
			Err(origin) => signer_with_role::<T>(&origin, Role::Operator)
				.map(Privilege::Operator)
				.ok_or(origin),
		}
	}

	/// An operator: the costlier of the two.
	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<T::RuntimeOrigin, ()> {
		let operator = crate::benchmarking::member::<T>(0, Role::Operator);
		Ok(frame_system::RawOrigin::Signed(operator).into())
	}
}

fn signer_with_role<T: Config>(origin: &T::RuntimeOrigin, role: Role) -> Option<AccountId> {
	let who = origin.as_signer()?;
	Members::<T>::get(who).filter(|member| member.roles.contains(role)).map(|_| who.clone())
}
