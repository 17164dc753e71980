// SPDX-License-Identifier: GPL-3.0-only

//! What the command line of `panshi-node` accepts, and the defaults that differ from the SDK's.

use polkadot_sdk::*;

use crate::{chain_spec, compute_endpoints::ComputeUrl, search::SearchOptions, service::dev::Pace};
use cumulus_client_cli::{ExportGenesisHeadCommand, ExportGenesisWasmCommand, PurgeChainCmd};
use sc_cli::{
	ChainSpec, Database, DatabaseParams, ExportBlocksCmd, ExportChainSpecCmd, ImportBlocksCmd,
	KeySubcommand, OffchainWorkerEnabled, RpcMethods, RpcParams, SubstrateCli,
};
use std::{num::NonZeroU32, path::PathBuf, time::Duration};

/// The commands besides running the node.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Subcommand {
	/// Generates, inspects and inserts keys.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Writes a chain specification as JSON, plain or raw.
	ExportChainSpec(ExportChainSpecCmd),

	/// Writes the genesis head with which the relay chain registers this parachain.
	#[command(alias = "export-genesis-state")]
	ExportGenesisHead(ExportGenesisHeadCommand),

	/// Writes the genesis validation code with which the relay chain registers this parachain.
	ExportGenesisWasm(ExportGenesisWasmCommand),

	/// Writes blocks of the database into a file.
	ExportBlocks(ExportBlocksCmd),

	/// Takes blocks in that `export-blocks` wrote: verifies, executes and stores them.
	ImportBlocks(Box<ImportBlocks>),

	/// Removes the database of the chain, and of its relay chain unless `--parachain` is given.
	PurgeChain(PurgeChainCmd),

	/// Measures the runtime.
	#[cfg(feature = "runtime-benchmarks")]
	#[command(subcommand)]
	Benchmark(Benchmark),
}

/// Where blocks come from, and what is made of them beside the database.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportBlocks {
	#[command(flatten)]
	pub(crate) blocks: ImportBlocksCmd,

	#[command(flatten)]
	pub(crate) search: SearchOptions,

	/// Leave the audit trail to the next start of the node, which indexes what the states that are
	/// still there then tell.
	#[arg(long)]
	pub(crate) without_trail: bool,
}

/// What can be measured with this node.
#[cfg(feature = "runtime-benchmarks")]
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Benchmark {
	/// Measures the calls of a pallet and writes its weights.
	Pallet(Box<frame_benchmarking_cli::PalletCmd>),
}

/// The node of a Panshi consortium chain.
///
/// `--dev` runs a chain of one node without a relay chain. Everything else is a parachain node;
/// arguments after `--` go to its embedded relay chain node.
///
/// # Security
///
/// Unlike in the SDK, `--rpc-methods auto`, the default, means `safe` on every interface, because
/// any program and any web page on the machine reaches a loopback port. Methods that insert keys
/// or change the node need `--rpc-methods unsafe`.
#[derive(Debug, clap::Parser)]
pub(crate) struct Cli {
	#[command(subcommand)]
	pub(crate) subcommand: Option<Subcommand>,

	#[command(flatten)]
	pub(crate) run: cumulus_client_cli::RunCmd,

	/// The address of a compute node beside this node, for example `http://127.0.0.1:8090`.
	///
	/// May be repeated. Only plain HTTP on the loopback interface is accepted. The offchain worker
	/// hands jobs to these addresses, so it runs on every node that has one. The list replaces
	/// that of the previous start.
	#[arg(long, value_name = "URL")]
	pub(crate) compute_url: Vec<ComputeUrl>,

	#[command(flatten)]
	pub(crate) search: SearchOptions,

	/// A folder in which the compiled runtime is kept from one start to the next, which then need not
	/// compile it.
	///
	/// What lies there is run as it is, so nobody else may write to it: the folder is made for this
	/// user alone, and is refused if others may write to it.
	#[arg(long, value_name = "FOLDER")]
	pub(crate) wasm_cache: Option<PathBuf>,

	/// How often the chain of `--dev` gets a block, each of which is final at once.
	#[arg(
		long,
		value_name = "MILLISECONDS",
		default_value_t = 1000,
		value_parser = clap::value_parser!(u64).range(1..),
		requires = "dev",
	)]
	dev_block_time: u64,

	/// Makes a fork on the chain of `--dev` after every so many blocks, for tests of what follows it:
	/// two blocks in the place of the last one. Blocks are then final three blocks later.
	#[arg(long, value_name = "BLOCKS", requires = "dev")]
	dev_fork_every: Option<NonZeroU32>,

	/// Arguments of the embedded relay chain node.
	#[arg(raw = true)]
	pub(crate) relay_chain_args: Vec<String>,
}

impl Cli {
	/// Reads the command line of this process, or exits with its help or complaint.
	pub(crate) fn from_command_line() -> sc_cli::Result<Self> {
		<Self as SubstrateCli>::from_args().with_defaults()
	}

	/// Says whether this is a chain of one node without a relay chain.
	pub(crate) fn is_dev(&self) -> bool {
		self.run.base.shared_params.is_dev()
	}

	/// When a development chain gets blocks.
	pub(crate) fn dev_pace(&self) -> Pace {
		let block_time = Duration::from_millis(self.dev_block_time);
		Pace { block_time, fork_every: self.dev_fork_every }
	}

	/// Fills in the defaults in which this node differs from the SDK.
	fn with_defaults(mut self) -> sc_cli::Result<Self> {
		close_unsafe_rpc(&mut self.run.base.rpc_params);
		self.choose_database();
		self.keep_worker_for_compute_nodes()?;
		Ok(self)
	}

	/// Makes ParityDB the default of every command that opens or removes the database.
	fn choose_database(&mut self) {
		fn prefer_parity_db(params: &mut DatabaseParams) {
			params.database.get_or_insert(Database::ParityDb);
		}
		prefer_parity_db(&mut self.run.base.import_params.database_params);
		match &mut self.subcommand {
			Some(Subcommand::PurgeChain(purge)) => {
				prefer_parity_db(&mut purge.base.database_params);
			},
			Some(Subcommand::ExportBlocks(export)) => prefer_parity_db(&mut export.database_params),
			Some(Subcommand::ImportBlocks(import)) => {
				prefer_parity_db(&mut import.blocks.import_params.database_params);
			},
			_ => (),
		}
	}

	fn keep_worker_for_compute_nodes(&mut self) -> sc_cli::Result<()> {
		if self.compute_url.is_empty() {
			return Ok(());
		}
		let enabled = &mut self.run.base.offchain_worker_params.enabled;
		if matches!(enabled, OffchainWorkerEnabled::Never) {
			return Err(sc_cli::Error::Input(
				"--compute-url needs the offchain worker: drop `--offchain-worker never`".into(),
			));
		}
		*enabled = OffchainWorkerEnabled::Always;
		Ok(())
	}
}

/// Makes `auto` mean `safe` on every interface.
///
/// The SDK serves unsafe methods on the loopback interface by default.
pub(crate) fn close_unsafe_rpc(rpc: &mut RpcParams) {
	let endpoints = rpc.experimental_rpc_endpoint.iter_mut().map(|e| &mut e.rpc_methods);
	for methods in endpoints.chain([&mut rpc.rpc_methods]) {
		if *methods == RpcMethods::Auto {
			*methods = RpcMethods::Safe;
		}
	}
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Panshi Node".into()
	}

	fn impl_version() -> String {
		env!("CARGO_PKG_VERSION").into()
	}

	fn executable_name() -> String {
		env!("CARGO_BIN_NAME").into()
	}

	fn description() -> String {
		format!(
			"{}\n\nArguments before `--` are for the parachain node, those after it for its \
			 embedded relay chain node:\n\n{} [parachain arguments] -- [relay chain arguments]\n\n\
			 `--dev` is a chain of one node without a relay chain. RPC methods that are unsafe stay \
			 closed, also on the loopback interface, unless `--rpc-methods unsafe` opens them.",
			env!("CARGO_PKG_DESCRIPTION"),
			Self::executable_name(),
		)
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the operator of your consortium".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
		chain_spec::load(id)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_cli::CliConfiguration;

	fn parse(args: &[&str]) -> sc_cli::Result<Cli> {
		let program = Cli::executable_name();
		let words = std::iter::once(program.as_str()).chain(args.iter().copied());
		Cli::try_from_iter(words)?.with_defaults()
	}

	fn rpc_methods(args: &[&str]) -> RpcMethods {
		parse(args).expect("the arguments are valid").run.base.rpc_params.rpc_methods
	}

	fn worker_runs(args: &[&str]) -> bool {
		let run = parse(args).expect("the arguments are valid").run.normalize();
		let role = run.role(run.is_dev().expect("has the flag")).expect("has a role");
		run.offchain_worker(&role).expect("has a worker setting").enabled
	}

	#[test]
	fn closes_unsafe_rpc_by_default() {
		assert_eq!(rpc_methods(&[]), RpcMethods::Safe);
		assert_eq!(rpc_methods(&["--dev"]), RpcMethods::Safe);
		assert_eq!(rpc_methods(&["--rpc-methods", "auto"]), RpcMethods::Safe);
	}

	#[test]
	fn closes_unsafe_rpc_of_extra_endpoints_by_default() {
		let cli = parse(&["--experimental-rpc-endpoint", "listen-addr=127.0.0.1:9999"])
			.expect("the arguments are valid");
		let endpoints = cli.run.base.rpc_params.experimental_rpc_endpoint;
		assert_eq!(endpoints.len(), 1);
		assert!(endpoints.iter().all(|e| e.rpc_methods == RpcMethods::Safe));
	}

	#[test]
	fn opens_unsafe_rpc_when_asked() {
		assert_eq!(rpc_methods(&["--rpc-methods", "unsafe"]), RpcMethods::Unsafe);
	}

	#[test]
	fn prefers_parity_db_and_keeps_a_given_choice() {
		let database = |args| {
			parse(args).expect("the arguments are valid").run.normalize().database().expect("set")
		};
		assert_eq!(database(&[]), Some(Database::ParityDb));
		assert_eq!(database(&["--database", "auto"]), Some(Database::Auto));
	}

	#[test]
	fn purges_the_database_that_the_node_opens() {
		let cli = parse(&["purge-chain", "--parachain"]).expect("the arguments are valid");
		let Some(Subcommand::PurgeChain(purge)) = cli.subcommand else {
			panic!("the command is purge-chain")
		};
		assert_eq!(purge.database().expect("set"), Some(Database::ParityDb));
	}

	#[test]
	fn imports_blocks_into_the_database_that_the_node_opens() {
		let line = ["import-blocks", "--dev", "--search-index", "blocks.bin"];
		let cli = parse(&line).expect("the arguments are valid");
		let Some(Subcommand::ImportBlocks(import)) = cli.subcommand else {
			panic!("the command is import-blocks")
		};
		assert_eq!(import.blocks.database().expect("set"), Some(Database::ParityDb));
		assert!(!import.without_trail);
		let cli = parse(&["export-blocks", "--dev"]).expect("the arguments are valid");
		let Some(Subcommand::ExportBlocks(export)) = cli.subcommand else {
			panic!("the command is export-blocks")
		};
		assert_eq!(export.database().expect("set"), Some(Database::ParityDb));
	}

	#[test]
	fn runs_the_worker_beside_a_compute_node() {
		assert!(!worker_runs(&["--chain", "local"]));
		assert!(worker_runs(&["--chain", "local", "--compute-url", "http://127.0.0.1:8090"]));
		assert!(worker_runs(&["--chain", "local", "--collator"]));
		assert!(worker_runs(&["--dev"]));
	}

	#[test]
	fn fails_when_a_compute_node_is_given_without_the_worker() {
		let args = ["--offchain-worker", "never", "--compute-url", "http://127.0.0.1:8090"];
		assert!(parse(&args).is_err());
	}

	#[test]
	fn fails_when_a_compute_node_is_elsewhere() {
		assert!(parse(&["--compute-url", "http://192.0.2.1:8090"]).is_err());
	}

	#[test]
	fn collects_every_compute_node() {
		let args = ["--compute-url", "http://127.0.0.1:1", "--compute-url", "http://127.0.0.1:2"];
		assert_eq!(parse(&args).expect("the arguments are valid").compute_url.len(), 2);
	}

	#[test]
	fn fails_when_the_block_time_is_not_for_dev() {
		assert!(parse(&["--dev-block-time", "500"]).is_err());
		assert!(parse(&["--dev", "--dev-block-time", "0"]).is_err());
		let cli = parse(&["--dev", "--dev-block-time", "500"]).expect("the arguments are valid");
		assert_eq!(cli.dev_pace().block_time, Duration::from_millis(500));
		assert_eq!(cli.dev_pace().fork_every, None);
	}

	#[test]
	fn fails_when_forks_are_not_for_dev() {
		assert!(parse(&["--dev-fork-every", "4"]).is_err());
		assert!(parse(&["--dev", "--dev-fork-every", "0"]).is_err());
		let cli = parse(&["--dev", "--dev-fork-every", "4"]).expect("the arguments are valid");
		assert_eq!(cli.dev_pace().fork_every.map(NonZeroU32::get), Some(4));
	}

	#[test]
	fn leaves_arguments_after_the_dashes_to_the_relay_chain() {
		let cli = parse(&["--chain", "local", "--", "--chain", "relay.json"])
			.expect("the arguments are valid");
		assert_eq!(cli.relay_chain_args, ["--chain", "relay.json"]);
	}
}
