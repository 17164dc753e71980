// SPDX-License-Identifier: GPL-3.0-only

//! Carries out what the command line asks for.

use polkadot_sdk::*;

use crate::{
	cli::{Cli, Subcommand},
	relay_chain_cli::RelayChainCli,
	service::{self, partials},
};
use cumulus_client_cli::PurgeChainCmd;
use sc_cli::{Result, SubstrateCli};

/// Reads the command line and does what it says.
pub(crate) fn run() -> Result<()> {
	let cli = Cli::from_command_line()?;
	match &cli.subcommand {
		None => run_node(cli),
		Some(Subcommand::Key(command)) => command.run(&cli),
		Some(Subcommand::ExportChainSpec(command)) => command.run(cli.load_spec(&command.chain)?),
		Some(Subcommand::ExportGenesisHead(command)) => cli
			.create_runner(command)?
			.sync_run(|config| command.run(partials::build(&config, None)?.node.client)),
		Some(Subcommand::ExportGenesisWasm(command)) => {
			command.run(&*cli.load_spec(command.shared_params.chain.as_deref().unwrap_or(""))?)
		},
		Some(Subcommand::ExportBlocks(command)) => {
			cli.create_runner(command)?.async_run(|config| service::blocks::export(config, command))
		},
		Some(Subcommand::ImportBlocks(command)) => cli
			.create_runner(&command.blocks)?
			.async_run(|config| service::blocks::import(config, command)),
		Some(Subcommand::PurgeChain(command)) => purge_chain(&cli, command),
		#[cfg(feature = "runtime-benchmarks")]
		Some(Subcommand::Benchmark(crate::cli::Benchmark::Pallet(command))) => {
			benchmark_pallet(&cli, command)
		},
	}
}

fn run_node(cli: Cli) -> Result<()> {
	let runner = cli.create_runner(&cli.run.normalize())?;
	runner.run_node_until_exit(|config| async move {
		if cli.is_dev() {
			let pace = cli.dev_pace();
			let options = service::dev::Options {
				pace,
				search: &cli.search,
				wasm_cache: cli.wasm_cache.as_deref(),
			};
			return Ok(service::dev::start(config, options, &cli.compute_url)?);
		}
		let relay_chain =
			RelayChainCli::new(&config, &cli.relay_chain_args)?.configuration(&config)?;
		let options = service::parachain::Options {
			collator: cli.run.collator_options(),
			max_pov_percentage: cli.run.experimental_max_pov_percentage,
			search: cli.search.clone(),
			wasm_cache: cli.wasm_cache.clone(),
		};
		Ok(service::parachain::start(config, relay_chain, options, &cli.compute_url).await?)
	})
}

/// Removes the databases, without a look at the relay chain where there is none to remove.
fn purge_chain(cli: &Cli, command: &PurgeChainCmd) -> Result<()> {
	cli.create_runner(command)?.sync_run(|config| {
		let parachain_only = command.parachain && !command.relaychain;
		if parachain_only || command.base.shared_params.is_dev() {
			return command.base.run(config.database);
		}
		let relay_chain = RelayChainCli::new(&config, &cli.relay_chain_args)?
			.configuration(&config)
			.map_err(|error| format!("{error}; `--parachain` leaves the relay chain alone"))?;
		command.run(config, relay_chain)
	})
}

#[cfg(feature = "runtime-benchmarks")]
fn benchmark_pallet(cli: &Cli, command: &frame_benchmarking_cli::PalletCmd) -> Result<()> {
	use cumulus_client_service::storage_proof_size::HostFunctions;
	use sp_runtime::traits::HashingFor;

	let chain = command.shared_params.chain.as_deref();
	let spec = chain.map(|id| cli.load_spec(id)).transpose()?;
	command.run_with_spec::<HashingFor<service::Block>, HostFunctions>(spec)
}
