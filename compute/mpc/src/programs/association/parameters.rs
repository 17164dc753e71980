//! What the holders agree on before an association run, and the bounds that follow.

use super::{
	super::{
		common::{dry_run, fitting, same_holders, unsigned_bits, within},
		ProgramError,
	},
	top::most_probes,
};
use crate::Mpc;
use codec::{Decode, Encode, MaxEncodedLen};

/// Most people of all holders together.
pub const MAX_PEOPLE: u32 = 1 << 20;
/// Most variants that are delivered.
pub const MAX_RESULTS: u32 = 10_000;
/// Greatest minimum cell size.
pub const MAX_MINIMUM_CELL: u32 = 1_000;
/// Most variants of one run.
const MAX_VARIANTS: u32 = 10_000_000;
/// Most bits behind the point of a threshold that the search for the top tries.
const MAX_FRACTION: u32 = 20;

/// A fraction that is not negative.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct Ratio {
	/// Above the line.
	pub numerator: u32,
	/// Below the line; not zero.
	pub denominator: u32,
}

/// Which variants come out.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq)]
pub enum Selection {
	/// Those whose chi-square of the trend test is greater than a threshold.
	Above {
		/// The threshold; its parts at most 2^16.
		threshold: Ratio,
		/// Only the first so many of them, by index, come out; at most [`MAX_RESULTS`]. Which others
		/// pass, or how many, nobody learns.
		limit: u32,
	},
	/// Those with the greatest chi-square, fewer if fewer are greater than zero. Of equal ones the
	/// first by index come; chi-squares that differ by less than one part in 2^16, or by less than
	/// the last bit that [`Mpc::capacity_for`] leaves room for, count as equal.
	Top {
		/// How many; at most [`MAX_RESULTS`].
		count: u32,
	},
}

/// What the holders agree on.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Parameters {
	/// Number of variants.
	pub variants: u32,
	/// For each holder the most people that it has; all together at most [`MAX_PEOPLE`].
	pub people: Vec<u32>,
	/// Which variants come out.
	pub selection: Selection,
	/// A variant of which one of the six pooled counts lies between zero and this number, both
	/// excluded, is treated as if its chi-square were zero. Zero and one switch the rule off.
	pub minimum_cell: u32,
	/// Pooled counts come out rounded to multiples of this, halves up; at most [`MAX_PEOPLE`]. Zero
	/// and one leave them as they are. Variants are selected by what the counts are, and statistics
	/// are of what comes out.
	pub rounding: u32,
}

impl Parameters {
	/// Checks what every party of a run among `parties` checks before it shares anything.
	pub fn check(&self, parties: usize) -> Result<(), ProgramError> {
		Plan::new(&dry_run(parties)?, self).map(drop)
	}
}

/// Bounds that follow from the parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
	/// Bits in which one holder's number of people fits.
	pub(super) input: u32,
	/// Bits of the comparison that selects.
	pub(super) comparison: u32,
	/// Bits of the comparison that the disclosure rule makes.
	pub(super) cell: u32,
	/// Bits behind the point of a threshold, where the program searches for it.
	pub(super) fraction: u32,
	/// No chi-square reaches it.
	pub(super) people: u64,
}

impl Plan {
	/// Checks the parameters, and that no value of the run outgrows the capacity.
	///
	/// With N people, of whom R are cases and S = N - R are not, the trend test compares
	/// (N - 1) D^2, at most N^5 / 4, with multiples of R S V, at most N^4 / 4: the variance V / N^2
	/// of a number between zero and two is at most one, R S at most N^2 / 4, and D^2 at most R S V
	/// by Cauchy and Schwarz.
	pub(super) fn new<M: Mpc>(mpc: &M, parameters: &Parameters) -> Result<Self, ProgramError> {
		same_holders(mpc, parameters.people.len())?;
		within("variants", parameters.variants.into(), 1, MAX_VARIANTS.into())?;
		within("minimum_cell", parameters.minimum_cell.into(), 0, MAX_MINIMUM_CELL.into())?;
		within("rounding", parameters.rounding.into(), 0, MAX_PEOPLE.into())?;
		let people = parameters.people.iter().map(|people| u64::from(*people)).sum();
		within("people", people, 1, MAX_PEOPLE.into())?;
		let most = u128::from(people);
		let trend = most.pow(5) / 4;
		let product = |factor: u32| trend.checked_mul(factor.into());
		let (comparison, fraction) = match parameters.selection {
			Selection::Above { threshold, limit } => {
				within("threshold numerator", threshold.numerator.into(), 0, 1 << 16)?;
				within("threshold denominator", threshold.denominator.into(), 1, 1 << 16)?;
				within("limit", limit.into(), 1, MAX_RESULTS.into())?;
				let fractions = product(threshold.denominator);
				let multiples = (most.pow(4) / 4).checked_mul(threshold.numerator.into());
				(fitting(mpc, "the trend test", fractions.max(multiples))?, 0)
			},
			Selection::Top { count } => {
				within("count", count.into(), 1, MAX_RESULTS.into())?;
				let bits = fitting(mpc, "the trend test", Some(trend))?;
				let comparisons =
					u64::from(parameters.variants) * most_probes(people, MAX_FRACTION);
				let room = mpc.capacity_for(comparisons).saturating_sub(bits);
				let fraction = room.min(MAX_FRACTION);
				(fitting(mpc, "the trend test", product(1 << fraction))?, fraction)
			},
		};
		let minimum = u128::from(parameters.minimum_cell);
		let cell = fitting(mpc, "the minimum cell", Some(most * most.max(minimum)))?;
		let input = parameters.people.iter().max().copied().unwrap_or_default();
		let input = unsigned_bits(input.into()).max(1);
		Ok(Plan { input, comparison, cell, fraction, people })
	}
}
