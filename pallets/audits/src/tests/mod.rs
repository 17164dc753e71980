//! One file for each call.

mod answer;
mod ask;
mod record_opinion;
mod record_overdue;
mod views;
mod withdraw_question;

use crate::{mock::*, Activities, Error, Event, Files, Opinions, Questions};
use frame_support::{assert_noop, assert_ok};
use panshi_primitives::{
	audit::{Activity, AuditFile, Opinion, Question, QuestionState, Verdict},
	trail::Subject,
	AccountId, Hash,
};
use sp_runtime::{DispatchError, DispatchResult};

const TEXT: Hash = Hash::repeat_byte(1);
const ANSWER: Hash = Hash::repeat_byte(2);
const DEADLINE: u32 = 10;

fn by(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// [`AUDITOR`] asks [`HOLDER`] about [`SUBJECT`].
fn ask() -> DispatchResult {
	Audits::ask(by(AUDITOR), SUBJECT, HOLDER, TEXT, DEADLINE)
}

fn state(question: u32) -> QuestionState {
	Questions::<Test>::get(SUBJECT, question).expect("it was asked").state
}

fn pending() -> u32 {
	Activities::<Test>::get(AUDITOR).pending
}
