//! What a regression is asked.

use super::{column, decode, QuestionError, Scale};
use codec::{Decode, Encode};
use panshi_mpc::programs::regression::Parameters;

/// A covariate.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Covariate {
	/// Column of the tables of people.
	pub column: String,
	/// What counts as zero and as one: near the mean and the standard deviation. Numbers of eight
	/// units and more on either side count as the nearest that is not.
	pub scale: Scale,
}

/// Parameters of a job of logistic regression: one item.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RegressionQuestion {
	/// Column of zeros and ones; a person with another number there, or without one, is left out.
	pub outcome: String,
	/// The covariates; a person without one of them is left out.
	pub covariates: Vec<Covariate>,
	/// What is computed on these. `rows` has an entry for each participant, in the order of the
	/// job's data identities: no fewer than the holder's table has people, left out or not.
	pub parameters: Parameters,
}

impl RegressionQuestion {
	/// Reads what was uploaded.
	pub fn read(bytes: &[u8]) -> Result<Self, QuestionError> {
		let question: Self = decode(bytes)?;
		column(&question.outcome)?;
		for covariate in &question.covariates {
			column(&covariate.column)?;
			covariate.scale.check()?;
		}
		let (listed, said) = (question.covariates.len(), question.parameters.covariates);
		match listed == usize::from(said) {
			true => Ok(question),
			false => Err(QuestionError::Length { listed, said: said.into() }),
		}
	}

	/// Number of items that the job states.
	pub fn items(&self) -> u32 {
		1
	}
}
