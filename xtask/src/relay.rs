//! The relay chain for networks on one machine: built once, into a cache outside of the source
//! tree, or brought by the user.

use crate::{
	cargo::{cargo, root, step, target},
	setup::{self, Scope},
};
use anyhow::{bail, Context, Result};
use std::{
	ffi::OsString,
	fs,
	path::{Path, PathBuf},
	process::Command,
};

/// Names the folder of the relay chain's programs: for those who start a network, and for users who
/// have programs of their own, such as the released ones.
pub(crate) const FOLDER: &str = "PANSHI_RELAY";
/// What a relay chain node consists of.
const PROGRAMS: [&str; 3] = ["polkadot", "polkadot-prepare-worker", "polkadot-execute-worker"];
/// The chain specification that belongs to what was built here.
const SPEC: &str = "rococo-local.json";
/// Says of which versions the cache was made.
const STAMP: &str = "Cargo.lock";
/// How the runtime is compiled, as the SDK's wasm builder does it.
pub(crate) const WASM_FLAGS: &str = "-Clink-arg=--export-table -Clink-arg=--export=__heap_base \
	-Clink-arg=--import-memory --cfg=substrate_runtime";

/// Builds the relay chain, or builds it again.
pub(crate) fn run() -> Result<()> {
	setup::run(Scope::Build)?;
	let folder = cache()?;
	build(&folder)?;
	eprintln!("==> the relay chain is in {}", folder.display());
	Ok(())
}

/// The folder with the relay chain's programs: the user's, or the cache, filled where it must be.
pub(crate) fn folder() -> Result<PathBuf> {
	if let Some(own) = std::env::var_os(FOLDER).map(PathBuf::from) {
		for program in PROGRAMS {
			if !own.join(program).is_file() {
				bail!("{FOLDER} names {}, in which there is no {program}", own.display());
			}
		}
		return Ok(own);
	}
	let folder = cache()?;
	if fs::read(folder.join(STAMP)).ok() != Some(fs::read(source().join(STAMP))?) {
		build(&folder)?;
	}
	Ok(folder)
}

fn source() -> PathBuf {
	root().join("zombienet/relay")
}

fn cache() -> Result<PathBuf> {
	let base = match std::env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()) {
		Some(path) => PathBuf::from(path),
		None => PathBuf::from(std::env::var_os("HOME").context("there is no HOME")?).join(".cache"),
	};
	Ok(base.join("panshi/relay"))
}

fn build(folder: &Path) -> Result<()> {
	fs::create_dir_all(target())?;
	let mut programs = relay_cargo(&["build", "--locked"]);
	programs.arg(main_profile()?);
	step("relay chain node (made of what `cargo xtask build` compiled)", &mut programs)?;
	let mut runtime = relay_cargo(&["build", "--locked", "--release"]);
	runtime.args(["--package=panshi-relay-runtime", "--target=wasm32v1-none"]);
	runtime.env("RUSTFLAGS", WASM_FLAGS);
	step("relay chain runtime", &mut runtime)?;

	fs::create_dir_all(folder)?;
	// Without its stamp a half-filled cache is filled again.
	match fs::remove_file(folder.join(STAMP)) {
		Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
		_ => (),
	}
	for program in PROGRAMS {
		replace(&target().join("debug").join(program), &folder.join(program))?;
	}
	let wasm = target().join("wasm32v1-none/release/panshi_relay_runtime.wasm");
	let spec = Command::new(target().join("debug/rococo-local-spec")).arg(wasm).output()?;
	if !spec.status.success() {
		bail!("rococo-local-spec failed: {}", String::from_utf8_lossy(&spec.stderr));
	}
	fs::write(folder.join(SPEC), spec.stdout)?;
	fs::copy(source().join(STAMP), folder.join(STAMP))?;
	Ok(())
}

/// `cargo` in the relay chain's workspace, with the main one's target folder, so that dependencies
/// are compiled once for both.
fn relay_cargo(arguments: &[&str]) -> Command {
	let mut command = cargo(arguments);
	command.current_dir(source()).env("CARGO_TARGET_DIR", target());
	command
}

/// The argument that gives cargo the profile of the main workspace.
fn main_profile() -> Result<OsString> {
	let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
	let start = manifest.find("[profile.dev]").context("the workspace has a profile")?;
	let file = target().join("relay-profile.toml");
	fs::write(&file, &manifest[start..])?;
	let mut argument = OsString::from("--config=");
	argument.push(&file);
	Ok(argument)
}

/// Puts a copy in the place of a program that may be running.
fn replace(from: &Path, to: &Path) -> Result<()> {
	let fresh = to.with_extension("new");
	fs::copy(from, &fresh).with_context(|| format!("cannot copy {}", from.display()))?;
	Ok(fs::rename(fresh, to)?)
}
