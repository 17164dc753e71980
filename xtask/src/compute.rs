//! Benchmarks of the protocol cores, alone and beside peers from package registries.
//!
//! Everything here is built in the release profile, with the crates below `compute/` that know no
//! chain, and the sealed sum of `panshi-compute`: nothing of the SDK's node is compiled for it. Figures
//! from the development profile, which optimises some crates and checks overflows, say nothing.

use crate::cargo::{cargo, root, step, target};
use anyhow::{bail, Context, Result};
use std::process::Command;

/// A package, its benchmark and its arguments.
type Bench = (&'static str, &'static str, &'static [&'static str]);

/// Whole tables.
const TABLES: [Bench; 8] = [
	("panshi-mpc", "replicated", &[]),
	("panshi-mpc", "authenticated", &[]),
	("panshi-mpc", "association", &["28500"]),
	("panshi-psi", "psi", &["two", "1000000"]),
	("panshi-psi", "psi", &["three", "100000"]),
	("panshi-psi", "psi", &["counter", "100000"]),
	("panshi-psi", "psi", &["size", "10000"]),
	("panshi-query", "query", &[]),
];

/// A figure of ours beside a peer's.
struct Pair {
	/// The benchmark that prints ours.
	ours: Bench,
	/// The peer's program.
	peer: fn() -> Result<Command>,
	/// What our rate is to be of the peer's.
	goal: f64,
	/// How often ours and theirs take turns.
	turns: usize,
}

const PAIRS: [Pair; 5] = [
	Pair {
		ours: ("panshi-mpc", "figures", &["all-but-one-multiplications"]),
		peer: polytune,
		goal: 1.0,
		turns: 3,
	},
	Pair {
		ours: ("panshi-mpc", "figures", &["honest-majority-multiplications"]),
		peer: polytune,
		goal: 20.0,
		turns: 3,
	},
	Pair {
		ours: ("panshi-mpc", "figures", &["honest-majority-comparisons"]),
		peer: mpyc,
		goal: 10.0,
		turns: 3,
	},
	Pair {
		ours: ("panshi-mpc", "figures", &["all-but-one-comparisons"]),
		peer: mpyc,
		goal: 0.0,
		turns: 3,
	},
	// The peer takes minutes.
	Pair {
		ours: ("panshi-psi", "psi", &["two", "1000000"]),
		peer: openmined,
		goal: 10.0,
		turns: 1,
	},
];

/// The tables, then the comparison with peers; one of them alone if it is named.
pub(crate) fn run(options: &[String]) -> Result<()> {
	let (tables, peers) = match options {
		[] => (true, true),
		[one] if one == "tables" => (true, false),
		[one] if one == "peers" => (false, true),
		_ => bail!("after `bench compute` comes nothing, `tables` or `peers`"),
	};
	if tables {
		for bench in &TABLES {
			step(&format!("{} {}", bench.0, bench.1), &mut benchmark(bench))?;
		}
		let noise = ["run", "--release", "--package=panshi-noise", "--example=throughput"];
		step("panshi-noise throughput", &mut cargo(&noise))?;
		let sum = ["run", "--release", "--package=panshi-compute", "--example=sealed_sum"];
		step("sealed sum", &mut cargo(&sum))?;
	}
	if peers {
		prepare_peers()?;
		compare()?;
	}
	Ok(())
}

fn benchmark((package, bench, arguments): &Bench) -> Command {
	let mut command = cargo(&["bench", "--quiet", "--package", package, "--bench", bench, "--"]);
	command.args(*arguments);
	command
}

fn polytune() -> Result<Command> {
	let built = target().join("peers/polytune/release/panshi-peer-polytune");
	Ok(Command::new(built))
}

fn python(script: &str) -> Command {
	let mut command = Command::new(target().join("peers/python/bin/python"));
	command.arg(root().join(script));
	command
}

fn mpyc() -> Result<Command> {
	let mut command = python("benches/peers/python/mpyc_compare.py");
	command.args(["10000", "-M3", "--no-log"]);
	Ok(command)
}

fn openmined() -> Result<Command> {
	let mut command = python("compute/psi/benches/openmined.py");
	command.arg("1000000");
	Ok(command)
}

/// Builds or installs the peers.
fn prepare_peers() -> Result<()> {
	let manifest = "--manifest-path=benches/peers/polytune/Cargo.toml";
	let mut build = cargo(&["build", "--release", "--locked", manifest, "--target-dir"]);
	step("peer polytune", build.arg(target().join("peers/polytune")))?;
	let environment = target().join("peers/python");
	step("python", Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
	let mut install = Command::new(environment.join("bin/pip"));
	install.current_dir(root()).args(["install", "--quiet", "--requirement"]);
	step("peers of Python", install.arg("benches/peers/python/requirements.txt"))
}

/// What a line says that begins with `figure`.
#[derive(Clone, Debug)]
struct Figure {
	name: String,
	count: f64,
	wall: f64,
	cpu: f64,
	bytes: f64,
}

/// Runs a program and reads its line.
fn figure(mut command: Command) -> Result<Figure> {
	let output = command.current_dir(root()).output().context("cannot start the program")?;
	let text = String::from_utf8_lossy(&output.stdout);
	let line = text.lines().find_map(|line| line.strip_prefix("figure "));
	let errors = String::from_utf8_lossy(&output.stderr);
	let line = line.with_context(|| format!("{command:?} printed no figure:\n{errors}"))?;
	let mut fields = line.split_whitespace();
	let name = fields.next().unwrap_or_default().to_owned();
	let numbers: Vec<f64> = fields.map(str::parse).collect::<Result<_, _>>()?;
	let [count, wall, cpu, bytes] = numbers[..] else { bail!("not four numbers: {line}") };
	Ok(Figure { name, count, wall, cpu, bytes })
}

fn median(mut values: Vec<f64>) -> f64 {
	values.sort_by(f64::total_cmp);
	values[values.len() / 2]
}

/// Ours and theirs in turns: medians, and the median of the ratios of each turn.
fn compare() -> Result<()> {
	println!("| figure | a second | a CPU second | bytes a party and item |");
	println!("|---|---|---|---|");
	let mut ratios = Vec::new();
	for pair in &PAIRS {
		let mut turns = Vec::with_capacity(pair.turns);
		for _ in 0..pair.turns {
			turns.push((figure(benchmark(&pair.ours))?, figure((pair.peer)()?)?));
		}
		let (ours, theirs): (Vec<_>, Vec<_>) = turns.iter().cloned().unzip();
		print_medians(&ours);
		print_medians(&theirs);
		let of = |rate: fn(&Figure) -> f64| {
			let ratios: Vec<f64> =
				turns.iter().map(|(ours, theirs)| rate(ours) / rate(theirs)).collect();
			let low = ratios.iter().copied().fold(f64::INFINITY, f64::min);
			let high = ratios.iter().copied().fold(0.0, f64::max);
			format!("{:.1} [{low:.1}..{high:.1}]", median(ratios))
		};
		let (wall, cpu) = (of(|figure| figure.count / figure.wall), of(per_cpu));
		let (ours, theirs) = (&ours[0].name, &theirs[0].name);
		let Pair { goal, turns, .. } = pair;
		ratios.push(format!("| {ours} / {theirs} | {turns} | {wall} | {cpu} | {goal} |"));
	}
	println!("\n| ratio | turns | of rates | of rates by CPU second | goal |");
	println!("|---|---|---|---|---|\n{}", ratios.join("\n"));
	Ok(())
}

fn per_cpu(figure: &Figure) -> f64 {
	figure.count / figure.cpu
}

fn print_medians(figures: &[Figure]) {
	let of = |value: fn(&Figure) -> f64| median(figures.iter().map(value).collect());
	let (wall, cpu) = (of(|figure| figure.count / figure.wall), of(per_cpu));
	let bytes = of(|figure| figure.bytes / figure.count);
	println!("| {} | {wall:.0} | {cpu:.0} | {bytes:.0} |", figures[0].name);
}
