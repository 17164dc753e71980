//! Benchmarks, and the members and compute nodes that benchmarks of other pallets need.

use crate::{
	Call, CheckMembership, ComputeNodes, Config, HoldReason, Members, NextComputeNodeId, NodesOf,
	Pallet,
};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, InspectHold, Unbalanced},
	tokens::Precision,
	Authorize, EnsureOrigin, Get,
};
use frame_system::{pallet_prelude::BlockNumberFor, Call as SystemCall, RawOrigin};
use panshi_primitives::{
	consortium::{
		ComputeNodeId, ComputeNodeInfo, Member, Qualification, QualificationKind, Role, Roles,
		MAX_NODES_PER_MEMBER,
	},
	signing::heartbeat_payload,
	traits::{ComputeNodes as _, Members as _},
	AccountId, Balance, BlockNumber, Hash, SigningKey, Text,
};
use sp_core::crypto::KeyTypeId;
use sp_runtime::{
	traits::BlockNumberProvider, transaction_validity::TransactionSource, BoundedVec,
};

const KEY_TYPE: KeyTypeId = KeyTypeId(*b"pnsh");
const KINDS: [QualificationKind; 6] = [
	QualificationKind::LegalEntity,
	QualificationKind::LaboratoryLicence,
	QualificationKind::EthicsApproval,
	QualificationKind::DataSecurity,
	QualificationKind::GeneticResourcesFiling,
	QualificationKind::ResearcherStatus,
];

fn longest<const N: u32>() -> Text<N> {
	Text::truncate_from(vec![b'x'; usize::try_from(N).unwrap_or_default()])
}

fn qualification(kind: QualificationKind) -> Qualification {
	Qualification {
		kind,
		issuer: longest(),
		evidence: Hash::repeat_byte(1),
		expires_at: BlockNumber::MAX,
	}
}

/// The member with number `seed`, which has `role` beside the roles it was given before, every
/// qualification, and money for bonds.
pub fn member<T: Config>(seed: u32, role: Role) -> AccountId {
	let who = account::<AccountId>("member", seed, 0);
	let roles = Members::<T>::get(&who).map_or(Roles::none(), |known| known.roles);
	let founded = Member {
		name: longest(),
		country: *b"CN",
		roles: roles.with(role),
		qualifications: BoundedVec::truncate_from(KINDS.map(qualification).to_vec()),
		admitted_at: T::BlockNumberProvider::current_block_number(),
	};
	Members::<T>::insert(&who, founded);
	let bonds = T::NodeBond::get().saturating_mul(Balance::from(MAX_NODES_PER_MEMBER));
	let money =
		T::Currency::minimum_balance().saturating_mul(2).saturating_add(bonds.saturating_mul(2));
	T::Currency::increase_balance(&who, money, Precision::BestEffort)
		.expect("the total issuance leaves room");
	who
}

/// A new compute node of `owner`, which is a holder with money.
pub fn compute_node<T: Config>(owner: &AccountId) -> ComputeNodeId {
	let id = NextComputeNodeId::<T>::get();
	let key = sp_io::hashing::blake2_256(&codec::Encode::encode(&(owner, id)));
	Pallet::<T>::do_register_node(owner.clone(), info(key)).expect("the owner is a holder");
	id
}

fn info(signing_key: SigningKey) -> ComputeNodeInfo {
	ComputeNodeInfo { signing_key, channel_key: [2; 32], endpoint: longest() }
}

fn only_members<T: Config>(count: u32) -> Vec<AccountId> {
	let _ = Members::<T>::clear(u32::MAX, None);
	(0..count).map(|seed| member::<T>(seed, Role::Holder)).collect()
}

fn vote<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::ConsortiumOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

fn grant<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GrantOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

/// A compute node registered long ago, and a heartbeat of it that is good now.
fn heartbeat_of_node<T: Config>() -> (ComputeNodeId, BlockNumber, [u8; 64]) {
	let owner = member::<T>(1, Role::Holder);
	let key = sp_io::crypto::ed25519_generate(KEY_TYPE, None);
	let node = NextComputeNodeId::<T>::get();
	Pallet::<T>::do_register_node(owner, info(key.0)).expect("the owner is a holder");
	let at = T::BlockNumberProvider::current_block_number().saturating_add(1);
	T::BlockNumberProvider::set_block_number(at);
	let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::default());
	let payload = heartbeat_payload(&genesis, node, at);
	let signature = sp_io::crypto::ed25519_sign(KEY_TYPE, &key, payload.as_bytes())
		.expect("the key was just generated");
	(node, at, signature.0)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn admit(
		m: Linear<1, { T::MaxMembers::get().saturating_sub(1) }>,
	) -> Result<(), BenchmarkError> {
		only_members::<T>(m);
		let origin = vote::<T>()?;
		let newcomer = account::<AccountId>("newcomer", 0, 0);

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			newcomer.clone(),
			longest(),
			*b"CN",
			Role::ALL.into_iter().collect(),
		);

		assert!(Members::<T>::contains_key(newcomer));
		Ok(())
	}

	#[benchmark]
	fn remove(
		m: Linear<2, { T::MaxMembers::get() }>,
		n: Linear<0, MAX_NODES_PER_MEMBER>,
	) -> Result<(), BenchmarkError> {
		let members = only_members::<T>(m);
		let leaver = members.first().ok_or("there are members")?.clone();
		for _ in 0..n {
			compute_node::<T>(&leaver);
		}
		let origin = vote::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, leaver.clone());

		assert!(!Members::<T>::contains_key(leaver));
		Ok(())
	}

	#[benchmark]
	fn grant_role() -> Result<(), BenchmarkError> {
		let who = member::<T>(1, Role::Holder);
		let origin = grant::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), Role::ThirdParty);

		assert!(Members::<T>::get(who).is_some_and(|m| m.roles.contains(Role::ThirdParty)));
		Ok(())
	}

	#[benchmark]
	fn revoke_role() -> Result<(), BenchmarkError> {
		member::<T>(1, Role::ThirdParty);
		let who = member::<T>(1, Role::Holder);
		let origin = grant::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), Role::ThirdParty);

		assert!(Members::<T>::get(who).is_some_and(|m| !m.roles.contains(Role::ThirdParty)));
		Ok(())
	}

	#[benchmark]
	fn grant_qualification() -> Result<(), BenchmarkError> {
		let who = member::<T>(1, Role::Holder);
		let origin = grant::<T>()?;
		let certified = Qualification {
			evidence: Hash::repeat_byte(9),
			..qualification(QualificationKind::ResearcherStatus)
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), certified.clone());

		assert!(Members::<T>::get(who).is_some_and(|m| m.qualifications.contains(&certified)));
		Ok(())
	}

	#[benchmark]
	fn revoke_qualification() -> Result<(), BenchmarkError> {
		let who = member::<T>(1, Role::Holder);
		let origin = grant::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), QualificationKind::ResearcherStatus);

		assert!(Members::<T>::get(who).is_some_and(|m| m.qualifications.len() < KINDS.len()));
		Ok(())
	}

	#[benchmark]
	fn register_node(n: Linear<0, { MAX_NODES_PER_MEMBER - 1 }>) {
		let owner = member::<T>(1, Role::Holder);
		for _ in 0..n {
			compute_node::<T>(&owner);
		}
		let node = NextComputeNodeId::<T>::get();
		Pallet::<T>::whitelist_sender(&owner);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), info([1; 32]));

		assert!(NodesOf::<T>::contains_key(owner, node));
	}

	#[benchmark]
	fn update_node() {
		let owner = member::<T>(1, Role::Holder);
		let node = compute_node::<T>(&owner);
		Pallet::<T>::whitelist_sender(&owner);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), node, info([1; 32]));

		assert_eq!(Pallet::<T>::by_key(&[1; 32]), Some(node));
	}

	#[benchmark]
	fn retire_node() {
		let owner = member::<T>(1, Role::Holder);
		let node = compute_node::<T>(&owner);
		Pallet::<T>::whitelist_sender(&owner);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), node);

		assert!(!ComputeNodes::<T>::contains_key(node));
	}

	#[benchmark]
	fn top_up_bond() {
		let owner = member::<T>(1, Role::Holder);
		let node = compute_node::<T>(&owner);
		let bond = T::NodeBond::get();
		Pallet::<T>::whitelist_sender(&owner);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), node, bond);

		let held = T::Currency::balance_on_hold(&HoldReason::ComputeNodeBond.into(), &owner);
		assert_eq!(held, bond.saturating_mul(2));
	}

	#[benchmark]
	fn heartbeat() {
		let (node, at, signature) = heartbeat_of_node::<T>();

		#[extrinsic_call]
		_(RawOrigin::Authorized, node, at, signature);

		assert!(ComputeNodes::<T>::get(node).is_some_and(|seen| seen.last_seen == at));
	}

	#[benchmark]
	fn authorize_heartbeat() -> Result<(), BenchmarkError> {
		let (node, at, signature) = heartbeat_of_node::<T>();
		let call = Call::<T>::heartbeat { node, at, signature };

		#[block]
		{
			call.authorize(TransactionSource::External)
				.ok_or("heartbeats are authorized calls")?
				.map_err(|_| "the heartbeat is good")?;
		}
		Ok(())
	}

	/// The look-up alone; the runtime adds the weight of its `Admission`.
	#[benchmark]
	fn check_membership() {
		let who = member::<T>(1, Role::Holder);
		let call = T::RuntimeCall::from(SystemCall::remark { remark: vec![] });
		let admitted;

		#[block]
		{
			admitted = CheckMembership::<T>::admits(&who, &call);
		}
		assert!(admitted);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
