//! What one pallet asks of another: one capability each, wired in the runtime.

use crate::{
	agreement::{Agreement, AgreementId, JobRequest},
	consortium::{ComputeNode, ComputeNodeId, Member, QualificationKind, Role},
	data::{DataId, DataIdentity},
	job::JobId,
	privacy::PrivacyLoss,
	trail::Subject,
	AccountId, Balance, BlockNumber, Hash, SigningKey,
};
use alloc::vec::Vec;
use sp_runtime::{DispatchError, DispatchResult, Weight};

/// Who is a member and in which capacity.
pub trait Members {
	/// The member `who`.
	fn get(who: &AccountId) -> Option<Member>;
	/// Whether `who` is a member with `role`.
	fn has_role(who: &AccountId, role: Role) -> bool;
	/// Whether `who` is a member at all.
	fn is_member(who: &AccountId) -> bool;
	/// The last block at which a member lost a role, a qualification before it ran out, or its
	/// membership.
	fn last_loss() -> BlockNumber;
	/// Whether `who` holds a qualification of `kind` that counts at block `now`.
	fn is_qualified(who: &AccountId, kind: QualificationKind, now: BlockNumber) -> bool {
		Self::get(who).is_some_and(|member| member.qualification(kind, now).is_some())
	}
	/// Leaves out of what is measured of a call of `who` what the transaction has read before it, and
	/// other weights count.
	#[cfg(feature = "runtime-benchmarks")]
	fn whitelist_sender(_who: &AccountId) {}
}

/// Staff that acts for a member.
pub trait StaffKeys {
	/// Whether `staff` may sign agreements for `member`: it is the member itself, or a proxy of it
	/// for that purpose.
	fn may_sign_for(staff: &AccountId, member: &AccountId) -> bool;
}

/// Compute nodes and the bonds behind them.
pub trait ComputeNodes {
	/// The node `id`.
	fn get(id: ComputeNodeId) -> Option<ComputeNode>;
	/// The node with `key`.
	fn by_key(key: &SigningKey) -> Option<ComputeNodeId>;
	/// Counts a job that `id` now answers for.
	fn open_job(id: ComputeNodeId) -> DispatchResult;
	/// Counts a job that has ended.
	fn close_job(id: ComputeNodeId);
	/// Moves up to `amount` from the bond of `id` to `beneficiary`; returns what was moved.
	fn penalise(id: ComputeNodeId, amount: Balance, beneficiary: &AccountId) -> Balance;
	/// Records that `id` did something at block `now`.
	fn saw(id: ComputeNodeId, now: BlockNumber);
}

/// Data identities.
pub trait DataIdentities {
	/// The identity `id`.
	fn get(id: DataId) -> Option<DataIdentity>;
	/// Puts `id` on offer under publication `agreement`.
	fn publish(id: DataId, agreement: AgreementId) -> DispatchResult;
	/// Takes `id` off offer, when publication `agreement` has ended.
	fn unpublish(id: DataId, agreement: AgreementId) -> DispatchResult;
}

/// Algorithms.
pub trait Algorithms {
	/// Whether the algorithm with this digest may be agreed on and run.
	fn is_approved(digest: &Hash) -> bool;
}

/// Authorizations as jobs use them.
pub trait Authorizations {
	/// The agreement `id`.
	fn get(id: AgreementId) -> Option<Agreement>;
	/// Starts a job under `id`: checks that it is covered, counts it, and returns the agreement as
	/// it was before.
	fn open_job(id: AgreementId, job: &JobRequest<'_>) -> Result<Agreement, DispatchError>;
	/// Ends a job under `id`. With `give_back`, it does not count against the quota.
	fn close_job(id: AgreementId, give_back: bool);
}

/// What may be released about data identities, and what has been.
pub trait PrivacyBudgets {
	/// What a [`debit`](PrivacyBudgets::debit) of so many identities weighs at most.
	fn debit_weight(identities: u32) -> Weight;
	/// What it weighs at most to [give back](PrivacyBudgets::give_back) the loss of so many.
	fn give_back_weight(identities: u32) -> Weight;
	/// Takes `loss` for `job` from the budget of each of `identities`; if one has less left, or does
	/// not allow it, from none.
	fn debit(job: JobId, identities: &[DataId], loss: PrivacyLoss) -> DispatchResult;
	/// Gives back what `job` took from each of `identities`. For a job of which nothing has left a
	/// holder, not even towards the transaction pool.
	fn give_back(job: JobId, identities: &[DataId]);
}

/// What auditors ask about and judge.
pub trait AuditSubjects {
	/// Who answers for `subject`, besides those that take part in it as auditors; `None` if there is
	/// no such subject.
	fn answerable(subject: &Subject) -> Option<Vec<AccountId>>;
}
