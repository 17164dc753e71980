use super::*;
use crate::{refusal, CheckMembership, WeightInfo};
use codec::Encode;
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo},
	weights::Weight,
};
use frame_system::{AuthorizeCall, ChainContext};
use sp_runtime::{
	traits::{Applyable, Checkable, DispatchTransaction, TransactionExtension},
	transaction_validity::{
		InvalidTransaction, TransactionSource::External, TransactionValidityError,
	},
};

const NOT_A_MEMBER: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::Custom(refusal::NOT_A_MEMBER));

fn remark() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![] }.into()
}

fn validate(origin: RuntimeOrigin, call: &RuntimeCall) -> Result<(), TransactionValidityError> {
	CheckMembership::<Test>::new()
		.validate_only(origin, call, &DispatchInfo::default(), 0, External, 0)
		.map(|_| ())
}

#[test]
fn members_pass() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [HOLDER, CONSUMER, OPERATOR] {
			assert_eq!(validate(RuntimeOrigin::signed(who), &remark()), Ok(()));
		}
	});
}

#[test]
fn outsiders_are_refused_until_they_are_admitted() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(validate(RuntimeOrigin::signed(OUTSIDER), &remark()), Err(NOT_A_MEMBER));
		let name = b"Newcomer".to_vec().try_into().expect("it is short");
		let holder = roles(&[Role::Holder]);
		assert_ok!(Consortium::admit(RuntimeOrigin::root(), OUTSIDER, name, *b"FR", holder));
		assert_eq!(validate(RuntimeOrigin::signed(OUTSIDER), &remark()), Ok(()));
		assert_ok!(Consortium::remove(RuntimeOrigin::root(), OUTSIDER));
		assert_eq!(validate(RuntimeOrigin::signed(OUTSIDER), &remark()), Err(NOT_A_MEMBER));
	});
}

#[test]
fn staff_passes_with_the_calls_it_is_admitted_for() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(validate(RuntimeOrigin::signed(STAFF), &remark()), Ok(()));
		let transfer = pallet_balances::Call::transfer_all { dest: STAFF, keep_alive: false };
		assert_eq!(validate(RuntimeOrigin::signed(STAFF), &transfer.into()), Err(NOT_A_MEMBER));
	});
}

#[test]
fn authorized_transactions_pass_through_the_whole_pipeline() {
	ExtBuilder::default().build_and_execute(|| {
		let node = register(HOLDER, 1);
		System::set_block_number(5);
		let extension = (AuthorizeCall::new(), CheckMembership::new());
		let sent = UncheckedExtrinsic::new_transaction(heartbeat(1, node, 4).into(), extension);
		let info = sent.get_dispatch_info();
		let len = sent.encoded_size();
		let checked = sent.check(&ChainContext::<Test>::default()).expect("it is well formed");
		assert_ok!(checked.validate::<Test>(External, &info, len));
		assert_ok!(checked.apply::<Test>(&info, len).expect("it is valid"));
		System::assert_last_event(Event::NodeSeen { node, at: 4 }.into());
	});
}

#[test]
fn takes_no_bytes_in_a_transaction() {
	assert_eq!(CheckMembership::<Test>::new().encoded_size(), 0);
	assert_eq!(CheckMembership::<Test>::IDENTIFIER, "CheckMembership");
	let metadata = CheckMembership::<Test>::metadata();
	assert_eq!(metadata.len(), 1);
	assert_eq!(metadata[0].identifier, "CheckMembership");
}

#[test]
fn weighs_its_own_look_up_and_the_one_for_staff() {
	let weight = CheckMembership::<Test>::new().weight(&remark());
	assert_eq!(weight, <() as WeightInfo>::check_membership() + StaffRemarks::WEIGHT);
}

#[test]
fn nobody_else_is_admitted_by_default() {
	assert!(!<() as crate::Admits<RuntimeCall>>::admits(&OUTSIDER, &remark()));
	assert_eq!(<() as crate::Admits<RuntimeCall>>::weight(), Weight::zero());
}
