// SPDX-License-Identifier: GPL-3.0-only

//! A node of a parachain: a collator that makes blocks, or a full node that follows them.

use polkadot_sdk::*;

use super::{
	application,
	partials::{self, BlockImport, Partials},
	start_common_tasks, start_offchain_worker, Block, Handles, Network,
};
use crate::{
	compute_endpoints::ComputeUrl,
	search::{self, SearchOptions},
};
use codec::Encode;
use cumulus_client_bootnodes::{start_bootnode_tasks, StartBootnodeTasksParams};
use cumulus_client_cli::CollatorOptions;
use cumulus_client_collator::service::CollatorService;
use cumulus_client_consensus_aura::collators::lookahead;
use cumulus_client_service::{
	build_relay_chain_interface, prepare_node_config, start_relay_chain_tasks, BuildNetworkParams,
	DARecoveryProfile, StartRelayChainTasksParams,
};
use cumulus_primitives_core::{relay_chain::ValidationCode, ParaId};
use cumulus_relay_chain_interface::{OverseerHandle, RelayChainInterface};
use panshi_runtime::{constants::RELAY_CHAIN_SLOT_DURATION_MILLIS, Hash};
use polkadot_primitives::CollatorPair;
use sc_consensus::{import_queue::ImportQueueService, DefaultImportQueue, ImportQueue};
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	Litep2pNetworkBackend, NetworkBackend, NetworkBlock, NetworkWorker, PeerId,
};
use sc_service::{error::Result, Configuration, TaskManager};
use sc_telemetry::{Telemetry, TelemetryHandle};
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::sr25519::AuthorityPair;
use std::{path::PathBuf, sync::Arc, time::Duration};
use tracing::Instrument;

/// The length of a slot of the relay chain.
const RELAY_SLOT_DURATION: Duration =
	Duration::from_millis(RELAY_CHAIN_SLOT_DURATION_MILLIS as u64);

/// How long a collator works on a block, of the two seconds that the relay chain then takes.
const AUTHORING_DURATION: Duration = Duration::from_secs(2);

/// The relay chain as this node sees it.
struct RelayChain {
	interface: Arc<dyn RelayChainInterface>,
	overseer: OverseerHandle,
	para_id: ParaId,
}

/// What a node needs to make blocks.
struct Collator {
	/// Signs what is sent to the validators; new at every start.
	key: CollatorPair,
	/// The identity of the embedded relay chain node, through which collations travel.
	relay_peer: PeerId,
	block_import: BlockImport,
	/// The share of the largest proof of validity that a block may fill, in percent.
	max_pov_percentage: Option<u32>,
	telemetry: Option<TelemetryHandle>,
}

/// What the command line says about the relay chain and the making of blocks.
pub(crate) struct Options {
	pub(crate) collator: CollatorOptions,
	pub(crate) max_pov_percentage: Option<u32>,
	pub(crate) search: SearchOptions,
	/// Where the compiled runtime is kept.
	pub(crate) wasm_cache: Option<PathBuf>,
}

/// Starts a parachain node and the relay chain node inside it.
pub(crate) async fn start(
	config: Configuration,
	relay_chain: Configuration,
	options: Options,
	compute_urls: &[ComputeUrl],
) -> Result<TaskManager> {
	let span = tracing::info_span!(sc_tracing::logging::PREFIX_LOG_SPAN, name = "Parachain");
	match config.network.network_backend {
		NetworkBackendType::Litep2p => {
			start_on::<Litep2pNetworkBackend>(config, relay_chain, options, compute_urls)
				.instrument(span)
				.await
		},
		NetworkBackendType::Libp2p => {
			start_on::<NetworkWorker<_, _>>(config, relay_chain, options, compute_urls)
				.instrument(span)
				.await
		},
	}
}

async fn start_on<Net: NetworkBackend<Block, Hash>>(
	config: Configuration,
	relay_config: Configuration,
	options: Options,
	compute_urls: &[ComputeUrl],
) -> Result<TaskManager> {
	let config = prepare_node_config(config);
	let Partials {
		mut node,
		mut task_manager,
		block_import,
		import_queue,
		mut telemetry,
		telemetry_worker,
	} = partials::build(&config, options.wasm_cache.as_deref())?;
	let para_id = node.para_id()?;
	let relay_fork_id = relay_config.chain_spec.fork_id().map(ToOwned::to_owned);

	let (interface, collator_key, relay_network, bootnode_requests) = build_relay_chain_interface(
		relay_config,
		&config,
		telemetry_worker,
		&mut task_manager,
		options.collator.clone(),
		None,
	)
	.await
	.map_err(application)?;
	let overseer = interface.overseer_handle().map_err(application)?;
	let relay_chain = RelayChain { interface, overseer, para_id };

	let imports = import_queue.service();
	let network =
		build_network::<Net>(&config, &node, &relay_chain, import_queue, &task_manager).await?;
	start_offchain_worker(&config, &node, &network, &task_manager, compute_urls)?;
	node.search =
		search::start(&config, &node, &task_manager, &options.search).map_err(application)?;
	follow_relay_chain(&config, &node, &relay_chain, &network, imports, &mut task_manager)?;
	start_bootnode_tasks(StartBootnodeTasksParams {
		embedded_dht_bootnode: options.collator.embedded_dht_bootnode,
		dht_bootnode_discovery: options.collator.dht_bootnode_discovery,
		para_id,
		task_manager: &mut task_manager,
		relay_chain_interface: relay_chain.interface.clone(),
		relay_chain_fork_id: relay_fork_id,
		relay_chain_network: relay_network.clone(),
		request_receiver: bootnode_requests,
		parachain_network: network.service.clone(),
		advertise_non_global_ips: config.network.allow_non_globals_in_dht,
		parachain_genesis_hash: node.client.info().genesis_hash.encode(),
		parachain_fork_id: config.chain_spec.fork_id().map(ToOwned::to_owned),
		parachain_public_addresses: config.network.public_addresses.clone(),
	});
	if config.role.is_authority() {
		let collator = Collator {
			key: collator_key.ok_or("the relay chain node made no collator key")?,
			relay_peer: relay_network.local_peer_id(),
			block_import,
			max_pov_percentage: options.max_pov_percentage,
			telemetry: telemetry.as_ref().map(Telemetry::handle),
		};
		start_collator(&config, &node, relay_chain, &network, collator, &task_manager);
	}
	start_common_tasks(config, &node, network, &mut task_manager, telemetry.as_mut())?;
	Ok(task_manager)
}

async fn build_network<Net: NetworkBackend<Block, Hash>>(
	config: &Configuration,
	node: &Handles,
	relay_chain: &RelayChain,
	import_queue: DefaultImportQueue<Block>,
	task_manager: &TaskManager,
) -> Result<Network> {
	let registry = config.prometheus_registry();
	let (service, system_rpc, transactions, sync, _) =
		cumulus_client_service::build_network(BuildNetworkParams {
			parachain_config: config,
			net_config: FullNetworkConfiguration::<_, _, Net>::new(
				&config.network,
				registry.cloned(),
			),
			client: node.client.clone(),
			transaction_pool: node.pool.clone(),
			para_id: relay_chain.para_id,
			relay_chain_interface: relay_chain.interface.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			metrics: Net::register_notification_metrics(registry),
			gap_sync_body_policy: None,
		})
		.await?;
	Ok(Network { service, sync, system_rpc, transactions })
}

/// Starts the tasks that take the best and the final block from the relay chain.
fn follow_relay_chain(
	config: &Configuration,
	node: &Handles,
	relay_chain: &RelayChain,
	network: &Network,
	import_queue: Box<dyn ImportQueueService<Block>>,
	task_manager: &mut TaskManager,
) -> Result<()> {
	let da_recovery_profile = if config.role.is_authority() {
		DARecoveryProfile::Collator
	} else {
		DARecoveryProfile::FullNode
	};
	start_relay_chain_tasks(StartRelayChainTasksParams {
		client: node.client.clone(),
		announce_block: announcer(network),
		para_id: relay_chain.para_id,
		relay_chain_interface: relay_chain.interface.clone(),
		task_manager,
		da_recovery_profile,
		import_queue,
		relay_chain_slot_duration: RELAY_SLOT_DURATION,
		recovery_handle: Box::new(relay_chain.overseer.clone()),
		sync_service: network.sync.clone(),
		prometheus_registry: config.prometheus_registry(),
	})
}

/// Starts the task that makes a block in every slot that is this collator's.
fn start_collator(
	config: &Configuration,
	node: &Handles,
	relay_chain: RelayChain,
	network: &Network,
	collator: Collator,
	task_manager: &TaskManager,
) {
	let Handles { client, backend, pool, keystore, .. } = node.clone();
	let proposer = sc_basic_authorship::ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		pool,
		config.prometheus_registry(),
		collator.telemetry,
	);
	let code_source = client.clone();
	let collate =
		lookahead::run::<Block, AuthorityPair, _, _, _, _, _, _, _, _>(lookahead::Params {
			create_inherent_data_providers: |_, ()| async { Ok(()) },
			block_import: collator.block_import,
			para_client: client.clone(),
			para_backend: backend,
			relay_client: relay_chain.interface,
			code_hash_provider: move |at| {
				code_source.code_at(at).ok().map(|code| ValidationCode::from(code).hash())
			},
			keystore,
			collator_key: collator.key,
			collator_peer_id: collator.relay_peer,
			para_id: relay_chain.para_id,
			overseer_handle: relay_chain.overseer,
			relay_chain_slot_duration: RELAY_SLOT_DURATION,
			proposer,
			collator_service: CollatorService::new(client.clone(), announcer(network), client),
			authoring_duration: AUTHORING_DURATION,
			reinitialize: false,
			max_pov_percentage: collator.max_pov_percentage,
		});
	task_manager.spawn_essential_handle().spawn("aura", None, collate);
}

/// Returns what tells the peers of a block.
fn announcer(network: &Network) -> Arc<dyn Fn(Hash, Option<Vec<u8>>) + Send + Sync> {
	let sync = network.sync.clone();
	Arc::new(move |hash, data| sync.announce_block(hash, data))
}
