//! What the calls do.

use crate::{Activities, Config, Error, Event, Files, Opinions, Pallet, Questions};
use alloc::vec::Vec;
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};
use panshi_primitives::{
	audit::{Activity, AuditFile, Opinion, Question, QuestionState, Verdict},
	trail::Subject,
	traits::{AuditSubjects, Members},
	AccountId, BlockNumber, Hash,
};
use sp_runtime::traits::BlockNumberProvider;

impl<T: Config> Pallet<T> {
	pub(crate) fn now() -> BlockNumber {
		T::BlockNumberProvider::current_block_number()
	}

	pub(crate) fn load(subject: &Subject, question: u32) -> Result<Question, Error<T>> {
		Questions::<T>::get(subject, question).ok_or(Error::NotFound)
	}

	pub(crate) fn question_now(subject: &Subject, question: u32) -> Option<Question> {
		let asked = Questions::<T>::get(subject, question)?;
		let state = asked.state_at(Self::now());
		Some(Question { state, ..asked })
	}

	pub(crate) fn overdue_now(subject: &Subject) -> Vec<u32> {
		let now = Self::now();
		let is_overdue = |question: &u32| {
			Questions::<T>::get(subject, question)
				.is_some_and(|asked| asked.state_at(now) == QuestionState::Overdue)
		};
		(0..Files::<T>::get(subject).questions).filter(is_overdue).collect()
	}

	pub(crate) fn do_ask(
		(auditor, addressee): (AccountId, AccountId),
		subject: Subject,
		text: Hash,
		deadline: BlockNumber,
	) -> DispatchResult {
		let now = Self::now();
		let answerable = Self::ensure_other_matter(&auditor, &subject)?;
		ensure!(answerable.contains(&addressee), Error::<T>::NotAnswerable);
		ensure!(T::Members::is_member(&addressee), Error::<T>::NotAMember);
		ensure!(deadline > now, Error::<T>::DeadlinePassed);
		let activity = Self::written(&auditor, now)?;
		let pending = activity.pending.saturating_add(1);
		ensure!(pending <= T::MaxPending::get(), Error::<T>::TooManyPending);
		let file = Files::<T>::get(&subject);
		let question = file.questions;
		let questions = question.checked_add(1).ok_or(Error::<T>::NumbersExhausted)?;

		Activities::<T>::insert(&auditor, Activity { pending, ..activity });
		Files::<T>::insert(&subject, AuditFile { questions, ..file });
		let asked = Question {
			auditor: auditor.clone(),
			addressee: addressee.clone(),
			text,
			asked_at: now,
			deadline,
			state: QuestionState::Open,
		};
		Questions::<T>::insert(&subject, question, asked);
		Self::deposit_event(Event::Asked { subject, question, auditor, addressee, text, deadline });
		Ok(())
	}

	pub(crate) fn do_record_opinion(
		auditor: AccountId,
		subject: Subject,
		verdict: Verdict,
		text: Hash,
	) -> DispatchResult {
		let at = Self::now();
		Self::ensure_other_matter(&auditor, &subject)?;
		let activity = Self::written(&auditor, at)?;
		let file = Files::<T>::get(&subject);
		let opinion = file.opinions;
		let opinions = opinion.checked_add(1).ok_or(Error::<T>::NumbersExhausted)?;

		Activities::<T>::insert(&auditor, activity);
		Files::<T>::insert(&subject, AuditFile { opinions, ..file });
		let recorded = Opinion { auditor: auditor.clone(), verdict, text, at };
		Opinions::<T>::insert(&subject, opinion, recorded);
		Self::deposit_event(Event::OpinionRecorded { subject, opinion, auditor, verdict, text });
		Ok(())
	}

	/// Stores a question that does not wait for an answer any more.
	pub(crate) fn close(
		(subject, question): (&Subject, u32),
		asked: Question,
		state: QuestionState,
	) {
		Activities::<T>::mutate(&asked.auditor, |activity| {
			activity.pending = activity.pending.saturating_sub(1);
		});
		Questions::<T>::insert(subject, question, Question { state, ..asked });
	}

	/// Who answers for `subject`, if there is one and the auditor is not among them.
	fn ensure_other_matter(
		auditor: &AccountId,
		subject: &Subject,
	) -> Result<Vec<AccountId>, Error<T>> {
		let answerable = T::Subjects::answerable(subject).ok_or(Error::SubjectNotFound)?;
		ensure!(!answerable.contains(auditor), Error::OwnMatter);
		Ok(answerable)
	}

	/// The activity of `auditor` once it writes something more.
	fn written(auditor: &AccountId, now: BlockNumber) -> Result<Activity, Error<T>> {
		Activities::<T>::get(auditor)
			.written_at(now, T::Period::get(), T::MaxWritten::get())
			.ok_or(Error::TooMuchWritten)
	}
}
