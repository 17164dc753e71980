//! Questions of joint computations: made, and uploaded as the parameters of a job.

mod evidence;
mod millionaires;
mod order;
mod overlap;
mod regression;

use super::parameters;
use crate::cli::session::Session;
use anyhow::ensure;
use clap::{Args, Subcommand};
use codec::Encode;
use panshi_compute::{
	questions::Scale,
	tables::{Number, UNIT},
};
use panshi_mpc::programs::association::Ratio;
use panshi_primitives::data::DataId;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Which criteria of the ACMG variants meet, by the cases of all holders.
	Evidence(Box<evidence::Opts>),
	/// Minimum, maximum, quantiles or histogram of a column of the holders' people.
	Order(order::Opts),
	/// Logistic regression of a column on others.
	Regression(regression::Opts),
	/// Which holder has most of something.
	Millionaires(millionaires::Opts),
	/// How many people the holders have in common, or who they are.
	Overlap(overlap::Opts),
}

/// What becomes of a question.
#[derive(Args, Debug)]
struct Target {
	/// New file for the encoded question, to open the result when the chain has it no more.
	#[arg(long)]
	out: Option<PathBuf>,
	/// Only make the question, and print its digest.
	#[arg(long)]
	no_upload: bool,
}

/// How numbers of a column become whole ones.
#[derive(Args, Debug)]
struct ScaleOpts {
	/// The number that counts as zero.
	#[arg(long, default_value = "0", value_parser = number, allow_hyphen_values = true)]
	origin: Number,
	/// What counts as one: numbers are rounded to multiples of it.
	#[arg(long, default_value = "1", value_parser = number)]
	unit: Number,
}

impl ScaleOpts {
	fn scale(&self) -> Scale {
		Scale { origin: self.origin, unit: self.unit }
	}
}

/// The data of the job, and how many people each holder brings.
#[derive(Args, Debug)]
struct DataOpts {
	/// Numbers of the job's data identities, in the order in which the job will name them.
	#[arg(long, value_delimiter = ',', required = true)]
	data: Vec<DataId>,
	/// Most people of each holder's table, with numbers or without; as many as are registered of its
	/// data without it.
	#[arg(long, value_delimiter = ',')]
	people: Vec<u32>,
}

impl DataOpts {
	/// People of each holder.
	async fn people(&self, session: &mut Session<'_>) -> anyhow::Result<Vec<u32>> {
		if !self.people.is_empty() {
			let (given, wanted) = (self.people.len(), self.data.len());
			ensure!(given == wanted, "--people has {given} numbers for {wanted} data identities");
			return Ok(self.people.clone());
		}
		let head = session.chain().await?.head().await?;
		let mut people = Vec::with_capacity(self.data.len());
		for data in &self.data {
			people.push(head.identity(*data).await?.descriptor.sample_count);
		}
		Ok(people)
	}
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Evidence(opts) => {
			let question = evidence::question(&opts, session).await?;
			upload(question.encode(), question.items(), &opts.target, session).await
		},
		Command::Order(opts) => {
			let question = order::question(&opts, session).await?;
			upload(question.encode(), question.items(), &opts.target, session).await
		},
		Command::Regression(opts) => {
			let question = regression::question(&opts, session).await?;
			upload(question.encode(), question.items(), &opts.target, session).await
		},
		Command::Millionaires(opts) => {
			let question = millionaires::question(&opts)?;
			upload(question.encode(), question.items(), &opts.target, session).await
		},
		Command::Overlap(opts) => {
			let question = overlap::question(&opts, session).await?;
			upload(question.encode(), question.items(), &opts.target, session).await
		},
	}
}

async fn upload(
	encoded: Vec<u8>,
	items: u32,
	target: &Target,
	session: &mut Session<'_>,
) -> anyhow::Result<()> {
	let Target { out, no_upload } = target;
	let upload = parameters::Upload { encoded, items, out: out.as_deref(), no_upload: *no_upload };
	upload.run(session).await
}

/// A number of a table.
fn number(text: &str) -> Result<Number, String> {
	Number::parse(text).ok_or_else(|| {
		format!("{text} is no number of up to twelve digits and six behind the point")
	})
}

/// A fraction such as 1/4 or 0.25.
fn fraction(text: &str) -> Result<Ratio, String> {
	let wrong = || format!("{text} is no fraction: write 1/4 or 0.25");
	if let Some((numerator, denominator)) = text.split_once('/') {
		let (numerator, denominator) = (numerator.parse(), denominator.parse());
		let (Ok(numerator), Ok(denominator)) = (numerator, denominator) else {
			return Err(wrong());
		};
		return Ok(Ratio { numerator, denominator });
	}
	let Number(millionths) = Number::parse(text).ok_or_else(wrong)?;
	let (mut numerator, mut denominator) = (millionths, UNIT);
	while numerator % 10 == 0 && denominator > 1 {
		(numerator, denominator) = (numerator / 10, denominator / 10);
	}
	let ratio = |numerator, denominator| {
		Some(Ratio {
			numerator: u32::try_from(numerator).ok()?,
			denominator: u32::try_from(denominator).ok()?,
		})
	};
	ratio(numerator, denominator).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn fractions_are_read_in_both_forms() {
		for (text, numerator, denominator) in
			[("1/4", 1, 4), ("0.25", 25, 100), ("1", 1, 1), ("3.841", 3_841, 1_000), ("0", 0, 1)]
		{
			assert_eq!(fraction(text), Ok(Ratio { numerator, denominator }), "{text}");
		}
		for text in ["", "1/", "-1", "1/2/3", "a", "9999999999"] {
			assert!(fraction(text).is_err(), "{text}");
		}
	}
}
