//! The compute node of Panshi, and the commands to set one up.

mod commands;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The compute node of Panshi: computes beside the data what all parties signed.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Runs the node until it is told to stop.
	Run(commands::run::Opts),
	/// Makes or shows the node's keys.
	#[command(subcommand)]
	Keys(Keys),
	/// Prints the fingerprint of a data set, as a data identity states it.
	Fingerprint(commands::fingerprint::Opts),
	/// Writes what askers need of a rare-disease database: its terms with weights, and its diseases.
	Catalogue(commands::catalogue::Opts),
	/// Makes an encrypted table for exact look-ups, with a key of its own.
	LookupTable(commands::lookup_table::Opts),
	/// Checks a configuration and everything that it names.
	CheckConfig(commands::check_config::Opts),
	/// Asks the running node whether it is well, and fails unless it is.
	Health(commands::health::Opts),
}

#[derive(Subcommand)]
enum Keys {
	/// Makes new keys in an encrypted file.
	New(commands::keys_new::Opts),
	/// Shows the public keys that the member registers on the chain.
	Show(commands::keys_show::Opts),
}

fn main() -> ExitCode {
	let result = match Cli::parse().command {
		Command::Run(opts) => commands::run::run(opts),
		Command::Keys(Keys::New(opts)) => commands::keys_new::run(opts),
		Command::Keys(Keys::Show(opts)) => commands::keys_show::run(opts),
		Command::Fingerprint(opts) => commands::fingerprint::run(opts),
		Command::Catalogue(opts) => commands::catalogue::run(opts),
		Command::LookupTable(opts) => commands::lookup_table::run(opts),
		Command::CheckConfig(opts) => commands::check_config::run(opts),
		Command::Health(opts) => commands::health::run(opts),
	};
	match result {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {error:#}");
			ExitCode::FAILURE
		},
	}
}
