//! The wall clock of a program, that can jump.
//!
//! A small library in C, made when a run begins, stands between the program and the system and adds
//! to the time what the run says.

use anyhow::{ensure, Context, Result};
use std::{
	ffi::OsString,
	fs::{self, OpenOptions},
	os::unix::fs::FileExt,
	path::{Path, PathBuf},
	process::Command,
};

const SOURCE: &str = include_str!("clock.c");
/// Names the file in which the library finds what to add.
const VARIABLE: &str = "PANSHI_CHAOS_CLOCK";

/// The library.
pub(super) struct Library(PathBuf);

/// The clock of one program.
pub(super) struct Clock {
	library: PathBuf,
	ahead: PathBuf,
}

impl Library {
	/// Makes it in `folder`, which takes a C compiler.
	pub(super) fn make(folder: &Path) -> Result<Self> {
		let (source, library) = (folder.join("clock.c"), folder.join("clock.so"));
		fs::write(&source, SOURCE)?;
		let made = Command::new("cc")
			.args(["-shared", "-fPIC", "-O1", "-o"])
			.args([&library, &source])
			.output()
			.context("there is no `cc`")?;
		ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr).trim());
		Ok(Library(library))
	}

	/// A clock that goes right until it jumps.
	pub(super) fn clock(&self, ahead: PathBuf) -> Result<Clock> {
		let clock = Clock { library: self.0.clone(), ahead };
		clock.jump(0)?;
		Ok(clock)
	}
}

impl Clock {
	/// What the environment of the program has to say.
	pub(super) fn variables(&self) -> Vec<(OsString, OsString)> {
		vec![
			("LD_PRELOAD".into(), self.library.clone().into()),
			(VARIABLE.into(), self.ahead.clone().into()),
		]
	}

	/// Sets it so many seconds ahead of the machine's, or behind it.
	pub(super) fn jump(&self, seconds: i64) -> Result<()> {
		// In place: the program has mapped this very file, which must never be shorter.
		let file = OpenOptions::new().create(true).truncate(false).write(true).open(&self.ahead)?;
		Ok(file.write_all_at(&seconds.to_ne_bytes(), 0)?)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::{SystemTime, UNIX_EPOCH};

	fn seconds(clock: &Clock) -> Result<i64> {
		let said = Command::new("date").arg("+%s").envs(clock.variables()).output()?;
		Ok(String::from_utf8(said.stdout)?.trim().parse()?)
	}

	#[test]
	fn a_clock_goes_right_until_it_jumps() -> Result<()> {
		let folder = tempfile::tempdir()?;
		let clock = Library::make(folder.path())?.clock(folder.path().join("of-date"))?;
		for jump in [0, 3_600, -86_400] {
			clock.jump(jump)?;
			let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
			let ahead = seconds(&clock)? - now;
			assert!((jump..jump + 60).contains(&ahead), "{ahead} s ahead, not {jump}");
		}
		Ok(())
	}
}
