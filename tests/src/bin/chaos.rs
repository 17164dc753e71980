//! Faults on purpose, from a seed.

use anyhow::Result;
use clap::{Parser, Subcommand};
use panshi_stories::{
	chaos::{self, KINDS},
	wait::within,
};
use std::{collections::BTreeMap, net::SocketAddr, time::Instant};

/// Longest time of a run, in seconds.
const LONGEST: u64 = 1_800;

/// Kills, cuts off, fills, floods and lies, and checks that the chain keeps its promises.
#[derive(Parser)]
#[command(name = "cargo xtask chaos")]
struct Options {
	/// Seed of the first run; the faults of a run follow from it alone.
	#[arg(long, default_value_t = 1)]
	seed: u64,
	/// Runs, with seeds one after the other.
	#[arg(long, default_value_t = 1)]
	runs: u64,
	/// Leave what the programs of a run that failed wrote.
	#[arg(long)]
	keep: bool,
	#[command(subcommand)]
	part: Option<Part>,
}

/// What a run starts of itself.
#[derive(Subcommand)]
enum Part {
	/// Carries connections from one address to another, in pairs.
	#[command(hide = true)]
	Door { addresses: Vec<SocketAddr> },
}

#[tokio::main]
async fn main() {
	let options = Options::parse();
	let done = match &options.part {
		Some(Part::Door { addresses }) => chaos::door(addresses).await,
		None => run(&options).await,
	};
	if let Err(error) = done {
		eprintln!("\nerror: {error:#}");
		std::process::exit(1);
	}
}

async fn run(options: &Options) -> Result<()> {
	if !chaos::enter()? {
		println!("There are no network namespaces for this program here.");
	}
	let mut counts: BTreeMap<&str, u32> = KINDS.iter().map(|kind| (*kind, 0)).collect();
	for seed in options.seed..options.seed.saturating_add(options.runs) {
		let start = Instant::now();
		println!("==> seed {seed}");
		let folder = tempfile::Builder::new().prefix("panshi-chaos-").tempdir()?;
		let mut say = |line: &str| println!("[{:6.1} s] {line}", start.elapsed().as_secs_f64());
		let done = within(LONGEST, chaos::run(folder.path(), seed, &mut say)).await;
		let plan = match done {
			Ok(plan) => plan,
			Err(error) => {
				if options.keep {
					eprintln!("the programs wrote to {}", folder.keep().display());
				}
				return Err(error.context(format!(
					"seed {seed} failed; `cargo xtask chaos --seed {seed}` repeats it"
				)));
			},
		};
		for fault in &plan.0 {
			*counts.entry(fault.kind()).or_default() += 1;
		}
	}
	println!("\nAll promises were kept. Faults of each kind:");
	for (kind, count) in counts {
		println!("  {kind:<24} {count:>4}");
	}
	Ok(())
}
