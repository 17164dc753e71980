//! What a purpose of a staff key keeps out, and what a former member may still do.

use frame_support::traits::InstanceFilter;
use pallet_consortium::Admits;
use panshi_primitives::{job::ParameterSet, AccountId, Hash};
use panshi_runtime::{
	configs::{Admission, ProxyType},
	Runtime, RuntimeCall,
};
use polkadot_sdk::{sp_runtime::BuildStorage, *};

fn suspensions() -> [RuntimeCall; 4] {
	[
		pallet_agreements::Call::suspend { agreement: 1, reason: 1 }.into(),
		pallet_agreements::Call::resume { agreement: 1, reason: 1 }.into(),
		pallet_data_registry::Call::suspend { data: 1, reason: 1 }.into(),
		pallet_data_registry::Call::resume { data: 1, reason: 1 }.into(),
	]
}

#[test]
fn suspensions_take_a_staff_key_for_audits() {
	for call in suspensions() {
		assert!(ProxyType::Audit.filter(&call));
		for purpose in [ProxyType::SignAgreements, ProxyType::RunCompute] {
			assert!(!purpose.filter(&call), "{purpose:?}: {call:?}");
		}
	}
}

#[test]
fn a_staff_key_that_runs_compute_reviews_no_algorithms() {
	let digest = Hash::zero();
	let calls: [RuntimeCall; 2] = [
		pallet_compute_jobs::Call::review_algorithm { digest, approve: true }.into(),
		pallet_compute_jobs::Call::retire_algorithm { digest }.into(),
	];
	for call in calls {
		assert!(!ProxyType::RunCompute.filter(&call), "{call:?}");
	}
}

#[test]
fn data_are_withdrawn_by_who_consents_for_the_holder() {
	let withdraw: RuntimeCall = pallet_data_registry::Call::withdraw { data: 1 }.into();
	assert!(ProxyType::SignAgreements.filter(&withdraw));
	assert!(!ProxyType::RunCompute.filter(&withdraw));
}

#[test]
fn a_former_member_takes_back_the_deposit_of_its_parameters_and_no_more() {
	let storage = frame_system::GenesisConfig::<Runtime>::default().build_storage();
	sp_io::TestExternalities::new(storage.expect("the default genesis builds")).execute_with(
		|| {
			let (former, stranger) = (AccountId::new([1; 32]), AccountId::new([2; 32]));
			let digest = Hash::repeat_byte(1);
			let set = ParameterSet { chunks: Default::default(), deposit: 0, jobs: 0 };
			pallet_compute_jobs::Parameters::<Runtime>::insert(&former, digest, set);
			let remove = |digest| -> RuntimeCall {
				pallet_compute_jobs::Call::remove_parameters { digest }.into()
			};
			assert!(Admission::admits(&former, &remove(digest)));
			assert!(!Admission::admits(&former, &remove(Hash::zero())));
			assert!(!Admission::admits(&stranger, &remove(digest)));
			let settle = pallet_compute_jobs::Call::settle { job: 0 }.into();
			assert!(!Admission::admits(&former, &settle));
		},
	);
}
