//! What a joint computation is asked, as the consumer uploads it: the parameters of a job.

mod association;
mod evidence;
mod millionaires;
mod order;
mod overlap;
mod regression;
mod scale;

pub use association::AssociationQuestion;
pub use evidence::{EvidenceQuestion, Inheritance};
pub use millionaires::{Measure, MillionairesQuestion};
pub use order::OrderQuestion;
pub use overlap::{OverlapError, OverlapQuestion, Reveal};
pub use regression::{Covariate, RegressionQuestion};
pub use scale::Scale;

use crate::tables::{is_column_name, MAX_COLUMN_NAME};
use codec::{Decode, DecodeAll};
use panshi_primitives::{genomics::VariantList, job::ParametersType};
use thiserror::Error;

/// Why uploaded bytes are no question.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum QuestionError {
	/// The bytes do not decode.
	#[error("the parameters do not decode")]
	Malformed,
	/// The list of variants is not sorted, or one of them is malformed.
	#[error("the list of variants is malformed")]
	List,
	/// The list is not as long as the parameters say.
	#[error("the list has {listed} entries where the parameters say {said}")]
	Length {
		/// Entries of the list.
		listed: usize,
		/// Entries by the parameters.
		said: u32,
	},
	/// A column has no possible name.
	#[error(
		"a column is named by one to {MAX_COLUMN_NAME} letters, digits, dots, hyphens and underscores"
	)]
	Column,
	/// There is no such scheme of identifiers.
	#[error(
		"there is no such scheme: cn-resident-id, national-number/CC, name-birth-sex, local/NAMESPACE"
	)]
	Scheme,
	/// A unit is not above zero, or a number is too great.
	#[error("a scale needs a unit above zero and numbers that a table can have")]
	Scale,
}

/// Number of items of the question that `bytes` are, for the types of parameters that are questions.
pub fn items(parameters: ParametersType, bytes: &[u8]) -> Option<Result<u32, QuestionError>> {
	Some(match parameters {
		ParametersType::Association => AssociationQuestion::read(bytes).map(|asked| asked.items()),
		ParametersType::Evidence => EvidenceQuestion::read(bytes).map(|asked| asked.items()),
		ParametersType::Order => OrderQuestion::read(bytes).map(|asked| asked.items()),
		ParametersType::Regression => RegressionQuestion::read(bytes).map(|asked| asked.items()),
		ParametersType::Millionaires => {
			MillionairesQuestion::read(bytes).map(|asked| asked.items())
		},
		ParametersType::Overlap => OverlapQuestion::read(bytes).map(|asked| asked.items()),
		_ => return None,
	})
}

fn decode<T: Decode>(bytes: &[u8]) -> Result<T, QuestionError> {
	DecodeAll::decode_all(&mut &*bytes).map_err(|_| QuestionError::Malformed)
}

/// Fails unless the list is sound and as long as the parameters say.
fn same_length(list: &VariantList, said: u32) -> Result<(), QuestionError> {
	list.check().map_err(|_| QuestionError::List)?;
	let listed = list.variants.len();
	match u32::try_from(listed) == Ok(said) {
		true => Ok(()),
		false => Err(QuestionError::Length { listed, said }),
	}
}

fn column(name: &str) -> Result<(), QuestionError> {
	is_column_name(name).then_some(()).ok_or(QuestionError::Column)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::tables::{Number, UNIT};
	use codec::Encode;
	use panshi_mpc::programs::{millionaires, order, regression};

	const SCALE: Scale = Scale { origin: Number(0), unit: Number(UNIT) };

	fn order() -> OrderQuestion {
		let question = order::Question::Minimum;
		let parameters = order::Parameters {
			bits: 8,
			values: vec![3; 3],
			question,
			minimum_cell: 0,
			rounding: 0,
		};
		OrderQuestion { column: "age".into(), scale: SCALE, parameters }
	}

	fn regression() -> RegressionQuestion {
		let covariate = Covariate { column: "age".into(), scale: SCALE };
		let (rows, iterations, minimum_cell) = (vec![8; 3], 8, 0);
		let parameters = regression::Parameters { covariates: 1, rows, iterations, minimum_cell };
		RegressionQuestion { outcome: "case".into(), covariates: vec![covariate], parameters }
	}

	fn millionaires() -> MillionairesQuestion {
		let (measure, parameters) = (Measure::Sum, millionaires::Parameters { bits: 20 });
		MillionairesQuestion { column: "beds".into(), measure, scale: SCALE, parameters }
	}

	#[test]
	fn questions_are_read_as_they_were_written() {
		assert_eq!(OrderQuestion::read(&order().encode()), Ok(order()));
		assert_eq!(RegressionQuestion::read(&regression().encode()), Ok(regression()));
		assert_eq!(MillionairesQuestion::read(&millionaires().encode()), Ok(millionaires()));
		assert_eq!(items(ParametersType::Order, &order().encode()), Some(Ok(1)));
		assert_eq!(items(ParametersType::VariantList, &order().encode()), None);
	}

	#[test]
	fn fails_with_a_name_or_a_scale_that_is_none() {
		let mut other = order();
		other.column = "tab\tbed".into();
		assert_eq!(OrderQuestion::read(&other.encode()), Err(QuestionError::Column));
		let mut other = millionaires();
		other.scale.unit = Number(0);
		assert_eq!(MillionairesQuestion::read(&other.encode()), Err(QuestionError::Scale));
		let mut other = regression();
		other.covariates[0].scale.unit = Number(-1);
		assert_eq!(RegressionQuestion::read(&other.encode()), Err(QuestionError::Scale));
		let mut other = regression();
		other.covariates.clear();
		let error = QuestionError::Length { listed: 0, said: 1 };
		assert_eq!(RegressionQuestion::read(&other.encode()), Err(error));
	}
}
