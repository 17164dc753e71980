//! The creation of a job.

use crate::cli::{
	describe,
	names::Names,
	parse,
	session::{details, Session},
};
use anyhow::{bail, ensure, Context};
use clap::Args;
use codec::Decode;
use panshi_client::{
	chain::calls::compute_jobs::{self, PALLET},
	files::{ParameterChunks, ResultKeyFile},
	words,
};
use panshi_compute::questions;
use panshi_primitives::{
	agreement::{Agreement, AgreementId},
	data::DataId,
	genomics::VariantList,
	job::{JobId, JobSpec, ParametersType, MAX_PARTICIPANTS},
	privacy::Rho,
	Balance, BlockNumber, Hash,
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
	/// Number of items in the parameters; read from the chain without it.
	#[arg(long)]
	items: Option<u32>,
	/// Numbers of the data identities, such as 0,1,2; all of the agreement without it.
	#[arg(long, value_delimiter = ',')]
	data: Vec<DataId>,
	/// Privacy loss that the result may have, such as 0.5, for an algorithm that adds noise. It is
	/// charged to the budget of each data identity.
	#[arg(long, value_parser = parse::rho)]
	rho: Option<Rho>,
	/// File with the key for the result, as `panshi job key-new` writes it.
	#[arg(long)]
	key: PathBuf,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let key = ResultKeyFile::read(&opts.key)?;
	let result_key = key.public().with_context(|| format!("{}", opts.key.display()))?;
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let agreement = head.agreement(opts.agreement).await?;
	let names = session.names(&head).await?;
	check_room(opts.agreement, &agreement, head.number(), &names)?;
	let uploaded = head.uploaded(&session.acts_for()?, &opts.parameters).await?;
	let parameters = head.algorithm(&opts.algorithm).await?.content.parameters;
	let items = items(parameters, uploaded.as_deref(), &opts)?;
	let identities = match opts.data.is_empty() {
		true => agreement.content.identities,
		false => opts.data.try_into().map_err(|_| {
			anyhow::anyhow!("more than {MAX_PARTICIPANTS} data identities do not fit")
		})?,
	};
	let spec = JobSpec {
		agreement: opts.agreement,
		algorithm: opts.algorithm,
		parameters: opts.parameters,
		items,
		identities,
		result_key,
		rho: opts.rho,
	};
	let submitted = session.submit(&chain, compute_jobs::create(spec)).await?;
	let job: JobId = submitted.value(PALLET, "Created", "job")?;
	let fee: Balance = submitted.value(PALLET, "Created", "fee")?;
	let fee = words::amount(fee);
	let done = format!("job {job} is created, {fee} on hold. Next: panshi job watch {job}");
	session.report(&submitted, &done, details([("job", json!(job)), ("fee", json!(fee))]))
}

/// Fails when `agreement` takes no job now, and says why.
pub(in crate::cli) fn check_room(
	id: AgreementId,
	agreement: &Agreement,
	now: BlockNumber,
	names: &Names,
) -> anyhow::Result<()> {
	let quota = agreement.content.authorization().map(|terms| terms.job_quota);
	if let Some(quota) = quota.filter(|quota| agreement.standing.jobs_started >= *quota) {
		bail!(
			"agreement {id} has no job left: {quota} of {quota} have been started. \
			 Next: agree on more, with panshi agreement propose"
		);
	}
	if agreement.standing.in_force_until(now).is_none() {
		let (state, detail) = describe::state(agreement, now, names);
		bail!("agreement {id} is not in force, but {state}: {detail}. See `panshi agreement show {id}`");
	}
	Ok(())
}

/// Number of items in the `uploaded` parameters, which has to be the one given, if one was.
fn items(parameters: ParametersType, uploaded: Option<&[u8]>, opts: &Opts) -> anyhow::Result<u32> {
	let digest = words::hash(&opts.parameters);
	let encoded = uploaded.with_context(|| {
		format!("the signer has not uploaded parameters with the digest {digest}. Next: panshi job parameters")
	})?;
	ensure!(
		ParameterChunks::digest_of(encoded) == opts.parameters,
		"the parameters {digest} are not complete. Upload the list again with `panshi job parameters`"
	);
	let unfit = || {
		format!("the parameters {digest} are not of the kind that the algorithm takes. See `panshi job parameters --help` and `panshi job ask --help`")
	};
	let found = match parameters {
		ParametersType::VariantList => {
			let list = VariantList::decode(&mut &*encoded).with_context(unfit)?;
			u32::try_from(list.variants.len())?
		},
		_ => match questions::items(parameters, encoded) {
			Some(found) => found.with_context(unfit)?,
			None => {
				return opts
					.items
					.context("this algorithm's items are not counted here. Give --items")
			},
		},
	};
	let given = opts.items.unwrap_or(found);
	ensure!(
		given == found,
		"the parameters have {found} items, not {given}. Leave --items out, or correct it"
	);
	Ok(found)
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild, VariantKey};

	const LIST: ParametersType = ParametersType::VariantList;

	fn opts(parameters: Hash, items: Option<u32>) -> Opts {
		let (agreement, algorithm, key) = (0, Hash::zero(), PathBuf::new());
		Opts { agreement, algorithm, parameters, items, data: Vec::new(), rho: None, key }
	}

	#[test]
	fn items_are_those_of_the_uploaded_list() {
		let key = |position| VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: b"A".to_vec(),
			alternate: b"C".to_vec(),
		};
		let list = VariantList {
			build: ReferenceBuild::Grch37,
			rule: NormalisationRule::Trimmed,
			variants: vec![key(1), key(2)],
		};
		let encoded = list.encode();
		let digest = ParameterChunks::digest_of(&encoded);
		assert_eq!(items(LIST, Some(&encoded), &opts(digest, None)).expect("counted"), 2);
		assert_eq!(items(LIST, Some(&encoded), &opts(digest, Some(2))).expect("right"), 2);
		let failed =
			|uploaded, opts: Opts| items(LIST, uploaded, &opts).expect_err("wrong").to_string();
		assert!(failed(Some(encoded.as_slice()), opts(digest, Some(3))).contains("2 items, not 3"));
		assert!(failed(None, opts(digest, None)).contains("Next: panshi job parameters"));
		assert!(failed(Some(&encoded[..9]), opts(digest, None)).contains("not complete"));
	}
}
