//! Runs cargo and other programs, and says what runs and how long it took.

use anyhow::{bail, Context, Result};
use std::{
	fs, io,
	path::{Path, PathBuf},
	process::Command,
	time::{Instant, SystemTime},
};

/// Root of the repository.
pub(crate) fn root() -> &'static Path {
	Path::new(env!("PANSHI_ROOT"))
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
	match std::env::var_os("CARGO_TARGET_DIR") {
		Some(path) => root().join(path),
		None => root().join("target"),
	}
}

/// Makes cargo build what is ours again if another clone built into the target directory last: it
/// tells the packages of two clones apart by the age of their sources alone, and an older clone would
/// be given the programs of a newer one, with the paths of its data in them.
pub(crate) fn claim_target() -> Result<()> {
	let mark = target().join("panshi-clone");
	let here = root().to_string_lossy();
	if fs::read_to_string(&mark).is_ok_and(|clone| clone == here) {
		return Ok(());
	}
	touch_sources(root(), SystemTime::now()).context("cannot renew the age of the sources")?;
	fs::create_dir_all(target())
		.and_then(|()| fs::write(&mark, here.as_bytes()))
		.with_context(|| format!("cannot write {}", mark.display()))
}

fn touch_sources(folder: &Path, now: SystemTime) -> io::Result<()> {
	for entry in fs::read_dir(folder)? {
		let entry = entry?;
		let (kind, path) = (entry.file_type()?, entry.path());
		let name = path.file_name().unwrap_or_default();
		if kind.is_dir() && name != ".git" && name != "target" && name != "node_modules" {
			touch_sources(&path, now)?;
		} else if kind.is_file() && path.extension().is_some_and(|end| end == "rs") {
			fs::File::options().append(true).open(&path)?.set_modified(now)?;
		}
	}
	Ok(())
}

/// `cargo` with `arguments`, at the root, as from a shell.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
	let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
	command.current_dir(root()).args(arguments);
	// What cargo tells this program about itself would go on to build scripts that look for it:
	// `ring` and the two hundred crates above it would be compiled again for another clone, and
	// for a cargo that was started by hand.
	for (name, _) in std::env::vars_os() {
		let is_about_this_program = ["CARGO_PKG_", "CARGO_MANIFEST_"]
			.iter()
			.any(|prefix| name.to_string_lossy().starts_with(prefix));
		if is_about_this_program {
			command.env_remove(name);
		}
	}
	command
}

/// Runs a step, announced by `title`, and fails if the program fails.
pub(crate) fn step(title: &str, command: &mut Command) -> Result<()> {
	eprintln!("==> {title}");
	let start = Instant::now();
	let status = command
		.status()
		.with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
	if !status.success() {
		bail!("{title}: failed ({status})");
	}
	eprintln!("    {title}: done in {} s", start.elapsed().as_secs());
	Ok(())
}
