//! `cargo xtask dist`: everything that a machine or an image needs, in one folder.

use crate::{
	cargo::{cargo, root, step, target},
	setup::{self, Scope},
};
use anyhow::{bail, ensure, Context, Result};
use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
};

const PROGRAMS: [&str; 3] = ["panshi-node", "panshi-compute", "panshi"];
/// Where each shell looks for what it completes with, below `share`.
const COMPLETIONS: [(&str, &str); 3] = [
	("bash", "bash-completion/completions/panshi"),
	("zsh", "zsh/site-functions/_panshi"),
	("fish", "fish/vendor_completions.d/panshi.fish"),
];
const SERVICES: [&str; 2] = ["panshi-node.service", "panshi-compute.service"];
const RUNTIME: &str = "panshi_runtime.compact.compressed.wasm";

/// What was asked for.
struct Options {
	profile: String,
	out: PathBuf,
}

fn options(arguments: &[String]) -> Result<Options> {
	let mut options = Options { profile: "release".into(), out: target().join("dist") };
	let mut words = arguments.iter();
	while let Some(word) = words.next() {
		let value = words.next().with_context(|| format!("{word} takes a value"))?;
		match word.as_str() {
			"--profile" => options.profile.clone_from(value),
			"--out" => options.out = std::env::current_dir()?.join(value),
			other => bail!("dist has no option {other}: it has --profile NAME and --out FOLDER"),
		}
	}
	Ok(options)
}

/// Builds the programs and lays them out, with manual pages, completions, services and sums.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
	let Options { profile, out } = options(arguments)?;
	setup::run(Scope::Build)?;
	let profile_option = format!("--profile={profile}");
	let mut build = cargo(&["build", "--workspace", "--bins", "--locked", &profile_option]);
	step(&format!("build ({profile})"), &mut build)?;
	// Cargo's own exception.
	let folder = if profile == "dev" { "debug" } else { &profile };
	let built = target().join(folder);
	for program in PROGRAMS {
		copy(&built.join(program), &out.join("bin").join(program))?;
	}
	let runtime = built.join("wbuild/panshi-runtime").join(RUNTIME);
	copy(&runtime, &out.join("share/panshi").join(RUNTIME))?;
	for service in SERVICES {
		let from = root().join("docker/systemd").join(service);
		copy(&from, &out.join("lib/systemd/system").join(service))?;
	}
	describe(&out)?;
	sums(&out)?;
	eprintln!("==> {} is complete", out.display());
	Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
	fs::create_dir_all(to.parent().context("a file is in a folder")?)?;
	fs::copy(from, to).with_context(|| format!("{} is not built", from.display()))?;
	Ok(())
}

/// What the program says of itself to shells and to `man`.
fn describe(out: &Path) -> Result<()> {
	let panshi = out.join("bin/panshi");
	for (shell, path) in COMPLETIONS {
		let path = out.join("share").join(path);
		let script = Command::new(&panshi).args(["completions", shell]).output()?;
		ensure!(script.status.success(), "panshi completions {shell} failed");
		fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
		fs::write(path, script.stdout)?;
	}
	let pages = out.join("share/man/man1");
	step("manual pages", Command::new(&panshi).arg("man").arg(pages))
}

/// Writes `SHA256SUMS` of what people run: they compare it with that of others.
fn sums(out: &Path) -> Result<()> {
	let mut command = Command::new("sha256sum");
	command.current_dir(out).args(PROGRAMS.map(|program| format!("bin/{program}")));
	let output = command.arg(format!("share/panshi/{RUNTIME}")).output()?;
	ensure!(output.status.success(), "sha256sum failed");
	Ok(fs::write(out.join("SHA256SUMS"), output.stdout)?)
}
