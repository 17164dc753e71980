//! Runs cargo and other programs, and says what runs and how long it took.

use anyhow::{bail, Context, Result};
use std::{
	path::{Path, PathBuf},
	process::Command,
	time::Instant,
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
