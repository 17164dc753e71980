//! Audit bundles: made at a node, checked without one.

use crate::cli::session::{details, Session};
use anyhow::Context;
use clap::{Args, ValueEnum};
use panshi_audit::{Bundle, Entry, Report, Trust, Words, MAX_BYTES};
use panshi_client::{
	chain::{RelayChain, Subject},
	files::{self, TrustFile},
	words,
};
use panshi_primitives::BlockNumber;
use serde::Serialize;
use serde_json::json;
use std::{fs::File, io::Read, path::PathBuf};

#[derive(Args, Debug)]
pub(crate) struct TrustOpts {
	/// New file for genesis and authorities.
	#[arg(long)]
	out: PathBuf,
	/// Address of a node of the relay chain, whose genesis and validators are to be trusted as well.
	#[arg(long, value_name = "URL")]
	relay: Option<String>,
}

pub(super) async fn trust(opts: TrustOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let trust = match &opts.relay {
		Some(url) => chain.trust_with(&RelayChain::connect(url).await?).await?,
		None => chain.trust().await?,
	};
	let file = TrustFile::from(&trust);
	files::write_new(&opts.out, &file, false)?;
	let said = format!(
		"genesis and {} authorities, as this node says, are in {}. Who checks a bundle should have \
		 them from a node or a person that it trusts",
		trust.authorities.len(),
		opts.out.display()
	);
	session.output.value(&file, |out| writeln!(out, "{said}"))
}

/// What a bundle is about.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
	/// An agreement.
	Agreement,
	/// A job, with the agreement that covers it.
	Job,
}

#[derive(Args, Debug)]
pub(crate) struct ExportOpts {
	/// What it is about.
	kind: Kind,
	/// Its number.
	id: u32,
	/// New file for the bundle.
	#[arg(long)]
	out: PathBuf,
	/// Address of a node of the relay chain: the bundle then shows that it made the anchor final.
	#[arg(long, value_name = "URL")]
	relay: Option<String>,
}

pub(super) async fn export(opts: ExportOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let subject = match opts.kind {
		Kind::Agreement => Subject::Agreement(opts.id),
		Kind::Job => Subject::Job(opts.id),
	};
	let chain = session.chain().await?;
	let relay = match &opts.relay {
		Some(url) => Some(RelayChain::connect(url).await?),
		None => None,
	};
	let (bundle, report) = chain.bundle(subject, relay.as_ref()).await?;
	let bytes = bundle.to_bytes();
	files::write_bytes(&opts.out, &bytes, false)?;
	let (number, hash) = report.anchor;
	let said = format!(
		"{} events up to block {number}, {} bytes, in {}. Next: panshi audit verify {} --trust FILE",
		report.trail.len(),
		bytes.len(),
		opts.out.display(),
		opts.out.display()
	);
	let view = details([
		("anchor", json!(number)),
		("anchor_hash", json!(words::hash(&hash))),
		("events", json!(report.trail.len())),
		("bytes", json!(bytes.len())),
	]);
	session.output.value(&view, |out| writeln!(out, "{said}"))
}

#[derive(Args, Debug)]
pub(crate) struct VerifyOpts {
	/// The bundle.
	file: PathBuf,
	/// File with the genesis and the authorities that you trust, not from who gave you the bundle:
	/// `panshi audit trust` makes one at a node of your own.
	#[arg(long)]
	trust: PathBuf,
}

#[derive(Serialize)]
struct ReportView {
	anchor: BlockNumber,
	anchor_hash: String,
	time: String,
	sealed_by: usize,
	authorities: usize,
	/// Number of the relay chain's block that made it final.
	#[serde(skip_serializing_if = "Option::is_none")]
	relay_block: Option<BlockNumber>,
	proven: Vec<String>,
	not_proven: Vec<String>,
	trail: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
	block: BlockNumber,
	time: String,
	event: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	signer: Option<String>,
	signature_checked: bool,
}

impl From<&Entry> for EntryView {
	fn from(entry: &Entry) -> Self {
		EntryView {
			block: entry.block,
			time: words::time(entry.time),
			event: format!("{}.{}", entry.event.pallet, entry.event.name),
			signer: entry.signer.as_ref().map(ToString::to_string),
			signature_checked: entry.checked,
		}
	}
}

impl From<&Report> for ReportView {
	fn from(report: &Report) -> Self {
		let Words { proven, not_proven } = report.words();
		ReportView {
			anchor: report.anchor.0,
			anchor_hash: words::hash(&report.anchor.1),
			time: words::time(report.time),
			sealed_by: report.sealers,
			authorities: report.authorities,
			relay_block: report.finalized.as_ref().map(|finalized| finalized.relay.0),
			proven,
			not_proven,
			trail: report.trail.iter().map(EntryView::from).collect(),
		}
	}
}

pub(super) fn verify(opts: VerifyOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let trust: TrustFile = files::read(&opts.trust)?;
	let trust = Trust::try_from(&trust)
		.with_context(|| format!("{} names no authorities", opts.trust.display()))?;
	let path = opts.file.display();
	let mut bytes = Vec::new();
	// One byte more than a bundle may have, so that what is too long is refused and not cut.
	let most = u64::try_from(MAX_BYTES)?.saturating_add(1);
	let file = File::open(&opts.file).with_context(|| format!("cannot open {path}"))?;
	file.take(most).read_to_end(&mut bytes).with_context(|| format!("cannot read {path}"))?;
	let report = Bundle::from_bytes(&bytes)
		.and_then(|bundle| bundle.verify(&trust))
		.with_context(|| format!("{path} proves nothing"))?;
	let view = ReportView::from(&report);
	session.output.value(&view, |out| {
		writeln!(out, "This file proves, to who trusts {}:", opts.trust.display())?;
		view.proven.iter().try_for_each(|said| writeln!(out, "  + {said}"))?;
		writeln!(out, "It does not prove:")?;
		view.not_proven.iter().try_for_each(|said| writeln!(out, "  - {said}"))?;
		writeln!(out, "Events:")?;
		view.trail.iter().try_for_each(|entry| {
			let EntryView { block, time, event, signer, signature_checked } = entry;
			let signer = signer.as_deref().unwrap_or("no account");
			let checked = if *signature_checked { ", signature checked" } else { "" };
			writeln!(out, "  {block}  {time}  {event}  {signer}{checked}")
		})
	})
}
