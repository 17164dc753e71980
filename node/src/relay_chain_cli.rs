// SPDX-License-Identifier: GPL-3.0-only

//! The command line of the embedded relay chain node: what follows `--`.

use polkadot_sdk::*;

use crate::{
	chain_spec::Extensions,
	cli::{close_unsafe_rpc, Cli},
};
use clap::{CommandFactory, FromArgMatches};
use sc_cli::{
	ChainSpec, CliConfiguration, DefaultConfigurationValues, ImportParams, KeystoreParams,
	NetworkParams, Result, RpcEndpoint, SharedParams, SubstrateCli,
};
use sc_service::{
	config::{PrometheusConfig, RpcMethods, TelemetryEndpoints},
	BasePath, Configuration, TransactionPoolOptions,
};
use std::path::PathBuf;

/// The settings of the embedded relay chain node.
pub(crate) struct RelayChainCli {
	/// What the user gave.
	base: polkadot_cli::RunCmd,
	/// The chain to load unless the user gave one, from the parachain's specification.
	chain_id: Option<String>,
	/// Where to keep the data unless the user gave a path, inside that of the parachain.
	base_path: PathBuf,
}

impl RelayChainCli {
	/// Reads the relay chain's arguments for a parachain node of the given configuration.
	pub(crate) fn new(parachain: &Configuration, arguments: &[String]) -> Result<Self> {
		let command = polkadot_cli::RunCmd::command().no_binary_name(true);
		let matches = command.get_matches_from(arguments);
		let mut base = polkadot_cli::RunCmd::from_arg_matches(&matches)?;
		close_unsafe_rpc(&mut base.base.rpc_params);
		Ok(Self {
			base,
			chain_id: Extensions::of(&*parachain.chain_spec).map(|e| e.relay_chain.clone()),
			base_path: parachain.base_path.path().join("polkadot"),
		})
	}

	/// Makes the configuration of the relay chain node.
	///
	/// The relay chain side of a collator opens no WebRTC port unless addresses are given.
	pub(crate) fn configuration(&self, parachain: &Configuration) -> Result<Configuration> {
		let tokio = parachain.tokio_handle.clone();
		let mut config = SubstrateCli::create_configuration(self, self, tokio)
			.map_err(|error| format!("relay chain arguments: {error}"))?;
		let network = &self.base.base.network_params;
		let asked_for = network.force_enable_webrtc || !network.listen_addr.is_empty();
		if parachain.role.is_authority() && !asked_for {
			config.network.remove_webrtc_addresses();
		}
		Ok(config)
	}
}

impl SubstrateCli for RelayChainCli {
	fn impl_name() -> String {
		Cli::impl_name()
	}

	fn impl_version() -> String {
		Cli::impl_version()
	}

	fn executable_name() -> String {
		Cli::executable_name()
	}

	fn description() -> String {
		Cli::description()
	}

	fn author() -> String {
		Cli::author()
	}

	fn support_url() -> String {
		Cli::support_url()
	}

	fn copyright_start_year() -> i32 {
		Cli::copyright_start_year()
	}

	fn load_spec(&self, id: &str) -> std::result::Result<Box<dyn ChainSpec>, String> {
		polkadot_cli::Cli::from_iter([Self::executable_name()]).load_spec(id)
	}
}

impl DefaultConfigurationValues for RelayChainCli {
	fn p2p_listen_port() -> u16 {
		30334
	}

	fn rpc_listen_port() -> u16 {
		9945
	}

	fn prometheus_listen_port() -> u16 {
		9616
	}
}

impl CliConfiguration<Self> for RelayChainCli {
	fn shared_params(&self) -> &SharedParams {
		self.base.base.shared_params()
	}

	fn import_params(&self) -> Option<&ImportParams> {
		self.base.base.import_params()
	}

	fn network_params(&self) -> Option<&NetworkParams> {
		self.base.base.network_params()
	}

	fn keystore_params(&self) -> Option<&KeystoreParams> {
		self.base.base.keystore_params()
	}

	fn base_path(&self) -> Result<Option<BasePath>> {
		let given = self.shared_params().base_path()?;
		Ok(Some(given.unwrap_or_else(|| BasePath::new(&self.base_path))))
	}

	fn chain_id(&self, is_dev: bool) -> Result<String> {
		let given = self.base.base.chain_id(is_dev)?;
		Ok(if given.is_empty() { self.chain_id.clone().unwrap_or_default() } else { given })
	}

	fn role(&self, is_dev: bool) -> Result<sc_service::Role> {
		self.base.base.role(is_dev)
	}

	fn transaction_pool(&self, is_dev: bool) -> Result<TransactionPoolOptions> {
		self.base.base.transaction_pool(is_dev)
	}

	fn trie_cache_maximum_size(&self) -> Result<Option<usize>> {
		self.base.base.trie_cache_maximum_size()
	}

	fn rpc_addr(&self, default_listen_port: u16) -> Result<Option<Vec<RpcEndpoint>>> {
		self.base.base.rpc_addr(default_listen_port)
	}

	fn rpc_methods(&self) -> Result<RpcMethods> {
		self.base.base.rpc_methods()
	}

	fn rpc_max_connections(&self) -> Result<u32> {
		self.base.base.rpc_max_connections()
	}

	fn rpc_cors(&self, is_dev: bool) -> Result<Option<Vec<String>>> {
		self.base.base.rpc_cors(is_dev)
	}

	fn prometheus_config(
		&self,
		default_listen_port: u16,
		chain_spec: &Box<dyn ChainSpec>,
	) -> Result<Option<PrometheusConfig>> {
		self.base.base.prometheus_config(default_listen_port, chain_spec)
	}

	fn default_heap_pages(&self) -> Result<Option<u64>> {
		self.base.base.default_heap_pages()
	}

	fn force_authoring(&self) -> Result<bool> {
		self.base.base.force_authoring()
	}

	fn disable_grandpa(&self) -> Result<bool> {
		self.base.base.disable_grandpa()
	}

	fn max_runtime_instances(&self) -> Result<Option<usize>> {
		self.base.base.max_runtime_instances()
	}

	fn announce_block(&self) -> Result<bool> {
		self.base.base.announce_block()
	}

	fn telemetry_endpoints(
		&self,
		chain_spec: &Box<dyn ChainSpec>,
	) -> Result<Option<TelemetryEndpoints>> {
		self.base.base.telemetry_endpoints(chain_spec)
	}

	fn node_name(&self) -> Result<String> {
		self.base.base.node_name()
	}
}
