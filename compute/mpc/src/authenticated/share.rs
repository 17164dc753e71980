//! Authenticated shares.

use crate::authenticated::field::Fp;
use crate::PartyId;
use std::fmt;
use std::ops::{Add, Mul, Sub};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Bytes of a share at rest.
pub(crate) const BYTES: usize = 2 * crate::authenticated::field::BYTES;

/// One party's summand of a secret and of its MAC (ESORICS 2013, section 2, `[[x]]`).
#[derive(Clone, Copy, Default, Eq, PartialEq, Zeroize)]
pub struct Share {
	pub(crate) value: Fp,
	pub(crate) mac: Fp,
}

/// One party's summand of the MAC key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MacKey {
	pub(crate) summand: Fp,
	first: bool,
}

impl MacKey {
	/// The summand of a party.
	pub(crate) fn new(summand: Fp, me: PartyId) -> Self {
		Self { summand, first: me == PartyId(0) }
	}

	/// The share of a number that everybody knows: party 0 holds it, all hold its MAC.
	pub(crate) fn public(&self, value: Fp) -> Share {
		let held = if self.first { value } else { Fp::ZERO };
		Share { value: held, mac: self.summand * value }
	}
}

impl Share {
	/// At rest: the value, then the MAC.
	pub(crate) fn to_bytes(self) -> [u8; BYTES] {
		let mut bytes = [0; BYTES];
		bytes[..BYTES / 2].copy_from_slice(&self.value.to_bytes());
		bytes[BYTES / 2..].copy_from_slice(&self.mac.to_bytes());
		bytes
	}

	/// From its form at rest.
	pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
		let half = |bytes: &[u8]| Fp::from_bytes(bytes.try_into().ok()?);
		let (value, mac) = bytes.split_at_checked(BYTES / 2)?;
		Some(Self { value: half(value)?, mac: half(mac)? })
	}
}

impl fmt::Debug for Share {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Share(…)")
	}
}

impl fmt::Debug for MacKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("MacKey(…)")
	}
}

impl Add for Share {
	type Output = Self;

	fn add(self, other: Self) -> Self {
		Self { value: self.value + other.value, mac: self.mac + other.mac }
	}
}

impl Sub for Share {
	type Output = Self;

	fn sub(self, other: Self) -> Self {
		Self { value: self.value - other.value, mac: self.mac - other.mac }
	}
}

impl Mul<Fp> for Share {
	type Output = Self;

	fn mul(self, factor: Fp) -> Self {
		Self { value: self.value * factor, mac: self.mac * factor }
	}
}

impl std::iter::Sum for Share {
	fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
		shares.fold(Self::default(), |sum, share| sum + share)
	}
}
