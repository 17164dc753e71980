//! The states of an agreement, and the moves between them.

use super::{AgreementKind, PartySet, Standing};
use crate::{
	consortium::{ReasonCode, Role},
	AccountId, BlockNumber,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Life of an agreement. An agreement past a deadline counts as expired from that block on, even
/// before anybody records it: see [`Standing::state_at`].
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum AgreementState {
	/// Nobody has signed it. Parties `sign` (or others carry their signatures by
	/// `submit_signatures`) or `decline`; the proposer may `withdraw`; expires after `sign_before`.
	Proposed,
	/// Some parties signed. The others `sign`; any party may `decline`, and the proposer
	/// `withdraw`; expires after `sign_before`.
	PartlySigned {
		/// Who signed.
		signed: PartySet,
	},
	/// All parties signed. An operator may `attest` or `reject`; any party may `decline`, and the
	/// proposer `withdraw`; expires after `sign_before`.
	FullySigned,
	/// In force. Jobs run under an authorization, and the last one of the quota completes it; a
	/// party may `give_notice`; an operator or auditor may `suspend`; expires at `until`.
	Active {
		/// Block of the attestation.
		since: BlockNumber,
		/// First block at which it is not in force any more.
		until: BlockNumber,
	},
	/// In force until the notice has run out, when it counts as terminated. The last job of the
	/// quota completes it; an operator or auditor may `suspend`.
	Terminating {
		/// First block at which it is not in force any more.
		until: BlockNumber,
		/// Party that gave notice.
		by: AccountId,
	},
	/// Stopped. Who may lift it ([`Role::may_lift`]) may `resume` it, to `Active` or `Terminating`
	/// as it was, if there is time left, or to `Completed` if its last job has ended meanwhile; an auditor may `suspend` what an operator stopped, which
	/// then only an auditor resumes; at `until` it expires or, with a notice, counts as terminated.
	Suspended {
		/// Who stopped it.
		by: AccountId,
		/// In which role: as auditor or as operator.
		role: Role,
		/// Why.
		reason: ReasonCode,
		/// When its term or notice runs out.
		until: BlockNumber,
		/// Party that had given notice, if one had.
		notice_by: Option<AccountId>,
	},
	/// The quota is used up and no job is in progress. Final.
	Completed,
	/// The time to sign, or the term, has passed. Final.
	Expired,
	/// The notice has run out. Final.
	Terminated,
	/// An operator or a party refused it, or the proposer withdrew it. Final.
	Rejected {
		/// Who.
		by: AccountId,
		/// Why.
		reason: ReasonCode,
	},
}

impl Standing {
	/// The state at block `now`, deadlines applied.
	pub fn state_at(&self, now: BlockNumber) -> AgreementState {
		use AgreementState as S;
		match &self.state {
			S::Proposed | S::PartlySigned { .. } | S::FullySigned if now > self.sign_before => {
				S::Expired
			},
			S::Active { until, .. } if now >= *until => S::Expired,
			S::Terminating { until, .. } if now >= *until => S::Terminated,
			S::Suspended { until, notice_by: None, .. } if now >= *until => S::Expired,
			S::Suspended { until, notice_by: Some(_), .. } if now >= *until => S::Terminated,
			state => state.clone(),
		}
	}

	/// First block at which the agreement is not in force any more, if it is in force at `now`.
	pub fn in_force_until(&self, now: BlockNumber) -> Option<BlockNumber> {
		match self.state_at(now) {
			AgreementState::Active { until, .. } | AgreementState::Terminating { until, .. } => {
				Some(until)
			},
			_ => None,
		}
	}
}

impl AgreementState {
	/// First block at which an agreement that was attested is not in force any more, as it stands:
	/// the end of its term or of a notice.
	pub fn ends_at(&self) -> Option<BlockNumber> {
		match self {
			AgreementState::Active { until, .. }
			| AgreementState::Terminating { until, .. }
			| AgreementState::Suspended { until, .. } => Some(*until),
			_ => None,
		}
	}
}

/// Why an agreement does not move to another state.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refused {
	/// The party has signed.
	AlreadySigned,
	/// Some party has not signed.
	NotFullySigned,
	/// An operator has attested it.
	AlreadyAttested,
	/// It has not been attested.
	NotInForce,
	/// A party has given notice.
	NoticeAlreadyGiven,
	/// It is suspended.
	Suspended,
	/// It is not suspended.
	NotSuspended,
	/// An auditor suspended it, which only an auditor lifts.
	SuspendedByAuditor,
	/// The time to sign, or its term, has passed.
	DeadlinePassed,
	/// It was completed, terminated or rejected.
	Ended,
	/// Its record says what is the case.
	NothingToRecord,
}

impl AgreementState {
	/// Whether the agreement has ended, for good.
	pub fn is_final(&self) -> bool {
		use AgreementState as S;
		matches!(self, S::Completed | S::Expired | S::Terminated | S::Rejected { .. })
	}

	/// Why a state that is final, or past a deadline, is never left.
	fn refusal_for_good(&self) -> Refused {
		match self {
			AgreementState::Expired => Refused::DeadlinePassed,
			_ => Refused::Ended,
		}
	}
}

/// The moves. Each returns the state that follows at block `now`, deadlines applied, or why there
/// is none; who may make the move is for the caller to check.
impl Standing {
	/// The party at `party` signs.
	pub fn signed_by(&self, party: usize, now: BlockNumber) -> Result<AgreementState, Refused> {
		use AgreementState as S;
		let signed = match self.state_at(now) {
			S::Proposed => PartySet::default(),
			S::PartlySigned { signed } if !signed.contains(party) => signed,
			S::PartlySigned { .. }
			| S::FullySigned
			| S::Active { .. }
			| S::Terminating { .. }
			| S::Suspended { .. } => return Err(Refused::AlreadySigned),
			ended => return Err(ended.refusal_for_good()),
		}
		.with(party);
		if signed.len() == self.parties.len() {
			Ok(S::FullySigned)
		} else {
			Ok(S::PartlySigned { signed })
		}
	}

	/// A party declines, or the proposer withdraws.
	pub fn declined(
		&self,
		by: &AccountId,
		reason: ReasonCode,
		now: BlockNumber,
	) -> Result<AgreementState, Refused> {
		use AgreementState as S;
		match self.state_at(now) {
			S::Proposed | S::PartlySigned { .. } | S::FullySigned => {
				Ok(S::Rejected { by: by.clone(), reason })
			},
			S::Active { .. } | S::Terminating { .. } | S::Suspended { .. } => {
				Err(Refused::AlreadyAttested)
			},
			ended => Err(ended.refusal_for_good()),
		}
	}

	/// An operator attests.
	pub fn attested(&self, now: BlockNumber) -> Result<AgreementState, Refused> {
		self.awaits_operator(now)?;
		let until = now.saturating_add(self.term);
		Ok(AgreementState::Active { since: now, until })
	}

	/// An operator rejects.
	pub fn rejected(
		&self,
		by: &AccountId,
		reason: ReasonCode,
		now: BlockNumber,
	) -> Result<AgreementState, Refused> {
		self.awaits_operator(now)?;
		Ok(AgreementState::Rejected { by: by.clone(), reason })
	}

	fn awaits_operator(&self, now: BlockNumber) -> Result<(), Refused> {
		use AgreementState as S;
		match self.state_at(now) {
			S::FullySigned => Ok(()),
			S::Proposed | S::PartlySigned { .. } => Err(Refused::NotFullySigned),
			S::Active { .. } | S::Terminating { .. } | S::Suspended { .. } => {
				Err(Refused::AlreadyAttested)
			},
			ended => Err(ended.refusal_for_good()),
		}
	}

	/// A party gives notice.
	pub fn notice_given(
		&self,
		by: &AccountId,
		now: BlockNumber,
	) -> Result<AgreementState, Refused> {
		use AgreementState as S;
		match self.state_at(now) {
			S::Active { .. } if self.notice == 0 => Ok(S::Terminated),
			S::Active { until, .. } => {
				let until = now.saturating_add(self.notice).min(until);
				Ok(S::Terminating { until, by: by.clone() })
			},
			S::Terminating { .. } => Err(Refused::NoticeAlreadyGiven),
			S::Suspended { .. } => Err(Refused::Suspended),
			S::Proposed | S::PartlySigned { .. } | S::FullySigned => Err(Refused::NotInForce),
			ended => Err(ended.refusal_for_good()),
		}
	}

	/// Somebody suspends it, in its role of operator or auditor.
	pub fn suspended(
		&self,
		(by, role): (&AccountId, Role),
		reason: ReasonCode,
		now: BlockNumber,
	) -> Result<AgreementState, Refused> {
		use AgreementState as S;
		let (until, notice_by) = match self.state_at(now) {
			S::Active { until, .. } => (until, None),
			S::Terminating { until, by } => (until, Some(by)),
			// An auditor's takes the place of an operator's, so that no operator can keep it out.
			S::Suspended { role: imposed, until, notice_by, .. } if !imposed.may_lift(role) => {
				(until, notice_by)
			},
			S::Suspended { .. } => return Err(Refused::Suspended),
			S::Proposed | S::PartlySigned { .. } | S::FullySigned => {
				return Err(Refused::NotInForce)
			},
			ended => return Err(ended.refusal_for_good()),
		};
		Ok(S::Suspended { by: by.clone(), role, reason, until, notice_by })
	}

	/// Somebody resumes it, in its role of operator or auditor. If its last job has ended meanwhile,
	/// it is completed.
	pub fn resumed(&self, role: Role, now: BlockNumber) -> Result<AgreementState, Refused> {
		use AgreementState as S;
		match self.state_at(now) {
			S::Suspended { role: imposed, .. } if !role.may_lift(imposed) => {
				Err(Refused::SuspendedByAuditor)
			},
			S::Suspended { .. } if self.is_used_up() => Ok(S::Completed),
			S::Suspended { until, notice_by: Some(by), .. } => Ok(S::Terminating { until, by }),
			// Without a notice the term runs from the attestation to `until`.
			S::Suspended { until, notice_by: None, .. } => {
				Ok(S::Active { since: until.saturating_sub(self.term), until })
			},
			S::Proposed
			| S::PartlySigned { .. }
			| S::FullySigned
			| S::Active { .. }
			| S::Terminating { .. } => Err(Refused::NotSuspended),
			ended => Err(ended.refusal_for_good()),
		}
	}

	/// Somebody records that a deadline has passed.
	///
	/// Not while a suspension has jobs in progress to end, which the end of the term would hide.
	pub fn end_recorded(&self, now: BlockNumber) -> Result<AgreementState, Refused> {
		let state = self.state_at(now);
		if state == self.state {
			Err(Refused::NothingToRecord)
		} else if matches!(self.state, AgreementState::Suspended { .. }) && self.jobs_open > 0 {
			Err(Refused::Suspended)
		} else {
			Ok(state)
		}
	}

	/// A job ends: the state that follows, if the end of the job completes the agreement.
	pub fn completed(&self, now: BlockNumber) -> Option<AgreementState> {
		let in_force = self.in_force_until(now).is_some();
		(in_force && self.is_used_up()).then_some(AgreementState::Completed)
	}

	/// Whether all jobs of an authorization have been, and have ended.
	fn is_used_up(&self) -> bool {
		self.kind == AgreementKind::Authorization
			&& self.jobs_started >= self.job_quota
			&& self.jobs_open == 0
	}
}

#[cfg(test)]
mod tests;
