//! Logistic regression at a holder.

use super::{
	bounds, tables, HolderInput, ParametersError, Program, Round, SharedInput, PACKET_NUMBER,
};
use crate::{
	engine::{Task, TaskError},
	questions::RegressionQuestion,
	tables::{Number, People, UNIT},
	variants::DataSource,
};
use panshi_mpc::{
	programs::{
		regression::{Row, COVARIATE_BITS},
		spending, ProgramError,
	},
	Parties, Tally,
};
use panshi_primitives::{
	genomics::VariantList,
	job::{AbortReason, RefusalReason},
};
use std::sync::atomic::AtomicBool;

/// Covariates lie within -8 and 8.
const SIDE: i128 = 8 << COVARIATE_BITS;

impl Program for RegressionQuestion {
	fn items(&self) -> u32 {
		RegressionQuestion::items(self)
	}

	fn content(&self, _: u8) -> u64 {
		// Each coefficient with its variance, whether there is a model, and whether it converged.
		let coefficients = u64::from(self.parameters.covariates).saturating_add(1);
		coefficients.saturating_mul(2).saturating_add(2).saturating_mul(PACKET_NUMBER)
	}

	fn minimum_cell(&self) -> Option<u32> {
		Some(self.parameters.minimum_cell)
	}

	fn rounding(&self) -> Option<u32> {
		// Coefficients, no numbers of people.
		None
	}

	fn check(&self, round: Round) -> Result<(), ParametersError> {
		Ok(self.parameters.check(round.parties)?)
	}

	fn spending(&self, parties: Parties) -> Result<Tally, ProgramError> {
		spending::regression(&self.parameters, parties)
	}

	fn list(&self) -> Option<&VariantList> {
		None
	}

	fn fits(&self, source: &DataSource, index: usize, samples: usize) -> Result<(), RefusalReason> {
		let people = tables::people(source).ok_or(RefusalReason::DataMissing)?;
		for name in self.columns() {
			tables::column(&people, name, source).ok_or(RefusalReason::DataMissing)?;
		}
		// How many of them are complete does not show in what is announced, or refused: a consumer
		// could count people by it, one question for a number.
		bounds(&self.parameters.rows, index, people.len(), samples)
	}

	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let people = tables::registered_people(task, stop)?;
		let gone = TaskError::Aborted(AbortReason::Interrupted);
		let rows = self.rows(&people, &task.source).ok_or(gone)?;
		Ok(SharedInput::Regression(self.parameters.clone(), rows).into())
	}
}

impl RegressionQuestion {
	/// Names of the outcome and the covariates.
	fn columns(&self) -> impl Iterator<Item = &str> {
		let names = self.covariates.iter().map(|covariate| covariate.column.as_str());
		[self.outcome.as_str()].into_iter().chain(names)
	}

	fn rows(&self, people: &People, source: &DataSource) -> Option<Vec<Row>> {
		let names: Vec<_> = self.columns().collect();
		let rows = tables::complete(people, &names, source)?;
		Some(rows.iter().filter_map(|numbers| self.row(numbers)).collect())
	}

	/// The row of the outcome and the covariates; none if the outcome is neither zero nor one.
	fn row(&self, numbers: &[Number]) -> Option<Row> {
		let (outcome, numbers) = numbers.split_first()?;
		let outcome = match outcome {
			Number(0) => false,
			Number(UNIT) => true,
			_ => return None,
		};
		let fixed = |(number, covariate): (&Number, &crate::questions::Covariate)| {
			let bounds = (1 - SIDE, SIDE - 1);
			i16::try_from(covariate.scale.fixed(number.0.into(), COVARIATE_BITS, bounds)).ok()
		};
		let covariates = numbers.iter().zip(&self.covariates).map(fixed).collect::<Option<_>>()?;
		Some(Row { outcome, covariates })
	}
}
