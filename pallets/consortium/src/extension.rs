//! Nobody but members transacts.

use crate::{Config, Members, WeightInfo};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::marker::PhantomData;
use frame_support::{
	pallet_prelude::{InvalidTransaction, TransactionSource, ValidTransaction, Weight},
	traits::OriginTrait,
	CloneNoBound, DebugNoBound, DefaultNoBound, EqNoBound, PartialEqNoBound,
};
use panshi_primitives::AccountId;
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, TransactionExtension, ValidateResult},
};

/// Numbers in [`InvalidTransaction::Custom`] of the transactions that this pallet refuses before
/// they reach a block. Other pallets use other numbers.
pub mod refusal {
	/// The signer is not a member, and no member lets it make this call.
	pub const NOT_A_MEMBER: u8 = 10;
	/// A heartbeat names a compute node that is not registered.
	pub const UNKNOWN_NODE: u8 = 11;
}

/// Which calls of accounts that are not members pass [`CheckMembership`]: those of staff that acts
/// for a member.
pub trait Admits<Call> {
	/// Whether `who` may sign `call`.
	fn admits(who: &AccountId, call: &Call) -> bool;
	/// Greatest weight of [`admits`](Self::admits).
	fn weight() -> Weight;
}

/// Nobody but members.
impl<Call> Admits<Call> for () {
	fn admits(_: &AccountId, _: &Call) -> bool {
		false
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// Refuses signed transactions of accounts that are neither members nor admitted by
/// [`Config::Admission`], with [`refusal::NOT_A_MEMBER`].
///
/// Transactions without a signer pass: they have to authorize themselves. It has no data of its
/// own, so that wallets that do not know it still sign.
///
/// # Security
///
/// It sees who signs a transaction, not the origins that a call makes up inside, and not messages
/// of other chains. A runtime has to close those doors itself.
#[derive(
	CloneNoBound,
	DebugNoBound,
	Decode,
	DecodeWithMemTracking,
	DefaultNoBound,
	Encode,
	EqNoBound,
	PartialEqNoBound,
	TypeInfo,
)]
#[scale_info(skip_type_params(T))]
pub struct CheckMembership<T>(PhantomData<T>);

impl<T> CheckMembership<T> {
	/// The extension.
	pub fn new() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> CheckMembership<T> {
	/// Whether `who` may sign `call`.
	pub fn admits(who: &AccountId, call: &T::RuntimeCall) -> bool {
		Members::<T>::contains_key(who) || T::Admission::admits(who, call)
	}
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for CheckMembership<T> {
	const IDENTIFIER: &'static str = "CheckMembership";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	fn weight(&self, _: &T::RuntimeCall) -> Weight {
		<T as Config>::WeightInfo::check_membership().saturating_add(T::Admission::weight())
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		call: &T::RuntimeCall,
		_info: &DispatchInfoOf<T::RuntimeCall>,
		_len: usize,
		_self_implicit: Self::Implicit,
		_inherited_implication: &impl Encode,
		_source: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		if origin.as_signer().is_some_and(|who| !Self::admits(who, call)) {
			return Err(InvalidTransaction::Custom(refusal::NOT_A_MEMBER).into());
		}
		Ok((ValidTransaction::default(), (), origin))
	}

	impl_tx_ext_default!(T::RuntimeCall; prepare);
}
