//! What an auditor asks and judges, and what becomes of a question.

use crate::{AccountId, BlockNumber, Hash};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What has been written about a subject. Questions and opinions have numbers from zero on, and are
/// never removed: so the counts show that none is left out.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct AuditFile {
	/// Number of questions.
	pub questions: u32,
	/// Number of opinions.
	pub opinions: u32,
}

/// A request for an explanation.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Question {
	/// Who asks.
	pub auditor: AccountId,
	/// Who has to answer.
	pub addressee: AccountId,
	/// Commitment to the question; see [`crate::signing::text_commitment`].
	pub text: Hash,
	/// When it was asked.
	pub asked_at: BlockNumber,
	/// Last block at which an answer is in time.
	pub deadline: BlockNumber,
	/// Where it is.
	pub state: QuestionState,
}

/// Life of a question. One past its deadline counts as overdue from that block on, even before
/// anybody records it: see [`Question::state_at`].
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum QuestionState {
	/// The addressee may `answer`, the auditor `withdraw_question`; past the deadline any member may
	/// `record_overdue`.
	Open,
	/// The deadline has passed without an answer. The addressee may still `answer`, late; the
	/// auditor may `withdraw_question`.
	Overdue,
	/// Answered. Final.
	Answered {
		/// Commitment to the answer; see [`crate::signing::text_commitment`].
		text: Hash,
		/// When.
		at: BlockNumber,
		/// Whether the deadline had passed.
		late: bool,
	},
	/// The auditor took it back. Final.
	Withdrawn {
		/// When.
		at: BlockNumber,
	},
}

/// Why a question does not move to another state.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QuestionRefused {
	/// It has been answered.
	AlreadyAnswered,
	/// The auditor took it back.
	Withdrawn,
	/// Its deadline has not passed.
	NotOverdue,
	/// That it is overdue has been recorded.
	AlreadyRecorded,
}

impl Question {
	/// The state at block `now`, the deadline applied.
	pub fn state_at(&self, now: BlockNumber) -> QuestionState {
		match self.state {
			QuestionState::Open if now > self.deadline => QuestionState::Overdue,
			state => state,
		}
	}

	/// The addressee answers at block `now`.
	pub fn answered(&self, text: Hash, now: BlockNumber) -> Result<QuestionState, QuestionRefused> {
		self.ensure_pending()?;
		Ok(QuestionState::Answered { text, at: now, late: now > self.deadline })
	}

	/// The auditor takes it back.
	pub fn withdrawn(&self, now: BlockNumber) -> Result<QuestionState, QuestionRefused> {
		self.ensure_pending()?;
		Ok(QuestionState::Withdrawn { at: now })
	}

	/// Somebody records that the deadline has passed.
	pub fn overdue_recorded(&self, now: BlockNumber) -> Result<QuestionState, QuestionRefused> {
		self.ensure_pending()?;
		match self.state {
			QuestionState::Overdue => Err(QuestionRefused::AlreadyRecorded),
			_ if now <= self.deadline => Err(QuestionRefused::NotOverdue),
			_ => Ok(QuestionState::Overdue),
		}
	}

	/// Whether it still waits for an answer.
	pub fn is_pending(&self) -> bool {
		matches!(self.state, QuestionState::Open | QuestionState::Overdue)
	}

	fn ensure_pending(&self) -> Result<(), QuestionRefused> {
		match self.state {
			QuestionState::Answered { .. } => Err(QuestionRefused::AlreadyAnswered),
			QuestionState::Withdrawn { .. } => Err(QuestionRefused::Withdrawn),
			QuestionState::Open | QuestionState::Overdue => Ok(()),
		}
	}
}

/// What an auditor thinks of a subject, in the words of auditors' reports (ISA 700 and 705).
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum Verdict {
	/// Everything that was looked at is in order.
	Unqualified,
	/// In order except for what the text says.
	Qualified,
	/// Not in order.
	Adverse,
	/// There was not enough to go by.
	Disclaimer,
}

/// An auditor's opinion.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Opinion {
	/// Who.
	pub auditor: AccountId,
	/// What it comes to.
	pub verdict: Verdict,
	/// Commitment to the text; see [`crate::signing::text_commitment`].
	pub text: Hash,
	/// When.
	pub at: BlockNumber,
}

/// What an auditor has written in a period: so much is written for good that it is limited.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Activity {
	/// First block of the period.
	pub since: BlockNumber,
	/// Questions and opinions since then.
	pub written: u32,
	/// Questions, of all times, that still wait for an answer.
	pub pending: u32,
}

impl Activity {
	/// The activity once something more is written at block `now`; `None` if `most` has been written
	/// in the period of `period` blocks already.
	pub fn written_at(self, now: BlockNumber, period: BlockNumber, most: u32) -> Option<Self> {
		let over = now.checked_sub(self.since).is_none_or(|age| age >= period);
		let fresh = Activity { since: now, written: 0, ..self };
		let current = if over { fresh } else { self };
		let written = current.written.checked_add(1).filter(|written| *written <= most)?;
		Some(Activity { written, ..current })
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const TEXT: Hash = Hash::repeat_byte(1);

	fn question(state: QuestionState) -> Question {
		let account = AccountId::new([1; 32]);
		let (auditor, addressee) = (account.clone(), account);
		Question { auditor, addressee, text: TEXT, asked_at: 1, deadline: 10, state }
	}

	#[test]
	fn is_overdue_after_its_deadline() {
		let open = question(QuestionState::Open);
		assert_eq!(open.state_at(10), QuestionState::Open);
		assert_eq!(open.state_at(11), QuestionState::Overdue);
		let withdrawn = QuestionState::Withdrawn { at: 3 };
		assert_eq!(question(withdrawn).state_at(11), withdrawn);
	}

	/// Each state with what follows by `answered(12)`, `withdrawn(12)` and `overdue_recorded(12)`.
	#[test]
	fn moves_as_the_table_says() {
		use QuestionRefused as No;
		let answered = QuestionState::Answered { text: TEXT, at: 12, late: true };
		let withdrawn = QuestionState::Withdrawn { at: 12 };
		let table = [
			(QuestionState::Open, [Ok(answered), Ok(withdrawn), Ok(QuestionState::Overdue)]),
			(QuestionState::Overdue, [Ok(answered), Ok(withdrawn), Err(No::AlreadyRecorded)]),
			(answered, [Err(No::AlreadyAnswered); 3]),
			(withdrawn, [Err(No::Withdrawn); 3]),
		];
		for (from, expected) in table {
			let question = question(from);
			let moved = [
				question.answered(TEXT, 12),
				question.withdrawn(12),
				question.overdue_recorded(12),
			];
			assert_eq!(moved, expected, "from {from:?}");
		}
	}

	#[test]
	fn an_answer_at_the_deadline_is_in_time() {
		let open = question(QuestionState::Open);
		let late = |now| match open.answered(TEXT, now) {
			Ok(QuestionState::Answered { late, .. }) => late,
			other => panic!("not answered: {other:?}"),
		};
		assert!(!late(10));
		assert!(late(11));
		assert_eq!(open.overdue_recorded(10), Err(QuestionRefused::NotOverdue));
	}

	#[test]
	fn the_count_of_a_period_starts_anew_with_the_next() {
		let none = Activity { pending: 5, ..Activity::default() };
		let one = none.written_at(100, 10, 2).expect("the first one");
		assert_eq!(one, Activity { since: 100, written: 1, pending: 5 });
		let two = one.written_at(109, 10, 2).expect("the second one");
		assert_eq!(two, Activity { since: 100, written: 2, pending: 5 });
		assert_eq!(two.written_at(109, 10, 2), None);
		assert_eq!(
			two.written_at(110, 10, 2),
			Some(Activity { since: 110, written: 1, pending: 5 })
		);
		assert_eq!(none.written_at(1, 10, 0), None);
	}
}
