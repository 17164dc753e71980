// SPDX-License-Identifier: GPL-3.0-only

//! The chains that the node knows by name, built from the presets of the runtime.

use polkadot_sdk::*;

use panshi_runtime::{genesis_config_presets::PARA_ID, WASM_BINARY};
use sc_chain_spec::{ChainSpecExtension, ChainType, Properties};
use serde::{Deserialize, Serialize};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use std::path::PathBuf;

/// The relay chain of the named chains.
const RELAY_CHAIN: &str = "rococo-local";

/// A chain specification of this node.
pub(crate) type ChainSpec = sc_service::GenericChainSpec<Extensions>;

/// What a parachain adds to its chain specification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ChainSpecExtension)]
pub(crate) struct Extensions {
	/// The chain id that the embedded relay chain node loads unless it is given another.
	#[serde(alias = "relayChain", alias = "RelayChain")]
	pub(crate) relay_chain: String,
	/// The identifier of this parachain, for tools; the node itself asks the runtime.
	#[serde(alias = "paraId", alias = "ParaId")]
	pub(crate) para_id: u32,
}

impl Extensions {
	/// Finds the extensions of a chain specification.
	pub(crate) fn of(spec: &dyn sc_service::ChainSpec) -> Option<&Self> {
		sc_chain_spec::get_extension(spec.extensions())
	}
}

/// Loads the chain named by `id`: `dev`, `local` (also when empty), or the path of a JSON file.
pub(crate) fn load(id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
	Ok(Box::new(match id {
		"dev" | "development" => development()?,
		"" | "local" => local()?,
		path => ChainSpec::from_json_file(PathBuf::from(path))?,
	}))
}

/// The chain of `--dev`: one node, no relay chain, well-known keys.
fn development() -> Result<ChainSpec, String> {
	named("Panshi Development", "panshi_dev", ChainType::Development, DEV_RUNTIME_PRESET)
}

/// A chain of several collators on one machine under a local relay chain, with well-known keys.
fn local() -> Result<ChainSpec, String> {
	named("Panshi Local Testnet", "panshi_local", ChainType::Local, LOCAL_TESTNET_RUNTIME_PRESET)
}

fn named(name: &str, id: &str, kind: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let wasm = WASM_BINARY.ok_or(
		"this node was built without the runtime's wasm: build it without SKIP_WASM_BUILD",
	)?;
	let extensions = Extensions { relay_chain: RELAY_CHAIN.into(), para_id: PARA_ID };
	Ok(ChainSpec::builder(wasm, extensions)
		.with_name(name)
		.with_id(id)
		.with_protocol_id(id)
		.with_chain_type(kind)
		.with_genesis_config_preset_name(preset)
		.with_properties(properties())
		.build())
}

fn properties() -> Properties {
	Properties::from_iter([
		("tokenSymbol".to_owned(), "PAN".into()),
		("tokenDecimals".to_owned(), 12.into()),
		("ss58Format".to_owned(), 42.into()),
	])
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn reads_extensions_in_every_case_that_tools_write() {
		let expected = Extensions { relay_chain: "relay".into(), para_id: 1 };
		for json in [
			r#"{"relay_chain":"relay","para_id":1}"#,
			r#"{"relayChain":"relay","paraId":1}"#,
			r#"{"RelayChain":"relay","ParaId":1}"#,
		] {
			let read: Extensions = serde_json::from_str(json).expect("the JSON is valid");
			assert_eq!(read, expected);
		}
	}

	#[test]
	fn names_the_token() {
		let properties = properties();
		assert_eq!(properties["tokenSymbol"], "PAN");
		assert_eq!(properties["tokenDecimals"], 12);
		assert_eq!(properties["ss58Format"], 42);
	}

	#[test]
	fn fails_when_the_file_is_missing() {
		assert!(load("no/such/chain.json").is_err());
	}

	#[test]
	fn builds_the_genesis_of_the_named_chains() {
		// Without the wasm there is nothing to build, and loading says so.
		if WASM_BINARY.is_none() {
			assert!(load("dev").is_err());
			return;
		}
		let [dev, local] = ["dev", "local"].map(|id| load(id).expect("the chain is known"));
		for spec in [&dev, &local] {
			assert_eq!(Extensions::of(&**spec).map(|e| e.para_id), Some(PARA_ID));
		}
		// Every story begins with the genesis of the other one; it takes a while.
		local.build_storage().expect("the preset is a valid genesis");
	}
}
