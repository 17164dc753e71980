//! The rule that says whether an agreement covers a job.

use super::{Agreement, Disclosed};
use crate::{consortium::Role, data::DataId, job::AggregationMode, AccountId, BlockNumber, Hash};
use alloc::collections::BTreeSet;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What a job asks of an authorization.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JobRequest<'a> {
	/// Who asks.
	pub consumer: &'a AccountId,
	/// Digest of the algorithm.
	pub algorithm: &'a Hash,
	/// Identities it uses, each with its holder.
	pub identities: &'a [(DataId, AccountId)],
	/// How its result comes about.
	pub aggregation: AggregationMode,
	/// Number of items in its parameters.
	pub items: u32,
}

/// Why an agreement does not cover a job.
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
pub enum NotCovered {
	/// The agreement is not an authorization.
	NotAnAuthorization,
	/// The agreement is not in force: not attested yet, past its term, ended or suspended.
	NotInForce,
	/// The one who asks is not a consumer of the agreement.
	NotTheConsumer,
	/// The algorithm is not among those agreed.
	AlgorithmNotAgreed,
	/// An identity is not among those agreed, or is named twice.
	DataNotAgreed,
	/// A holder is not a party to the agreement.
	HolderNotAParty,
	/// Fewer distinct holders take part than agreed.
	TooFewHolders,
	/// The agreed number of jobs has been started.
	QuotaUsedUp,
	/// The result is a sum, which lets out more than the agreed disclosure rule.
	DisclosureRule,
}

impl Agreement {
	/// Whether a job is covered at block `now`, `started` jobs having been started before it.
	///
	/// The chain calls this when the job is created, and each compute node again before it accepts.
	pub fn covers(
		&self,
		job: &JobRequest<'_>,
		started: u32,
		now: BlockNumber,
	) -> Result<(), NotCovered> {
		let terms = self.content.authorization().ok_or(NotCovered::NotAnAuthorization)?;
		let refuse_unless = |holds: bool, why| if holds { Ok(()) } else { Err(why) };
		refuse_unless(self.standing.in_force_until(now).is_some(), NotCovered::NotInForce)?;
		refuse_unless(
			self.content.parties_in(Role::Consumer).any(|c| c == job.consumer),
			NotCovered::NotTheConsumer,
		)?;
		refuse_unless(terms.algorithms.contains(job.algorithm), NotCovered::AlgorithmNotAgreed)?;
		let mut holders = BTreeSet::new();
		let mut seen = BTreeSet::new();
		for (data, holder) in job.identities {
			refuse_unless(
				self.content.identities.contains(data) && seen.insert(data),
				NotCovered::DataNotAgreed,
			)?;
			refuse_unless(
				self.content.parties_in(Role::Holder).any(|h| h == holder),
				NotCovered::HolderNotAParty,
			)?;
			holders.insert(holder);
		}
		refuse_unless(
			holders.len() >= usize::from(terms.least_holders),
			NotCovered::TooFewHolders,
		)?;
		refuse_unless(started < terms.job_quota, NotCovered::QuotaUsedUp)?;
		// What is computed together keeps the rule inside, which the nodes see in its parameters.
		let is_sum = job.aggregation == AggregationMode::SealedSum;
		let kept = !is_sum || terms.disclosure.check(&Disclosed::by_sum(job.items)).is_ok();
		refuse_unless(kept, NotCovered::DisclosureRule)
	}
}
