//! The front door of the repository: `cargo xtask`.

mod cargo;
mod compute;
mod dist;
mod fuzz;
mod programs;
mod relay;
mod setup;
mod steps;
mod upgrade;

use anyhow::{bail, Result};

const HELP: &str = "\
Usage: cargo xtask <command>

  setup               finds what is missing on this machine and installs it where it may
  demo [OPTIONS]      three laboratories, one chain, one joint count on real genotypes
                      (`cargo xtask demo --help` lists the options; with --network the same on a
                      consortium's network)
  demo association [OPTIONS]
                      three laboratories find together what is commoner among cases
  demo rare-disease [OPTIONS]
                      a clinic asks a registry which diseases fit a patient whom it never sees
  test                everything that CI checks: format, lints, unit tests, stories
  test --network      the stories on a consortium's network
  test --upgrade      a runtime of the next version, voted on and taken
  chaos [--seed N] [--runs K]
                      programs killed, cut off, filled, flooded and lied to, from a seed
  lint                format and lints alone
  build               the node, the compute node and the command line
  portal              the portal as static files, in web/dist
  portal metadata     takes the runtime's metadata, which the portal's types are made of, again
  dist [--profile NAME] [--out FOLDER]
                      programs, manual pages, completions and services for a machine or an image
  network up|status|logs|down
                      a relay chain, collators, a full node and compute nodes on this machine
  relay               the relay chain of such networks, into a cache
  weights [PALLET]    measures the weights of every call again
  bench               the figures of docs/benchmarks.md
  bench load          searches, pages of the audit trail, building the index anew and importing
                      blocks on a chain of 100,000 data identities and 1,000,000 events; one of them
                      alone by `bench state|search|trail|rebuild|import`
  bench compute [tables|peers]
                      those of the protocol cores, and ours beside those of other programs
  fuzz [TARGET] [--seconds N]
                      feeds decoders of foreign bytes with what might break them
";

fn main() -> Result<()> {
	let mut arguments = std::env::args().skip(1);
	let command = arguments.next().unwrap_or_default();
	let rest: Vec<String> = arguments.collect();
	match command.as_str() {
		"setup" => setup::run(setup::Scope::Test),
		"demo" => steps::demo(&rest),
		"test" => steps::test(&rest),
		"chaos" => steps::chaos(&rest),
		"lint" => steps::lint(),
		"build" => steps::build(),
		"portal" => steps::portal(&rest),
		"network" => steps::network(&rest),
		"relay" => relay::run(),
		"weights" => steps::weights(&rest),
		"dist" => dist::run(&rest),
		"bench" if rest.first().is_some_and(|what| what == "compute") => compute::run(&rest[1..]),
		"bench" if steps::is_load(&rest) => steps::load(&rest),
		"bench" => steps::bench(&rest),
		"fuzz" => fuzz::run(&rest),
		"" | "help" | "--help" | "-h" => {
			print!("{HELP}");
			Ok(())
		},
		other => bail!("there is no command `{other}`\n\n{HELP}"),
	}
}
