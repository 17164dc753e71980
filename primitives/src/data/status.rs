//! The life of a data identity, and who may move it.

use crate::{
	agreement::AgreementId,
	consortium::{ReasonCode, Role},
	AccountId, BlockNumber,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Life of a data identity.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum DataStatus {
	/// Known but not on offer. An active publication agreement publishes it; the holder may
	/// withdraw it; an operator or auditor may suspend it.
	Registered,
	/// On offer. The end of its publication returns it to `Registered`; the holder may withdraw
	/// it; an operator or auditor may suspend it.
	Published {
		/// Publication agreement that put it on offer.
		agreement: AgreementId,
	},
	/// Stopped by an operator or auditor; resumed by who may lift it ([`Role::may_lift`]), or
	/// withdrawn by the holder. An auditor may `suspend` what an operator stopped, which then only an
	/// auditor resumes.
	Suspended {
		/// Who stopped it.
		by: AccountId,
		/// In which role: as auditor or as operator.
		role: Role,
		/// Why.
		reason: ReasonCode,
		/// Publication to return to.
		publication: Option<AgreementId>,
	},
	/// Taken back by the holder, for good. The fingerprint stays taken.
	Withdrawn {
		/// Block of the withdrawal.
		at: BlockNumber,
		/// Whether it was suspended then: a withdrawal does not lift a suspension.
		suspended: bool,
	},
}

/// Why a data identity cannot move to another status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RefusedTransition {
	/// It is on offer already.
	AlreadyPublished,
	/// It is suspended, which has to end first.
	Suspended,
	/// It was taken back for good.
	Withdrawn,
	/// It is not on offer.
	NotPublished,
	/// Another publication put it on offer.
	OtherPublication,
	/// It is not suspended.
	NotSuspended,
	/// An auditor suspended it, which only an auditor lifts.
	SuspendedByAuditor,
}

impl DataStatus {
	/// Whether jobs may use the data.
	pub fn is_usable(&self) -> bool {
		matches!(self, DataStatus::Published { .. })
	}

	/// Whether the data are on offer, `has_ended` telling it of their publication. Its end counts
	/// before anybody records it.
	pub fn is_on_offer(&self, has_ended: impl FnOnce(AgreementId) -> bool) -> bool {
		self.is_usable() && !self.publication().is_some_and(has_ended)
	}

	/// The publication that the data are on offer under, or return to when a suspension ends.
	pub fn publication(&self) -> Option<AgreementId> {
		match self {
			DataStatus::Published { agreement } => Some(*agreement),
			DataStatus::Suspended { publication, .. } => *publication,
			DataStatus::Registered | DataStatus::Withdrawn { .. } => None,
		}
	}

	/// The status once publication `agreement` is active.
	pub fn publish(&self, agreement: AgreementId) -> Result<Self, RefusedTransition> {
		match self {
			DataStatus::Registered => Ok(DataStatus::Published { agreement }),
			DataStatus::Published { .. } => Err(RefusedTransition::AlreadyPublished),
			DataStatus::Suspended { .. } => Err(RefusedTransition::Suspended),
			DataStatus::Withdrawn { .. } => Err(RefusedTransition::Withdrawn),
		}
	}

	/// The status once publication `ended` is over: a suspended identity forgets it, a withdrawn
	/// one stays as it is.
	pub fn unpublish(&self, ended: AgreementId) -> Result<Self, RefusedTransition> {
		if let DataStatus::Withdrawn { .. } = self {
			return Ok(self.clone());
		}
		match self.publication() {
			Some(agreement) if agreement == ended => Ok(match self {
				DataStatus::Suspended { by, role, reason, .. } => DataStatus::Suspended {
					by: by.clone(),
					role: *role,
					reason: *reason,
					publication: None,
				},
				_ => DataStatus::Registered,
			}),
			Some(_) => Err(RefusedTransition::OtherPublication),
			None => Err(RefusedTransition::NotPublished),
		}
	}

	/// The status once `by` has stopped it, in its role of operator or auditor.
	pub fn suspend(
		&self,
		(by, role): (AccountId, Role),
		reason: ReasonCode,
	) -> Result<Self, RefusedTransition> {
		let publication = self.publication();
		match self {
			DataStatus::Registered | DataStatus::Published { .. } => {
				Ok(DataStatus::Suspended { by, role, reason, publication })
			},
			// An auditor's takes the place of an operator's, so that no operator can keep it out.
			DataStatus::Suspended { role: imposed, .. } if !imposed.may_lift(role) => {
				Ok(DataStatus::Suspended { by, role, reason, publication })
			},
			DataStatus::Suspended { .. } => Err(RefusedTransition::Suspended),
			DataStatus::Withdrawn { .. } => Err(RefusedTransition::Withdrawn),
		}
	}

	/// The status once somebody has ended the suspension, in its role of operator or auditor.
	pub fn resume(&self, role: Role) -> Result<Self, RefusedTransition> {
		match self {
			DataStatus::Suspended { role: imposed, .. } if !role.may_lift(*imposed) => {
				Err(RefusedTransition::SuspendedByAuditor)
			},
			DataStatus::Suspended { publication: Some(agreement), .. } => {
				Ok(DataStatus::Published { agreement: *agreement })
			},
			DataStatus::Suspended { publication: None, .. } => Ok(DataStatus::Registered),
			DataStatus::Registered | DataStatus::Published { .. } => {
				Err(RefusedTransition::NotSuspended)
			},
			DataStatus::Withdrawn { .. } => Err(RefusedTransition::Withdrawn),
		}
	}

	/// The status once the holder took the data back at block `at`.
	pub fn withdraw(&self, at: BlockNumber) -> Result<Self, RefusedTransition> {
		match self {
			DataStatus::Withdrawn { .. } => Err(RefusedTransition::Withdrawn),
			DataStatus::Suspended { .. } => Ok(DataStatus::Withdrawn { at, suspended: true }),
			DataStatus::Registered | DataStatus::Published { .. } => {
				Ok(DataStatus::Withdrawn { at, suspended: false })
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const AUDITOR: AccountId = AccountId::new([7; 32]);

	fn suspended(publication: Option<AgreementId>) -> DataStatus {
		DataStatus::Suspended { by: AUDITOR, role: Role::Auditor, reason: 3, publication }
	}

	#[test]
	fn only_an_auditor_lifts_what_an_auditor_imposed() {
		let stopped = DataStatus::Published { agreement: 1 }
			.suspend((AUDITOR, Role::Operator), 3)
			.expect("it is on offer");
		let audited = suspended(Some(1));
		assert_eq!(audited.resume(Role::Operator), Err(RefusedTransition::SuspendedByAuditor));
		assert_eq!(stopped.resume(Role::Operator), Ok(DataStatus::Published { agreement: 1 }));
		assert_eq!(stopped.resume(Role::Auditor), Ok(DataStatus::Published { agreement: 1 }));
		// An operator that was faster does not keep the auditor out.
		assert_eq!(stopped.suspend((AUDITOR, Role::Auditor), 3), Ok(audited.clone()));
		let again = audited.suspend((AUDITOR, Role::Operator), 3);
		assert_eq!(again, Err(RefusedTransition::Suspended));
	}

	/// Each state with its successor by `publish(1)`, `unpublish(1)`, `suspend`, `resume` and
	/// `withdraw(9)`.
	#[test]
	fn moves_as_the_table_says() {
		use DataStatus::{Published, Registered, Withdrawn};
		use RefusedTransition as No;
		let published = |agreement| Published { agreement };
		let withdrawn = |suspended| Withdrawn { at: 9, suspended };
		let table = [
			(
				Registered,
				[
					Ok(published(1)),
					Err(No::NotPublished),
					Ok(suspended(None)),
					Err(No::NotSuspended),
					Ok(withdrawn(false)),
				],
			),
			(
				published(1),
				[
					Err(No::AlreadyPublished),
					Ok(Registered),
					Ok(suspended(Some(1))),
					Err(No::NotSuspended),
					Ok(withdrawn(false)),
				],
			),
			(
				published(2),
				[
					Err(No::AlreadyPublished),
					Err(No::OtherPublication),
					Ok(suspended(Some(2))),
					Err(No::NotSuspended),
					Ok(withdrawn(false)),
				],
			),
			(
				suspended(None),
				[
					Err(No::Suspended),
					Err(No::NotPublished),
					Err(No::Suspended),
					Ok(Registered),
					Ok(withdrawn(true)),
				],
			),
			(
				suspended(Some(1)),
				[
					Err(No::Suspended),
					Ok(suspended(None)),
					Err(No::Suspended),
					Ok(published(1)),
					Ok(withdrawn(true)),
				],
			),
			(
				suspended(Some(2)),
				[
					Err(No::Suspended),
					Err(No::OtherPublication),
					Err(No::Suspended),
					Ok(published(2)),
					Ok(withdrawn(true)),
				],
			),
			(
				Withdrawn { at: 4, suspended: false },
				[
					Err(No::Withdrawn),
					Ok(Withdrawn { at: 4, suspended: false }),
					Err(No::Withdrawn),
					Err(No::Withdrawn),
					Err(No::Withdrawn),
				],
			),
		];
		for (from, expected) in table {
			let moved = [
				from.publish(1),
				from.unpublish(1),
				from.suspend((AUDITOR, Role::Auditor), 3),
				from.resume(Role::Auditor),
				from.withdraw(9),
			];
			assert_eq!(moved, expected, "from {from:?}");
			let usable = matches!(from, Published { .. });
			assert_eq!(from.is_usable(), usable, "{from:?}");
		}
	}
}
