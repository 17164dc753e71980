// SPDX-License-Identifier: GPL-3.0-only

//! The JSON-RPC methods that this node adds to those of every Substrate node.

use polkadot_sdk::*;

use crate::service::Handles;
use jsonrpsee::{core::RegisterMethodError, RpcModule};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use substrate_frame_rpc_system::{System, SystemApiServer};

/// Builds the extra methods: the next nonce of an account, and what a transaction will cost.
pub(crate) fn create(node: &Handles) -> Result<RpcModule<()>, RegisterMethodError> {
	let mut module = RpcModule::new(());
	module.merge(System::new(node.client.clone(), node.pool.clone()).into_rpc())?;
	module.merge(TransactionPayment::new(node.client.clone()).into_rpc())?;
	Ok(module)
}
