// SPDX-License-Identifier: GPL-3.0-only

//! Puts the parts of a node together.
//!
//! [`partials`] opens the database and builds what every mode needs. [`dev`] seals blocks by the
//! clock, [`parachain`] follows a relay chain. Both end in the two functions below.

use polkadot_sdk::*;

pub(crate) mod blocks;
pub(crate) mod dev;
mod dev_blocks;
mod dev_inherents;
mod dev_seal;
pub(crate) mod parachain;
pub(crate) mod partials;
mod wasm_cache;

use crate::{
	compute_endpoints::{self, ComputeUrl},
	metrics, rpc,
	search::{data_search, SearchHandle},
};
use cumulus_client_service::ParachainTracingExecuteBlock;
use cumulus_primitives_core::{GetParachainInfo, ParaId};
use futures::FutureExt;
use panshi_runtime::Hash;
use sc_client_api::Backend as _;
use sc_network::service::traits::NetworkService;
use sc_network_sync::SyncingService;
use sc_network_transactions::TransactionsHandlerController;
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
	error::Result, Configuration, Error, SpawnTasksParams, TFullBackend, TFullClient, TaskManager,
};
use sc_telemetry::Telemetry;
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sc_utils::mpsc::TracingUnboundedSender;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_keystore::KeystorePtr;
use sp_runtime::{generic, traits::Block as BlockT, OpaqueExtrinsic};
use std::sync::Arc;

/// A block as the node sees it: only the runtime knows what the extrinsics mean.
pub(crate) type Block = generic::Block<<panshi_runtime::Block as BlockT>::Header, OpaqueExtrinsic>;

/// Executes the runtime and answers for the chain.
pub(crate) type Client = TFullClient<
	Block,
	panshi_runtime::RuntimeApi,
	sc_executor::WasmExecutor<partials::HostFunctions>,
>;

/// The database.
pub(crate) type Backend = TFullBackend<Block>;

/// The transactions that wait for a block.
pub(crate) type Pool = TransactionPoolHandle<Block, Client>;

/// The parts of a node that its tasks share.
#[derive(Clone)]
pub(crate) struct Handles {
	pub(crate) client: Arc<Client>,
	pub(crate) backend: Arc<Backend>,
	pub(crate) pool: Arc<Pool>,
	pub(crate) keystore: KeystorePtr,
	/// The search index, where the node keeps one.
	pub(crate) search: Option<SearchHandle>,
}

impl Handles {
	/// Asks the runtime for the identifier of the parachain.
	fn para_id(&self) -> Result<ParaId> {
		let best = self.client.info().best_hash;
		self.client.runtime_api().parachain_id(best).map_err(application)
	}
}

/// The network side of a node.
struct Network {
	service: Arc<dyn NetworkService>,
	sync: Arc<SyncingService<Block>>,
	system_rpc: TracingUnboundedSender<sc_rpc::system::Request<Block>>,
	transactions: TransactionsHandlerController<Hash>,
}

/// Tells the offchain worker its compute nodes and, where it is enabled, starts it.
fn start_offchain_worker(
	config: &Configuration,
	node: &Handles,
	network: &Network,
	task_manager: &TaskManager,
	compute_urls: &[ComputeUrl],
) -> Result<()> {
	let mut storage =
		node.backend.offchain_storage().ok_or("the database has no offchain storage")?;
	compute_endpoints::store(compute_urls, &mut storage);
	if !config.offchain_worker.enabled {
		return Ok(());
	}

	let pool = OffchainTransactionPoolFactory::new(node.pool.clone());
	let workers = OffchainWorkers::new(OffchainWorkerOptions {
		runtime_api_provider: node.client.clone(),
		keystore: Some(node.keystore.clone()),
		offchain_db: Some(storage),
		transaction_pool: Some(pool),
		network_provider: Arc::new(network.service.clone()),
		is_validator: config.role.is_authority(),
		enable_http_requests: true,
		custom_extensions: |_| Vec::new(),
	})
	.map_err(|error| {
		format!("the offchain worker needs the CA certificates of the system: {error}")
	})?;
	task_manager.spawn_handle().spawn(
		"offchain-workers-runner",
		"offchain-work",
		workers.run(node.client.clone(), task_manager.spawn_handle()).boxed(),
	);
	Ok(())
}

/// Starts what remains: the JSON-RPC server, the informant, the metrics and the pool's upkeep.
fn start_common_tasks(
	config: Configuration,
	node: &Handles,
	network: Network,
	task_manager: &mut TaskManager,
	telemetry: Option<&mut Telemetry>,
) -> Result<()> {
	metrics::start(&config, node, task_manager)?;
	let rpc_builder = {
		let search = node.search.clone().map(data_search);
		let panshi = rpc::start_panshi(node, search, task_manager).map_err(application)?;
		let node = node.clone();
		Box::new(move |_| rpc::create(&node, panshi.clone()).map_err(application))
	};
	sc_service::spawn_tasks(SpawnTasksParams {
		rpc_builder,
		client: node.client.clone(),
		transaction_pool: node.pool.clone(),
		task_manager,
		config,
		keystore: node.keystore.clone(),
		backend: node.backend.clone(),
		network: network.service,
		sync_service: network.sync,
		system_rpc_tx: network.system_rpc,
		tx_handler_controller: network.transactions,
		telemetry,
		tracing_execute_block: Some(Arc::new(ParachainTracingExecuteBlock::new(
			node.client.clone(),
		))),
	})?;
	Ok(())
}

/// Wraps an error of another crate as one of the service.
pub(crate) fn application(error: impl std::error::Error + Send + Sync + 'static) -> Error {
	Error::Application(Box::new(error))
}
