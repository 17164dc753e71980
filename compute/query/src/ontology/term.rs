//! Identifiers of terms.

use codec::{Decode, Encode};
use std::{fmt, str::FromStr};

/// Identifier of a term: the seven digits behind `HP:`.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TermId(u32);

impl TermId {
	/// Digits of an identifier.
	const DIGITS: usize = 7;

	/// The number behind `HP:`.
	pub fn number(self) -> u32 {
		self.0
	}

	/// The term with that number; none above seven digits.
	pub fn from_number(number: u32) -> Option<Self> {
		(number < 10_000_000).then_some(Self(number))
	}
}

impl FromStr for TermId {
	type Err = NotATerm;

	fn from_str(text: &str) -> Result<Self, NotATerm> {
		let digits = text.strip_prefix("HP:").ok_or(NotATerm)?;
		if digits.len() != Self::DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
			return Err(NotATerm);
		}
		digits.parse().map(Self).map_err(|_| NotATerm)
	}
}

impl fmt::Display for TermId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "HP:{:07}", self.0)
	}
}

/// A text is no identifier of a term.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a term is written HP: and seven digits")]
pub struct NotATerm;
