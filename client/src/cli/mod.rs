//! The commands, one file for each thing a person does, each with `Opts` and `run`.

mod agreement;
mod algorithm;
mod audit;
mod chain_spec;
mod collator;
mod council;
mod data;
mod describe;
mod doctor;
mod export;
mod job;
mod manual;
mod member;
mod names;
mod output;
mod parse;
mod query;
mod session;
mod state;
mod table;
mod template;
mod trust;
mod upgrade;
mod watch;

use clap::{Parser, Subcommand};
use session::{Globals, Session};
use std::io::Write;

/// Works with a Panshi chain: members, data, agreements, jobs, audit.
#[derive(Debug, Parser)]
#[command(name = "panshi", version, max_term_width = 100)]
pub(crate) struct Opts {
	#[command(flatten)]
	pub(crate) globals: Globals,
	#[command(subcommand)]
	command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
	/// Members of the consortium, their roles, qualifications and compute nodes.
	#[command(subcommand)]
	Member(member::Command),
	/// Data identities.
	#[command(subcommand)]
	Data(data::Command),
	/// Templates that agreements fill.
	#[command(subcommand)]
	Template(template::Command),
	/// Publication and authorization agreements.
	#[command(subcommand)]
	Agreement(agreement::Command),
	/// Algorithms that jobs run.
	#[command(subcommand)]
	Algorithm(algorithm::Command),
	/// Jobs and their results.
	#[command(subcommand)]
	Job(job::Command),
	/// Encrypted queries to rare-disease databases.
	#[command(subcommand)]
	Query(query::Command),
	/// Votes of the consortium.
	#[command(subcommand)]
	Council(council::Command),
	/// What happened, in order, and what auditors do about it.
	#[command(subcommand)]
	Audit(audit::Command),
	/// Agreements, the catalogue and the call log in the formats of others.
	#[command(subcommand)]
	Export(export::Command),
	/// Collators and their session keys.
	#[command(subcommand)]
	Collator(collator::Command),
	/// A new runtime, by vote of the consortium.
	#[command(subcommand)]
	Upgrade(upgrade::Command),
	/// What the chain has to keep.
	#[command(subcommand)]
	State(state::Command),
	/// Follow something live.
	#[command(subcommand)]
	Watch(watch::Command),
	/// Check keys, endpoints, clocks, versions and permissions, and say what to do.
	Doctor(doctor::Opts),
	/// Write the completions of a shell.
	Completions(manual::CompletionsOpts),
	/// Write the manual pages.
	Man(manual::ManOpts),
	/// The specification of a new consortium's chain.
	#[command(subcommand)]
	ChainSpec(chain_spec::Command),
}

/// Runs one command and writes what it has to say to `out`.
pub(crate) async fn run(opts: Opts, out: &mut dyn Write) -> anyhow::Result<()> {
	let session = &mut Session::new(opts.globals, out);
	match opts.command {
		Command::Member(command) => member::run(command, session).await,
		Command::Data(command) => data::run(command, session).await,
		Command::Template(command) => template::run(command, session).await,
		Command::Agreement(command) => agreement::run(command, session).await,
		Command::Algorithm(command) => algorithm::run(command, session).await,
		Command::Job(command) => job::run(command, session).await,
		Command::Query(command) => query::run(command, session).await,
		Command::Council(command) => council::run(command, session).await,
		Command::Collator(command) => collator::run(command, session).await,
		Command::Upgrade(command) => upgrade::run(command, session).await,
		Command::Audit(command) => audit::run(command, session).await,
		Command::Export(command) => export::run(command, session).await,
		Command::State(command) => state::run(command, session).await,
		Command::Watch(command) => watch::run(command, session).await,
		Command::Doctor(opts) => doctor::run(opts, session).await,
		Command::Completions(opts) => manual::completions(&opts, session),
		Command::Man(opts) => manual::man(&opts, session),
		Command::ChainSpec(command) => chain_spec::run(command, session),
	}
}

#[cfg(test)]
mod tests {
	use super::Opts;
	use clap::{CommandFactory, Parser};

	#[test]
	fn the_command_line_is_consistent() {
		Opts::command().debug_assert();
	}

	/// Every command that people are told to type is one that this program has.
	#[test]
	fn the_documented_commands_exist() {
		let texts = [
			include_str!("../../README.md"),
			include_str!("../../../docs/by-hand.md"),
			include_str!("../../../docs/operating/keys.md"),
			include_str!("../../../docs/operating/leaving.md"),
			include_str!("../../../docs/operating/monitoring.md"),
			include_str!("../../../docs/operating/upgrade.md"),
			include_str!("../../../docs/operating/joining.md"),
			include_str!("../../../docs/operating/new-consortium.md"),
		];
		let lines = texts.iter().flat_map(|text| text.lines());
		let mut count = 0;
		for command in lines.filter_map(|line| line.strip_prefix("$ panshi ")) {
			let digest = format!("0x{}", "00".repeat(32));
			let words = command.replace("0x…", &digest);
			let parsed =
				Opts::try_parse_from(std::iter::once("panshi").chain(words.split_whitespace()));
			assert!(parsed.is_ok(), "{command}: {}", parsed.expect_err("it failed"));
			count += 1;
		}
		assert!(count > 40);
	}
}
