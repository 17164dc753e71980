//! What a joint association computes on its list of variants.

use crate::cli::session::Session;
use anyhow::{ensure, Context};
use clap::Args;
use panshi_compute::questions::AssociationQuestion;
use panshi_mpc::programs::association::{Parameters, Ratio, Selection};
use panshi_primitives::{data::DataId, genomics::VariantList};

/// Thousandths: a threshold has at most three digits behind the point.
const UNIT: u32 = 1_000;

#[derive(Args, Debug)]
#[group(skip)]
pub(super) struct Opts {
	/// For a joint association: so many variants come out, those with the greatest chi-square.
	#[arg(long, value_name = "COUNT", requires = "data")]
	top: Option<u32>,
	/// For a joint association: the variants come out whose chi-square of the trend test is above
	/// this, such as 10.828.
	#[arg(long, value_name = "CHI", conflicts_with = "top", requires = "data")]
	above: Option<String>,
	/// For a joint association: numbers of the job's data identities, in the order in which the job
	/// will name them. No holder brings more people than are registered of its data.
	#[arg(long, value_delimiter = ',')]
	data: Vec<DataId>,
	/// With --above: only the first so many come out.
	#[arg(long, default_value_t = 1_000, value_name = "COUNT")]
	limit: u32,
	/// No variant comes out of which one of the six pooled counts is above zero and below this.
	#[arg(long, default_value_t = 0, value_name = "PEOPLE")]
	minimum_cell: u32,
	/// The pooled counts of what comes out are rounded to multiples of this.
	#[arg(long, default_value_t = 0, value_name = "PEOPLE")]
	rounding: u32,
}

impl Opts {
	/// Whether an association is asked for.
	pub(super) fn is_wanted(&self) -> bool {
		self.top.is_some() || self.above.is_some()
	}

	/// What is asked of the holders of the data.
	pub(super) async fn question(
		&self,
		list: VariantList,
		session: &mut Session<'_>,
	) -> anyhow::Result<AssociationQuestion> {
		let head = session.chain().await?.head().await?;
		let mut people = Vec::with_capacity(self.data.len());
		for data in &self.data {
			people.push(head.identity(*data).await?.descriptor.sample_count);
		}
		let parameters = Parameters {
			variants: u32::try_from(list.variants.len())?,
			people,
			selection: self.selection()?,
			minimum_cell: self.minimum_cell,
			rounding: self.rounding,
		};
		Ok(AssociationQuestion { list, parameters })
	}

	fn selection(&self) -> anyhow::Result<Selection> {
		match (self.top, &self.above) {
			(Some(count), _) => Ok(Selection::Top { count }),
			(None, Some(above)) => {
				Ok(Selection::Above { threshold: threshold(above)?, limit: self.limit })
			},
			(None, None) => anyhow::bail!("an association needs --top or --above"),
		}
	}
}

/// A decimal number of at most three digits behind the point.
fn threshold(text: &str) -> anyhow::Result<Ratio> {
	let wrong = || {
		format!("--above {text}: write a number such as 10.828, at most 65.535, or a whole number")
	};
	let (whole, part) = text.split_once('.').unwrap_or((text, ""));
	let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
	ensure!(!whole.is_empty() && digits(whole) && digits(part) && part.len() <= 3, wrong());
	let whole: u32 = whole.parse().with_context(wrong)?;
	if part.is_empty() {
		return Ok(Ratio { numerator: whole, denominator: 1 });
	}
	let part: u32 = format!("{part:0<3}").parse().with_context(wrong)?;
	let numerator = whole.checked_mul(UNIT).and_then(|whole| whole.checked_add(part));
	let numerator = numerator.filter(|numerator| *numerator <= 1 << 16).with_context(wrong)?;
	Ok(Ratio { numerator, denominator: UNIT })
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn thresholds_are_decimal_numbers() {
		let ratio = |numerator, denominator| Ratio { numerator, denominator };
		for (text, wanted) in [("5", ratio(5, 1)), ("10.828", ratio(10_828, 1_000))] {
			assert_eq!(threshold(text).expect("a number"), wanted);
		}
		assert_eq!(threshold("3.8").expect("a number"), ratio(3_800, 1_000));
		for wrong in ["", "-1", ".5", "1,5", "1.0001", "99.5", "1e3"] {
			assert!(threshold(wrong).is_err(), "{wrong}");
		}
	}
}
