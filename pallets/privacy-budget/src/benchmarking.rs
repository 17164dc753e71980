//! Benchmarks.

use crate::{Budgets, Call, Config, Debits, Pallet};
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use panshi_primitives::{
	data::DataId,
	job::{JobId, MAX_PARTICIPANTS},
	privacy::{Allowance, Ledger, PrivacyLoss, Rho},
	traits::PrivacyBudgets,
	AccountId,
};

/// Makes what benchmarks need of the data registry.
pub trait BenchmarkHelper {
	/// A data identity that is registered, and its holder.
	fn registered() -> (AccountId, DataId);
}

const JOB: JobId = 7;
const LOSS: PrivacyLoss = PrivacyLoss::Bounded(Rho::from_micro(3));

/// So many data identities, each with a budget.
fn budgets<T: Config>(count: u32) -> Vec<DataId> {
	(0..count)
		.map(|_| {
			let (_, data) = T::BenchmarkHelper::registered();
			Budgets::<T>::insert(data, Ledger::new(Allowance::AtMost(Rho::ONE)));
			data
		})
		.collect()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set() {
		let (holder, data) = T::BenchmarkHelper::registered();
		let allowance = Allowance::AtMost(Rho::ONE);

		#[extrinsic_call]
		_(RawOrigin::Signed(holder), data, allowance);

		assert_eq!(Budgets::<T>::get(data), Some(Ledger::new(allowance)));
	}

	#[benchmark]
	fn lower() {
		let (holder, data) = T::BenchmarkHelper::registered();
		Budgets::<T>::insert(data, Ledger::new(Allowance::Unlimited));
		let allowance = Allowance::AtMost(Rho::ONE);

		#[extrinsic_call]
		_(RawOrigin::Signed(holder), data, allowance);

		assert!(Budgets::<T>::get(data).is_some_and(|ledger| ledger.allowance == allowance));
	}

	#[benchmark]
	fn debit(d: Linear<1, MAX_PARTICIPANTS>) {
		let identities = budgets::<T>(d);

		#[block]
		{
			Pallet::<T>::debit(JOB, &identities, LOSS).expect("the budgets are fresh");
		}

		assert!(identities.iter().all(|data| Debits::<T>::get(data, JOB) == Some(LOSS)));
	}

	#[benchmark]
	fn give_back(d: Linear<1, MAX_PARTICIPANTS>) {
		let identities = budgets::<T>(d);
		Pallet::<T>::debit(JOB, &identities, LOSS).expect("the budgets are fresh");

		#[block]
		{
			Pallet::<T>::give_back(JOB, &identities);
		}

		assert_eq!(Debits::<T>::iter_keys().count(), 0);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
