//! Opening an order statistic.

use super::{ResultError, SealedBytes};
use panshi_compute::{
	protocols::results, questions::OrderQuestion, sealed_sum::ResultKeyPair, tables::Number,
};
use panshi_mpc::programs::order::{Output, Question};
use panshi_primitives::job::ORDER;
use serde::Serialize;

/// What was found of a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrderResult {
	/// The column.
	pub column: String,
	/// The minimum, the maximum or the quantiles in the order asked for.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub values: Vec<OrderValue>,
	/// The bins of the histogram.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub bins: Vec<OrderBin>,
}

/// A number of the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrderValue {
	/// What it is: `minimum`, `maximum`, or a fraction such as `1/4`.
	pub what: String,
	/// The number, to the unit of the question; absent where the disclosure rule keeps it back, or
	/// nobody has one.
	pub value: Option<String>,
}

/// A bin of a histogram.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrderBin {
	/// Where it begins; the first has no beginning.
	pub from: Option<String>,
	/// Where it ends, itself outside; the last has no end.
	pub to: Option<String>,
	/// People in it; absent where the disclosure rule keeps it back.
	pub people: Option<u64>,
}

impl OrderResult {
	/// Joins what was delivered with what was asked.
	pub fn new(question: &OrderQuestion, output: &Output) -> Self {
		let number = |whole: &u64| number(question, *whole);
		let (mut values, mut bins) = (Vec::new(), Vec::new());
		match output {
			Output::Values(found) => {
				let what = asked(&question.parameters.question);
				let named = what.into_iter().zip(found);
				values.extend(
					named.map(|(what, whole)| OrderValue {
						what,
						value: whole.as_ref().map(number),
					}),
				);
			},
			Output::Histogram(found) => {
				let sides = sides(question).into_iter().zip(found);
				bins.extend(sides.map(|((from, to), people)| OrderBin {
					from,
					to,
					people: *people,
				}));
			},
		}
		OrderResult { column: question.column.clone(), values, bins }
	}
}

/// The number of the column that a whole number of the computation stands for.
fn number(question: &OrderQuestion, whole: u64) -> String {
	let number = i64::try_from(question.scale.number(whole));
	number.map_or_else(|_| "beyond all numbers".to_owned(), |n| Number(n).to_string())
}

/// Where each bin begins and ends.
pub(super) fn sides(question: &OrderQuestion) -> Vec<(Option<String>, Option<String>)> {
	let edges: Vec<_> = match &question.parameters.question {
		Question::Histogram { edges } => {
			edges.iter().map(|edge| Some(number(question, *edge))).collect()
		},
		_ => Vec::new(),
	};
	let from = [None].into_iter().chain(edges.iter().cloned());
	from.zip(edges.iter().cloned().chain([None])).collect()
}

fn asked(question: &Question) -> Vec<String> {
	match question {
		Question::Minimum => vec!["minimum".to_owned()],
		Question::Maximum => vec!["maximum".to_owned()],
		Question::Quantiles(fractions) => {
			fractions.iter().map(|q| format!("{}/{}", q.numerator, q.denominator)).collect()
		},
		Question::Histogram { .. } => Vec::new(),
	}
}

impl SealedBytes {
	/// Opens an order statistic; for `parameters` see [`SealedBytes::parameters`].
	pub fn order(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<OrderResult, ResultError> {
		let strength = self.strength_of(ORDER)?;
		let question = self.question(OrderQuestion::read(self.parameters(parameters)?))?;
		let output = results::order(&question.parameters, strength, &self.packets(key)?);
		Ok(OrderResult::new(&question, &self.output(output)?))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_compute::{questions::Scale, tables::UNIT};
	use panshi_mpc::programs::order::Parameters;

	#[test]
	fn bins_lie_between_the_edges() {
		let question = Question::Histogram { edges: vec![10, 20] };
		let parameters =
			Parameters { bits: 8, values: vec![3, 4], question, minimum_cell: 2, rounding: 0 };
		let scale = Scale { origin: Number(UNIT), unit: Number(UNIT / 2) };
		let question = OrderQuestion { column: "age".to_owned(), scale, parameters };
		let found = OrderResult::new(&question, &Output::Histogram(vec![Some(3), None, Some(0)]));
		let bin = |from: Option<&str>, to: Option<&str>, people| OrderBin {
			from: from.map(str::to_owned),
			to: to.map(str::to_owned),
			people,
		};
		let wanted = [
			bin(None, Some("6"), Some(3)),
			bin(Some("6"), Some("11"), None),
			bin(Some("11"), None, Some(0)),
		];
		assert_eq!(found.bins, wanted);
		assert!(found.values.is_empty());
	}
}
