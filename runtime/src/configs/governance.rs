//! Votes of the consortium, and the keys by which staff act for a member.

use crate::{
	constants::{DAYS, MILLI_PAN},
	AccountId, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, InstanceFilter},
	weights::Weight,
};
use frame_system::EnsureRoot;
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_runtime::{traits::BlakeTwo256, Perbill};

/// The collective of all members: one member, one vote.
pub type CouncilCollective = pallet_collective::Instance1;

parameter_types! {
	pub const MotionDuration: BlockNumber = 7 * DAYS;
	pub MaxProposalWeight: Weight =
		Perbill::from_percent(50) * super::RuntimeBlockWeights::get().max_block;
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	type Consideration = ();
	type DefaultVote = pallet_collective::MoreThanMajorityThenPrimeDefaultVote;
	type DisapproveOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type MaxMembers = ConstU32<{ super::consortium::MAX_MEMBERS }>;
	type MaxProposalWeight = MaxProposalWeight;
	type MaxProposals = ConstU32<{ super::consortium::MAX_PROPOSALS }>;
	type MotionDuration = MotionDuration;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type SetMembersOrigin = EnsureRoot<AccountId>;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
}

/// What a staff key may do for its member.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything. For the organisation's own cold keys.
	#[default]
	Any,
	/// Propose, sign, decline and end agreements, set the privacy budgets of data and withdraw data,
	/// which are consent likewise; attest and keep templates, for an operator; answer auditors.
	SignAgreements,
	/// Register and assign data and compute nodes, run and release jobs.
	RunCompute,
	/// Suspend and resume, ask and judge.
	Audit,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			ProxyType::Any => true,
			ProxyType::SignAgreements => {
				let is_consent = matches!(
					call,
					RuntimeCall::Agreements(_)
						| RuntimeCall::PrivacyBudget(_)
						| RuntimeCall::DataRegistry(pallet_data_registry::Call::withdraw { .. })
				);
				let is_answer =
					matches!(call, RuntimeCall::Audits(pallet_audits::Call::answer { .. }));
				(is_consent && !ProxyType::Audit.filter(call)) || is_answer
			},
			ProxyType::RunCompute => match call {
				// What an operator does with its own key, or by a staff key for everything.
				RuntimeCall::ComputeJobs(
					pallet_compute_jobs::Call::review_algorithm { .. }
					| pallet_compute_jobs::Call::retire_algorithm { .. },
				) => false,
				RuntimeCall::ComputeJobs(_) => true,
				// For good, and so a matter of consent.
				RuntimeCall::DataRegistry(pallet_data_registry::Call::withdraw { .. }) => false,
				RuntimeCall::DataRegistry(_) => !ProxyType::Audit.filter(call),
				RuntimeCall::Consortium(call) => matches!(
					call,
					pallet_consortium::Call::register_node { .. }
						| pallet_consortium::Call::update_node { .. }
						| pallet_consortium::Call::retire_node { .. }
						| pallet_consortium::Call::top_up_bond { .. }
				),
				_ => false,
			},
			ProxyType::Audit => matches!(
				call,
				RuntimeCall::Agreements(
					pallet_agreements::Call::suspend { .. }
						| pallet_agreements::Call::resume { .. }
				) | RuntimeCall::DataRegistry(
					pallet_data_registry::Call::suspend { .. }
						| pallet_data_registry::Call::resume { .. }
				) | RuntimeCall::Audits(
					pallet_audits::Call::ask { .. }
						| pallet_audits::Call::withdraw_question { .. }
						| pallet_audits::Call::record_overdue { .. }
						| pallet_audits::Call::record_opinion { .. }
				)
			),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		*self == ProxyType::Any || self == other
	}
}

impl pallet_proxy::Config for Runtime {
	type AnnouncementDepositBase = ConstU128<{ 10 * MILLI_PAN }>;
	type AnnouncementDepositFactor = ConstU128<{ 10 * MILLI_PAN }>;
	type BlockNumberProvider = System;
	type CallHasher = BlakeTwo256;
	type Currency = Balances;
	type MaxPending = ConstU32<32>;
	type MaxProxies = ConstU32<32>;
	type ProxyDepositBase = ConstU128<{ 10 * MILLI_PAN }>;
	type ProxyDepositFactor = ConstU128<MILLI_PAN>;
	type ProxyType = ProxyType;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
}

impl pallet_multisig::Config for Runtime {
	type BlockNumberProvider = System;
	type Currency = Balances;
	type DepositBase = ConstU128<{ 10 * MILLI_PAN }>;
	type DepositFactor = ConstU128<MILLI_PAN>;
	type MaxSignatories = ConstU32<32>;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = crate::weights::pallet_multisig::WeightInfo<Runtime>;
}

// Its key is set by the development presets alone; without a key every call fails.
impl pallet_sudo::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}
