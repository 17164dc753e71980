//! Members, and who else may send transactions.

use super::{CouncilCollective, ProxyType};
use crate::{
	constants::PAN, AccountId, Balances, Council, Runtime, RuntimeCall, RuntimeHoldReason, System,
};
use frame_support::{
	traits::{ConstU128, ConstU32, EitherOfDiverse},
	weights::Weight,
};
use frame_system::EnsureRoot;
use panshi_primitives::traits::StaffKeys;
use polkadot_sdk::*;
use sp_runtime::traits::StaticLookup;

/// Most members.
pub(super) const MAX_MEMBERS: u32 = 256;

/// More than half of the members, or root.
pub type ConsortiumOrigin = EitherOfDiverse<
	EnsureRoot<AccountId>,
	pallet_collective::EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>,
>;

impl pallet_consortium::Config for Runtime {
	type Admission = Admission;
	type BlockNumberProvider = System;
	type ConsortiumOrigin = ConsortiumOrigin;
	type Currency = Balances;
	type GrantOrigin = pallet_consortium::EnsureGrantor<Runtime>;
	type MaxMembers = ConstU32<MAX_MEMBERS>;
	type MembershipChanged = Council;
	type NodeBond = ConstU128<{ 100 * PAN }>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = crate::weights::pallet_consortium::WeightInfo<Runtime>;
}

/// Who may send transactions without being a member: staff, for what acts for a member through a
/// proxy; a former member, to take back the deposits of its parameters; collators, to change their
/// session keys; the sudo key of a development chain.
pub struct Admission;

impl pallet_consortium::Admits<RuntimeCall> for Admission {
	fn admits(who: &AccountId, call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::Proxy(pallet_proxy::Call::proxy { real, .. }) => {
				<Runtime as frame_system::Config>::Lookup::lookup(real.clone())
					.is_ok_and(|member| is_staff_of(who, &member))
			},
			RuntimeCall::Session(_) => {
				pallet_collator_selection::Invulnerables::<Runtime>::get().contains(who)
			},
			// Its deposit comes back and the place is free; nothing else can be done with the call.
			RuntimeCall::ComputeJobs(pallet_compute_jobs::Call::remove_parameters { digest }) => {
				pallet_compute_jobs::Parameters::<Runtime>::contains_key(who, digest)
			},
			RuntimeCall::Sudo(_) => pallet_sudo::Key::<Runtime>::get().as_ref() == Some(who),
			_ => false,
		}
	}

	/// The member and its proxies; or the parameters, the collators or the sudo key instead of them.
	fn weight() -> Weight {
		<Runtime as frame_system::Config>::DbWeight::get().reads(2)
	}
}

fn is_staff_of(who: &AccountId, member: &AccountId) -> bool {
	pallet_consortium::Members::<Runtime>::contains_key(member)
		&& pallet_proxy::Pallet::<Runtime>::find_proxy(member, who, None).is_ok()
}

/// Staff keys are proxies of the member for signing agreements.
pub struct ProxyStaffKeys;

impl StaffKeys for ProxyStaffKeys {
	fn may_sign_for(staff: &AccountId, member: &AccountId) -> bool {
		staff == member
			|| pallet_proxy::Pallet::<Runtime>::find_proxy(
				member,
				staff,
				Some(ProxyType::SignAgreements),
			)
			.is_ok_and(|proxy| proxy.delay == 0)
	}
}
