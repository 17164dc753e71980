//! What holds in every state.

use crate::{Activities, Config, Files, Opinions, Pallet, Questions};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::Get};
use panshi_primitives::{
	audit::{AuditFile, QuestionState},
	trail::Subject,
	AccountId,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet's storage.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut counted = BTreeMap::<Subject, AuditFile>::new();
		let mut pending = BTreeMap::<AccountId, u32>::new();
		for (subject, number, question) in Questions::<T>::iter() {
			ensure!(number < Files::<T>::get(&subject).questions, "a question beyond its file");
			ensure!(question.deadline > question.asked_at, "a question without time to answer");
			if let QuestionState::Answered { at, late, .. } = question.state {
				ensure!(late == (at > question.deadline), "an answer is late, or not");
			}
			if question.is_pending() {
				let count = pending.entry(question.auditor).or_default();
				*count = count.saturating_add(1);
			}
			let file = counted.entry(subject).or_default();
			file.questions = file.questions.saturating_add(1);
		}
		for (subject, number, _) in Opinions::<T>::iter() {
			ensure!(number < Files::<T>::get(&subject).opinions, "an opinion beyond its file");
			let file = counted.entry(subject).or_default();
			file.opinions = file.opinions.saturating_add(1);
		}
		let files: BTreeMap<_, _> = Files::<T>::iter().collect();
		ensure!(files == counted, "a file does not count what is in it");
		for (auditor, activity) in Activities::<T>::iter() {
			let found = pending.remove(&auditor).unwrap_or_default();
			ensure!(activity.pending == found, "pending questions are miscounted");
			ensure!(activity.written <= T::MaxWritten::get(), "an auditor wrote too much");
		}
		ensure!(pending.is_empty(), "a question of nobody is pending");
		Ok(())
	}
}
