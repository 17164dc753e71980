// SPDX-License-Identifier: GPL-3.0-only

//! Prints the chain specification `rococo-local`, made of the relay chain runtime in a wasm file.
//!
//! A node with `rococo-native` prints the same by `export-chain-spec --chain rococo-local`, but it
//! embeds two runtimes of that relay chain, of which a network on one machine needs neither.

use polkadot_cli::service::GenericChainSpec;
use sc_chain_spec::ChainType;
use std::error::Error;

/// The most that a compressed runtime may take when unpacked; the node's own bound.
const MOST: usize = sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;

fn main() -> Result<(), Box<dyn Error>> {
	let path = std::env::args_os().nth(1).ok_or("usage: rococo-local-spec RUNTIME.wasm")?;
	let wasm = std::fs::read(path)?;
	let code = sp_maybe_compressed_blob::compress_weakly(&wasm, MOST)
		.ok_or("the runtime is too large to be compressed")?;
	let spec = GenericChainSpec::builder(&code, Default::default())
		.with_name("Rococo Local Testnet")
		.with_id("rococo_local_testnet")
		.with_chain_type(ChainType::Local)
		.with_protocol_id("dot")
		.with_genesis_config_preset_name("local_testnet")
		.build();
	println!("{}", spec.as_json(false)?);
	Ok(())
}
