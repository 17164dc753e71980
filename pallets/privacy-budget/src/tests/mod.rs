//! One file for each call, one for each thing that jobs do, and one for any order of them.

mod debit;
mod give_back;
mod lower;
mod sequences;
mod set;
mod views;

pub(crate) use crate::{mock::*, Budgets, Debits, Error, Event};
pub(crate) use frame_support::{assert_noop, assert_ok};
pub(crate) use panshi_primitives::{
	data::{DataId, DataStatus},
	privacy::{Allowance, Ledger, PrivacyLoss, Rho},
	traits::PrivacyBudgets,
};
pub(crate) use sp_runtime::{DispatchError, DispatchResult};

fn at_most(micro: u64) -> Allowance {
	Allowance::AtMost(Rho::from_micro(micro))
}

fn loss(micro: u64) -> PrivacyLoss {
	PrivacyLoss::Bounded(Rho::from_micro(micro))
}

fn spent(left_milli: u16) -> DispatchError {
	Error::<Test>::Spent { left_milli }.into()
}

fn set(data: DataId, allowance: Allowance) -> DispatchResult {
	PrivacyBudget::set(RuntimeOrigin::signed(HOLDER), data, allowance)
}

fn lower(data: DataId, allowance: Allowance) -> DispatchResult {
	PrivacyBudget::lower(RuntimeOrigin::signed(HOLDER), data, allowance)
}

fn published(data: DataId) {
	set_status(data, DataStatus::Published { agreement: 1 });
}

fn ledger(data: DataId) -> Ledger {
	Budgets::<Test>::get(data).expect("the budget is set")
}
