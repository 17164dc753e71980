use super::*;
use crate::{refusal, Call};
use codec::Encode;
use frame_support::traits::Authorize;
use frame_system::RawOrigin;
use panshi_primitives::{consortium::HEARTBEAT_WINDOW, signing::heartbeat_payload, Hash};
use sp_core::Pair;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction,
};

fn authorize(call: &Call<Test>) -> Result<ValidTransaction, TransactionValidityError> {
	RuntimeCall::from(call.clone())
		.authorize(TransactionSource::External)
		.expect("heartbeats are authorized calls")
		.map(|(valid, _)| valid)
}

fn refuse(call: &Call<Test>, why: InvalidTransaction) {
	assert_eq!(authorize(call), Err(why.into()));
}

/// Registers a node at block 100.
fn registered() -> ComputeNodeId {
	System::set_block_number(100);
	register(HOLDER, 1)
}

#[test]
fn is_valid_until_its_window_closes() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		System::set_block_number(110);
		let valid = authorize(&heartbeat(1, node, 105)).expect("it is signed and recent");
		assert_eq!(valid.provides, vec![("PanshiHeartbeat", (node, 105u32)).encode()]);
		assert_eq!(valid.longevity, u64::from(HEARTBEAT_WINDOW) - 5);
		assert!(valid.propagate);
		assert!(valid.requires.is_empty());
	});
}

#[test]
fn records_that_the_node_was_alive() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		System::set_block_number(110);
		let call = RuntimeCall::from(heartbeat(1, node, 105));
		assert_ok!(sp_runtime::traits::Dispatchable::dispatch(call, RawOrigin::Authorized.into()));
		assert_eq!(ComputeNodes::<Test>::get(node).expect("it stays").last_seen, 105);
		System::assert_last_event(Event::NodeSeen { node, at: 105 }.into());
	});
}

#[test]
fn fails_when_not_authorized() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		for origin in [RuntimeOrigin::signed(HOLDER), RuntimeOrigin::none(), RuntimeOrigin::root()]
		{
			assert_noop!(
				Consortium::heartbeat(origin, node, 101, [0; 64]),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			Consortium::heartbeat(RawOrigin::Authorized.into(), node + 1, 101, [0; 64]),
			Error::<Test>::NodeNotFound
		);
	});
}

#[test]
fn refuses_a_bad_signature() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		System::set_block_number(110);
		refuse(&heartbeat(2, node, 105), InvalidTransaction::BadProof);
		let garbage = Call::heartbeat { node, at: 105, signature: [7; 64] };
		refuse(&garbage, InvalidTransaction::BadProof);
	});
}

#[test]
fn refuses_a_signature_for_another_node_block_or_chain() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		let other = register(OTHER_HOLDER, 2);
		System::set_block_number(110);
		let Call::heartbeat { signature, .. } = heartbeat(1, node, 105) else {
			unreachable!("the mock makes heartbeats")
		};
		let for_other = Call::heartbeat { node: other, at: 105, signature };
		refuse(&for_other, InvalidTransaction::BadProof);
		let for_later = Call::heartbeat { node, at: 106, signature };
		refuse(&for_later, InvalidTransaction::BadProof);

		let elsewhere = heartbeat_payload(&Hash::repeat_byte(0xee), node, 105);
		let signature = node_key(1).sign(elsewhere.as_bytes()).0;
		refuse(&Call::heartbeat { node, at: 105, signature }, InvalidTransaction::BadProof);
	});
}

#[test]
fn refuses_an_unknown_node() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		System::set_block_number(110);
		refuse(&heartbeat(1, node + 1, 105), InvalidTransaction::Custom(refusal::UNKNOWN_NODE));
	});
}

#[test]
fn refuses_a_replay_and_anything_not_newer() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		System::set_block_number(110);
		let call = heartbeat(1, node, 105);
		assert_ok!(authorize(&call));
		assert_ok!(sp_runtime::traits::Dispatchable::dispatch(
			RuntimeCall::from(call.clone()),
			RawOrigin::Authorized.into()
		));
		refuse(&call, InvalidTransaction::Stale);
		refuse(&heartbeat(1, node, 104), InvalidTransaction::Stale);
		assert_ok!(authorize(&heartbeat(1, node, 106)));
	});
}

#[test]
fn refuses_blocks_that_are_too_old_or_yet_to_come() {
	ExtBuilder::default().build_and_execute(|| {
		let node = registered();
		let at = 105;
		let call = heartbeat(1, node, at);
		System::set_block_number(at - 1);
		refuse(&call, InvalidTransaction::Future);
		System::set_block_number(at);
		assert_ok!(authorize(&call));
		System::set_block_number(at + HEARTBEAT_WINDOW);
		assert_ok!(authorize(&call));
		System::set_block_number(at + HEARTBEAT_WINDOW + 1);
		refuse(&call, InvalidTransaction::Stale);
	});
}
