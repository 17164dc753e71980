// SPDX-License-Identifier: GPL-3.0-only

//! What every mode of the node, and some commands, need: database, client, pool, import queue.

use polkadot_sdk::*;

use super::{application, wasm_cache, Backend, Block, Client, Handles};
use cumulus_client_consensus_aura::equivocation_import_queue;
use cumulus_client_consensus_common::{ParachainBlockImport, ParachainBlockImportMarker};
use panshi_runtime::RuntimeApi;
use sc_consensus::DefaultImportQueue;
use sc_executor::{HeapAllocStrategy, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_service::{config::ExecutorConfiguration, error::Result, Configuration, TaskManager};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker, TelemetryWorkerHandle};
use sp_consensus_aura::sr25519::AuthorityPair;
use std::{path::Path, sync::Arc};

/// The functions of the node that the runtime may call.
#[cfg(not(feature = "runtime-benchmarks"))]
pub(crate) type HostFunctions = cumulus_client_service::ParachainHostFunctions;

/// The functions of the node that the runtime may call, with those for measuring it.
#[cfg(feature = "runtime-benchmarks")]
pub(crate) type HostFunctions = (
	cumulus_client_service::ParachainHostFunctions,
	frame_benchmarking::benchmarking::HostFunctions,
);

/// Imports blocks, each as the best one so far, so that offchain workers see it at once.
pub(crate) type BlockImport = ParachainBlockImport<Block, Arc<Client>, Backend>;

/// A node before it has a network and a way to make blocks.
pub(crate) struct Partials {
	pub(crate) node: Handles,
	pub(crate) task_manager: TaskManager,
	pub(crate) block_import: BlockImport,
	pub(crate) import_queue: DefaultImportQueue<Block>,
	pub(crate) telemetry: Option<Telemetry>,
	pub(crate) telemetry_worker: Option<TelemetryWorkerHandle>,
}

/// Opens the database and builds the parts around it. The compiled runtime is kept in `wasm_cache`.
pub(crate) fn build(config: &Configuration, wasm_cache: Option<&Path>) -> Result<Partials> {
	let (worker, telemetry) = connect_telemetry(config)?.unzip();
	let (client, backend, keystore, task_manager) =
		sc_service::new_full_parts_record_import::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(Telemetry::handle),
			executor(&config.executor, wasm_cache)?,
			true,
			Vec::new(),
		)?;
	let client = Arc::new(client);
	let pool = sc_transaction_pool::Builder::new(
		task_manager.spawn_essential_handle(),
		client.clone(),
		config.role.is_authority().into(),
	)
	.with_options(config.transaction_pool.clone())
	.with_prometheus(config.prometheus_registry())
	.build();

	let block_import = ParachainBlockImport::new(client.clone(), backend.clone());
	let handle = telemetry.as_ref().map(Telemetry::handle);
	let import_queue = import_queue(config, &client, block_import.clone(), &task_manager, handle);

	let telemetry_worker = worker.as_ref().map(TelemetryWorker::handle);
	if let Some(worker) = worker {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
	}
	let (pool, keystore) = (Arc::new(pool), keystore.keystore());
	let node = Handles { client, backend, pool, keystore, search: None };
	Ok(Partials { node, task_manager, block_import, import_queue, telemetry, telemetry_worker })
}

/// Verifies blocks and hands them to `block_import`.
pub(crate) fn import_queue<Import>(
	config: &Configuration,
	client: &Arc<Client>,
	block_import: Import,
	task_manager: &TaskManager,
	telemetry: Option<TelemetryHandle>,
) -> DefaultImportQueue<Block>
where
	Import: sc_consensus::BlockImport<Block, Error = sp_consensus::Error>
		+ ParachainBlockImportMarker
		+ Send
		+ Sync
		+ 'static,
{
	equivocation_import_queue::fully_verifying_import_queue::<AuthorityPair, _, _, _, _>(
		client.clone(),
		block_import,
		|_, _| async { Ok(sp_timestamp::InherentDataProvider::from_system_time()) },
		&task_manager.spawn_essential_handle(),
		config.prometheus_registry(),
		telemetry,
	)
}

fn connect_telemetry(config: &Configuration) -> Result<Option<(TelemetryWorker, Telemetry)>> {
	let Some(endpoints) = config.telemetry_endpoints.clone().filter(|e| !e.is_empty()) else {
		return Ok(None);
	};
	let worker = TelemetryWorker::new(16)?;
	let telemetry = worker.handle().new_telemetry(endpoints);
	Ok(Some((worker, telemetry)))
}

fn executor(
	config: &ExecutorConfiguration,
	wasm_cache: Option<&Path>,
) -> Result<WasmExecutor<HostFunctions>> {
	let heap = config.default_heap_pages.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| {
		let extra_pages = u32::try_from(pages).unwrap_or(u32::MAX);
		HeapAllocStrategy::Static { extra_pages }
	});
	let mut builder = WasmExecutor::builder()
		.with_execution_method(config.wasm_method)
		.with_onchain_heap_alloc_strategy(heap)
		.with_offchain_heap_alloc_strategy(heap)
		.with_max_runtime_instances(config.max_runtime_instances)
		.with_runtime_cache_size(config.runtime_cache_size);
	if let Some(folder) = wasm_cache {
		builder = builder.with_cache_path(wasm_cache::open(folder).map_err(application)?);
	}
	Ok(builder.build())
}
