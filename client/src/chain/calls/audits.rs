//! Calls of auditors, and of those that they ask.

use crate::chain::call::calls;
use panshi_primitives::{audit::Verdict, trail::Subject, AccountId, BlockNumber, Hash};

calls! {
	"Audits";

	/// Asks a member that answers for the subject for an explanation. By an auditor.
	ask(subject: Subject, addressee: AccountId, text: Hash, deadline: BlockNumber);
	/// Answers a question. By the member that was asked.
	answer(subject: Subject, question: u32, text: Hash);
	/// Takes a question back. By the auditor that asked.
	withdraw_question(subject: Subject, question: u32);
	/// Records that the deadline of a question has passed without an answer. By any member.
	record_overdue(subject: Subject, question: u32);
	/// Records an opinion. By an auditor.
	record_opinion(subject: Subject, verdict: Verdict, text: Hash);
}
