//! A small disk for a compute node's state, that can be full.

use anyhow::{ensure, Context, Result};
use std::{
	fs::{self, File},
	io::{ErrorKind, Write},
	path::{Path, PathBuf},
	process::Command,
};

/// How large it is.
const SIZE: &str = "4m";
/// Bytes written at a time to fill it.
const PIECE: usize = 4 * 1_024;

/// A disk; it is taken away when this is dropped.
pub(super) struct Disk {
	path: PathBuf,
}

impl Disk {
	/// Puts a disk at `path`, which takes the right to mount one.
	pub(super) fn put(path: &Path) -> Result<Self> {
		fs::create_dir_all(path)?;
		let options = format!("size={SIZE},mode=0700");
		let mounted = Command::new("mount")
			.args(["-t", "tmpfs", "-o", &options, "panshi-chaos"])
			.arg(path)
			.output()
			.context("there is no `mount`")?;
		let said = String::from_utf8_lossy(&mounted.stderr);
		ensure!(mounted.status.success(), "no disk can be mounted here: {}", said.trim());
		Ok(Disk { path: path.to_path_buf() })
	}

	/// Fills it to the last byte.
	pub(super) fn fill(&self) -> Result<()> {
		let mut file = File::create(self.filler())?;
		loop {
			match file.write(&[0; PIECE]) {
				Ok(_) => (),
				Err(error) if error.kind() == ErrorKind::StorageFull => return Ok(()),
				Err(error) => return Err(error.into()),
			}
		}
	}

	/// Makes room again.
	pub(super) fn empty(&self) -> Result<()> {
		Ok(fs::remove_file(self.filler())?)
	}

	fn filler(&self) -> PathBuf {
		self.path.join("filler")
	}
}

impl Drop for Disk {
	fn drop(&mut self) {
		// Lazily: the compute node may still have files open.
		drop(Command::new("umount").arg("--lazy").arg(&self.path).output());
	}
}
