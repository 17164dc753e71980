//! Parties of one computation.

use std::fmt;

/// Most parties of one computation.
pub const MAX_PARTIES: usize = 7;

/// Index of a party in a computation, counted from zero in the order that the job names them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PartyId(pub u8);

impl PartyId {
	/// As an index.
	pub fn index(self) -> usize {
		usize::from(self.0)
	}
}

impl fmt::Display for PartyId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "party {}", self.0)
	}
}

/// Who takes part, and which of them this process is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Parties {
	me: PartyId,
	count: u8,
}

impl Parties {
	/// `count` parties, of which this process is `me`; none unless there are two to
	/// [`MAX_PARTIES`] and `me` is one of them.
	pub fn new(me: PartyId, count: usize) -> Option<Self> {
		let known = (2..=MAX_PARTIES).contains(&count) && me.index() < count;
		known.then_some(Self { me, count: u8::try_from(count).ok()? })
	}

	/// This process.
	pub fn me(&self) -> PartyId {
		self.me
	}

	/// Number of parties.
	pub fn count(&self) -> usize {
		usize::from(self.count)
	}

	/// All parties in order.
	pub fn all(&self) -> impl Iterator<Item = PartyId> {
		(0..self.count).map(PartyId)
	}

	/// All but this process, in order.
	pub fn others(&self) -> impl Iterator<Item = PartyId> {
		let me = self.me;
		self.all().filter(move |party| *party != me)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn names_everybody_else() {
		let parties = Parties::new(PartyId(1), 3).unwrap();
		assert_eq!(parties.others().collect::<Vec<_>>(), [PartyId(0), PartyId(2)]);
	}

	#[test]
	fn fails_when_outside() {
		assert_eq!(Parties::new(PartyId(3), 3), None);
		assert_eq!(Parties::new(PartyId(0), 1), None);
		assert_eq!(Parties::new(PartyId(0), MAX_PARTIES + 1), None);
	}
}
