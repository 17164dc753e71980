//! What may be released about data.

use crate::cli::{parse, session::Session};
use clap::Args;
use panshi_client::{chain::calls::privacy_budget, words};
use panshi_primitives::{
	data::DataId,
	privacy::{Allowance, Rho},
};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the data identity.
	data: DataId,
	/// Noised results alone, whose privacy losses add up to at most this rho, such as 1.5.
	#[arg(long, value_name = "RHO", value_parser = parse::rho, required_unless_present = "unlimited")]
	at_most: Option<Rho>,
	/// Any results, exact ones too.
	#[arg(long, conflicts_with = "at_most")]
	unlimited: bool,
	/// Lower the budget of data that are on offer, or have been used.
	#[arg(long)]
	lower: bool,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let allowance = opts.at_most.map_or(Allowance::Unlimited, Allowance::AtMost);
	let call = match opts.lower {
		true => privacy_budget::lower(opts.data, allowance),
		false => privacy_budget::set(opts.data, allowance),
	};
	let done = format!(
		"results about data identity {} may be released: {}",
		opts.data,
		words::allowance(&allowance)
	);
	session.submit_and_report(call, &done).await
}
