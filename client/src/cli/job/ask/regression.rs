//! What a regression is asked.

use super::{number, DataOpts, Target};
use crate::cli::session::Session;
use clap::Args;
use panshi_compute::questions::{Covariate, RegressionQuestion, Scale};
use panshi_mpc::programs::regression::Parameters;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Column of zeros and ones that is to be explained.
	#[arg(long)]
	outcome: String,
	/// A column that may explain it, with a number near its mean and one near its standard
	/// deviation: NAME:MEAN:DEVIATION, such as age:50:15. Up to seven.
	#[arg(long = "covariate", required = true, value_parser = covariate)]
	covariates: Vec<Covariate>,
	#[command(flatten)]
	data: DataOpts,
	/// Steps of Newton's method.
	#[arg(long, default_value_t = 8)]
	iterations: u8,
	/// Nothing is told of fewer cases or fewer others for each coefficient, or where one of them
	/// weighs more than one of so many.
	#[arg(long, default_value_t = 0, value_name = "PEOPLE")]
	minimum_cell: u32,
	#[command(flatten)]
	pub(super) target: Target,
}

pub(super) async fn question(
	opts: &Opts,
	session: &mut Session<'_>,
) -> anyhow::Result<RegressionQuestion> {
	let rows = opts.data.people(session).await?;
	let parties = rows.len();
	let Opts { iterations, minimum_cell, .. } = *opts;
	let covariates = u8::try_from(opts.covariates.len())?;
	let parameters = Parameters { covariates, rows, iterations, minimum_cell };
	parameters.check(parties)?;
	let (outcome, covariates) = (opts.outcome.clone(), opts.covariates.clone());
	Ok(RegressionQuestion { outcome, covariates, parameters })
}

fn covariate(text: &str) -> Result<Covariate, String> {
	let parts: Vec<&str> = text.split(':').collect();
	let [column, origin, unit] = parts.as_slice() else {
		return Err(format!("{text} is not NAME:MEAN:DEVIATION, such as age:50:15"));
	};
	let scale = Scale { origin: number(origin)?, unit: number(unit)? };
	scale.check().map_err(|error| error.to_string())?;
	Ok(Covariate { column: (*column).to_owned(), scale })
}
