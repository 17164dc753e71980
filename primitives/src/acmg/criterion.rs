//! The 28 criteria and how much each weighs.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// How much a criterion weighs, in rising order.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum Strength {
	/// One point.
	Supporting,
	/// Two points.
	Moderate,
	/// Four points.
	Strong,
	/// Eight points.
	VeryStrong,
	/// Decides on its own: BA1 alone. The point system has no place for it; it counts as eight
	/// points here, which alone make a variant benign.
	StandAlone,
}

impl Strength {
	/// Points (Tavtigian et al. 2020, table 2).
	pub const fn points(self) -> i32 {
		match self {
			Strength::Supporting => 1,
			Strength::Moderate => 2,
			Strength::Strong => 4,
			Strength::VeryStrong | Strength::StandAlone => 8,
		}
	}
}

/// A criterion (Richards et al. 2015, tables 3 and 4).
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
#[expect(missing_docs, reason = "the names are the guideline's codes")]
pub enum Criterion {
	Pvs1,
	Ps1,
	Ps2,
	Ps3,
	Ps4,
	Pm1,
	Pm2,
	Pm3,
	Pm4,
	Pm5,
	Pm6,
	Pp1,
	Pp2,
	Pp3,
	Pp4,
	Pp5,
	Ba1,
	Bs1,
	Bs2,
	Bs3,
	Bs4,
	Bp1,
	Bp2,
	Bp3,
	Bp4,
	Bp5,
	Bp6,
	Bp7,
}

impl Criterion {
	/// Whether it speaks for pathogenicity; else against.
	pub fn is_pathogenic(self) -> bool {
		self < Criterion::Ba1
	}

	/// The strength that the guideline gives it. A specification for a gene, or later evidence, may
	/// give another.
	pub fn strength(self) -> Strength {
		match self {
			Criterion::Pvs1 => Strength::VeryStrong,
			Criterion::Ba1 => Strength::StandAlone,
			criterion if criterion < Criterion::Pm1 => Strength::Strong,
			criterion if criterion < Criterion::Pp1 => Strength::Moderate,
			criterion if criterion < Criterion::Ba1 => Strength::Supporting,
			criterion if criterion < Criterion::Bp1 => Strength::Strong,
			_ => Strength::Supporting,
		}
	}
}

/// A criterion that is met, with the weight it has here.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct Evidence {
	/// The criterion.
	pub criterion: Criterion,
	/// Its weight.
	pub strength: Strength,
}

impl Evidence {
	/// Points, negative if it speaks against pathogenicity.
	pub fn points(self) -> i32 {
		let points = self.strength.points();
		if self.criterion.is_pathogenic() {
			points
		} else {
			points.saturating_neg()
		}
	}
}

impl From<Criterion> for Evidence {
	fn from(criterion: Criterion) -> Self {
		Evidence { criterion, strength: criterion.strength() }
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn weighs_as_the_guideline_says() {
		for (criterion, points) in [
			(Criterion::Pvs1, 8),
			(Criterion::Ps1, 4),
			(Criterion::Ps4, 4),
			(Criterion::Pm1, 2),
			(Criterion::Pm6, 2),
			(Criterion::Pp1, 1),
			(Criterion::Pp5, 1),
			(Criterion::Ba1, -8),
			(Criterion::Bs1, -4),
			(Criterion::Bs4, -4),
			(Criterion::Bp1, -1),
			(Criterion::Bp7, -1),
		] {
			assert_eq!(Evidence::from(criterion).points(), points, "{criterion:?}");
		}
	}
}
