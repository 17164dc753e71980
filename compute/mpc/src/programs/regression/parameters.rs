//! What the holders agree on before a regression, and the bounds that follow.

use super::{
	super::{
		common::{dry_run, fitting, same_holders, signed_bits, within},
		ProgramError,
	},
	solve::FRACTION,
	COVARIATE_BITS, COVARIATE_WHOLE,
};
use crate::Mpc;
use codec::{Decode, Encode};

/// Most covariates, without the intercept.
pub const MAX_COVARIATES: u8 = 7;
/// Most rows of all holders together.
pub const MAX_ROWS: u32 = 1 << 16;
/// Most steps of Newton's method.
pub const MAX_ITERATIONS: u8 = 20;

/// What the holders agree on.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Parameters {
	/// Number of covariates; an intercept comes with them.
	pub covariates: u8,
	/// How many rows each holder has at most; all together at most [`MAX_ROWS`]. How many there are
	/// stays secret. Nothing is told if there are fewer than four for each coefficient: a model that
	/// fits each row tells the rows (DataSHIELD refuses more than a third of a parameter a row).
	/// Accuracy is lost where there are far fewer rows than announced.
	pub rows: Vec<u32>,
	/// Steps of Newton's method; 8 suffice unless an outcome is rare or an effect very strong.
	pub iterations: u8,
	/// Nothing is told if there are fewer cases, or fewer others. With two or more, nothing is told
	/// either if a row has more leverage among those with its outcome than one of so many equal
	/// rows: of a covariate with two values, if fewer cases or others have one of these; and in any
	/// case of fewer cases or others than so many for each coefficient.
	pub minimum_cell: u32,
}

impl Parameters {
	/// Checks what every party of a run among `parties` checks before it shares anything.
	pub fn check(&self, parties: usize) -> Result<(), ProgramError> {
		Plan::new(&dry_run(parties)?, self).map(drop)
	}
}

/// What follows from the parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
	/// Number of coefficients.
	pub(super) size: usize,
	/// Most rows of all holders together.
	pub(super) rows: u64,
	/// Rows that it takes to tell anything.
	pub(super) needed: u64,
	/// Bits by which sums over rows are divided: the least power of two that is no less than the
	/// greatest number of rows.
	pub(super) row_bits: u32,
	/// Bits of the second derivatives, summed.
	pub(super) hessian: u32,
	/// Bits of the first derivatives, summed.
	pub(super) gradient: u32,
}

impl Plan {
	/// Checks the parameters, and that no value of the run outgrows the capacity.
	pub(super) fn new<M: Mpc>(mpc: &M, parameters: &Parameters) -> Result<Self, ProgramError> {
		same_holders(mpc, parameters.rows.len())?;
		within("covariates", parameters.covariates.into(), 1, MAX_COVARIATES.into())?;
		within("iterations", parameters.iterations.into(), 1, MAX_ITERATIONS.into())?;
		let needed = 4 * (u64::from(parameters.covariates) + 1);
		let rows: u64 = parameters.rows.iter().map(|rows| u64::from(*rows)).sum();
		within("rows", rows, needed, MAX_ROWS.into())?;
		within("minimum_cell", parameters.minimum_cell.into(), 0, MAX_ROWS.into())?;
		let side = u128::from(rows) << (COVARIATE_WHOLE + COVARIATE_BITS);
		// Weights are at most a quarter, with 40 bits behind the point; residuals one, with 20.
		let second = side << (COVARIATE_WHOLE + COVARIATE_BITS + 38);
		let hessian = fitting(mpc, "the second derivatives", Some(second))?;
		let gradient = fitting(mpc, "the first derivatives", Some(side << 20))?;
		let size = usize::from(parameters.covariates) + 1;
		Ok(Plan { size, rows, needed, row_bits: Self::row_bits(parameters), hessian, gradient })
	}

	fn row_bits(parameters: &Parameters) -> u32 {
		let rows: u64 = parameters.rows.iter().map(|rows| u64::from(*rows)).sum();
		u64::BITS - rows.saturating_sub(1).leading_zeros()
	}

	/// Bits behind the point of a variance: those of the inverse of the Hessian divided by two to
	/// the power of `row_bits`.
	pub(super) fn variance_bits(parameters: &Parameters) -> u32 {
		FRACTION + Self::row_bits(parameters)
	}

	/// Bits of a difference between two numbers of rows.
	pub(super) fn count_bits(&self) -> u32 {
		signed_bits(u128::from(MAX_ROWS) + 1)
	}
}
