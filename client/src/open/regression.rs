//! Opening a logistic regression.

use super::{ResultError, SealedBytes};
use panshi_compute::{
	protocols::results, questions::RegressionQuestion, sealed_sum::ResultKeyPair,
};
use panshi_mpc::programs::regression::Output;
use panshi_primitives::job::REGRESSION;
use serde::Serialize;

/// Half the width of a 95 % confidence interval, in standard errors.
const INTERVAL: f64 = 1.959_963_984_540_054;
/// Name of the constant term.
const INTERCEPT: &str = "(intercept)";

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegressionResult {
	/// The column that was explained.
	pub outcome: String,
	/// Whether the disclosure rule kept the model back: too few cases or others, or one of them that
	/// weighs too much.
	pub withheld: bool,
	/// Whether the search had come to rest; without it the numbers mean little.
	pub converged: bool,
	/// The terms of the model, the constant one first.
	pub terms: Vec<RegressionTerm>,
}

/// A term of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegressionTerm {
	/// Column, or `(intercept)`: the log odds where every covariate is at its origin.
	pub term: String,
	/// Change of the log odds by one of the column.
	pub estimate: f64,
	/// Its standard error.
	pub standard_error: f64,
	/// Estimate over standard error.
	pub z: f64,
	/// Odds ratio of one more.
	pub odds_ratio: f64,
	/// Lower bound of its 95 % confidence interval.
	pub ci_low: f64,
	/// Upper bound of its 95 % confidence interval.
	pub ci_high: f64,
}

impl RegressionTerm {
	/// A term whose covariate counts `unit` of its column as one.
	fn new(term: &str, unit: f64, (estimate, error): (f64, f64)) -> Self {
		let (estimate, standard_error) = (estimate / unit, error / unit);
		let odds = |errors: f64| (estimate + errors * standard_error).exp();
		RegressionTerm {
			term: term.to_owned(),
			estimate,
			standard_error,
			z: estimate / standard_error,
			odds_ratio: odds(0.0),
			ci_low: odds(-INTERVAL),
			ci_high: odds(INTERVAL),
		}
	}
}

impl RegressionResult {
	/// Joins what was delivered with what was asked.
	pub fn new(question: &RegressionQuestion, output: &Output) -> Self {
		let outcome = question.outcome.clone();
		let Output::Model(model) = output else {
			return RegressionResult {
				outcome,
				withheld: true,
				converged: false,
				terms: Vec::new(),
			};
		};
		let covariates = question.covariates.iter();
		let covariates = covariates.map(|c| (c.column.as_str(), c.scale.unit.to_f64()));
		let names = [(INTERCEPT, 1.0)].into_iter().chain(covariates);
		let terms = names.zip(model.estimates());
		let terms = terms.map(|((term, unit), found)| RegressionTerm::new(term, unit, found));
		let terms = terms.collect();
		RegressionResult { outcome, withheld: false, converged: model.converged, terms }
	}
}

impl SealedBytes {
	/// Opens a regression; for `parameters` see [`SealedBytes::parameters`].
	pub fn regression(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<RegressionResult, ResultError> {
		let strength = self.strength_of(REGRESSION)?;
		let question = self.question(RegressionQuestion::read(self.parameters(parameters)?))?;
		let output = results::regression(&question.parameters, strength, &self.packets(key)?);
		Ok(RegressionResult::new(&question, &self.output(output)?))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_term_is_told_in_the_units_of_its_column() {
		let term = RegressionTerm::new("age", 10.0, (0.5, 0.25));
		assert!((term.estimate - 0.05).abs() < 1e-12);
		assert!((term.z - 2.0).abs() < 1e-12);
		assert!((term.ci_low - (0.05 - INTERVAL * 0.025_f64).exp()).abs() < 1e-12);
	}
}
