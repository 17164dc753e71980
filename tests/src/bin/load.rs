//! Figures of a node on a chain with many data identities and events: searches, pages of the audit
//! trail, building the index anew, importing blocks.

use anyhow::Result;
use clap::{Parser, ValueEnum};
use panshi_stories::load::{
	ask, compare_imports, make_state, quantile, rebuild, LoadNode, Measured, Question, Size,
};
use std::{
	path::{Path, PathBuf},
	time::Duration,
};

/// Measures a node on a chain with many data identities and events.
#[derive(Parser)]
#[command(name = "cargo xtask bench")]
struct Options {
	/// What is measured.
	figure: Figure,
	/// Folder of the state, which is made where it is missing.
	#[arg(long, default_value = "target/load")]
	folder: PathBuf,
	/// Data identities of the state.
	#[arg(long, default_value_t = 100_000)]
	identities: u32,
	/// Events of the state's audit trails.
	#[arg(long, default_value_t = 1_000_000)]
	events: u32,
	/// Connections that ask at the same time; one table for each number.
	#[arg(long, value_delimiter = ',', default_values_t = [1, 2, 4, 8])]
	connections: Vec<u64>,
	/// Questions of each connection.
	#[arg(long, default_value_t = 1_300)]
	questions: usize,
	/// Data identities of the chain whose blocks are imported; it has five events for each.
	#[arg(long, default_value_t = 10_000)]
	imported: u32,
	/// How often its blocks are imported with indexes, and as often without.
	#[arg(long, default_value_t = 3)]
	turns: u32,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Figure {
	/// Makes the state.
	State,
	/// `panshi_searchData`.
	Search,
	/// `panshi_auditTrail`.
	Trail,
	/// Building the index of data identities anew.
	Rebuild,
	/// Importing blocks with indexes and without.
	Import,
	/// All of these.
	Load,
}

#[tokio::main]
async fn main() -> Result<()> {
	let options = Options::parse();
	let figure = options.figure;
	let of = |one| figure == one || figure == Figure::Load;
	if figure != Figure::Import {
		let size = Size { identities: options.identities, events: options.events };
		make_state(&options.folder, size).await?;
	}
	if of(Figure::Rebuild) || of(Figure::Search) || of(Figure::Trail) {
		// Also what answers searches needs an index, and it is made only once.
		let node = index(&options.folder).await?;
		if of(Figure::Search) {
			table(&node, Question::Search, 50, &options).await?;
		}
		if of(Figure::Trail) {
			table(&node, Question::Trail, 20, &options).await?;
		}
		node.stop().await?;
	}
	if of(Figure::Import) {
		import(&options).await?;
	}
	Ok(())
}

/// Builds the index anew, and says how long that took.
async fn index(folder: &Path) -> Result<LoadNode> {
	let (mut node, took) = rebuild(folder).await?;
	let line = node.line("the index was built from block").await?;
	let said = line.split_once("the index was built").map_or(line.as_str(), |(_, said)| said);
	println!("\n## Index of data identities, built anew (goal 600 s)\n");
	println!("- built{said}");
	println!("- a client waited {:.1} s for the first answer", took.as_secs_f64());
	Ok(node)
}

async fn table(node: &LoadNode, question: Question, goal: u64, options: &Options) -> Result<()> {
	let name = match question {
		Question::Search => "panshi_searchData",
		Question::Trail => "panshi_auditTrail",
	};
	// What is read for the first time is not what is measured.
	ask(node, question, 1, 50).await?;
	for connections in &options.connections {
		let started = std::time::Instant::now();
		let measured = ask(node, question, *connections, options.questions).await?;
		let rate = *connections as f64 * options.questions as f64 / started.elapsed().as_secs_f64();
		println!(
			"\n## {name}, {connections} at a time (goal: p99 {goal} ms): {rate:.0} answers a second\n"
		);
		println!("| question | answers | p50 ms | p99 ms | p99.9 ms | most ms |");
		println!("|---|---|---|---|---|---|");
		for of_kind in &measured {
			println!("{}", row(of_kind)?);
		}
	}
	Ok(())
}

fn row(Measured { kind, times }: &Measured) -> Result<String> {
	let at = |share| Ok::<_, anyhow::Error>(milliseconds(quantile(times, share)?));
	let (p50, p99, p999, most) = (at(500)?, at(990)?, at(999)?, at(1_000)?);
	Ok(format!("| {kind} | {} | {p50} | {p99} | {p999} | {most} |", times.len()))
}

fn milliseconds(time: Duration) -> String {
	format!("{:.1}", time.as_secs_f64() * 1_000.0)
}

async fn import(options: &Options) -> Result<()> {
	let size = Size { identities: options.imported, events: options.imported.saturating_mul(5) };
	let folder = options.folder.with_extension("import");
	let mut imports = compare_imports(&folder, size, options.turns).await?;
	let (plain, indexed) = (median(&mut imports.plain), median(&mut imports.indexed));
	println!(
		"\n## Importing {} blocks, {} turns (goal: ratio 1.05)\n",
		imports.blocks, options.turns
	);
	println!("| | seconds of execution and storage, median | least | most |");
	println!("|---|---|---|---|");
	for (name, times) in [("no index", &imports.plain), ("both indexes", &imports.indexed)] {
		let (least, most) = (times[0], times[times.len() - 1]);
		println!("| {name} | {:.2} | {least:.2} | {most:.2} |", times[times.len() / 2]);
	}
	println!("\nratio of the medians {:.3}", indexed / plain);
	Ok(())
}

/// The middle one; sorts.
fn median(times: &mut [f64]) -> f64 {
	times.sort_by(f64::total_cmp);
	times[times.len() / 2]
}
