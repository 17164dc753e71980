//! The demos: laboratories that keep their genotypes to themselves, one joint count; and other
//! stories by name.

use anyhow::{bail, ensure, Context, Result};
use clap::{Parser, Subcommand};
use panshi_stories::{
	association_demo,
	consortium::State,
	plain_vcf, rare_disease_demo, report,
	running::Running,
	story::{compare, genotypes, Cast, Market},
};
use std::{
	path::{Path, PathBuf},
	time::Instant,
};

/// Fewest and most holders that the development consortium has laboratories for.
const HOLDERS: std::ops::RangeInclusive<usize> = 2..=7;

/// Runs the main job on a development chain with one compute node for each holder.
#[derive(Parser)]
#[command(name = "cargo xtask demo", args_conflicts_with_subcommands = true)]
struct Options {
	#[command(subcommand)]
	story: Option<Story>,
	/// Leave everything running at the end, and say how to connect.
	#[arg(long)]
	keep: bool,
	/// Print one JSON object instead of tables.
	#[arg(long)]
	json: bool,
	/// Run on the files NAME.vcf.gz of this folder, one for each holder (two to seven).
	#[arg(long, value_name = "DIR")]
	data: Option<PathBuf>,
	/// Time of a block in milliseconds.
	#[arg(long, default_value_t = 500, value_name = "MS")]
	block_time: u64,
	/// Run on a parachain of several organisations instead of a development chain: the one that
	/// `cargo xtask network up` left running, or one for this demo alone.
	#[arg(long, conflicts_with_all = ["data", "block_time"])]
	network: bool,
}

/// Another story than the main job.
#[derive(Subcommand)]
enum Story {
	/// Which variants are commoner among cases, computed together on secret shares.
	Association(association_demo::Options),
	/// Which diseases of a registry fit a patient whom only the clinic sees.
	RareDisease(rare_disease_demo::Options),
}

#[tokio::main]
async fn main() {
	let mut options = Options::parse();
	let done = match options.story.take() {
		None => run(options).await,
		Some(Story::Association(options)) => association_demo::run(options).await,
		Some(Story::RareDisease(options)) => rare_disease_demo::run(options).await,
	};
	if let Err(error) = done {
		eprintln!("\nThe demo failed: {error:#}");
		std::process::exit(1);
	}
}

async fn run(options: Options) -> Result<()> {
	let start = Instant::now();
	let folder = tempfile::Builder::new().prefix("panshi-demo-").tempdir()?;
	let found = if options.network { State::read(&State::standard_folder()?)? } else { None };
	let (files, whole) = match (&options.data, &found) {
		(Some(data), _) => {
			let files = holders_in(data)?;
			(files.clone(), files)
		},
		(None, Some(network)) => (network.data(), vec![genotypes()]),
		(None, None) => {
			let whole = genotypes();
			(plain_vcf::split_by_person(&whole, 3, folder.path())?, vec![whole])
		},
	};
	let json = options.json;
	let mut say = move |line: &str| {
		let line = format!("[{:6.1} s] {line}", start.elapsed().as_secs_f64());
		if json {
			eprintln!("{line}");
		} else {
			println!("{line}");
		}
	};
	say(&format!("{} laboratories, each with genotypes of its own", files.len()));
	let mut network = match (options.network, found) {
		(_, Some(network)) => Running::found(network)?,
		(true, None) => Running::consortium(folder.path(), &files, &mut say).await?,
		(false, None) => Running::development(folder.path(), &files, options.block_time).await?,
	};
	let url = network.url()?;
	say(&format!("chain and {} compute nodes are up: {url}", files.len()));
	let mut cast = Cast::new(&url, &files).await?;
	cast.register_nodes(network.node_infos()?, &mut say).await?;
	cast.register_data(&mut say).await?;
	cast.publish(&mut say).await?;
	let algorithm = cast.register_algorithm(&mut say).await?;
	let authorization = cast.authorize(algorithm, &Market::default(), &mut say).await?;
	let outcome = cast.run_job(&authorization, &mut say).await?;
	compare(&outcome.opened, &plain_vcf::count(&whole)?)
		.context("the pooled counts are not those of the unsplit data")?;
	say(&format!("all {} variants equal a direct count over the data", outcome.opened.len()));
	network.check()?;
	let seconds = start.elapsed().as_secs_f64();
	if json {
		println!("{}", report::object(&cast, &outcome, seconds));
	} else {
		println!("\n{}", report::variant_table(&outcome.opened));
		println!("Paid from escrow\n\n{}", report::payment_table(&cast, &outcome));
		println!("Audit trail of job {}\n\n{}", outcome.job, report::trail_table(&cast, &outcome));
		println!("Done in {seconds:.1} s.");
	}
	if options.keep {
		let stop = network.leave_running()?;
		let folder = folder.keep();
		eprintln!("\nEverything is still running.");
		eprintln!("  chain      {url}  (Polkadot.js: Developer settings, custom endpoint)");
		eprintln!("  client     panshi --url {url} job show {}", outcome.job);
		eprintln!("  files      {}", folder.display());
		eprintln!("  to stop    {stop}");
	}
	Ok(())
}

fn holders_in(folder: &Path) -> Result<Vec<PathBuf>> {
	let entries = std::fs::read_dir(folder)
		.with_context(|| format!("cannot read the folder {}", folder.display()))?;
	let mut files = Vec::new();
	for entry in entries {
		let path = entry?.path();
		if path.to_string_lossy().ends_with(".vcf.gz") {
			files.push(path);
		}
	}
	files.sort();
	ensure!(
		HOLDERS.contains(&files.len()),
		"{} has {} files NAME.vcf.gz; the demo takes {} to {}, one for each holder",
		folder.display(),
		files.len(),
		HOLDERS.start(),
		HOLDERS.end(),
	);
	if files.iter().any(|file| std::fs::metadata(file).is_ok_and(|m| m.len() == 0)) {
		bail!("one of the files in {} is empty", folder.display());
	}
	Ok(files)
}
