//! The operator's attestation.

use super::show::check_digest;
use crate::cli::{
	describe, parse,
	session::{details, Session},
};
use anyhow::{ensure, Context};
use clap::Args;
use panshi_client::{
	chain::calls::agreements::{self, PALLET},
	words, Bounded,
};
use panshi_primitives::{
	agreement::{AgreementId, Check, CheckSubject},
	data::DataId,
	BlockNumber, Hash,
};
use serde_json::json;
use std::collections::HashMap;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the agreement.
	agreement: AgreementId,
	/// Digest of what is attested, as `panshi agreement show` prints it.
	#[arg(long, value_parser = parse::hash)]
	digest: Hash,
	/// Commitment to the report of the verification, for every check that has none of its own.
	#[arg(long, value_parser = parse::hash, value_name = "HASH")]
	report: Option<Hash>,
	/// Commitment to the report on one data identity; may be given several times.
	#[arg(long, value_parser = report_of, value_name = "DATA=HASH")]
	report_of: Vec<(DataId, Hash)>,
}

fn report_of(text: &str) -> anyhow::Result<(DataId, Hash)> {
	let (data, hash) = text.split_once('=').context("write DATA=HASH")?;
	Ok((data.parse()?, words::parse_hash(hash)?))
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let id = opts.agreement;
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let agreement = head.agreement(id).await?;
	check_digest(&chain.genesis(), id, &agreement)?;
	ensure!(
		agreement.standing.digest == opts.digest,
		"agreement {id} has the digest {}. Read it again with `panshi agreement show {id}` before you attest",
		words::hash(&agreement.standing.digest)
	);
	let template = head.template(agreement.content.template).await?.content;
	let names = session.names(&head).await?;
	let reports: HashMap<DataId, Hash> = opts.report_of.into_iter().collect();
	let mut checks = Vec::new();
	for subject in agreement.content.required_checks(&template) {
		session.output.note(&format!("attests that {}", describe::check(&subject, &names)))?;
		checks.push(check(subject, &reports, opts.report)?);
	}
	let checks = Bounded::try_from(checks).map_err(|_| {
		anyhow::anyhow!("the agreement takes more checks than an attestation holds")
	})?;
	let call = agreements::attest(id, agreement.standing.digest, checks);
	let submitted = session.submit(&chain, call).await?;
	let until: BlockNumber = submitted.value(PALLET, "Activated", "until")?;
	let next = match agreement.content.authorization() {
		Some(_) => format!(". Next: the consumer runs panshi job create --agreement {id} …"),
		None => "; its data are on offer".to_owned(),
	};
	let done = format!("agreement {id} is in force, until block {until}{next}");
	session.report(&submitted, &done, details([("agreement", json!(id)), ("until", json!(until))]))
}

/// The check of `subject`, with the report it takes.
fn check(
	subject: CheckSubject,
	reports: &HashMap<DataId, Hash>,
	report: Option<Hash>,
) -> anyhow::Result<Check> {
	Ok(match subject {
		CheckSubject::Party(party, kind) => Check::PartyQualified { party, kind },
		CheckSubject::Attributes(data) => {
			let own = reports.get(&data).copied().or(report);
			let report = own.with_context(|| {
				format!("data identity {data} takes a report. Give --report HASH, or --report-of {data}=HASH")
			})?;
			Check::AttributesVerified { data, report }
		},
		CheckSubject::Diseases => {
			let report = report.context("the diseases take a report. Give --report HASH")?;
			Check::DiseasesVerified { report }
		},
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_report_of_one_s_own_goes_before_the_common_one() {
		let (own, common) = (Hash::repeat_byte(1), Hash::repeat_byte(2));
		let reports =
			HashMap::from([report_of(&format!("7={}", words::hash(&own))).expect("both")]);
		let attributes = |data| check(CheckSubject::Attributes(data), &reports, Some(common));
		let report = |data| match attributes(data) {
			Ok(Check::AttributesVerified { report, .. }) => report,
			other => panic!("{other:?}"),
		};
		assert_eq!((report(7), report(8)), (own, common));
	}

	#[test]
	fn fails_without_a_report() {
		let none = HashMap::new();
		let error = check(CheckSubject::Attributes(3), &none, None).expect_err("no report");
		assert!(error.to_string().contains("--report-of 3=HASH"), "{error}");
		assert!(check(CheckSubject::Diseases, &none, None).is_err());
		assert!(report_of("7").is_err() && report_of("x=0x").is_err());
	}
}
