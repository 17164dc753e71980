//! Fuzzing of decoders with libFuzzer, on the pinned compiler: `fuzz/rustc.sh` says how.

use crate::cargo::{cargo, root, step, target};
use anyhow::{bail, Context, Result};
use std::{fs, path::Path, process::Command};

/// Seconds for each target unless the options say otherwise.
const SECONDS: u64 = 60;

/// Runs the target that is named, or all, for some seconds each; stops at the first finding.
pub(crate) fn run(options: &[String]) -> Result<()> {
	let all = targets()?;
	let (chosen, seconds) = chosen(options, &all)?;
	let mut compile = cargo(&["build", "--release", "--manifest-path=fuzz/Cargo.toml", "--bins"]);
	compile.arg("--locked").arg("--target-dir").arg(target());
	step("fuzz targets", compile.env("RUSTC_WRAPPER", root().join("fuzz/rustc.sh")))?;
	for name in chosen {
		let corpus = target().join("fuzz/corpus").join(name);
		let findings = target().join("fuzz/findings").join(name);
		fs::create_dir_all(&corpus)?;
		fs::create_dir_all(&findings)?;
		let mut fuzz = Command::new(target().join("release").join(name));
		fuzz.current_dir(root()).arg(&corpus);
		let seeds = Path::new("fuzz/seeds").join(name);
		if root().join(&seeds).exists() {
			fuzz.arg(seeds);
		}
		fuzz.args(["-rss_limit_mb=2048", "-timeout=20", "-print_final_stats=1"]);
		fuzz.arg(format!("-max_total_time={seconds}"));
		fuzz.arg(format!("-artifact_prefix={}/", findings.display()));
		step(name, &mut fuzz)?;
	}
	Ok(())
}

/// The names of all targets.
fn targets() -> Result<Vec<String>> {
	let mut names = Vec::new();
	for entry in fs::read_dir(root().join("fuzz/fuzz_targets"))? {
		let path = entry?.path();
		names.extend(path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
	}
	names.sort();
	Ok(names)
}

fn chosen<'a>(options: &[String], all: &'a [String]) -> Result<(Vec<&'a String>, u64)> {
	let (mut chosen, mut seconds) = (Vec::new(), SECONDS);
	let mut options = options.iter();
	while let Some(option) = options.next() {
		if option == "--seconds" {
			let value = options.next().context("--seconds needs a number")?;
			seconds = value.parse().context("--seconds needs a number")?;
		} else if let Some(target) = all.iter().find(|target| *target == option) {
			chosen.push(target);
		} else {
			bail!("there is no target `{option}`; there are {}", all.join(", "));
		}
	}
	if chosen.is_empty() {
		chosen = all.iter().collect();
	}
	Ok((chosen, seconds))
}
