//! The log of jobs that have ended, as a table or as JSON Lines.

use super::csv;
use crate::words;
use panshi_primitives::{
	agreement::PartySet,
	job::{CallRecord, FailureCause, Job, RefusalReason},
	AccountId,
};
use serde::Serialize;

/// A job that has ended, in plain text.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct CallRow {
	/// Number of the job.
	pub job: u32,
	/// The authorization.
	pub agreement: u32,
	/// Account that asked.
	pub consumer: String,
	/// Its name, as long as it is a member.
	pub consumer_name: String,
	/// Digest of the algorithm.
	pub algorithm: String,
	/// Digest of the parameters.
	pub parameters: String,
	/// Numbers of the data identities.
	pub identities: Vec<u32>,
	/// Block of creation.
	pub created_at: u32,
	/// Block at which it ended.
	pub ended_at: u32,
	/// `released`, or why it failed.
	pub outcome: String,
	/// Accounts of the holders that are at fault.
	pub at_fault: Vec<String>,
	/// Digest of the result, if it was complete.
	pub result: Option<String>,
	/// Fee in the smallest unit.
	pub fee: String,
	/// What each account was paid of it, in the smallest unit.
	pub paid: Vec<Payment>,
	/// What went back to the consumer, in the smallest unit.
	pub refunded: String,
}

/// What an account was paid.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Payment {
	/// The account.
	pub account: String,
	/// How much, in the smallest unit.
	pub amount: String,
}

/// Columns of the table.
const COLUMNS: &[&str] = &[
	"job",
	"agreement",
	"consumer",
	"consumer_name",
	"algorithm",
	"parameters",
	"identities",
	"created_at",
	"ended_at",
	"outcome",
	"at_fault",
	"result",
	"fee",
	"paid",
	"refunded",
];

impl CallRow {
	/// The row of `record`, whose job was `job`.
	pub fn new(record: &CallRecord, job: &Job, name: impl Fn(&AccountId) -> String) -> Self {
		let settlement = &record.settlement;
		let at_fault = |set: PartySet| {
			let participants = job.participants.iter().enumerate();
			participants
				.filter(|(i, _)| set.contains(*i))
				.map(|(_, p)| p.holder.to_string())
				.collect()
		};
		let paid = job.shares.iter().zip(&settlement.paid).map(|(share, amount)| Payment {
			account: share.account.to_string(),
			amount: amount.to_string(),
		});
		CallRow {
			job: record.job,
			agreement: record.agreement,
			consumer: record.consumer.to_string(),
			consumer_name: name(&record.consumer),
			algorithm: words::hash(&record.algorithm),
			parameters: words::hash(&record.parameters),
			identities: record.identities.to_vec(),
			created_at: job.created_at,
			ended_at: record.ended_at,
			outcome: record.failure.map_or("released".to_owned(), |(cause, _)| outcome(cause)),
			at_fault: record.failure.map(|(_, set)| at_fault(set)).unwrap_or_default(),
			result: record.result.as_ref().map(words::hash),
			fee: job.fee.to_string(),
			paid: paid.collect(),
			refunded: settlement.refunded.to_string(),
		}
	}

	/// The cells in the order of the columns. Lists have blanks between their items.
	fn cells(&self) -> Vec<String> {
		let paid: Vec<String> =
			self.paid.iter().map(|p| format!("{}:{}", p.account, p.amount)).collect();
		let identities: Vec<String> = self.identities.iter().map(u32::to_string).collect();
		vec![
			self.job.to_string(),
			self.agreement.to_string(),
			self.consumer.clone(),
			self.consumer_name.clone(),
			self.algorithm.clone(),
			self.parameters.clone(),
			identities.join(" "),
			self.created_at.to_string(),
			self.ended_at.to_string(),
			self.outcome.clone(),
			self.at_fault.join(" "),
			self.result.clone().unwrap_or_default(),
			self.fee.clone(),
			paid.join(" "),
			self.refunded.clone(),
		]
	}
}

/// The rows as a table with a header.
pub fn table(rows: &[CallRow]) -> String {
	let header = csv::row(COLUMNS.iter().copied());
	let lines = rows.iter().map(|row| {
		let cells = row.cells();
		csv::row(cells.iter().map(String::as_str))
	});
	std::iter::once(header).chain(lines).collect()
}

/// The rows as one JSON object a line.
pub fn json_lines(rows: &[CallRow]) -> Result<String, serde_json::Error> {
	let mut text = String::new();
	for row in rows {
		text.push_str(&serde_json::to_string(row)?);
		text.push('\n');
	}
	Ok(text)
}

/// A word for why a job failed, with its reason code after a colon where it has one.
fn outcome(cause: FailureCause) -> String {
	match cause {
		FailureCause::Refused(reason) => format!("refused:{}", refusal(reason)),
		FailureCause::NotAccepted => "not-accepted".to_owned(),
		FailureCause::NotDelivered => "not-delivered".to_owned(),
		FailureCause::MasksDisagree => "masks-disagree".to_owned(),
		FailureCause::ResultsDiffer => "results-differ".to_owned(),
		FailureCause::Aborted => "aborted".to_owned(),
		FailureCause::NotUploaded => "not-uploaded".to_owned(),
		FailureCause::NotChecked => "not-checked".to_owned(),
		FailureCause::Withheld(reason) => format!("withheld:{reason}"),
		FailureCause::AgreementSuspended => "agreement-suspended".to_owned(),
		FailureCause::DataSuspended => "data-suspended".to_owned(),
		FailureCause::DataWithdrawn => "data-withdrawn".to_owned(),
	}
}

fn refusal(reason: RefusalReason) -> &'static str {
	match reason {
		RefusalReason::NotCovered => "not-covered",
		RefusalReason::DataMissing => "data-missing",
		RefusalReason::DataChanged => "data-changed",
		RefusalReason::BadParameters => "bad-parameters",
		RefusalReason::RuleMismatch => "rule-mismatch",
		RefusalReason::UnknownAlgorithm => "unknown-algorithm",
		RefusalReason::HolderPolicy => "holder-policy",
		RefusalReason::DisclosureRule => "disclosure-rule",
	}
}
