// SPDX-License-Identifier: GPL-3.0-only

//! A chain of one node without a relay chain, for development and tests.
//!
//! The node makes and seals a block at every tick and finalises it at once, unless it is told to make
//! forks (see [`super::dev_blocks`]). It stays on this machine: no
//! peers, no discovery, no telemetry, and a network port on the loopback interface only.
//!
//! The time of the chain is made up: it starts two hours ago and moves on by a slot per block, so
//! that it runs fast where blocks come faster than slots would. Count blocks for deadlines.

use polkadot_sdk::*;

use super::{
	application,
	dev_blocks::DevBlocks,
	dev_inherents::DevInherents,
	dev_seal::DevSeal,
	partials::{self, Partials},
	start_common_tasks, start_offchain_worker, Block, Handles, Network,
};
use crate::{
	compute_endpoints::ComputeUrl,
	search::{self, SearchOptions},
};
use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_manual_seal::{run_manual_seal, ManualSealParams};
use sc_network::{
	config::{FullNetworkConfiguration, NonReservedPeerMode, SetConfig, TransportConfig},
	multiaddr::Protocol,
	Litep2pNetworkBackend, Multiaddr, NotificationMetrics,
};
use sc_service::{error::Result, BuildNetworkParams, Configuration, TaskManager};
use std::{net::Ipv4Addr, num::NonZeroU32, path::Path, time::Duration};

/// When a development chain gets blocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
	/// The time between two blocks.
	pub(crate) block_time: Duration,
	/// After how many blocks there is a fork, if there are forks.
	pub(crate) fork_every: Option<NonZeroU32>,
}

/// What the command line says about a development node.
pub(crate) struct Options<'a> {
	pub(crate) pace: Pace,
	pub(crate) search: &'a SearchOptions,
	/// Where the compiled runtime is kept.
	pub(crate) wasm_cache: Option<&'a Path>,
}

/// Starts a development node.
pub(crate) fn start(
	mut config: Configuration,
	Options { pace, search, wasm_cache }: Options<'_>,
	compute_urls: &[ComputeUrl],
) -> Result<TaskManager> {
	keep_on_this_machine(&mut config);
	let Partials { mut node, mut task_manager, import_queue, mut telemetry, .. } =
		partials::build(&config, wasm_cache)?;
	let network = build_network(&config, &node, import_queue, &task_manager)?;
	start_offchain_worker(&config, &node, &network, &task_manager, compute_urls)?;
	node.search = search::start(&config, &node, &task_manager, search).map_err(application)?;
	start_sealing(&config, &node, pace, &task_manager)?;
	start_common_tasks(config, &node, network, &mut task_manager, telemetry.as_mut())?;
	Ok(task_manager)
}

/// Cuts the node off from everything beyond the loopback interface.
fn keep_on_this_machine(config: &mut Configuration) {
	config.telemetry_endpoints = None;
	let network = &mut config.network;
	network.listen_addresses =
		vec![Multiaddr::empty().with(Protocol::Ip4(Ipv4Addr::LOCALHOST)).with(Protocol::Tcp(0))];
	network.public_addresses.clear();
	network.boot_nodes.clear();
	network.ipfs_server = false;
	network.enable_dht_random_walk = false;
	network.transport = TransportConfig::Normal { enable_mdns: false, allow_private_ip: false };
	network.default_peers_set = SetConfig {
		in_peers: 0,
		out_peers: 0,
		reserved_nodes: Vec::new(),
		non_reserved_mode: NonReservedPeerMode::Deny,
	};
}

/// Builds the network that the rest of the node expects, though no peer will come.
fn build_network(
	config: &Configuration,
	node: &Handles,
	import_queue: DefaultImportQueue<Block>,
	task_manager: &TaskManager,
) -> Result<Network> {
	let (service, system_rpc, transactions, sync, _) =
		sc_service::build_network(BuildNetworkParams {
			config,
			net_config: FullNetworkConfiguration::<_, _, Litep2pNetworkBackend>::new(
				&config.network,
				None,
			),
			client: node.client.clone(),
			transaction_pool: node.pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: None,
			block_relay: None,
			metrics: NotificationMetrics::new(None),
			gap_sync_body_policy: None,
		})?;
	Ok(Network { service, sync, system_rpc, transactions })
}

/// Starts the task that makes and finalises the blocks.
fn start_sealing(
	config: &Configuration,
	node: &Handles,
	pace: Pace,
	task_manager: &TaskManager,
) -> Result<()> {
	let blocks = DevBlocks::new(node.client.clone(), pace.block_time, pace.fork_every);
	let inherents = DevInherents::new(node.client.clone(), node.para_id()?)?;
	let digests = DevSeal::new(config, node)?;
	let seal = run_manual_seal(ManualSealParams {
		block_import: node.client.clone(),
		env: sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			node.client.clone(),
			node.pool.clone(),
			config.prometheus_registry(),
			None,
		),
		client: node.client.clone(),
		pool: node.pool.clone(),
		select_chain: LongestChain::new(node.backend.clone()),
		commands_stream: Box::pin(blocks.commands()),
		consensus_data_provider: Some(Box::new(digests)),
		create_inherent_data_providers: move |parent, ()| {
			let inherents = inherents.create(parent);
			async move { inherents }
		},
	});
	task_manager.spawn_essential_handle().spawn_blocking("dev-seal", Some("block-authoring"), seal);
	Ok(())
}
