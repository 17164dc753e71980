// SPDX-License-Identifier: GPL-3.0-only

//! Blocks into a file, and out of one into a database.
//!
//! What is imported is verified and executed as if it came from the network. On a development chain
//! it is final at once, as where it was made; elsewhere the relay chain says so when the node runs.

use polkadot_sdk::*;

use super::{
	application,
	partials::{self, BlockImport, Partials},
	Block,
};
use crate::{cli::ImportBlocks, rpc, search};
use cumulus_client_consensus_common::ParachainBlockImportMarker;
use futures::Future;
use jsonrpsee::core::async_trait;
use sc_cli::{ExportBlocksCmd, Result};
use sc_consensus::{BlockCheckParams, BlockImportParams, ImportResult};
use sc_service::{Configuration, TaskManager};
use sp_consensus::error::Error;
use std::{
	sync::{Arc, Mutex, PoisonError},
	time::{Duration, Instant},
};

/// Writes blocks of the database into a file.
pub(crate) fn export(
	config: Configuration,
	command: &ExportBlocksCmd,
) -> Result<(impl Future<Output = Result<()>> + use<'_>, TaskManager)> {
	let Partials { node, task_manager, .. } = partials::build(&config, None)?;
	Ok((command.run(node.client, config.database), task_manager))
}

/// Takes blocks of a file into the database, and what they tell into the indexes.
pub(crate) fn import(
	config: Configuration,
	command: &ImportBlocks,
) -> Result<(impl Future<Output = Result<()>> + use<'_>, TaskManager)> {
	let Partials { mut node, task_manager, block_import, .. } = partials::build(&config, None)?;
	node.search =
		search::start(&config, &node, &task_manager, &command.search).map_err(application)?;
	if !command.without_trail {
		rpc::start_panshi(&node, None, &task_manager).map_err(application)?;
	}
	let times = Times::default();
	let finalize = command.blocks.shared_params.is_dev();
	let import = TimedImport { inner: block_import, finalize, times: times.clone() };
	let queue = partials::import_queue(&config, &node.client, import, &task_manager, None);
	let future = async move {
		command.blocks.run(node.client.clone(), queue).await?;
		times.tell();
		Ok(())
	};
	Ok((future, task_manager))
}

/// How long each block took to execute and to store.
#[derive(Clone, Default)]
struct Times(Arc<Mutex<Vec<Duration>>>);

impl Times {
	fn add(&self, time: Duration) {
		self.0.lock().unwrap_or_else(PoisonError::into_inner).push(time);
	}

	fn tell(&self) {
		let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
		let sum = times.iter().sum::<Duration>().as_secs_f64();
		times.sort_unstable();
		let median = times.get(times.len() / 2).copied().unwrap_or_default();
		tracing::info!(
			target: "import",
			"{} blocks were executed and stored in {sum:.3} s, the median in {:.1} ms",
			times.len(),
			median.as_secs_f64() * 1_000.0,
		);
	}
}

/// Imports blocks, final at once where asked for, and counts the time.
struct TimedImport {
	inner: BlockImport,
	finalize: bool,
	times: Times,
}

impl ParachainBlockImportMarker for TimedImport {}

#[async_trait]
impl sc_consensus::BlockImport<Block> for TimedImport {
	type Error = Error;

	async fn check_block(
		&self,
		block: BlockCheckParams<Block>,
	) -> std::result::Result<ImportResult, Error> {
		self.inner.check_block(block).await
	}

	async fn import_block(
		&self,
		mut block: BlockImportParams<Block>,
	) -> std::result::Result<ImportResult, Error> {
		block.finalized |= self.finalize;
		let started = Instant::now();
		let imported = self.inner.import_block(block).await;
		self.times.add(started.elapsed());
		imported
	}
}
