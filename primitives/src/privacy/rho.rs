//! The unit in which privacy loss is counted.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

/// Loss under zCDP, in millionths of rho.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct Rho(u64);

/// Natural logarithm of ten in millionths, rounded up.
const LN_10: u128 = 2_302_586;

impl Rho {
	/// No loss.
	pub const ZERO: Rho = Rho(0);
	/// The greatest loss that can be counted.
	pub const MAX: Rho = Rho(u64::MAX);
	/// Millionths in one.
	pub const ONE: Rho = Rho(1_000_000);

	/// So many millionths.
	pub const fn from_micro(micro: u64) -> Self {
		Rho(micro)
	}

	/// In millionths.
	pub const fn micro(self) -> u64 {
		self.0
	}

	/// Loss of this and then `other`: composition adds (Bun and Steinke 2016, lemma 2.3). `None`
	/// when it can be counted no more.
	pub fn checked_add(self, other: Rho) -> Option<Rho> {
		self.0.checked_add(other.0).map(Rho)
	}

	/// What `other` leaves of this; `None` if it is more.
	pub fn checked_sub(self, other: Rho) -> Option<Rho> {
		self.0.checked_sub(other.0).map(Rho)
	}

	/// What `other` leaves of this; nothing if it is more.
	pub(super) fn minus(self, other: Rho) -> Rho {
		Rho(self.0.saturating_sub(other.0))
	}

	/// Loss of `group` people who are in the data together: rho times the square of their number
	/// (Bun and Steinke 2016, proposition 1.9). `None` when it can be counted no more.
	pub fn for_group(self, group: u32) -> Option<Rho> {
		let square = u64::from(group).checked_mul(u64::from(group))?;
		self.0.checked_mul(square).map(Rho)
	}

	/// An epsilon, in millionths, for which this loss implies (epsilon, delta)-differential
	/// privacy with delta = 10^-`exponent`.
	///
	/// epsilon = rho + 2 sqrt(rho ln(1/delta)) (Bun and Steinke 2016, proposition 1.3), with the
	/// logarithm and the root rounded up. `None` when it can be counted no more.
	pub fn epsilon_micro(self, exponent: u32) -> Option<u128> {
		let rho = u128::from(self.0);
		// Millionths times millionths: the root is in millionths again.
		let radicand = rho.checked_mul(LN_10)?.checked_mul(u128::from(exponent))?.checked_mul(4)?;
		let floor = radicand.isqrt();
		let is_square = floor.checked_mul(floor) == Some(radicand);
		rho.checked_add(floor)?.checked_add(u128::from(!is_square))
	}
}

/// As a decimal number, such as `0.5`.
impl fmt::Display for Rho {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (whole, micro) = (self.0.div_euclid(Rho::ONE.0), self.0.rem_euclid(Rho::ONE.0));
		if micro == 0 {
			return write!(f, "{whole}");
		}
		let mut digits = micro;
		let mut width = 6usize;
		while digits.is_multiple_of(10) {
			digits = digits.div_euclid(10);
			width = width.saturating_sub(1);
		}
		write!(f, "{whole}.{digits:0width$}")
	}
}
