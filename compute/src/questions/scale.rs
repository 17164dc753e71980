//! How numbers of a table become the whole numbers that are computed on.

use super::QuestionError;
use crate::tables::Number;
use codec::{Decode, Encode};

/// A number counts as so many `unit`s above `origin`, rounded to the nearest, halves up.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Scale {
	/// What counts as zero.
	pub origin: Number,
	/// What counts as one; above zero.
	pub unit: Number,
}

impl Scale {
	/// Checks what came from elsewhere.
	pub fn check(&self) -> Result<(), QuestionError> {
		let sound = self.origin.is_sound() && self.unit.is_sound() && self.unit > Number(0);
		sound.then_some(()).ok_or(QuestionError::Scale)
	}

	/// The whole number that stands for `number` millionths, times two to the power of `bits`.
	/// Numbers outside `least..=most` count as the nearest of these.
	pub(crate) fn fixed(&self, number: i128, bits: u32, (least, most): (i128, i128)) -> i128 {
		let unit = i128::from(self.unit.0.max(1));
		let above = number.saturating_sub(self.origin.0.into());
		let doubled = above.saturating_mul(2).saturating_mul(1 << bits).saturating_add(unit);
		doubled.div_euclid(unit.saturating_mul(2)).clamp(least, most)
	}

	/// The whole number below two to the power of `bits` that stands for `number` millionths.
	pub(crate) fn whole(&self, number: i128, bits: u8) -> u64 {
		let most = (1i128 << bits.min(63)).saturating_sub(1);
		u64::try_from(self.fixed(number, 0, (0, most))).unwrap_or_default()
	}

	/// The number that a whole number stands for, in millionths.
	pub fn number(&self, whole: u64) -> i128 {
		let above = i128::from(whole).saturating_mul(self.unit.0.into());
		above.saturating_add(self.origin.0.into())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::tables::UNIT;

	fn scale(origin: i64, unit: i64) -> Scale {
		Scale { origin: Number(origin * UNIT), unit: Number(unit * UNIT) }
	}

	#[test]
	fn rounds_to_the_nearest_whole_number_in_the_range() {
		let halves = Scale { unit: Number(UNIT / 2), ..scale(10, 1) };
		for (number, wanted) in
			[("10", 0), ("10.5", 1), ("10.7", 1), ("10.75", 2), ("9", 0), ("99", 15)]
		{
			let number = Number::parse(number).expect("a number");
			assert_eq!(halves.whole(number.0.into(), 4), wanted, "{number}");
		}
		assert_eq!(halves.number(3), 11_500_000);
	}

	#[test]
	fn refuses_a_unit_of_nothing() {
		assert_eq!(scale(0, 0).check(), Err(QuestionError::Scale));
		assert_eq!(scale(0, -1).check(), Err(QuestionError::Scale));
		assert_eq!(
			Scale { origin: Number(i64::MAX), ..scale(0, 1) }.check(),
			Err(QuestionError::Scale)
		);
		assert_eq!(scale(-5, 1).check(), Ok(()));
	}
}
