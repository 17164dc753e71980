//! Parties of a session.

use std::fmt;

/// Most holders that compute one overlap together.
pub const MAX_PARTIES: u8 = 16;

/// Index of a party, counted from zero in the order that the job names them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Party(pub u8);

impl fmt::Display for Party {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "party {}", self.0)
	}
}
