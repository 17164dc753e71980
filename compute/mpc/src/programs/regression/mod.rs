//! Logistic regression over the rows of all holders.
//!
//! Each holder has rows of its own: an outcome and a few covariates. The maximum of the likelihood
//! is found by Newton's method, all of it under the protocol: no iterate, gradient or Hessian is
//! ever opened. The receiver learns the final coefficients and their variances; the parties learn
//! nothing. How many rows each holder has at most is public; how many there are is not.
//!
//! Covariates are fixed-point numbers within -8 and 8 with [`COVARIATE_BITS`] bits behind the
//! point. Which units that is, the agreement says: covariates centred near their mean and divided
//! by about their standard deviation keep their accuracy and converge fast.

mod fixed;
mod influence;
mod parameters;
pub mod plain;
mod rows;
mod run;
mod sigmoid;
mod sigmoid_table;
mod solve;
#[cfg(test)]
mod tests;

pub use parameters::{Parameters, MAX_COVARIATES, MAX_ITERATIONS, MAX_ROWS};
pub use run::run;

use super::{receive, Packet, ProgramError};
use crate::Mpc;
use codec::{Decode, Encode};
use parameters::Plan;

/// Bits behind the point of a covariate.
pub const COVARIATE_BITS: u32 = 10;
/// Bits before the point of a covariate, without its sign.
const COVARIATE_WHOLE: u32 = 3;
/// Bits behind the point of a coefficient.
pub const COEFFICIENT_BITS: u32 = 20;
/// No coefficient is greater: a search that gets here has not converged.
pub const MAX_COEFFICIENT: u32 = 16;

/// One person.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Row {
	/// Whether the person is a case.
	pub outcome: bool,
	/// The covariates, as multiples of two to the power of minus [`COVARIATE_BITS`].
	pub covariates: Vec<i16>,
}

impl Row {
	/// A row of real covariates, rounded; `None` if one is not within -8 and 8.
	pub fn of(outcome: bool, covariates: &[f64]) -> Option<Self> {
		let unit = f64::from(1u32 << COVARIATE_BITS);
		let side = i16::try_from(1i32 << (COVARIATE_WHOLE + COVARIATE_BITS)).ok()?;
		let fixed = |value: &f64| {
			let scaled = (value * unit).round();
			let inside = scaled >= f64::from(-side) && scaled < f64::from(side);
			#[expect(clippy::cast_possible_truncation, reason = "it is a whole number inside")]
			inside.then_some(scaled as i16)
		};
		Some(Row { outcome, covariates: covariates.iter().map(fixed).collect::<Option<_>>()? })
	}
}

/// The model that was found.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Model {
	/// The intercept and the coefficient of each covariate, as multiples of two to the power of
	/// minus [`COEFFICIENT_BITS`].
	pub coefficients: Vec<i64>,
	/// Their variances, as multiples of two to the power of minus `variance_bits`.
	pub variances: Vec<i64>,
	/// Bits behind the point of a variance.
	pub variance_bits: u8,
	/// Whether the last step changed no coefficient by more than 2^-10. Where it did, the
	/// coefficients mean little: the outcome may be separable, or a covariate redundant.
	pub converged: bool,
}

impl Model {
	/// Coefficients and their standard errors.
	pub fn estimates(&self) -> Vec<(f64, f64)> {
		let scale = |value: i64, bits: u32| value as f64 / (bits as f64).exp2();
		let variance = |value: &i64| scale(*value, self.variance_bits.into()).max(0.0);
		let errors = self.variances.iter().map(|value| variance(value).sqrt());
		let coefficients = self.coefficients.iter().map(|value| scale(*value, COEFFICIENT_BITS));
		coefficients.zip(errors).collect()
	}
}

/// What the receiver learns.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Output {
	/// The model.
	Model(Model),
	/// There are fewer cases, or fewer others, than the disclosure rule asks for, or fewer than four
	/// rows for each coefficient, or a row would weigh more in the model than one of so many.
	Withheld,
}

/// The output that the `packets` of all parties make, in the order of the parties.
pub fn read<M: Mpc>(
	parameters: &Parameters,
	packets: &[Packet<()>],
) -> Result<Output, ProgramError> {
	let ((), values) = receive::<M, _>(packets)?;
	let size = usize::from(parameters.covariates) + 1;
	let number = |value: &i128| i64::try_from(*value).map_err(|_| ProgramError::Packets);
	let numbers = values.iter().map(number).collect::<Result<Vec<_>, _>>()?;
	let variance_bits = u8::try_from(Plan::variance_bits(parameters));
	let variance_bits = variance_bits.map_err(|_| ProgramError::Packets)?;
	match numbers.split_at_checked(size).map(|(first, rest)| (first, rest.split_at_checked(size))) {
		Some((_, Some((_, [0, _])))) => Ok(Output::Withheld),
		Some((coefficients, Some((variances, [1, converged])))) => Ok(Output::Model(Model {
			coefficients: coefficients.to_vec(),
			variances: variances.to_vec(),
			variance_bits,
			converged: *converged == 1,
		})),
		_ => Err(ProgramError::Packets),
	}
}
