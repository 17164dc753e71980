//! The demo of joint association: holders find together what is commoner among cases, and show
//! each other nothing.

use crate::{
	manhattan::{self, Extents, Point},
	network::{phenotypes_beside, Network},
	plain_association::{self, Study},
	plain_vcf, report,
	story::{
		compare_association, genotypes, key_of, strength_words, with_phenotypes, AssociationMarket,
		AssociationOutcome, Cast,
	},
};
use anyhow::{bail, ensure, Context, Result};
use clap::{Args, ValueEnum};
use panshi_client::open::AssociationVariant;
use panshi_primitives::job::{Strength, MAX_COMPUTING_PARTIES};
use serde_json::json;
use std::{
	path::{Path, PathBuf},
	time::Instant,
};

/// What the demo is to do.
#[derive(Args, Debug)]
pub struct Options {
	/// Run on the files NAME.vcf.gz of this folder, one for each holder, with the phenotypes in
	/// NAME.phenotype.tsv: a header `sample`, tab, `case`, then 0 or 1 for each person.
	#[arg(long, value_name = "DIR")]
	data: Option<PathBuf>,
	/// How many variants come out.
	#[arg(long, default_value_t = 20, value_name = "K", value_parser = clap::value_parser!(u32).range(1..=1_000))]
	top: u32,
	/// How many of the holders may cheat: one of exactly three, or all but one of two to seven.
	#[arg(long, value_enum, default_value_t = StrengthName::HonestMajority)]
	strength: StrengthName,
	/// Print one JSON object instead of tables.
	#[arg(long)]
	json: bool,
	/// Leave everything running at the end, and say how to connect.
	#[arg(long)]
	keep: bool,
	/// File for the plot; beside the programs without it.
	#[arg(long, value_name = "FILE")]
	plot: Option<PathBuf>,
	/// Time of a block in milliseconds.
	#[arg(long, default_value_t = 500, value_name = "MS")]
	block_time: u64,
}

/// A strength on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StrengthName {
	HonestMajority,
	AllButOne,
}

impl From<StrengthName> for Strength {
	fn from(name: StrengthName) -> Self {
		match name {
			StrengthName::HonestMajority => Strength::HonestMajority,
			StrengthName::AllButOne => Strength::AllButOne,
		}
	}
}

/// Runs the demo.
pub async fn run(options: Options) -> Result<()> {
	let start = Instant::now();
	let folder = tempfile::Builder::new().prefix("panshi-association-").tempdir()?;
	let strength = options.strength.into();
	let files = files(&options, strength, folder.path())?;
	let json = options.json;
	let mut say = move |line: &str| {
		let line = format!("[{:6.1} s] {line}", start.elapsed().as_secs_f64());
		if json {
			eprintln!("{line}");
		} else {
			println!("{line}");
		}
	};
	say(&format!("{} laboratories, each with genotypes and phenotypes of its own", files.len()));
	if options.data.is_none() {
		say(
			"the genotypes are real, the phenotypes are SYNTHETIC: drawn from digests of the names",
		);
	}
	let mut network = Network::start(folder.path(), &files, options.block_time).await?;
	say(&format!("chain and {} compute nodes are up: {}", files.len(), network.url()));
	let mut cast = Cast::new(&network.url(), &files).await?;
	cast.register_nodes(network.node_infos(), &mut say).await?;
	cast.register_data(&mut say).await?;
	cast.publish(&mut say).await?;
	let market = AssociationMarket::new(strength, options.top);
	let algorithm = cast.register_association(strength, &mut say).await?;
	let authorization = cast.authorize(algorithm, &market.market(), &mut say).await?;
	let outcome = cast.run_association(&authorization, &market, &mut say).await?;
	network.check()?;
	let study = plain_association::pool(&files)?;
	compare_association(&outcome.opened, &study, options.top)
		.context("what was computed together is not what the pooled files give")?;
	say(&format!(
		"all statistics of {} variants equal a direct computation over the pooled files",
		outcome.opened.variants.len()
	));
	let plot = options.plot.clone().map_or_else(default_plot, Ok)?;
	std::fs::write(&plot, picture(&outcome, &study, strength, options.data.is_none()))
		.with_context(|| format!("cannot write {}", plot.display()))?;
	show(&cast, &outcome, &study, &plot, (start.elapsed().as_secs_f64(), json));
	if options.keep {
		let url = network.url();
		let processes = network.leave_running();
		let folder = folder.keep();
		eprintln!("\nEverything is still running.");
		eprintln!("  chain      {url}  (Polkadot.js: Developer settings, custom endpoint)");
		eprintln!("  client     panshi --url {url} job show {}", outcome.job);
		eprintln!("  files      {}", folder.display());
		eprintln!("  to stop    kill {}", processes.join(" "));
	}
	Ok(())
}

fn files(options: &Options, strength: Strength, folder: &Path) -> Result<Vec<PathBuf>> {
	let Some(data) = &options.data else {
		let files = plain_vcf::split_by_person(&genotypes(), 3, folder)?;
		with_phenotypes(&files)?;
		return Ok(files);
	};
	let entries = std::fs::read_dir(data)
		.with_context(|| format!("cannot read the folder {}", data.display()))?;
	let mut files = Vec::new();
	for entry in entries {
		let path = entry?.path();
		let Some(table) = phenotypes_beside(&path) else { continue };
		if !table.is_file() {
			bail!("{} is missing: who of {} is a case?", table.display(), path.display());
		}
		files.push(path);
	}
	files.sort();
	let parties = u32::try_from(files.len())?;
	ensure!(
		strength.admits(parties, parties),
		"{} has {parties} files NAME.vcf.gz; --strength honest-majority takes three, --strength \
		 all-but-one two to {MAX_COMPUTING_PARTIES}",
		data.display()
	);
	Ok(files)
}

/// Beside the programs, where nothing is kept under version control.
fn default_plot() -> Result<PathBuf> {
	let here = std::env::current_exe()?;
	Ok(here.parent().context("a program is in a folder")?.join("association.svg"))
}

fn picture(
	outcome: &AssociationOutcome,
	study: &Study,
	strength: Strength,
	is_synthetic: bool,
) -> String {
	let mut extents = Extents::new();
	for (chrom, position, ..) in study.keys() {
		let (first, last) = extents.entry(chrom.clone()).or_insert((*position, *position));
		(*first, *last) = ((*first).min(*position), (*last).max(*position));
	}
	let points: Vec<Point> = outcome
		.opened
		.variants
		.iter()
		.map(|variant| Point {
			id: id(study, variant).to_string(),
			chrom: variant.chrom.clone(),
			pos: variant.pos,
			chi1: variant.chi1.unwrap_or_default(),
		})
		.collect();
	let drawn = format!(
		"Drawn are the {} of {} variants that came out. The others were never revealed to anybody: their places are empty.",
		points.len(),
		study.len()
	);
	let computed =
		format!("Computed by the holders on secret shares; {}.", strength_words(strength));
	let synthetic = "Genotypes of real people; the phenotypes are synthetic and mean nothing.";
	let mut caption = vec![drawn.as_str(), computed.as_str()];
	caption.extend(is_synthetic.then_some(synthetic));
	manhattan::svg(&points, &extents, "Joint association", &caption)
}

fn id<'a>(study: &'a Study, variant: &AssociationVariant) -> &'a str {
	study.get(&key_of(variant)).map(|pooled| pooled.id.as_str()).unwrap_or_default()
}

fn show(
	cast: &Cast,
	outcome: &AssociationOutcome,
	study: &Study,
	plot: &Path,
	(seconds, json): (f64, bool),
) {
	if json {
		let variants: Vec<_> = outcome
			.opened
			.variants
			.iter()
			.map(|v| {
				json!({
					"id": id(study, v), "chrom": v.chrom, "pos": v.pos,
					"ref": v.reference, "alt": v.alternate,
					"chi1": v.chi1, "chi2": v.chi2, "odds_ratio": v.odds_ratio,
					"ci_low": v.ci_low, "ci_high": v.ci_high,
				})
			})
			.collect();
		let result = json!({ "variants": variants, "plot": plot.display().to_string() });
		println!("{}", report::with_ending(result, cast, outcome, seconds));
		return;
	}
	println!("\n{}", table(outcome, study));
	println!("Paid from escrow\n\n{}", report::payment_table(cast, outcome));
	println!("Audit trail of job {}\n\n{}", outcome.job, report::trail_table(cast, outcome));
	println!("Manhattan plot: {}", plot.display());
	println!("Done in {seconds:.1} s.");
}

fn table(outcome: &AssociationOutcome, study: &Study) -> String {
	let mut out = format!(
		"  {:<16} {:<4} {:>10}  {:>8} {:>8} {:>8} {:>17}  {:>9} {:>9}\n",
		"variant", "chr", "position", "chi1", "chi2", "odds", "95 % interval", "cases", "controls"
	);
	let number = |value: Option<f64>| value.map_or("-".to_string(), |value| format!("{value:.3}"));
	let counts = |[none, one, two]: [u32; 3]| format!("{none}/{one}/{two}");
	for v in &outcome.opened.variants {
		let interval = match (v.ci_low, v.ci_high) {
			(Some(low), Some(high)) => format!("{low:.2} to {high:.2}"),
			_ => "-".to_string(),
		};
		out += &format!(
			"  {:<16} {:<4} {:>10}  {:>8} {:>8} {:>8} {:>17}  {:>9} {:>9}\n",
			id(study, v),
			v.chrom,
			v.pos,
			number(v.chi1),
			number(v.chi2),
			number(v.odds_ratio),
			interval,
			counts(v.cases),
			counts(v.controls),
		);
	}
	out
}
