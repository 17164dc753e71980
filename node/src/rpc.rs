// SPDX-License-Identifier: GPL-3.0-only

//! The JSON-RPC methods that this node adds to those of every Substrate node.

use polkadot_sdk::*;

use crate::{
	service::{Backend, Block, Client, Handles},
	worker_notes::Notes,
};
use futures::StreamExt;
use jsonrpsee::{core::RegisterMethodError, RpcModule};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use panshi_rpc::{DataSearch, Panshi, PanshiParts, PanshiRpcServer, RpcError};
use sc_client_api::{Backend as _, BlockchainEvents};
use sc_service::TaskManager;
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// Starts the index of the audit trail and returns the methods that read the chain's business, with
/// an index of data identities if the node keeps one, and the notes of its offchain worker.
pub(crate) fn start_panshi(
	node: &Handles,
	search: Option<Arc<dyn DataSearch>>,
	task_manager: &TaskManager,
) -> Result<Panshi, RpcError> {
	let storage = node.backend.offchain_storage();
	let storage = storage.ok_or_else(|| RpcError::Internal("no offchain storage".to_owned()))?;
	let notes = Arc::new(Notes(storage));
	let PanshiParts { methods, trail } =
		Panshi::build::<Block, Backend, Client>(node.client.clone(), search, notes)?;
	let finalized = node.client.finality_notification_stream().map(drop);
	let follow = trail.follow(finalized);
	task_manager.spawn_handle().spawn_blocking("panshi-audit-trail", Some("panshi"), follow);
	Ok(methods)
}

/// Builds the extra methods: the chain's business, the next nonce of an account, and what a
/// transaction will cost.
pub(crate) fn create(node: &Handles, panshi: Panshi) -> Result<RpcModule<()>, RegisterMethodError> {
	let mut module = RpcModule::new(());
	module.merge(panshi.into_rpc())?;
	module.merge(System::new(node.client.clone(), node.pool.clone()).into_rpc())?;
	module.merge(TransactionPayment::new(node.client.clone()).into_rpc())?;
	Ok(module)
}
