//! Rounding to multiples of a public unit.

use super::{
	common::{fitting, not},
	ProgramError,
};
use crate::Mpc;
use std::ops::RangeInclusive;

/// Values that are rounded at once.
const BLOCK: usize = 12_288;

/// The multiple of `unit` that is nearest to each of `values`, halves up; they lie in `range`. Zero
/// and one leave them as they are.
///
/// The remainder is what is left when the unit times powers of two is taken away as often as it
/// goes, from the greatest: one comparison a value and bit of the quotient. So any unit will do.
pub(super) fn round<M: Mpc>(
	mpc: &mut M,
	values: &[M::Share],
	unit: u32,
	range: RangeInclusive<i128>,
) -> Result<Vec<M::Share>, ProgramError> {
	if unit < 2 {
		return Ok(values.to_vec());
	}
	let unit = i128::from(unit);
	let lowest = range.start().div_euclid(unit) * unit;
	// Half a unit more and from zero on, so that what is wanted is the quotient rounded down.
	let offset = unit / 2 - lowest;
	let most = u128::try_from(range.end() + offset).unwrap_or_default();
	let quotient = most / unit.unsigned_abs();
	let places = u128::BITS - quotient.leading_zeros();
	let width = fitting(mpc, "a rounded number", Some(most))?;
	let mut rounded = Vec::with_capacity(values.len());
	for block in values.chunks(BLOCK) {
		let offset = mpc.public(offset);
		let mut rests: Vec<_> = block.iter().map(|value| mpc.add(value, &offset)).collect();
		for place in (0..places).rev() {
			let step = mpc.public(unit << place);
			let without: Vec<_> = rests.iter().map(|rest| mpc.subtract(rest, &step)).collect();
			let below = mpc.negative(&without, width)?;
			for (rest, below) in rests.iter_mut().zip(&below) {
				*rest = mpc.subtract(rest, &mpc.scale(&not(mpc, below), unit << place));
			}
		}
		let half = mpc.public(unit / 2);
		let up = |(value, rest): (&M::Share, &M::Share)| mpc.add(&mpc.subtract(value, rest), &half);
		rounded.extend(block.iter().zip(&rests).map(up));
	}
	Ok(rounded)
}

/// The same in the clear: what tests compare with.
pub(super) fn nearest(value: i128, unit: u32) -> i128 {
	let unit = i128::from(unit.max(1));
	(2 * value + unit).div_euclid(2 * unit) * unit
}

#[cfg(test)]
mod tests {
	use super::{super::common::tests::dealer, *};
	use proptest::prelude::*;

	#[test]
	fn halves_go_up() {
		let mut mpc = dealer(vec![vec![]; 2]);
		let rounded = round(&mut mpc, &[-11, -10, -5, -4, 0, 4, 5, 14, 15], 10, -11..=15);
		assert_eq!(rounded, Ok(vec![-10, -10, 0, 0, 0, 0, 10, 10, 20]));
		let rounded = round(&mut mpc, &[0, 1, 2, 3, 4, 5], 3, 0..=5);
		assert_eq!(rounded, Ok(vec![0, 0, 3, 3, 3, 6]));
	}

	#[test]
	fn zero_and_one_leave_numbers_as_they_are() {
		let mut mpc = dealer(vec![vec![]; 2]);
		for unit in [0, 1] {
			assert_eq!(round(&mut mpc, &[-7, 3], unit, -7..=3), Ok(vec![-7, 3]));
		}
	}

	#[test]
	fn a_unit_may_be_greater_than_every_number() {
		let mut mpc = dealer(vec![vec![]; 2]);
		let rounded = round(&mut mpc, &[0, 49, 50, 99], 100, 0..=99);
		assert_eq!(rounded, Ok(vec![0, 0, 100, 100]));
		let rounded = round(&mut mpc, &[0, 1 << 20], u32::MAX, 0..=1 << 20);
		assert_eq!(rounded, Ok(vec![0, 0]));
	}

	proptest! {
		#[test]
		fn equals_division_in_the_clear(
			values in prop::collection::vec(-3_000i128..3_000, 1..20),
			unit in 0u32..400,
		) {
			let least = values.iter().min().copied().unwrap_or_default();
			let most = values.iter().max().copied().unwrap_or_default();
			let rounded = round(&mut dealer(vec![vec![]; 2]), &values, unit, least..=most);
			let wanted = values.iter().map(|value| nearest(*value, unit)).collect();
			prop_assert_eq!(rounded, Ok(wanted));
		}
	}
}
