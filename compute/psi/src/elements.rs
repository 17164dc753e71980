//! The lists that are compared.

use crate::{Error, Party};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Length of an element in bytes.
pub const ELEMENT_LENGTH: usize = 32;

/// An element of a list: a normalised and peppered identifier (see [`crate::identifiers`]).
///
/// # Security
///
/// Whoever knows the pepper can try identifiers, so an element is as secret as the identifier.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd, Zeroize)]
pub struct Element(pub [u8; ELEMENT_LENGTH]);

impl fmt::Debug for Element {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Element(…)")
	}
}

/// A list of different elements, in the order of its holder.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Cohort(Vec<Element>);

impl Cohort {
	/// A list of elements, none of which may occur twice.
	pub fn new(elements: Vec<Element>) -> Result<Self, Error> {
		let cohort = Self(elements);
		let mut order: Vec<usize> = (0..cohort.0.len()).collect();
		order.sort_unstable_by_key(|index| (cohort.0[*index], *index));
		let twice = order.windows(2).find(|pair| cohort.0[pair[0]] == cohort.0[pair[1]]);
		match twice {
			Some(pair) => Err(Error::Duplicate { first: pair[0], second: pair[1] }),
			None => Ok(cohort),
		}
	}

	/// The elements in order.
	pub fn elements(&self) -> &[Element] {
		&self.0
	}

	/// Refuses a list that is longer than `party` may have.
	pub(crate) fn within(&self, party: Party, bound: u32) -> Result<(), Error> {
		let got = self.0.len();
		let fits = u32::try_from(got).is_ok_and(|got| got <= bound);
		fits.then_some(()).ok_or(Error::TooMany { party, got, bound })
	}
}

impl fmt::Debug for Cohort {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Cohort({} elements)", self.0.len())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn refuses_an_element_twice_and_says_where() {
		let list = [3, 1, 2, 1].map(|byte| Element([byte; 32])).to_vec();
		assert_eq!(Cohort::new(list).err(), Some(Error::Duplicate { first: 1, second: 3 }));
	}

	#[test]
	fn refuses_more_than_was_agreed() {
		let cohort = Cohort::new(vec![Element([1; 32]), Element([2; 32])]).unwrap();
		assert_eq!(cohort.within(Party(1), 2), Ok(()));
		let error = Error::TooMany { party: Party(1), got: 2, bound: 1 };
		assert_eq!(cohort.within(Party(1), 1), Err(error));
	}

	#[test]
	fn shows_nothing_when_printed() {
		assert_eq!(format!("{:?}", Element([7; 32])), "Element(…)");
		assert_eq!(format!("{:?}", Cohort(vec![Element([7; 32])])), "Cohort(1 elements)");
	}
}
