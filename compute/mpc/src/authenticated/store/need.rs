//! How much material a program spends.

use crate::authenticated::distance::margin;
use crate::authenticated::{compare, digits, ranges};

/// Material that a computation needs. Steps add up; a little more than needed does no harm.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Need {
	/// Multiplication triples.
	pub triples: u64,
	/// Random bits.
	pub bits: u64,
	/// Input masks of each party.
	pub masks: u64,
}

impl Need {
	/// Nothing.
	pub fn new() -> Self {
		Self::default()
	}

	/// And so many products.
	#[must_use]
	pub fn products(mut self, count: u64) -> Self {
		self.triples += count;
		self
	}

	/// And so many comparisons of values of `width` bits.
	#[must_use]
	pub fn comparisons(mut self, count: u64, width: u32) -> Self {
		self.triples += count * compare::products(width);
		self.bits += count * u64::from(width + margin(width));
		self
	}

	/// And so many tests of values of `width` bits for zero.
	#[must_use]
	pub fn equalities(mut self, count: u64, width: u32) -> Self {
		self.triples += count * u64::from(width.saturating_sub(1));
		self.bits += count * u64::from(width + margin(width));
		self
	}

	/// And so many values of `width` bits taken apart.
	#[must_use]
	pub fn decompositions(mut self, count: u64, width: u32) -> Self {
		self.triples += count * digits::products(width);
		self.bits += count * u64::from(width + margin(width));
		self
	}

	/// And so many random bits.
	#[must_use]
	pub fn random_bits(mut self, count: u64) -> Self {
		self.bits += count;
		self
	}

	/// And so many inputs of each party.
	#[must_use]
	pub fn inputs(mut self, count: u64) -> Self {
		self.masks += count;
		self
	}

	/// And a proof that so many values of each party are of `width` bits.
	#[must_use]
	pub fn ranges(mut self, count: u64, width: u32) -> Self {
		self.masks += ranges::masks(count, width);
		self
	}

	/// Whether there is as much of every kind as `other` has.
	pub fn covers(&self, other: &Self) -> bool {
		self.triples >= other.triples && self.bits >= other.bits && self.masks >= other.masks
	}

	/// And one delivery of so many values.
	#[must_use]
	pub fn delivery(mut self, count: u64) -> Self {
		self.triples += count + 1;
		self
	}
}
