//! What the evidence on a variant amounts to.

use super::{Evidence, Strength};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// One of the five classes.
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
pub enum Class {
	/// Benign.
	Benign,
	/// Likely benign.
	LikelyBenign,
	/// Of uncertain significance.
	Uncertain,
	/// Likely pathogenic.
	LikelyPathogenic,
	/// Pathogenic.
	Pathogenic,
}

impl Class {
	/// The class of a sum of points (Tavtigian et al. 2020, table 3).
	pub const fn of_points(points: i32) -> Self {
		match points {
			10.. => Class::Pathogenic,
			6..=9 => Class::LikelyPathogenic,
			0..=5 => Class::Uncertain,
			-6..=-1 => Class::LikelyBenign,
			_ => Class::Benign,
		}
	}

	/// The class by the rules that combine criteria (Richards et al. 2015, table 5), each at the
	/// strength it was given. What meets rules of both directions, or none, is uncertain. The table
	/// has no place for moderate benign evidence: it counts as supporting.
	pub fn of_rules(evidence: &[Evidence]) -> Self {
		let pathogenic = Tally::of(evidence, true).pathogenic();
		let benign = Tally::of(evidence, false).benign();
		match (pathogenic, benign) {
			(Some(class), None) | (None, Some(class)) => class,
			_ => Class::Uncertain,
		}
	}
}

/// The evidence on a variant, summed up both ways. The two can differ: two strong pathogenic
/// criteria are pathogenic by rule and likely pathogenic by points.
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
pub struct Classification {
	/// Sum of the points.
	pub points: i32,
	/// The class by points.
	pub by_points: Class,
	/// The class by rules.
	pub by_rules: Class,
}

impl Classification {
	/// Classifies by `evidence`, in which each criterion occurs once.
	pub fn of(evidence: &[Evidence]) -> Self {
		let points = evidence.iter().fold(0i32, |sum, e| sum.saturating_add(e.points()));
		let (by_points, by_rules) = (Class::of_points(points), Class::of_rules(evidence));
		Classification { points, by_points, by_rules }
	}
}

/// How many criteria of one direction there are at each strength.
struct Tally {
	stand_alone: usize,
	very_strong: usize,
	strong: usize,
	moderate: usize,
	supporting: usize,
}

impl Tally {
	fn of(evidence: &[Evidence], pathogenic: bool) -> Self {
		let count = |strength| {
			let fits =
				|e: &&Evidence| e.strength == strength && e.criterion.is_pathogenic() == pathogenic;
			evidence.iter().filter(fits).count()
		};
		Tally {
			stand_alone: count(Strength::StandAlone),
			very_strong: count(Strength::VeryStrong),
			strong: count(Strength::Strong),
			moderate: count(Strength::Moderate),
			supporting: count(Strength::Supporting),
		}
	}

	fn pathogenic(&self) -> Option<Class> {
		let (very_strong, strong) = (self.very_strong, self.strong);
		let (moderate, supporting) = (self.moderate, self.supporting);
		let pathogenic = (very_strong >= 1
			&& (strong >= 1
				|| moderate >= 2
				|| (moderate >= 1 && supporting >= 1)
				|| supporting >= 2))
			|| very_strong >= 2
			|| strong >= 2
			|| (strong >= 1
				&& (moderate >= 3
					|| (moderate >= 2 && supporting >= 2)
					|| (moderate >= 1 && supporting >= 4)));
		let likely = (very_strong >= 1 && moderate >= 1)
			|| (strong >= 1 && (moderate >= 1 || supporting >= 2))
			|| moderate >= 3
			|| (moderate >= 2 && supporting >= 2)
			|| (moderate >= 1 && supporting >= 4);
		match (pathogenic, likely) {
			(true, _) => Some(Class::Pathogenic),
			(false, true) => Some(Class::LikelyPathogenic),
			(false, false) => None,
		}
	}

	fn benign(&self) -> Option<Class> {
		let strong = self.strong.saturating_add(self.very_strong);
		let supporting = self.supporting.saturating_add(self.moderate);
		if self.stand_alone >= 1 || strong >= 2 {
			Some(Class::Benign)
		} else if (strong >= 1 && supporting >= 1) || supporting >= 2 {
			Some(Class::LikelyBenign)
		} else {
			None
		}
	}
}

#[cfg(test)]
mod tests {
	use super::{super::Criterion::*, *};
	use crate::acmg::Criterion;
	use alloc::vec::Vec;

	fn classify(criteria: &[Criterion]) -> (i32, Class, Class) {
		let evidence: Vec<_> = criteria.iter().copied().map(Evidence::from).collect();
		let found = Classification::of(&evidence);
		(found.points, found.by_points, found.by_rules)
	}

	#[test]
	fn classifies_both_ways() {
		use Class::*;
		for (criteria, wanted) in [
			(&[][..], (0, Uncertain, Uncertain)),
			(&[Pvs1, Ps1], (12, Pathogenic, Pathogenic)),
			(&[Pvs1, Pm1, Pm2], (12, Pathogenic, Pathogenic)),
			(&[Pvs1, Pm1, Pp1], (11, Pathogenic, Pathogenic)),
			(&[Pvs1, Pp1, Pp2], (10, Pathogenic, Pathogenic)),
			(&[Pvs1, Pp1], (9, LikelyPathogenic, Uncertain)),
			(&[Pvs1, Pm1], (10, Pathogenic, LikelyPathogenic)),
			(&[Ps1, Ps2], (8, LikelyPathogenic, Pathogenic)),
			(&[Ps1, Pm1, Pm2, Pm3], (10, Pathogenic, Pathogenic)),
			(&[Ps1, Pm1, Pm2, Pp1, Pp2], (10, Pathogenic, Pathogenic)),
			(&[Ps1, Pm1, Pp1, Pp2, Pp3, Pp4], (10, Pathogenic, Pathogenic)),
			(&[Ps1, Pm1], (6, LikelyPathogenic, LikelyPathogenic)),
			(&[Ps1, Pm1, Pm2], (8, LikelyPathogenic, LikelyPathogenic)),
			(&[Ps1, Pp1, Pp2], (6, LikelyPathogenic, LikelyPathogenic)),
			(&[Ps1, Pp1], (5, Uncertain, Uncertain)),
			(&[Pm1, Pm2, Pm3], (6, LikelyPathogenic, LikelyPathogenic)),
			(&[Pm1, Pm2, Pp1, Pp2], (6, LikelyPathogenic, LikelyPathogenic)),
			(&[Pm1, Pp1, Pp2, Pp3, Pp4], (6, LikelyPathogenic, LikelyPathogenic)),
			(&[Pm1, Pm2], (4, Uncertain, Uncertain)),
			(&[Ba1], (-8, Benign, Benign)),
			(&[Bs1, Bs2], (-8, Benign, Benign)),
			(&[Bs1, Bp1], (-5, LikelyBenign, LikelyBenign)),
			(&[Bp1, Bp2], (-2, LikelyBenign, LikelyBenign)),
			(&[Bs1], (-4, LikelyBenign, Uncertain)),
			(&[Bp1], (-1, LikelyBenign, Uncertain)),
			(&[Pvs1, Ps1, Bs1, Bs2], (4, Uncertain, Uncertain)),
		] {
			assert_eq!(classify(criteria), wanted, "{criteria:?}");
		}
	}

	#[test]
	fn follows_a_changed_strength() {
		let moderate = Evidence { criterion: Ps4, strength: Strength::Moderate };
		let found = Classification::of(&[moderate, Ps1.into()]);
		assert_eq!(found.points, 6);
		assert_eq!(found.by_rules, Class::LikelyPathogenic);
	}
}
