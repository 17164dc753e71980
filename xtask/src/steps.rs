//! The commands beside `setup`.

use crate::{
	cargo::{cargo, root, step, target},
	programs, relay,
	setup::{self, Scope},
	upgrade,
};
use anyhow::{bail, Result};
use std::{process::Command, time::Instant};

/// Builds every program, with the runtime as wasm.
pub(crate) fn build() -> Result<()> {
	setup::run(Scope::Build)?;
	build_programs()
}

fn build_programs() -> Result<()> {
	step(
		"build (the first time compiles about 1,100 crates; see docs/building.md)",
		&mut cargo(&["build", "--workspace", "--bins"]),
	)
}

/// Builds the portal to static files; or takes the metadata of the runtime again, from which its types
/// are made.
pub(crate) fn portal(options: &[String]) -> Result<()> {
	setup::run(Scope::Portal)?;
	let npm = |arguments: &[&str]| {
		let mut command = Command::new("npm");
		command.current_dir(root().join("web")).args(["run", "--silent"]).args(arguments);
		command
	};
	match options.iter().map(String::as_str).collect::<Vec<_>>()[..] {
		[] => {
			step("types of the portal", &mut npm(&["types"]))?;
			step("portal", &mut npm(&["build"]))?;
			eprintln!("    the portal is in web/dist; web/README.md says how to serve it");
			Ok(())
		},
		["metadata"] => {
			build_programs()?;
			let wasm = target().join("debug/wbuild/panshi-runtime/panshi_runtime.wasm");
			let mut write = npm(&["metadata", "--", "write"]);
			step("metadata of the runtime", write.arg(wasm))
		},
		_ => bail!("`cargo xtask portal` takes nothing, or `metadata`"),
	}
}

/// Runs the demo with `options`.
pub(crate) fn demo(options: &[String]) -> Result<()> {
	// Progress goes to standard error, so that with --json standard output is the object alone.
	setup::run(Scope::Build)?;
	build_programs()?;
	let mut demo = Command::new(target().join("debug/panshi-demo"));
	if options.iter().any(|option| option == "--network") {
		demo.env(relay::FOLDER, relay::folder()?);
	}
	let status = demo.args(options).status()?;
	if !status.success() {
		bail!("the demo failed ({status})");
	}
	Ok(())
}

/// A consortium on this machine, with the command in `options`.
pub(crate) fn network(options: &[String]) -> Result<()> {
	let program = target().join("debug/panshi-network");
	let mut network = Command::new(&program);
	if options.first().is_some_and(|command| command == "up") {
		setup::run(Scope::Build)?;
		build_programs()?;
		network.env(relay::FOLDER, relay::folder()?);
	} else if !program.is_file() {
		step("build", &mut cargo(&["build", "--workspace", "--bins"]))?;
	}
	let status = network.args(options).status()?;
	if !status.success() {
		bail!("`network` failed ({status})");
	}
	Ok(())
}

/// Things go wrong on purpose, with `options`.
pub(crate) fn chaos(options: &[String]) -> Result<()> {
	setup::run(Scope::Build)?;
	build_programs()?;
	step("chaos", Command::new(target().join("debug/panshi-chaos")).args(options))
}

/// Everything that CI checks, or what cargo finds with `options`; with `--network` the stories on a consortium's network, with `--upgrade` the
/// vote on another runtime, which take longer than CI has time.
pub(crate) fn test(options: &[String]) -> Result<()> {
	if options.first().is_some_and(|option| option == "--network") {
		return test_network(&options[1..]);
	}
	if options.first().is_some_and(|option| option == "--upgrade") {
		return test_upgrade(&options[1..]);
	}
	let start = Instant::now();
	setup::run(Scope::Test)?;
	// The lints leave programs without a runtime behind, so the real ones are built after them.
	lints()?;
	build_programs()?;
	if options.is_empty() {
		programs::run()?;
	} else {
		let mut tests = cargo(&["test", "--workspace"]);
		step("tests", tests.args(options))?;
	}
	eprintln!("==> all checks passed in {} s", start.elapsed().as_secs());
	Ok(())
}

fn test_network(options: &[String]) -> Result<()> {
	setup::run(Scope::Build)?;
	build_programs()?;
	let mut tests = cargo(&["test", "--workspace", "--test=consortium", "--", "--ignored"]);
	tests.args(options).env(relay::FOLDER, relay::folder()?);
	step("stories on a consortium's network", &mut tests)
}

fn test_upgrade(options: &[String]) -> Result<()> {
	setup::run(Scope::Build)?;
	build_programs()?;
	let mut tests = cargo(&["test", "--workspace", "--test=upgrade", "--", "--ignored"]);
	tests.args(options).env(upgrade::FILE, upgrade::next_runtime()?);
	step("a vote on another runtime", &mut tests)
}

/// Format and lints.
pub(crate) fn lint() -> Result<()> {
	setup::run(Scope::Build)?;
	lints()
}

/// Our packages that the profile optimises: what lints make of them is thrown away.
const OPTIMISED: [&str; 8] = [
	"panshi-audit",
	"panshi-compute",
	"panshi-mpc",
	"panshi-noise",
	"panshi-psi",
	"panshi-query",
	"panshi-rpc",
	"panshi-search",
];

fn lints() -> Result<()> {
	step("format", &mut cargo(&["fmt", "--all", "--check"]))?;
	// As `cargo clippy`, but on what `build` made of the dependencies instead of a second
	// compilation of them.
	let mut lints = cargo(&["build", "--workspace"]);
	for package in OPTIMISED {
		lints.arg(format!("--config=profile.dev.package.{package}.opt-level=0"));
	}
	lints.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
	lints.env("SKIP_PANSHI_RUNTIME_WASM_BUILD", "1");
	lints.env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
	step("lints", &mut lints)
}

/// Pallets whose weights are measured: ours, and those that the benchmarks compare them with.
const MEASURED: [&str; 8] = [
	"pallet_agreements",
	"pallet_audits",
	"pallet_balances",
	"pallet_compute_jobs",
	"pallet_consortium",
	"pallet_data_registry",
	"pallet_multisig",
	"pallet_privacy_budget",
];

/// Measures the weights of the calls of all pallets (or of those named) in the runtime's wasm and
/// writes them.
pub(crate) fn weights(pallets: &[String]) -> Result<()> {
	setup::run(Scope::Build)?;
	let mut build = cargo(&["build", "--package", "panshi-node", "--features=runtime-benchmarks"]);
	// What is generic over the block is compiled with these two, the state behind every read and
	// write among it.
	for package in ["panshi-node", "frame-benchmarking-cli"] {
		build.arg(format!("--config=profile.dev.package.{package}.opt-level=3"));
	}
	step("build with benchmarks", &mut build)?;
	let chosen: Vec<&str> = if pallets.is_empty() {
		MEASURED.to_vec()
	} else {
		pallets.iter().map(String::as_str).collect()
	};
	for pallet in chosen {
		let mut command = Command::new(target().join("debug/panshi-node"));
		command.current_dir(root());
		command.args(["benchmark", "pallet", "--chain=dev", "--steps=10", "--repeat=10"]);
		command.args(["--extrinsic=*", "--wasm-execution=compiled"]);
		command.arg(format!("--pallet={pallet}"));
		command.arg(format!("--output=runtime/src/weights/{pallet}.rs"));
		command.arg("--template=xtask/weights.hbs");
		step(&format!("weights of {pallet}"), &mut command)?;
	}
	step("format", &mut cargo(&["fmt", "--package", "panshi-runtime"]))
}

/// What `bench` measures of a node on a chain with many data identities and events.
const LOADS: [&str; 6] = ["state", "search", "trail", "rebuild", "import", "load"];

/// Whether the first of `options` names such a figure.
pub(crate) fn is_load(options: &[String]) -> bool {
	options.first().is_some_and(|figure| LOADS.contains(&figure.as_str()))
}

/// Prints figures of a node on a chain with many data identities and events, with `options`.
pub(crate) fn load(options: &[String]) -> Result<()> {
	setup::run(Scope::Build)?;
	build_programs()?;
	let mut load = Command::new(target().join("debug/panshi-load"));
	load.arg("--folder").arg(target().join("load")).args(options);
	step("load", &mut load)
}

/// Prints the figures of docs/benchmarks.md: the measured weights beside those of their peers, then
/// extrinsics per second through a node, with `options`.
pub(crate) fn bench(options: &[String]) -> Result<()> {
	setup::run(Scope::Build)?;
	step("build", &mut cargo(&["build", "--workspace", "--bins", "--examples"]))?;
	step("weights", &mut Command::new(target().join("debug/examples/weights")))?;
	step("throughput", Command::new(target().join("debug/panshi-bench")).args(options))
}
