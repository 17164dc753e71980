//! No order of calls, debits and refunds overspends a budget or gives back more than was taken.

use super::*;
use frame_support::storage::with_storage_layer;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
	Set(DataId, Allowance),
	Lower(DataId, Allowance),
	Publish(DataId),
	Unpublish(DataId),
	Debit(u32, Vec<DataId>, PrivacyLoss),
	GiveBack(u32, Vec<DataId>),
}

fn allowance() -> impl Strategy<Value = Allowance> {
	prop_oneof![
		4 => (0u64..40).prop_map(at_most),
		1 => Just(at_most(u64::MAX)),
		1 => Just(Allowance::Unlimited),
	]
}

fn any_loss() -> impl Strategy<Value = PrivacyLoss> {
	prop_oneof![
		6 => (0u64..20).prop_map(loss),
		1 => (u64::MAX - 20..=u64::MAX).prop_map(loss),
		2 => Just(PrivacyLoss::Exact),
	]
}

fn some_data() -> impl Strategy<Value = Vec<DataId>> {
	prop::collection::vec(0u32..=NO_DATA, 1..4)
}

fn step() -> impl Strategy<Value = Step> {
	let data = || 0u32..=3;
	prop_oneof![
		2 => (data(), allowance()).prop_map(|(d, a)| Step::Set(d, a)),
		1 => (data(), allowance()).prop_map(|(d, a)| Step::Lower(d, a)),
		1 => data().prop_map(Step::Publish),
		1 => data().prop_map(Step::Unpublish),
		5 => (0u32..12, some_data(), any_loss()).prop_map(|(j, d, l)| Step::Debit(j, d, l)),
		2 => (0u32..12, some_data()).prop_map(|(j, d)| Step::GiveBack(j, d)),
	]
}

/// What was taken and not given back, kept beside the pallet: by data identity and job.
type Taken = BTreeMap<(DataId, u32), PrivacyLoss>;

fn sum(taken: &Taken, data: DataId) -> u128 {
	taken
		.iter()
		.filter(|((of, _), _)| *of == data)
		.map(|(_, loss)| match loss {
			PrivacyLoss::Bounded(rho) => u128::from(rho.micro()),
			PrivacyLoss::Exact => 0,
		})
		.sum()
}

fn run(step: Step, taken: &mut Taken) {
	match step {
		Step::Set(data, allowance) => {
			let untouched = !taken.keys().any(|(of, _)| *of == data);
			let outcome = with_storage_layer(|| set(data, allowance));
			// A debit of nothing leaves no trace in the sum, but one in the records.
			assert!(outcome.is_err() || untouched || sum(taken, data) == 0);
		},
		Step::Lower(data, allowance) => {
			let _ = with_storage_layer(|| lower(data, allowance));
		},
		Step::Publish(data) => published(data),
		Step::Unpublish(data) => set_status(data, DataStatus::Registered),
		Step::Debit(job, data, loss) => {
			let before: Vec<_> = data.iter().map(Budgets::<Test>::get).collect();
			match with_storage_layer(|| PrivacyBudget::debit(job, &data, loss)) {
				Ok(()) => taken.extend(data.iter().map(|data| ((*data, job), loss))),
				// All or nothing, also without the layer above.
				Err(_) => {
					let _ = PrivacyBudget::debit(job, &data, loss);
					let after: Vec<_> = data.iter().map(Budgets::<Test>::get).collect();
					assert_eq!(before, after);
				},
			}
		},
		Step::GiveBack(job, data) => {
			PrivacyBudget::give_back(job, &data);
			taken.retain(|(of, by), _| *by != job || !data.contains(of));
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn no_sequence_overspends(steps in prop::collection::vec(step(), 1..60)) {
		new_test_ext().execute_with(|| {
			let mut taken = Taken::new();
			for step in steps {
				run(step, &mut taken);
				PrivacyBudget::do_try_state().expect("every invariant holds after every step");
				for data in 0..=3 {
					let Some(ledger) = Budgets::<Test>::get(data) else {
						assert!(!taken.keys().any(|(of, _)| *of == data));
						continue;
					};
					assert_eq!(u128::from(ledger.spent.micro()), sum(&taken, data));
					if let Allowance::AtMost(total) = ledger.granted {
						assert!(sum(&taken, data) <= u128::from(total.micro()));
					}
				}
			}
		});
	}
}
