//! `settle`.

use super::*;
use crate::{mock::*, Error, Event, OpenJobs, Records, Sums};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use panshi_primitives::{
	agreement::WHOLE,
	job::{JobStage, Settlement},
	signing::result_digest,
	traits::ComputeNodes,
	AccountId, Balance,
};
use sp_runtime::DispatchError;

const NOBODY: AccountId = AccountId::new([77; 32]);

#[test]
fn pays_each_share_once_to_the_last_unit() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		at(9);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		// 266,666 and 100,000 millionths of 1,003, rounded down; the last share takes the rest.
		for n in 0..3 {
			assert_eq!(free(&holder(n)), RICH + 267);
		}
		assert_eq!((free(&AUTHOR), free(&CHECKER)), (RICH + 100, RICH + 102));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - 1_003));
		assert_eq!(stage(id), JobStage::Settled { at: 9 });
		let paid = vec![267, 267, 267, 100, 102].try_into().expect("five shares");
		let settlement = Settlement { paid, refunded: 0 };
		assert_event(Event::Settled { job: id, settlement: settlement.clone() });
		let record = Records::<Test>::get(id).expect("it ended");
		assert_eq!((record.failure, record.settlement), (None, settlement));
		let hash = hash_of(&bytes_of(&[6, 6]));
		assert_eq!(record.result, Some(result_digest(&job(id).digest, &[hash])));
		assert_noop!(ComputeJobs::settle(signed(&OUTSIDER), id), Error::<Test>::WrongStage);
	});
}

#[test]
fn frees_nodes_agreement_and_parameters_and_keeps_the_result() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(send(crate::Call::settle { job: id }));
		assert_eq!(OpenJobs::<Test>::count(), 0);
		assert_eq!(<World as ComputeNodes>::get(0).map(|node| node.open_jobs), Some(0));
		assert_eq!(
			(agreement(AGREEMENT).standing.jobs_started, agreement(AGREEMENT).standing.jobs_open),
			(1, 0)
		);
		assert_ok!(ComputeJobs::remove_parameters(signed(&CONSUMER), parameters_digest()));
		assert!(Sums::<Test>::contains_key(id, 0));
		assert_eq!(ComputeJobs::ephemeral_keys(id).iter().flatten().count(), 3);
	});
}

#[test]
fn divides_any_fee_among_any_shares() {
	let odd = WHOLE / 3;
	for price in [0, 1, 2, 3, 7, 99_999, 700_001] {
		let shares =
			[(holder(0), odd), (holder(1), odd), (AUTHOR, 1), (CHECKER, WHOLE - 2 * odd - 1)];
		ExtBuilder::default().price(price).shares(&shares).build_and_execute(|| {
			let id = aggregate(1);
			assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
			let gains: Balance = shares.iter().map(|(who, _)| free(who) - RICH).sum::<Balance>();
			assert_eq!(gains, price);
			assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - price));
		});
	}
}

#[test]
fn the_consumer_may_be_paid_too() {
	let shares = [(CONSUMER, WHOLE / 2), (AUTHOR, WHOLE / 2)];
	ExtBuilder::default().price(1_000).shares(&shares).build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - 500));
	});
}

#[test]
fn what_a_payee_cannot_take_goes_to_the_treasury() {
	let shares = [(NOBODY, 90_000), (AUTHOR, WHOLE - 90_000)];
	ExtBuilder::default().price(1_000).shares(&shares).build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_eq!((free(&NOBODY), free(&TREASURY)), (0, RICH + 90));
		assert_eq!(free(&AUTHOR), RICH + 910);
		assert_event(Event::PaymentDiverted { job: id, payee: NOBODY, to: TREASURY, amount: 90 });
	});
}

#[test]
fn what_the_treasury_cannot_take_either_is_refunded() {
	let shares = [(NOBODY, 90_000), (AUTHOR, WHOLE - 90_000)];
	ExtBuilder::default().price(1_000).shares(&shares).build_and_execute(|| {
		assert_ok!(Balances::transfer_all(signed(&TREASURY), OUTSIDER, false));
		let id = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_eq!((free(&NOBODY), free(&TREASURY)), (0, 0));
		assert_eq!((escrow(), free(&CONSUMER)), (0, RICH - DEPOSIT - 910));
		let record = Records::<Test>::get(id).expect("it ended");
		assert_eq!(
			(record.settlement.paid.into_inner(), record.settlement.refunded),
			(vec![0, 910], 90)
		);
	});
}

#[test]
fn a_new_account_is_paid_when_it_can_live_from_it() {
	let shares = [(NOBODY, 100_000), (AUTHOR, WHOLE - 100_000)];
	ExtBuilder::default().price(1_000).shares(&shares).build_and_execute(|| {
		let id = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		assert_eq!(free(&NOBODY), 100);
	});
}

#[test]
fn fails_when_not_released() {
	ExtBuilder::default().checked().build_and_execute(|| {
		let settle = |id| ComputeJobs::settle(signed(&OUTSIDER), id);
		assert_noop!(settle(0), Error::<Test>::JobNotFound);
		let id = create(1);
		assert_noop!(settle(id), Error::<Test>::WrongStage);
		accept_all(id);
		for index in 0..3 {
			submit_all(id, index, 1);
		}
		assert_noop!(settle(id), Error::<Test>::WrongStage);
		assert_noop!(ComputeJobs::settle(RuntimeOrigin::none(), id), DispatchError::BadOrigin);
	});
}

#[test]
fn gives_back_the_weight_that_was_not_used() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(1);
		let call = crate::Call::<Test>::settle { job: id };
		let before = call.get_dispatch_info().call_weight;
		let after = send(call).expect("it is released").actual_weight.expect("it is known");
		assert!(after.all_lt(before));
	});
}
