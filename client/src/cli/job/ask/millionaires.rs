//! What the millionaires' comparison is asked.

use super::{ScaleOpts, Target};
use clap::{Args, ValueEnum};
use panshi_compute::questions::{Measure, MillionairesQuestion};
use panshi_mpc::programs::millionaires::Parameters;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Column of the holders' tables of people.
	#[arg(long)]
	column: String,
	/// What is made of it.
	#[arg(long)]
	measure: MeasureWord,
	#[command(flatten)]
	scale: ScaleOpts,
	/// What is compared lies less than two to this power units above the origin; other numbers count
	/// as the nearest that does.
	#[arg(long, default_value_t = 32)]
	bits: u8,
	#[command(flatten)]
	pub(super) target: Target,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MeasureWord {
	/// How many people have a number there.
	People,
	/// The sum of the numbers.
	Sum,
	/// The greatest of them.
	Greatest,
}

pub(super) fn question(opts: &Opts) -> anyhow::Result<MillionairesQuestion> {
	let measure = match opts.measure {
		MeasureWord::People => Measure::People,
		MeasureWord::Sum => Measure::Sum,
		MeasureWord::Greatest => Measure::Greatest,
	};
	let parameters = Parameters { bits: opts.bits };
	parameters.check()?;
	let (column, scale) = (opts.column.clone(), opts.scale.scale());
	Ok(MillionairesQuestion { column, measure, scale, parameters })
}
