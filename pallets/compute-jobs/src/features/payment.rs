//! Money: the fee from its hold to the payees, and penalties from bonds.

use crate::{Config, Event, HoldReason, Pallet};
use alloc::vec::Vec;
use frame_support::{
	storage::with_storage_layer,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use panshi_primitives::{
	agreement::PartySet,
	consortium::ComputeNodeId,
	job::{FailureCause, Job, JobId, Settlement},
	traits::ComputeNodes,
	AccountId, Balance,
};
use sp_runtime::{ArithmeticError, DispatchError};

impl<T: Config> Pallet<T> {
	/// Moves the whole fee of `job` off its hold, as `planned`. Returns what was done.
	///
	/// A part that the payee's account cannot take, such as one below the existential deposit of
	/// an account that does not exist, goes to the treasury and still counts as paid; where the
	/// treasury cannot take it either, it is refunded. So no payee can keep the others from being
	/// paid.
	pub(crate) fn pay_out(
		id: JobId,
		job: &Job,
		planned: Settlement,
	) -> Result<Settlement, DispatchError> {
		let Settlement { mut paid, mut refunded } = planned;
		for (amount, share) in paid.iter_mut().zip(&job.shares) {
			if !Self::pay(id, job, &share.account, *amount) {
				refunded = refunded.checked_add(*amount).ok_or(ArithmeticError::Overflow)?;
				*amount = 0;
			}
		}
		Self::refund(id, job, refunded)?;
		Ok(Settlement { paid, refunded })
	}

	/// Pays `payee`, or the treasury in its place. False if neither account can take the amount.
	fn pay(id: JobId, job: &Job, payee: &AccountId, amount: Balance) -> bool {
		if Self::transfer_escrow(job, payee, amount).is_ok() {
			return true;
		}
		Self::divert(id, job, payee, amount).is_ok()
	}

	fn refund(id: JobId, job: &Job, amount: Balance) -> Result<(), DispatchError> {
		let reason = HoldReason::JobEscrow.into();
		let released = with_storage_layer(|| {
			T::Currency::release(&reason, &job.consumer, amount, Precision::Exact)
		});
		released.map(drop).or_else(|_| Self::divert(id, job, &job.consumer, amount))
	}

	fn divert(
		id: JobId,
		job: &Job,
		payee: &AccountId,
		amount: Balance,
	) -> Result<(), DispatchError> {
		let treasury = T::Treasury::get();
		Self::transfer_escrow(job, &treasury, amount)?;
		let (payee, to) = (payee.clone(), treasury);
		Self::deposit_event(Event::PaymentDiverted { job: id, payee, to, amount });
		Ok(())
	}

	/// Freezes of the consumer do not reach its escrow: it is owed.
	fn transfer_escrow(job: &Job, to: &AccountId, amount: Balance) -> Result<(), DispatchError> {
		if amount == 0 {
			return Ok(());
		}
		with_storage_layer(|| {
			T::Currency::transfer_on_hold(
				&HoldReason::JobEscrow.into(),
				&job.consumer,
				to,
				amount,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)
		})
		.map(drop)
	}

	/// Takes the penalty from the bond of each participant in `at_fault`.
	///
	/// When work had begun it is divided equally among the holders of the other participants but
	/// its own, and the consumer gets what is left by rounding; otherwise the consumer gets all of
	/// it.
	pub(crate) fn penalise(id: JobId, job: &Job, cause: FailureCause, at_fault: PartySet) {
		let is_at_fault = |index: usize| at_fault.contains(index);
		let diligent: Vec<&AccountId> = job
			.participants
			.iter()
			.enumerate()
			.filter(|(index, _)| cause != FailureCause::NotAccepted && !is_at_fault(*index))
			.map(|(_, participant)| &participant.holder)
			.collect();
		for (index, participant) in job.participants.iter().enumerate() {
			if !is_at_fault(index) {
				continue;
			}
			let others: Vec<_> =
				diligent.iter().filter(|holder| ***holder != participant.holder).collect();
			let parts = Balance::from(crate::types::length(&others));
			let mut left = T::Penalty::get();
			let part = left.checked_div(parts).unwrap_or_default();
			for holder in others {
				Self::take_bond(id, participant.node, part, holder);
				left = left.saturating_sub(part);
			}
			Self::take_bond(id, participant.node, left, &job.consumer);
		}
	}

	/// Moves `amount` of the bond of `node`, to the treasury as far as `beneficiary` cannot take
	/// it.
	fn take_bond(id: JobId, node: ComputeNodeId, amount: Balance, beneficiary: &AccountId) {
		let treasury = T::Treasury::get();
		let mut left = amount;
		for to in [beneficiary, &treasury] {
			if left == 0 {
				return;
			}
			let moved = T::ComputeNodes::penalise(node, left, to);
			left = left.saturating_sub(moved);
			if moved > 0 {
				let beneficiary = to.clone();
				Self::deposit_event(Event::Penalised { job: id, node, amount: moved, beneficiary });
			}
		}
	}
}
