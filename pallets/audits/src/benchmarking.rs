//! Benchmarks.

use crate::{Call, Config, Files, Opinions, Pallet, Questions};
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use panshi_primitives::{
	audit::{QuestionState, Verdict},
	trail::Subject,
	traits::Members as _,
	AccountId, BlockNumber, Hash,
};

/// Makes what benchmarks need of the other pallets.
pub trait BenchmarkHelper {
	/// An auditor.
	fn auditor() -> AccountId;
	/// The subject that costs most to look up, and the last one that answers for it.
	fn subject() -> (Subject, AccountId);
	/// Goes on to block `number`.
	fn set_block(number: BlockNumber);
}

const TEXT: Hash = Hash::repeat_byte(1);
const DEADLINE: BlockNumber = 1_000;

/// A question: who asked, what about, and who has to answer.
fn asked<T: Config>() -> (AccountId, Subject, AccountId) {
	let (subject, addressee) = T::BenchmarkHelper::subject();
	let auditor = T::BenchmarkHelper::auditor();
	let origin = RawOrigin::Signed(auditor.clone());
	Pallet::<T>::ask(origin.into(), subject.clone(), addressee.clone(), TEXT, DEADLINE)
		.expect("an auditor asks who answers for the subject");
	(auditor, subject, addressee)
}

fn state<T: Config>(subject: &Subject) -> Option<QuestionState> {
	Questions::<T>::get(subject, 0).map(|question| question.state)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn ask() {
		let (subject, addressee) = T::BenchmarkHelper::subject();
		let auditor = T::BenchmarkHelper::auditor();
		T::Members::whitelist_sender(&auditor);

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), subject.clone(), addressee, TEXT, DEADLINE);

		assert_eq!(Files::<T>::get(subject).questions, 1);
	}

	#[benchmark]
	fn answer() {
		let (_, subject, addressee) = asked::<T>();
		T::Members::whitelist_sender(&addressee);

		#[extrinsic_call]
		_(RawOrigin::Signed(addressee), subject.clone(), 0, TEXT);

		assert!(matches!(state::<T>(&subject), Some(QuestionState::Answered { .. })));
	}

	#[benchmark]
	fn withdraw_question() {
		let (auditor, subject, _) = asked::<T>();
		T::Members::whitelist_sender(&auditor);

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), subject.clone(), 0);

		assert!(matches!(state::<T>(&subject), Some(QuestionState::Withdrawn { .. })));
	}

	#[benchmark]
	fn record_overdue() {
		let (auditor, subject, _) = asked::<T>();
		T::BenchmarkHelper::set_block(DEADLINE.saturating_add(1));
		T::Members::whitelist_sender(&auditor);

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), subject.clone(), 0);

		assert_eq!(state::<T>(&subject), Some(QuestionState::Overdue));
	}

	#[benchmark]
	fn record_opinion() {
		let (subject, _) = T::BenchmarkHelper::subject();
		let auditor = T::BenchmarkHelper::auditor();
		T::Members::whitelist_sender(&auditor);

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), subject.clone(), Verdict::Qualified, TEXT);

		assert!(Opinions::<T>::get(subject, 0).is_some());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
