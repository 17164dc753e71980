// SPDX-License-Identifier: GPL-3.0-only

//! The node of a Panshi consortium chain: collator, full node and development chain in one binary.

#![expect(clippy::result_large_err, reason = "the errors of the SDK's services are that large")]

mod chain_spec;
mod cli;
mod command;
mod compute_endpoints;
mod metrics;
mod relay_chain_cli;
mod rpc;
mod search;
mod service;
mod worker_notes;

fn main() -> polkadot_sdk::sc_cli::Result<()> {
	command::run()
}
