//! How much masked openings may tell.
//!
//! A number of `width` bits under a uniform mask of `width + margin` bits is at a statistical distance of
//! at most `2^-margin` from one that says nothing of it. Distances add up over a run, so a mask is
//! as long as the field lets it be, up to [`LONGEST`], and a run ends before it reaches [`Distance::MOST`].

use crate::Error;

/// A masked number is below two to the power of this, and a carry: it never wraps.
const ROOM: u32 = 126;
/// The margin that all secrets leave room for.
const SHORTEST: u32 = 40;
/// The margin of all but wide numbers: a longer one would cost random bits without need, since no
/// program masks more than `2^30` numbers.
const LONGEST: u32 = 60;

/// Bits of a secret, its sign included.
pub(crate) const CAPACITY: u32 = ROOM - SHORTEST;

/// Bits by which the mask of a number of `width` bits is longer.
pub(crate) fn margin(width: u32) -> u32 {
	ROOM.saturating_sub(width).clamp(SHORTEST, LONGEST)
}

/// Bits that numbers may have of which a run masks so many: they take half of what it may tell.
pub(crate) fn capacity_for(numbers: u64) -> u32 {
	let logarithm = u64::BITS - numbers.saturating_sub(1).leading_zeros();
	ROOM.saturating_sub(Distance::MOST_LOG + 1 + logarithm).min(CAPACITY)
}

/// A statistical distance, in units of `2^-60`.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Distance(u64);

impl Distance {
	const MOST_LOG: u32 = 30;
	/// Most that all masked openings of a run may tell: `2^-30`.
	pub const MOST: Self = Self(1 << (LONGEST - Self::MOST_LOG));

	/// Adds that of so many masked numbers of `width` bits; fails rather than exceed [`Self::MOST`].
	pub(crate) fn mask(&mut self, numbers: u64, width: u32) -> Result<(), Error> {
		let more = numbers.saturating_mul(1 << (LONGEST - margin(width)));
		let sum = Self(self.0.saturating_add(more));
		if sum > Self::MOST {
			return Err(Error::TooManyMasked);
		}
		*self = sum;
		Ok(())
	}

	/// Its logarithm to the base of two, rounded up; none where nothing was masked.
	pub fn log2(self) -> Option<i32> {
		let ceiling = |units: u64| u64::BITS - (units - 1).leading_zeros();
		let units = (self.0 > 0).then(|| ceiling(self.0))?;
		Some(units.cast_signed() - LONGEST.cast_signed())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn masks_are_as_long_as_there_is_room() {
		for (width, wanted) in [(1, 60), (40, 60), (66, 60), (67, 59), (80, 46), (86, 40)] {
			assert_eq!(margin(width), wanted, "{width}");
			assert!(width + margin(width) <= ROOM);
		}
	}

	#[test]
	fn a_run_ends_before_it_tells_more_than_it_may() {
		let mut distance = Distance::default();
		assert_eq!(distance.log2(), None);
		// 2^10 numbers of 86 bits: 2^-30.
		assert_eq!(distance.mask(1 << 9, 86), Ok(()));
		assert_eq!(distance.log2(), Some(-31));
		assert_eq!(distance.mask((1 << 9) + 1, 86), Err(Error::TooManyMasked));
		assert_eq!(distance.mask(1 << 9, 86), Ok(()));
		assert_eq!((distance, distance.log2()), (Distance::MOST, Some(-30)));
		assert_eq!(distance.mask(1, 1), Err(Error::TooManyMasked));
		assert_eq!(Distance::default().mask(u64::MAX, 86), Err(Error::TooManyMasked));
		assert_eq!(Distance::default().mask(1 << 30, 66), Ok(()));
	}

	#[test]
	fn numbers_of_the_capacity_take_half_of_it() {
		for numbers in [1, 2, 3, 1_000, 28_500, 1 << 20, 600_000, 1 << 29] {
			let width = capacity_for(numbers);
			let mut distance = Distance::default();
			distance.mask(2 * numbers, width).unwrap();
			if width < CAPACITY {
				assert_eq!(
					Distance::default().mask(4 * numbers, width + 2),
					Err(Error::TooManyMasked)
				);
			}
		}
	}
}
