//! Privacy loss as a budget: what one person's presence in a data set may change of all that is
//! ever released about it.
//!
//! The accountant is *zero-concentrated differential privacy* (Bun and Steinke, "Concentrated
//! Differential Privacy: Simplifications, Extensions, and Lower Bounds", TCC 2016): a release is
//! rho-zCDP, and releases compose by adding their rho, also when each is chosen after the results
//! of those before it (lemma 2.3). Everything here is exact in integers; where a bound is rounded,
//! it is rounded towards more loss.
//!
//! Two data sets are *neighbours* if one is the other without the genotypes of one person, over the
//! same sites. docs/protocols/noise.md says what follows from that, and what does not.

mod ledger;
mod plan;
mod rho;

pub use ledger::Ledger;
pub use plan::{
	largest_holding, BadPlan, NoisePlan, Release, Variance, LEAST_SHARE_VARIANCE, MAX_NOISY_LANES,
	MAX_NOISY_PARTIES, MAX_TERM, SUM_SLACK,
};
pub use rho::Rho;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What a job takes from the budget of each of its data identities.
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
pub enum PrivacyLoss {
	/// The result is exact: no finite rho bounds what it says of a person.
	Exact,
	/// The result is noised: it is rho-zCDP.
	Bounded(Rho),
}

/// What the holder of a data identity allows to be released about it, over all jobs.
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
pub enum Allowance {
	/// Noised results whose losses add up to at most this.
	AtMost(Rho),
	/// Any results, exact ones too.
	Unlimited,
}

/// Why a loss is not allowed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotAllowed {
	/// The result is exact, and only noised ones are allowed.
	ExactRelease,
	/// Less than the loss is left.
	Spent {
		/// What is left.
		left: Rho,
	},
}

impl Allowance {
	/// Whether this allows no more than `other`.
	pub fn is_within(&self, other: &Allowance) -> bool {
		match (self, other) {
			(_, Allowance::Unlimited) => true,
			(Allowance::Unlimited, Allowance::AtMost(_)) => false,
			(Allowance::AtMost(a), Allowance::AtMost(b)) => a <= b,
		}
	}

	/// What is left of it when `spent` has been released. An allowance that was lowered below what
	/// was spent leaves nothing.
	pub fn less(&self, spent: Rho) -> Allowance {
		match self {
			Allowance::Unlimited => Allowance::Unlimited,
			Allowance::AtMost(total) => {
				Allowance::AtMost(total.checked_sub(spent).unwrap_or(Rho::ZERO))
			},
		}
	}

	/// What will have been spent after `loss`, when `spent` has been so far.
	pub fn debit(&self, spent: Rho, loss: PrivacyLoss) -> Result<Rho, NotAllowed> {
		match (self, loss) {
			(Allowance::Unlimited, PrivacyLoss::Exact) => Ok(spent),
			(Allowance::AtMost(_), PrivacyLoss::Exact) => Err(NotAllowed::ExactRelease),
			// Where there is no limit, the sum is a record; it ends at the greatest number.
			(Allowance::Unlimited, PrivacyLoss::Bounded(rho)) => {
				spent.checked_add(rho).ok_or(NotAllowed::Spent { left: Rho::MAX.minus(spent) })
			},
			(Allowance::AtMost(total), PrivacyLoss::Bounded(rho)) => spent
				.checked_add(rho)
				.filter(|sum| sum <= total)
				.ok_or(NotAllowed::Spent { left: total.minus(spent) }),
		}
	}
}

#[cfg(test)]
mod tests;
