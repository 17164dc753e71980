//! What the millionaires' comparison is asked.

use super::{column, decode, QuestionError, Scale};
use codec::{Decode, Encode};
use panshi_mpc::programs::millionaires::Parameters;

/// What a holder is measured by.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Measure {
	/// How many of its people have a number in the column.
	People,
	/// The sum of these numbers.
	Sum,
	/// The greatest of them; the least number that the scale has if there is none.
	Greatest,
}

/// Parameters of a job that names the holder with most: one item.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct MillionairesQuestion {
	/// Column of the tables of people.
	pub column: String,
	/// What is made of it.
	pub measure: Measure,
	/// How that becomes a whole number; a number of people is one already.
	pub scale: Scale,
	/// Bounds of these.
	pub parameters: Parameters,
}

impl MillionairesQuestion {
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
