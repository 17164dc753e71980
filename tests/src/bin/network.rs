//! A consortium on one machine: started, looked at, ended.

use anyhow::{bail, ensure, Context, Result};
use clap::{Parser, Subcommand};
use panshi_stories::{
	consortium::{Consortium, Entry, Kind, NetworkFile, State},
	plain_vcf,
	story::genotypes,
};
use std::{
	fs,
	io::{BufRead, BufReader},
	path::{Path, PathBuf},
	time::Instant,
};

/// Runs a relay chain, collators, a full node and compute nodes on this machine.
#[derive(Parser)]
#[command(name = "cargo xtask network")]
struct Options {
	/// Where the network keeps everything that it writes; below the folder of builds without it.
	#[arg(long, global = true, value_name = "DIR")]
	folder: Option<PathBuf>,
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Starts the network, waits for its first transaction, and leaves it running.
	Up {
		/// The network file, in zombienet's format; zombienet/consortium.toml without it.
		#[arg(long, value_name = "FILE")]
		file: Option<PathBuf>,
	},
	/// Says what runs, and how far the chains are.
	Status,
	/// Prints the end of a program's log, or of all logs.
	Logs {
		/// The program, as `status` names it.
		name: Option<String>,
		/// How many lines.
		#[arg(long, default_value_t = 20)]
		lines: usize,
	},
	/// Ends the network and removes what it wrote.
	Down {
		/// Leave the logs and the databases.
		#[arg(long)]
		keep_files: bool,
	},
}

#[tokio::main]
async fn main() {
	if let Err(error) = run(Options::parse()).await {
		eprintln!("\nerror: {error:#}");
		std::process::exit(1);
	}
}

async fn run(options: Options) -> Result<()> {
	let folder = options.folder.map_or_else(State::standard_folder, Ok)?;
	match options.command {
		Command::Up { file } => up(&folder, &file.unwrap_or_else(NetworkFile::standard)).await,
		Command::Status => status(&running(&folder)?).await,
		Command::Logs { name, lines } => logs(&running(&folder)?, name.as_deref(), lines),
		Command::Down { keep_files } => down(running(&folder)?, keep_files).await,
	}
}

fn running(folder: &Path) -> Result<State> {
	State::read(folder)?.context("no network was started here: run `cargo xtask network up`")
}

async fn up(folder: &Path, file: &Path) -> Result<()> {
	if State::read(folder)?.is_some() {
		bail!("a network is there already: `cargo xtask network status`, or `down` to end it");
	}
	let start = Instant::now();
	let mut say = move |line: &str| println!("[{:6.1} s] {line}", start.elapsed().as_secs_f64());
	let file = NetworkFile::read(file)?;
	State::clear(folder)?;
	let data = plain_vcf::split_by_person(&genotypes(), file.custom_processes.len(), folder)?;
	let mut consortium = Consortium::start(folder, &file, &data, &mut say).await?;
	consortium.first_transaction(&mut say).await?;
	let state = consortium.leave_running()?;
	println!();
	status(&state).await?;
	println!("\n  client     panshi --url {} …", state.url()?);
	println!("  to stop    cargo xtask network down");
	Ok(())
}

async fn status(state: &State) -> Result<()> {
	println!("  {:<14} {:<10} {:>7}  {:<24} chain", "name", "what", "process", "address");
	for entry in state.programs() {
		let standing = if entry.runs() { standing(entry).await } else { "has ended".to_string() };
		println!(
			"  {:<14} {:<10} {:>7}  {:<24} {standing}",
			entry.name,
			kind(entry.kind),
			entry.pid,
			address(entry),
		);
	}
	Ok(())
}

fn kind(kind: Kind) -> &'static str {
	match kind {
		Kind::Relay => "validator",
		Kind::Collator => "collator",
		Kind::FullNode => "full node",
		Kind::Compute => "compute",
	}
}

fn address(entry: &Entry) -> String {
	match entry.kind {
		Kind::Compute => format!("http://127.0.0.1:{}", entry.port),
		_ => entry.url(),
	}
}

async fn standing(entry: &Entry) -> String {
	if entry.kind == Kind::Compute {
		return "runs".to_string();
	}
	match entry.heights().await {
		Ok((best, finalized)) => format!("best {best}, final {finalized}"),
		Err(error) => format!("does not answer: {error:#}"),
	}
}

fn logs(state: &State, name: Option<&str>, lines: usize) -> Result<()> {
	let chosen = state.programs().iter().filter(|entry| name.is_none_or(|name| entry.name == name));
	let chosen: Vec<&Entry> = chosen.collect();
	ensure!(!chosen.is_empty(), "the network has no program {}", name.unwrap_or_default());
	for entry in chosen {
		println!("==> {} ({})", entry.name, entry.log.display());
		let log = BufReader::new(fs::File::open(&entry.log)?);
		let all: Vec<String> = log.lines().map_while(Result::ok).collect();
		println!("{}\n", all[all.len().saturating_sub(lines)..].join("\n"));
	}
	Ok(())
}

async fn down(state: State, keep_files: bool) -> Result<()> {
	let folder = state.folder().to_path_buf();
	state.stop().await?;
	if keep_files {
		println!("The network has ended; its files are in {}", folder.display());
	} else {
		fs::remove_dir_all(&folder)?;
		println!("The network has ended.");
	}
	Ok(())
}
