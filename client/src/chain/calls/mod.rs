//! Typed builders of the calls this client makes, one file per pallet.

pub mod agreements;
pub mod audits;
pub mod collators;
pub mod compute_jobs;
pub mod consortium;
pub mod data_registry;
pub mod governance;
pub mod money;
pub mod privacy_budget;
pub mod upgrade;

use super::call::Declared;

/// Every call of this client on a pallet of this market, by pallet.
pub(crate) const USED: [(&str, &[Declared]); 6] = [
	(consortium::PALLET, consortium::CALLS),
	(data_registry::PALLET, data_registry::CALLS),
	(agreements::PALLET, agreements::CALLS),
	(audits::PALLET, audits::CALLS),
	(compute_jobs::PALLET, compute_jobs::CALLS),
	(privacy_budget::PALLET, privacy_budget::CALLS),
];
