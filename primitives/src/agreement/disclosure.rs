//! The disclosure rule: what of a result may come out at all.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What the parties agree of numbers in results. Where holders compute together it acts inside,
/// before anything is opened; a sum that the chain makes of what it cannot read cannot keep it.
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
	PartialEq,
	TypeInfo,
)]
pub struct DisclosureRule {
	/// A number of people between zero and this, both excluded, does not come out. Zero and one
	/// let all numbers out.
	pub minimum_cell: u32,
	/// Most variants that a result tells anything of. Zero sets no limit.
	pub most_items: u32,
	/// Numbers of people come out as multiples of this. Zero and one let them out as they are.
	pub rounding: u32,
}

/// What a question lets out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Disclosed {
	/// Least number of people but none that comes out; `None` where nothing depends on it.
	pub minimum_cell: Option<u32>,
	/// Variants that the result tells something of, at the most.
	pub items: u32,
	/// What numbers of people are multiples of; `None` where no such number comes out.
	pub rounding: Option<u32>,
}

/// Why a question lets out more than the rule.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TooMuch {
	/// Numbers of fewer people come out.
	SmallCells,
	/// More variants come out.
	Items,
	/// Numbers of people are no multiples of the agreed one.
	Rounding,
}

impl Disclosed {
	/// What a sum of `items` items lets out: everything, as it is.
	pub fn by_sum(items: u32) -> Self {
		Disclosed { minimum_cell: Some(0), items, rounding: Some(1) }
	}
}

impl DisclosureRule {
	/// Whether what is `asked` lets out no more than this rule.
	pub fn check(&self, asked: &Disclosed) -> Result<(), TooMuch> {
		let refuse_unless = |holds: bool, why| if holds { Ok(()) } else { Err(why) };
		let cells = asked.minimum_cell.is_none_or(|cell| cell.max(1) >= self.minimum_cell);
		refuse_unless(cells, TooMuch::SmallCells)?;
		refuse_unless(self.most_items == 0 || asked.items <= self.most_items, TooMuch::Items)?;
		let multiples = |unit: u32| unit.max(1).is_multiple_of(self.rounding.max(1));
		refuse_unless(asked.rounding.is_none_or(multiples), TooMuch::Rounding)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const RULE: DisclosureRule = DisclosureRule { minimum_cell: 5, most_items: 100, rounding: 10 };
	const ASKED: Disclosed = Disclosed { minimum_cell: Some(5), items: 100, rounding: Some(10) };

	#[test]
	fn no_rule_lets_everything_out() {
		assert_eq!(DisclosureRule::default().check(&Disclosed::by_sum(u32::MAX)), Ok(()));
		let ones = DisclosureRule { minimum_cell: 1, most_items: 0, rounding: 1 };
		assert_eq!(ones.check(&Disclosed::by_sum(u32::MAX)), Ok(()));
	}

	#[test]
	fn a_question_may_be_as_strict_as_the_rule_or_stricter() {
		assert_eq!(RULE.check(&ASKED), Ok(()));
		let stricter = Disclosed { minimum_cell: Some(9), items: 1, rounding: Some(30) };
		assert_eq!(RULE.check(&stricter), Ok(()));
		let silent = Disclosed { minimum_cell: None, items: 0, rounding: None };
		assert_eq!(RULE.check(&silent), Ok(()));
	}

	#[test]
	fn a_question_that_lets_out_more_is_too_much() {
		for (asked, why) in [
			(Disclosed { minimum_cell: Some(4), ..ASKED }, TooMuch::SmallCells),
			(Disclosed { minimum_cell: Some(0), ..ASKED }, TooMuch::SmallCells),
			(Disclosed { items: 101, ..ASKED }, TooMuch::Items),
			(Disclosed { rounding: Some(5), ..ASKED }, TooMuch::Rounding),
			(Disclosed { rounding: Some(15), ..ASKED }, TooMuch::Rounding),
			(Disclosed { rounding: Some(0), ..ASKED }, TooMuch::Rounding),
		] {
			assert_eq!(RULE.check(&asked), Err(why), "{asked:?}");
		}
	}

	#[test]
	fn a_sum_keeps_a_limit_of_items_alone() {
		let items = DisclosureRule { most_items: 3, ..DisclosureRule::default() };
		assert_eq!(items.check(&Disclosed::by_sum(3)), Ok(()));
		assert_eq!(items.check(&Disclosed::by_sum(4)), Err(TooMuch::Items));
		for rule in [
			DisclosureRule { minimum_cell: 2, ..DisclosureRule::default() },
			DisclosureRule { rounding: 2, ..DisclosureRule::default() },
		] {
			assert!(rule.check(&Disclosed::by_sum(1)).is_err(), "{rule:?}");
		}
	}
}
