//! Opening a result.

mod joint;

use crate::cli::session::Session;
use anyhow::Context;
use clap::Args;
use panshi_client::{files::ResultKeyFile, open::NoisedResult};
use panshi_primitives::job::{JobId, JobOutput};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the job.
	job: JobId,
	/// File with the key for the result.
	#[arg(long)]
	key: PathBuf,
	/// File with the list of variants or the question, where the chain has it no more.
	#[arg(long)]
	parameters: Option<PathBuf>,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let key = ResultKeyFile::read(&opts.key)?;
	let pair = key.pair().with_context(|| format!("{}", opts.key.display()))?;
	let parameters = match &opts.parameters {
		None => None,
		Some(path) => Some(std::fs::read(path).with_context(|| format!("{}", path.display()))?),
	};
	let chain = session.chain().await?;
	let job = chain.head().await?.job(opts.job).await?;
	if !matches!(job.output, JobOutput::Sum { .. }) {
		let sealed = chain.sealed_bytes(opts.job).await?;
		return joint::show(&sealed, &pair, parameters.as_deref(), session);
	}
	let sealed = chain.sealed_result(opts.job).await?;
	if sealed.is_noised() {
		return show_noised(&sealed.open_noised(&pair, parameters.as_deref())?, session);
	}
	let counts = sealed.open(&pair, parameters.as_deref())?;
	let headers = ["chrom", "pos", "ref", "alt", "ac", "an", "hom", "evidence"];
	session.output.list(&counts, &headers, |row| {
		vec![
			row.chrom.clone(),
			row.pos.to_string(),
			row.reference.clone(),
			row.alternate.clone(),
			row.ac.to_string(),
			row.an.to_string(),
			row.hom.to_string(),
			row.evidence.unwrap_or_default().to_owned(),
		]
	})
}

/// Shows noised counts as they are, with how far they scatter.
fn show_noised(result: &NoisedResult, session: &mut Session<'_>) -> anyhow::Result<()> {
	session.output.value(result, |out| {
		writeln!(
			out,
			"noised counts: each is off by chance, with a standard deviation of {}, and may be negative",
			result.standard_deviation
		)?;
		writeln!(out, "chrom\tpos\tref\talt\tac\tan\thom")?;
		result.variants.iter().try_for_each(|v| {
			let (chrom, pos, reference, alternate) = (&v.chrom, v.pos, &v.reference, &v.alternate);
			writeln!(out, "{chrom}\t{pos}\t{reference}\t{alternate}\t{}\t{}\t{}", v.ac, v.an, v.hom)
		})
	})
}
