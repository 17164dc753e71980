//! Benchmarks.

use crate::{Call, Config, Identities, NextDataId, Pallet};
use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use panshi_primitives::{
	consortium::{ComputeNodeId, Role},
	data::{Attribute, DataDescriptor, DataId, DataStatus, Lineage, MAX_ATTRIBUTES, MAX_SOURCES},
	duo::{DataUse, Modifier, Permission, MAX_MODIFIERS},
	genomics::{NormalisationRule, ReferenceBuild},
	traits::{DataIdentities, Members as _},
	AccountId, Hash, Text,
};
use sp_runtime::BoundedVec;

/// Makes what benchmarks need of the consortium.
pub trait BenchmarkHelper {
	/// A member with `role`.
	fn member(role: Role) -> AccountId;
	/// A compute node of `owner`, which has the role of holder.
	fn compute_node(owner: &AccountId) -> ComputeNodeId;
}

fn word<const N: u32>(prefix: &[u8]) -> Text<N> {
	let mut bytes = prefix.to_vec();
	bytes.resize(usize::try_from(N).unwrap_or_default(), b'x');
	Text::truncate_from(bytes)
}

/// The largest descriptor with `attributes` attributes.
fn descriptor(number: u32, attributes: u32, derived_from: Vec<DataId>) -> DataDescriptor {
	let attribute = Attribute { term: word(b"panshi:"), value: word(b"") };
	let modifiers = (0..MAX_MODIFIERS).map(|_| Modifier::ProjectSpecific(word(b""))).collect();
	DataDescriptor {
		fingerprint: Hash::from(sp_io::hashing::blake2_256(&number.encode())),
		rule: NormalisationRule::FullyJustified { reference: Hash::repeat_byte(1) },
		media_type: word(b""),
		reference_build: ReferenceBuild::Grch38,
		record_count: u64::MAX,
		sample_count: u32::MAX,
		attributes: BoundedVec::truncate_from((0..attributes).map(|_| attribute.clone()).collect()),
		data_use: DataUse {
			permission: Permission::GeneralResearch,
			modifiers: BoundedVec::truncate_from(modifiers),
		},
		metadata: Hash::repeat_byte(2),
		location_hint: word(b""),
		lineage: Lineage {
			supersedes: derived_from.first().copied(),
			derived_from: BoundedVec::truncate_from(derived_from),
		},
	}
}

/// Registers the largest possible data set of `holder`.
fn registered<T: Config>(holder: &AccountId) -> DataId {
	let data = NextDataId::<T>::get();
	let largest = descriptor(data, MAX_ATTRIBUTES, vec![]);
	Pallet::<T>::do_register(holder.clone(), largest).expect("the data are new");
	data
}

fn status<T: Config>(data: DataId) -> Option<DataStatus> {
	Identities::<T>::get(data).map(|identity| identity.status)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register(a: Linear<0, MAX_ATTRIBUTES>, s: Linear<0, MAX_SOURCES>) {
		let holder = T::BenchmarkHelper::member(Role::Holder);
		let sources = (0..s).map(|_| registered::<T>(&holder)).collect();
		let data = NextDataId::<T>::get();
		let declared = descriptor(data, a, sources);
		T::Members::whitelist_sender(&holder);

		#[extrinsic_call]
		_(RawOrigin::Signed(holder), declared);

		assert_eq!(status::<T>(data), Some(DataStatus::Registered));
	}

	#[benchmark]
	fn assign_node() {
		let holder = T::BenchmarkHelper::member(Role::Holder);
		let node = T::BenchmarkHelper::compute_node(&holder);
		let data = registered::<T>(&holder);
		T::Members::whitelist_sender(&holder);

		#[extrinsic_call]
		_(RawOrigin::Signed(holder), data, Some(node));

		assert!(Identities::<T>::get(data).is_some_and(|identity| identity.node == Some(node)));
	}

	#[benchmark]
	fn withdraw() {
		let holder = T::BenchmarkHelper::member(Role::Holder);
		let data = registered::<T>(&holder);
		T::Members::whitelist_sender(&holder);

		#[extrinsic_call]
		_(RawOrigin::Signed(holder), data);

		assert!(matches!(status::<T>(data), Some(DataStatus::Withdrawn { .. })));
	}

	#[benchmark]
	fn suspend() {
		let holder = T::BenchmarkHelper::member(Role::Holder);
		let auditor = T::BenchmarkHelper::member(Role::Auditor);
		let data = registered::<T>(&holder);
		Pallet::<T>::publish(data, 0).expect("it is registered");
		T::Members::whitelist_sender(&auditor);

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), data, 7);

		assert!(matches!(status::<T>(data), Some(DataStatus::Suspended { .. })));
	}

	#[benchmark]
	fn resume() {
		let holder = T::BenchmarkHelper::member(Role::Holder);
		let auditor = T::BenchmarkHelper::member(Role::Auditor);
		let data = registered::<T>(&holder);
		Pallet::<T>::publish(data, 0).expect("it is registered");
		Pallet::<T>::transition(data, |status| {
			status.suspend((auditor.clone(), Role::Operator), 7)
		})
		.expect("it is on offer");
		T::Members::whitelist_sender(&auditor);

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), data, 1);

		assert_eq!(status::<T>(data), Some(DataStatus::Published { agreement: 0 }));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
