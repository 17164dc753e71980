//! The creation of a job.

use crate::cli::{
	parse,
	session::{details, Session},
};
use anyhow::Context;
use clap::Args;
use panshi_client::{
	chain::calls::compute_jobs::{self, PALLET},
	files::{self, ResultKeyFile},
	words,
};
use panshi_primitives::{
	agreement::AgreementId,
	data::DataId,
	job::{JobId, JobSpec, MAX_PARTICIPANTS},
	Balance, Hash,
};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the authorization.
	#[arg(long)]
	agreement: AgreementId,
	/// Digest of the algorithm.
	#[arg(long, value_parser = parse::hash)]
	algorithm: Hash,
	/// Digest of the parameters, as `panshi job parameters` prints it.
	#[arg(long, value_parser = parse::hash)]
	parameters: Hash,
	/// Number of items in the parameters.
	#[arg(long)]
	items: u32,
	/// Numbers of the data identities, such as 0,1,2; all of the agreement without it.
	#[arg(long, value_delimiter = ',')]
	data: Vec<DataId>,
	/// File with the key for the result, as `panshi job key-new` writes it.
	#[arg(long)]
	key: PathBuf,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let key: ResultKeyFile = files::read(&opts.key)?;
	let result_key = key.public().with_context(|| format!("{}", opts.key.display()))?;
	let chain = session.chain().await?;
	let identities = match opts.data.is_empty() {
		true => chain.head().await?.agreement(opts.agreement).await?.content.identities,
		false => opts.data.try_into().map_err(|_| {
			anyhow::anyhow!("more than {MAX_PARTICIPANTS} data identities do not fit")
		})?,
	};
	let spec = JobSpec {
		agreement: opts.agreement,
		algorithm: opts.algorithm,
		parameters: opts.parameters,
		items: opts.items,
		identities,
		result_key,
	};
	let submitted = session.submit(&chain, compute_jobs::create(spec)).await?;
	let job: JobId = submitted.value(PALLET, "Created", "job")?;
	let fee: Balance = submitted.value(PALLET, "Created", "fee")?;
	let fee = words::amount(fee);
	let done = format!("job {job} is created, {fee} on hold. Next: panshi job watch {job}");
	session.report(&submitted, &done, details([("job", json!(job)), ("fee", json!(fee))]))
}
