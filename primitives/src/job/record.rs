//! How the fee of a job is divided, and what is kept of the job.

use super::{AbortNotes, FailureCause, JobId, MAX_PARTICIPANTS};
use crate::{
	agreement::{AgreementId, PartySet, Share, MAX_PARTIES},
	data::DataId,
	AccountId, Balance, BlockNumber, Hash,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// How the fee of a job was divided; its parts sum to the fee.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Settlement {
	/// Paid to each share, in the order of the job's shares.
	pub paid: BoundedVec<Balance, ConstU32<MAX_PARTIES>>,
	/// Given back to the consumer.
	pub refunded: Balance,
}

/// Part of the fee, of [`crate::agreement::WHOLE`], that is earned when the result was computed
/// but not released.
pub const WORK_DONE: u32 = 500_000;

/// Divides `fee` by `shares`: each share is rounded down and the last one takes the rest, so that
/// the parts sum to `earned`, the earned part of the fee (all of it, or [`WORK_DONE`]).
///
/// `None` if the shares do not sum to [`crate::agreement::WHOLE`].
pub fn divide_fee(fee: Balance, shares: &[Share], earned: Option<u32>) -> Option<Settlement> {
	let whole = Balance::from(crate::agreement::WHOLE);
	let part = |amount: Balance, parts: u32| {
		let parts = Balance::from(parts);
		// Split so that the product cannot overflow for any fee.
		let high = amount.checked_div(whole)?.checked_mul(parts)?;
		let low = amount.checked_rem(whole)?.checked_mul(parts)?.checked_div(whole)?;
		high.checked_add(low)
	};
	let total = shares.iter().try_fold(0u32, |sum, share| sum.checked_add(share.parts))?;
	if total != crate::agreement::WHOLE {
		return None;
	}
	let income = match earned {
		Some(parts) => part(fee, parts)?,
		None => fee,
	};
	let mut left = income;
	let mut paid = BoundedVec::new();
	for (i, share) in shares.iter().enumerate() {
		let last = i.checked_add(1)? == shares.len();
		let amount = if last { left } else { part(income, share.parts)? };
		left = left.checked_sub(amount)?;
		paid.try_push(amount).ok()?;
	}
	Some(Settlement { paid, refunded: fee.checked_sub(income)? })
}

/// Divides `fee` when a job ends: all of it among the shares when it succeeded (`failure` is
/// `None`), [`WORK_DONE`] of it when the result was computed but not released, and nothing, so that
/// all of it is refunded, when there was no result.
///
/// A checker that was silent forfeits its own share, which is refunded too.
///
/// `None` if the shares do not sum to [`crate::agreement::WHOLE`].
pub fn settle_fee(
	fee: Balance,
	shares: &[Share],
	failure: Option<FailureCause>,
	checker: Option<&AccountId>,
) -> Option<Settlement> {
	let earned = match failure {
		None => None,
		Some(cause) if cause.work_was_done() => Some(WORK_DONE),
		Some(_) => Some(0),
	};
	let mut settlement = divide_fee(fee, shares, earned)?;
	if failure == Some(FailureCause::NotChecked) {
		for (paid, share) in settlement.paid.iter_mut().zip(shares) {
			if Some(&share.account) == checker {
				settlement.refunded = settlement.refunded.checked_add(*paid)?;
				*paid = 0;
			}
		}
	}
	Some(settlement)
}

/// What is kept of a job for good, one for each thing that happened.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct CallRecord {
	/// The job.
	pub job: JobId,
	/// The authorization.
	pub agreement: AgreementId,
	/// Who asked.
	pub consumer: AccountId,
	/// Digest of the algorithm.
	pub algorithm: Hash,
	/// Digest of the parameters.
	pub parameters: Hash,
	/// The data.
	pub identities: BoundedVec<DataId, ConstU32<MAX_PARTICIPANTS>>,
	/// Block at which it ended.
	pub ended_at: BlockNumber,
	/// How it ended; `None` when the result was released and paid.
	pub failure: Option<(FailureCause, PartySet)>,
	/// Digest over the chunks of the sum, or over the layouts of the other results' parts, when it
	/// is complete; see [`crate::signing::result_digest`] and
	/// [`crate::signing::sealed_result_digest`].
	pub result: Option<Hash>,
	/// What participants said of a joint computation that stopped. It is their word.
	pub aborts: AbortNotes,
	/// How the fee was divided.
	pub settlement: Settlement,
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::agreement::WHOLE;
	use alloc::vec::Vec;

	fn shares(parts: &[u32]) -> Vec<Share> {
		parts.iter().map(|p| Share { account: AccountId::new([1; 32]), parts: *p }).collect()
	}

	#[test]
	fn divides_to_the_last_unit() {
		for fee in [0, 1, 2, 7, 999_999, 1_000_001, Balance::MAX] {
			for earned in [None, Some(WORK_DONE)] {
				let done = divide_fee(fee, &shares(&[333_333, 333_333, 333_334]), earned)
					.expect("the shares sum to the whole");
				let paid: Balance = done.paid.iter().sum();
				assert_eq!(paid + done.refunded, fee);
				if earned.is_none() {
					assert_eq!(done.refunded, 0);
				}
			}
		}
	}

	#[test]
	fn refuses_shares_that_do_not_sum() {
		assert_eq!(divide_fee(10, &shares(&[WHOLE - 1]), None), None);
		assert_eq!(divide_fee(10, &shares(&[WHOLE, 1]), None), None);
	}

	#[test]
	fn refunds_before_and_halves_after_the_work() {
		let shares = shares(&[600_000, 400_000]);
		let checker = AccountId::new([7; 32]);
		let settle = |failure| settle_fee(101, &shares, failure, Some(&checker));
		let parts = |settlement: Option<Settlement>| {
			let settlement = settlement.expect("the shares sum to the whole");
			(settlement.paid.into_inner(), settlement.refunded)
		};
		assert_eq!(parts(settle(None)), (alloc::vec![60, 41], 0));
		for cause in [
			FailureCause::Refused(crate::job::RefusalReason::DataMissing),
			FailureCause::NotAccepted,
			FailureCause::NotDelivered,
			FailureCause::MasksDisagree,
			FailureCause::AgreementSuspended,
			FailureCause::DataSuspended,
			FailureCause::DataWithdrawn,
		] {
			assert_eq!(parts(settle(Some(cause))), (alloc::vec![0, 0], 101));
		}
		for cause in [FailureCause::NotChecked, FailureCause::Withheld(1)] {
			assert_eq!(parts(settle(Some(cause))), (alloc::vec![30, 20], 51));
		}
	}

	#[test]
	fn a_silent_checker_forfeits_its_share() {
		let mut shares = shares(&[600_000, 400_000]);
		let checker = AccountId::new([7; 32]);
		shares[1].account = checker.clone();
		let settle = |cause| {
			settle_fee(101, &shares, Some(cause), Some(&checker)).expect("they sum to the whole")
		};
		let silent = settle(FailureCause::NotChecked);
		assert_eq!((silent.paid.into_inner(), silent.refunded), (alloc::vec![30, 0], 71));
		let withheld = settle(FailureCause::Withheld(1));
		assert_eq!((withheld.paid.into_inner(), withheld.refunded), (alloc::vec![30, 20], 51));
	}
}
