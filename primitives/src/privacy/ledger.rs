//! The account of one data identity.

use super::{Allowance, NotAllowed, PrivacyLoss, Rho};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The account of what has been released about a data identity.
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
pub struct Ledger {
	/// What the holder allowed before anything was released. What has been released is never more.
	pub granted: Allowance,
	/// What the holder allows now; at most what it granted.
	pub allowance: Allowance,
	/// Sum of the losses of noised results.
	pub spent: Rho,
	/// Number of exact results.
	pub exact: u32,
}

impl Ledger {
	/// A fresh account.
	pub fn new(granted: Allowance) -> Self {
		Ledger { granted, allowance: granted, spent: Rho::ZERO, exact: 0 }
	}

	/// Whether nothing has been released.
	pub fn is_untouched(&self) -> bool {
		self.spent == Rho::ZERO && self.exact == 0
	}

	/// What may still be released.
	pub fn left(&self) -> Allowance {
		self.allowance.less(self.spent)
	}

	/// The account after `loss`.
	pub fn debit(self, loss: PrivacyLoss) -> Result<Self, NotAllowed> {
		let spent = self.allowance.debit(self.spent, loss)?;
		let exact = match loss {
			// A count that has reached its end says enough.
			PrivacyLoss::Exact => self.exact.saturating_add(1),
			PrivacyLoss::Bounded(_) => self.exact,
		};
		Ok(Ledger { spent, exact, ..self })
	}

	/// The account after a debit of `loss` turned out to have released nothing; `None` if it was
	/// not debited.
	pub fn give_back(self, loss: PrivacyLoss) -> Option<Self> {
		Some(match loss {
			PrivacyLoss::Exact => Ledger { exact: self.exact.checked_sub(1)?, ..self },
			PrivacyLoss::Bounded(rho) => Ledger { spent: self.spent.checked_sub(rho)?, ..self },
		})
	}
}
