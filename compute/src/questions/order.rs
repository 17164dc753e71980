//! What an order statistic is asked.

use super::{column, decode, QuestionError, Scale};
use codec::{Decode, Encode};
use panshi_mpc::programs::order::Parameters;

/// Parameters of a job of minimum, maximum, quantiles or histogram: one item.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct OrderQuestion {
	/// Column of the tables of people; a person without a number there is left out.
	pub column: String,
	/// How its numbers become whole ones.
	pub scale: Scale,
	/// What is computed on these. `values` has an entry for each participant, in the order of the
	/// job's data identities: no fewer than the holder's table has people, with a number or without.
	pub parameters: Parameters,
}

impl OrderQuestion {
	/// Reads what was uploaded.
	pub fn read(bytes: &[u8]) -> Result<Self, QuestionError> {
		let question: Self = decode(bytes)?;
		column(&question.column)?;
		question.scale.check()?;
		Ok(question)
	}

	/// Number of items that the job states.
	pub fn items(&self) -> u32 {
		1
	}
}
