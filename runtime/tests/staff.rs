//! What staff keys may do for their member, by purpose, and who is let in without being a member.

use frame_support::traits::InstanceFilter;
use pallet_consortium::Admits;
use panshi_primitives::{
	audit::Verdict,
	consortium::{Member, Role, Roles},
	privacy::Allowance,
	trail::Subject,
	AccountId, Hash,
};
use panshi_runtime::{
	configs::{Admission, ProxyType},
	Runtime, RuntimeCall, RuntimeOrigin,
};
use polkadot_sdk::{sp_runtime::BuildStorage, *};

fn account(byte: u8) -> AccountId {
	AccountId::new([byte; 32])
}

fn sign() -> RuntimeCall {
	pallet_agreements::Call::sign { agreement: 1, digest: Hash::zero() }.into()
}

fn set_budget() -> RuntimeCall {
	pallet_privacy_budget::Call::set { data: 1, allowance: Allowance::Unlimited }.into()
}

fn suspend() -> RuntimeCall {
	pallet_agreements::Call::suspend { agreement: 1, reason: 1 }.into()
}

fn record_opinion() -> RuntimeCall {
	let (subject, verdict) = (Subject::Job(1), Verdict::Adverse);
	pallet_audits::Call::record_opinion { subject, verdict, text: Hash::zero() }.into()
}

fn answer() -> RuntimeCall {
	let (subject, question) = (Subject::Job(1), 0);
	pallet_audits::Call::answer { subject, question, text: Hash::zero() }.into()
}

fn settle() -> RuntimeCall {
	pallet_compute_jobs::Call::settle { job: 1 }.into()
}

fn remove_member() -> RuntimeCall {
	pallet_consortium::Call::remove { account: account(1) }.into()
}

fn transfer() -> RuntimeCall {
	pallet_balances::Call::transfer_all { dest: account(9).into(), keep_alive: false }.into()
}

#[test]
fn a_purpose_allows_its_own_calls_and_no_others() {
	let calls = [
		sign(),
		set_budget(),
		answer(),
		suspend(),
		record_opinion(),
		settle(),
		remove_member(),
		transfer(),
	];
	for (purpose, wanted) in [
		(ProxyType::Any, [true; 8]),
		(ProxyType::SignAgreements, [true, true, true, false, false, false, false, false]),
		(ProxyType::RunCompute, [false, false, false, false, false, true, false, false]),
		(ProxyType::Audit, [false, false, false, true, true, false, false, false]),
	] {
		let allowed = calls.each_ref().map(|call| purpose.filter(call));
		assert_eq!(allowed, wanted, "{purpose:?}");
	}
}

#[test]
fn no_purpose_but_any_contains_another() {
	use ProxyType::*;
	for purpose in [Any, SignAgreements, RunCompute, Audit] {
		for other in [Any, SignAgreements, RunCompute, Audit] {
			assert_eq!(purpose.is_superset(&other), purpose == Any || purpose == other);
		}
	}
}

#[test]
fn staff_is_let_in_for_its_member_alone() {
	let storage = frame_system::GenesisConfig::<Runtime>::default().build_storage();
	sp_io::TestExternalities::new(storage.expect("the default genesis builds")).execute_with(
		|| {
			let (member, staff, stranger) = (account(1), account(2), account(3));
			let organisation = Member {
				name: b"member".to_vec().try_into().expect("short"),
				country: *b"CN",
				roles: Roles::none().with(Role::Holder),
				qualifications: Default::default(),
				admitted_at: 0,
			};
			pallet_consortium::Members::<Runtime>::insert(&member, organisation);
			for who in [&member, &stranger] {
				use frame_support::traits::fungible::Mutate;
				pallet_balances::Pallet::<Runtime>::set_balance(who, 1_000_000_000_000_000);
				pallet_proxy::Pallet::<Runtime>::add_proxy(
					RuntimeOrigin::signed(who.clone()),
					staff.clone().into(),
					ProxyType::SignAgreements,
					0,
				)
				.expect("an account with money names a proxy");
			}
			let proxied = |real: &AccountId| -> RuntimeCall {
				pallet_proxy::Call::proxy {
					real: real.clone().into(),
					force_proxy_type: None,
					call: Box::new(sign()),
				}
				.into()
			};
			assert!(Admission::admits(&staff, &proxied(&member)));
			assert!(!Admission::admits(&stranger, &proxied(&member)), "not its staff");
			assert!(!Admission::admits(&staff, &proxied(&stranger)), "not a member");
			assert!(!Admission::admits(&staff, &sign()), "not in its own name");
			assert!(!Admission::admits(&staff, &transfer()));
			let sudo = pallet_sudo::Call::sudo { call: Box::new(transfer()) }.into();
			assert!(!Admission::admits(&staff, &sudo), "there is no sudo key");
		},
	);
}
