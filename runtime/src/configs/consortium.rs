//! Members, and who else may send transactions.

use super::{CouncilCollective, ProxyType};
use crate::{
	constants::PAN, AccountId, Balances, Council, Runtime, RuntimeCall, RuntimeHoldReason, System,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, EitherOfDiverse},
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use frame_system::EnsureRoot;
use panshi_primitives::traits::StaffKeys;
use polkadot_sdk::*;
use sp_runtime::traits::StaticLookup;

/// Most members.
pub(super) const MAX_MEMBERS: u32 = 256;
/// Most proposals before the council at a time.
pub(super) const MAX_PROPOSALS: u32 = 100;

/// More than half of the members, or root.
pub type ConsortiumOrigin = EitherOfDiverse<
	EnsureRoot<AccountId>,
	pallet_collective::EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>,
>;

parameter_types! {
	/// The votes on every proposal are read, sifted and written again: at most one of each member.
	pub CouncilUpdate: Weight = <Runtime as frame_system::Config>::DbWeight::get()
		.reads_writes(1, 1)
		.saturating_add(Weight::from_parts(
			50 * WEIGHT_REF_TIME_PER_MICROS,
			u64::from(MAX_MEMBERS) * 32 + 512,
		))
		.saturating_mul(MAX_PROPOSALS.into());
}

impl pallet_consortium::Config for Runtime {
	type Admission = Admission;
	type BlockNumberProvider = System;
	type ConsortiumOrigin = ConsortiumOrigin;
	type Currency = Balances;
	type GrantOrigin = pallet_consortium::EnsureGrantor<Runtime>;
	type MaxMembers = ConstU32<MAX_MEMBERS>;
	type MembershipChanged = Council;
	type MembershipChangedWeight = CouncilUpdate;
	type NodeBond = ConstU128<{ 100 * PAN }>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = crate::weights::pallet_consortium::WeightInfo<Runtime>;
}

/// Who may send transactions without being a member: staff, for what acts for a member through a
/// proxy; a former member, to take back the deposits of its parameters and to discard its results;
/// collators, to change their session keys; the sudo key of a development chain.
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
			// Its deposit comes back and the place is free; nothing else can be done with the calls.
			RuntimeCall::ComputeJobs(pallet_compute_jobs::Call::remove_parameters { digest }) => {
				pallet_compute_jobs::Parameters::<Runtime>::contains_key(who, digest)
			},
			RuntimeCall::ComputeJobs(pallet_compute_jobs::Call::discard_result { job }) => {
				pallet_compute_jobs::Jobs::<Runtime>::get(job)
					.is_some_and(|job| job.consumer == *who)
			},
			RuntimeCall::Sudo(_) => pallet_sudo::Key::<Runtime>::get().as_ref() == Some(who),
			_ => false,
		}
	}

	/// The member and its proxies; or the parameters, a job, the collators or the sudo key instead.
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
