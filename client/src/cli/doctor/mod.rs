//! `panshi doctor`: whether everything that this person needs is as it should be.
//!
//! Every check gives one finding: that it is well, or what is wrong and what to do about it.

mod chain;
mod compute;
mod finding;
mod http;
mod keys;

use super::session::Session;
use anyhow::ensure;
use clap::Args;
use finding::{Finding, Level};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Configuration of the compute node beside the data: checks its keys, files and health too.
	#[arg(long, value_name = "FILE")]
	compute_config: Option<PathBuf>,
	/// Another file that nobody else may read, such as a key of results. May be repeated.
	#[arg(long, value_name = "FILE")]
	secret: Vec<PathBuf>,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let (mut findings, account) = keys::check(session);
	findings.extend(opts.secret.iter().map(|path| keys::check_secret("secret file", path)));
	let mut head = None;
	match session.chain().await {
		Ok(chain) => {
			findings.push(Finding::ok("endpoint", format!("{} answers", session.url())));
			findings.extend(chain::check(&chain, account.as_ref()).await?);
			head = Some(chain.head().await?);
		},
		// What it says holds what to do.
		Err(error) => findings
			.push(Finding { next: None, ..Finding::fail("endpoint", error.to_string(), "") }),
	}
	if let Some(path) = &opts.compute_config {
		findings.extend(compute::check(path, head.as_ref(), account.as_ref()).await?);
	}
	let failed = findings.iter().filter(|finding| finding.level == Level::Fail).count();
	let warned = findings.iter().filter(|finding| finding.level == Level::Warn).count();
	session.output.list(&findings, &["", "check", "found"], Finding::cells)?;
	ensure!(failed == 0, "{failed} of {} checks failed", findings.len());
	session.output.note(&match warned {
		0 => "all is well".to_owned(),
		_ => format!("nothing failed; {warned} to look at"),
	})
}
