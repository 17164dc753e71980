//! What the chain has to keep.

use super::session::Session;
use clap::{Args, Subcommand};
use panshi_client::chain::ItemSize;
use serde::Serialize;

/// The pallets of the market.
const MARKET: [&str; 5] =
	["Consortium", "DataRegistry", "PrivacyBudget", "Agreements", "ComputeJobs"];

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Count entries and bytes of what the market keeps in the state.
	Sizes(Opts),
}

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Entries of each storage item after which to stop.
	#[arg(long, default_value_t = 20_000)]
	most: u64,
}

#[derive(Serialize)]
struct SizeView {
	pallet: String,
	item: String,
	entries: u64,
	key_bytes: u64,
	value_bytes: u64,
	bytes_per_entry: u64,
	more: bool,
}

impl From<ItemSize> for SizeView {
	fn from(size: ItemSize) -> Self {
		let ItemSize { pallet, item, entries, key_bytes, value_bytes, more } = size;
		let bytes_per_entry = (key_bytes + value_bytes).div_ceil(entries.max(1));
		SizeView { pallet, item, entries, key_bytes, value_bytes, bytes_per_entry, more }
	}
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	let Command::Sizes(opts) = command;
	let sizes = session.chain().await?.state_sizes(&MARKET, opts.most).await?;
	let views: Vec<SizeView> = sizes.into_iter().map(SizeView::from).collect();
	let headers = ["pallet", "item", "entries", "keys", "values", "bytes per entry"];
	session.output.list(&views, &headers, |view| {
		let more = if view.more { "+" } else { "" };
		vec![
			view.pallet.clone(),
			view.item.clone(),
			format!("{}{more}", view.entries),
			view.key_bytes.to_string(),
			view.value_bytes.to_string(),
			view.bytes_per_entry.to_string(),
		]
	})
}
