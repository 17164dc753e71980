// SPDX-License-Identifier: GPL-3.0-only

//! The search index beside the node's database, and the beacon on it.
//!
//! A task of its own follows the finalized blocks and writes what they change into the index; the
//! import of blocks never waits for it. Where it cannot tell what has changed, because blocks are
//! missing or their state is gone, it builds the index anew from the state of one block.

mod error;
mod follow;
mod http;
mod listener;
mod options;
mod record;
mod rpc;

pub(crate) use options::SearchOptions;
pub(crate) use rpc::data_search;

use crate::service::Handles;
use error::SearchTaskError;
use follow::Follower;
use options::Mode;
use panshi_search::{
	beacon::{About, Beacon},
	Index, Ontology, Searcher,
};
use polkadot_sdk::*;
use sc_service::{Configuration, TaskManager};
use sp_blockchain::HeaderBackend;
use std::sync::Arc;
use tokio::sync::Notify;

/// Name of the index's file, in the folder of the chain.
const FILE: &str = "search.sqlite";

/// What the rest of the node has of the index.
#[derive(Clone)]
pub(crate) struct SearchHandle {
	/// The reading side.
	searcher: Searcher,
	/// Asks for the index to be built anew.
	rebuild: Arc<Notify>,
}

/// Starts the index and the beacon, where they are asked for.
pub(crate) fn start(
	config: &Configuration,
	node: &Handles,
	task_manager: &TaskManager,
	options: &SearchOptions,
) -> Result<Option<SearchHandle>, SearchTaskError> {
	let Some(mode) = options.mode() else { return Ok(None) };
	let folder = config.base_path.config_dir(config.chain_spec.id());
	std::fs::create_dir_all(&folder)
		.map_err(|error| SearchTaskError::Folder { folder: folder.clone(), error })?;
	let ontologies = options.ontologies().iter().map(|path| Ontology::open(path));
	let ontologies = ontologies.collect::<Result<Vec<_>, _>>()?;
	let genesis = format!("{:?}", node.client.info().genesis_hash);
	let path = folder.join(FILE);
	let mut index = Index::open(&path, &genesis, ontologies)?;
	if mode == Mode::Rebuild {
		index.clear()?;
	}

	let searcher = Searcher::new(&path);
	let spawner = task_manager.spawn_handle();
	let rebuild = Arc::new(Notify::new());
	let follower = Follower::new(node.client.clone(), node.backend.clone(), index, rebuild.clone());
	spawner.spawn_blocking("search-index", Some("search"), follower.run());
	if let Some(address) = options.beacon_address() {
		let listener = http::listen(address)?;
		let about = about(config, options, &listener)?;
		tracing::info!(target: "search", "the beacon answers at {}", about.url);
		let beacon = Beacon::new(about, searcher.clone());
		spawner.spawn("beacon", Some("search"), http::serve(listener, beacon));
	}
	Ok(Some(SearchHandle { searcher, rebuild }))
}

/// What the beacon says of itself.
fn about(
	config: &Configuration,
	options: &SearchOptions,
	listener: &std::net::TcpListener,
) -> Result<About, SearchTaskError> {
	let address = listener.local_addr().map_err(SearchTaskError::Beacon)?;
	let url = options.beacon_url().map_or_else(|| format!("http://{address}"), ToOwned::to_owned);
	Ok(About {
		id: format!("org.panshi.{}", config.chain_spec.id()),
		name: format!("Data on offer on {}", config.chain_spec.name()),
		organization: options.beacon_organization().to_owned(),
		url: url.trim_end_matches('/').to_owned(),
		is_production: config.chain_spec.chain_type() == sc_service::ChainType::Live,
	})
}
