//! What an order statistic is asked.

use super::{fraction, number, DataOpts, ScaleOpts, Target};
use crate::cli::session::Session;
use anyhow::{ensure, Context};
use clap::Args;
use panshi_compute::{
	questions::{OrderQuestion, Scale},
	tables::Number,
};
use panshi_mpc::programs::{
	association::Ratio,
	order::{Parameters, Question},
};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Column of the holders' tables of people.
	#[arg(long)]
	column: String,
	#[command(flatten)]
	asked: Asked,
	#[command(flatten)]
	data: DataOpts,
	#[command(flatten)]
	scale: ScaleOpts,
	/// Numbers lie less than two to this power units above the origin; others count as the nearest
	/// that does.
	#[arg(long, default_value_t = 16)]
	bits: u8,
	/// Bins of fewer people are kept back, with others that would give them away; there is at most
	/// one bin for so many people, and with two or more no minimum and no maximum.
	#[arg(long, default_value_t = 0, value_name = "PEOPLE")]
	minimum_cell: u32,
	/// Numbers of people in bins come out rounded to multiples of this.
	#[arg(long, default_value_t = 0, value_name = "PEOPLE")]
	rounding: u32,
	#[command(flatten)]
	pub(super) target: Target,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Asked {
	/// The least number.
	#[arg(long)]
	minimum: bool,
	/// The greatest number.
	#[arg(long)]
	maximum: bool,
	/// Quantiles at these fractions, such as 1/4,1/2,3/4.
	#[arg(long, value_delimiter = ',', value_parser = fraction)]
	quantiles: Vec<Ratio>,
	/// A histogram with bins that end and begin at these numbers.
	#[arg(long, value_delimiter = ',', value_parser = number, allow_hyphen_values = true)]
	edges: Vec<Number>,
}

pub(super) async fn question(
	opts: &Opts,
	session: &mut Session<'_>,
) -> anyhow::Result<OrderQuestion> {
	let scale = opts.scale.scale();
	let asked = &opts.asked;
	let question = match (asked.minimum, asked.maximum, asked.quantiles.is_empty()) {
		(true, ..) => Question::Minimum,
		(_, true, _) => Question::Maximum,
		(.., false) => Question::Quantiles(asked.quantiles.clone()),
		_ => {
			let edges = asked.edges.iter().map(|edge| whole(&scale, *edge));
			Question::Histogram { edges: edges.collect::<Result<_, _>>()? }
		},
	};
	let values = opts.data.people(session).await?;
	let parties = values.len();
	let Opts { bits, minimum_cell, rounding, .. } = *opts;
	let parameters = Parameters { bits, values, question, minimum_cell, rounding };
	parameters.check(parties)?;
	Ok(OrderQuestion { column: opts.column.clone(), scale, parameters })
}

/// The whole number of an edge, which has to be one.
fn whole(scale: &Scale, edge: Number) -> anyhow::Result<u64> {
	ensure!(scale.unit > Number(0), "--unit has to be above zero");
	let above = i128::from(edge.0) - i128::from(scale.origin.0);
	let unit = i128::from(scale.unit.0);
	ensure!(above % unit == 0, "{edge} is no multiple of the unit above the origin");
	u64::try_from(above / unit).with_context(|| format!("{edge} lies below the origin"))
}
