//! Data identities, one or many.

use crate::cli::{names::Names, parse, session::Session};
use anyhow::Context;
use clap::Args;
use panshi_client::{files::DataFile, words};
use panshi_primitives::{
	data::{DataId, DataIdentity, DataStatus},
	privacy::Ledger,
	AccountId, BlockNumber, Hash,
};
use serde::Serialize;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the data identity.
	#[arg(required_unless_present = "fingerprint")]
	data: Option<DataId>,
	/// Fingerprint of the data.
	#[arg(long, value_parser = parse::hash, conflicts_with = "data")]
	fingerprint: Option<Hash>,
}

#[derive(Args, Debug)]
pub(crate) struct ListOpts {
	/// Only those of this holder.
	#[arg(long, value_parser = parse::account)]
	holder: Option<AccountId>,
	/// Only those on offer.
	#[arg(long)]
	published: bool,
}

#[derive(Serialize)]
struct DataView {
	data: DataId,
	holder: String,
	status: &'static str,
	status_detail: String,
	node: Option<u32>,
	registered_at: BlockNumber,
	/// What may be released about the data; only where one is shown.
	#[serde(skip_serializing_if = "Option::is_none")]
	privacy: Option<PrivacyView>,
	#[serde(flatten)]
	descriptor: DataFile,
}

#[derive(Serialize)]
struct PrivacyView {
	allowed: String,
	left: String,
	spent_rho: String,
	exact_results: u32,
}

impl PrivacyView {
	fn new(ledger: &Ledger) -> Self {
		PrivacyView {
			allowed: words::allowance(&ledger.allowance),
			left: words::allowance(&ledger.left()),
			spent_rho: ledger.spent.to_string(),
			exact_results: ledger.exact,
		}
	}

	fn text(&self) -> String {
		format!(
			"{}; spent: rho {}, exact results: {}; left: {}",
			self.allowed, self.spent_rho, self.exact_results, self.left
		)
	}
}

impl DataView {
	fn new(id: DataId, identity: &DataIdentity, names: &Names) -> Self {
		let (status, status_detail) = status(&identity.status, names);
		DataView {
			data: id,
			holder: identity.holder.to_string(),
			status,
			status_detail,
			node: identity.node,
			registered_at: identity.registered_at,
			privacy: None,
			descriptor: (&identity.descriptor).into(),
		}
	}
}

fn status(status: &DataStatus, names: &Names) -> (&'static str, String) {
	match status {
		DataStatus::Registered => ("registered", "not on offer".to_owned()),
		DataStatus::Published { agreement } => {
			("published", format!("under agreement {agreement}"))
		},
		DataStatus::Suspended { by, reason, .. } => {
			("suspended", format!("by {}, for reason {reason}", names.of(by)))
		},
		DataStatus::Withdrawn { at, suspended: false } => ("withdrawn", format!("in block {at}")),
		DataStatus::Withdrawn { at, suspended: true } => {
			("withdrawn", format!("in block {at}, while suspended"))
		},
	}
}

pub(super) async fn list(opts: ListOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	let wanted = |identity: &DataIdentity| {
		opts.holder.as_ref().is_none_or(|holder| *holder == identity.holder)
			&& (!opts.published || identity.status.is_usable())
	};
	let identities = head.identities().await?;
	let views: Vec<DataView> = identities
		.iter()
		.filter(|(_, identity)| wanted(identity))
		.map(|(id, identity)| DataView::new(*id, identity, &names))
		.collect();
	let headers = ["data", "holder", "status", "build", "records", "people", "use", "node"];
	session.output.list(&views, &headers, |view| {
		vec![
			view.data.to_string(),
			names.within(&view.holder),
			view.status.to_owned(),
			view.descriptor.reference_build.clone(),
			view.descriptor.record_count.unwrap_or_default().to_string(),
			view.descriptor.sample_count.unwrap_or_default().to_string(),
			view.descriptor.permission.clone(),
			view.node.map_or("none".to_owned(), |node| node.to_string()),
		]
	})
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	let id = match (opts.data, opts.fingerprint) {
		(Some(id), _) => id,
		(None, Some(fingerprint)) => {
			head.identity_by_fingerprint(&fingerprint).await?.with_context(|| {
				format!("no data identity has the fingerprint {}", words::hash(&fingerprint))
			})?
		},
		(None, None) => anyhow::bail!("name a data identity by number or by fingerprint"),
	};
	let identity = head.identity(id).await?;
	let mut view = DataView::new(id, &identity, &names);
	view.privacy = head.privacy_budget(id).await?.as_ref().map(PrivacyView::new);
	let none = || "nothing: the holder has set no budget".to_owned();
	let releases = view.privacy.as_ref().map_or_else(none, PrivacyView::text);
	let file = &view.descriptor;
	let attributes: Vec<String> = file
		.attributes
		.iter()
		.map(|a| format!("{} {}", a.term, a.value).trim_end().to_owned())
		.collect();
	let lines = [
		("data", id.to_string()),
		("holder", format!("{} ({})", names.of(&identity.holder), identity.holder)),
		("status", format!("{}, {}", view.status, view.status_detail)),
		("compute node", view.node.map_or("none".to_owned(), |node| node.to_string())),
		("registered", format!("block {}", view.registered_at)),
		("fingerprint", words::hash(&identity.descriptor.fingerprint)),
		("media type", file.media_type.clone()),
		("build", file.reference_build.clone()),
		("rule", words::rule(&identity.descriptor.rule)),
		("records", identity.descriptor.record_count.to_string()),
		("people", identity.descriptor.sample_count.to_string()),
		("may be used for", file.permission.clone()),
		("conditions", file.modifiers.join("\n")),
		("may be released", releases),
		("attributes", attributes.join("\n")),
		("metadata", file.metadata.clone()),
		("described at", file.location_hint.clone()),
		("supersedes", file.supersedes.map_or("nothing".to_owned(), |data| data.to_string())),
		(
			"derived from",
			file.derived_from.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
		),
	];
	session.output.record(&view, &lines)
}
