//! A small disk for a compute node's state, that can be full, and that can be slow.

use anyhow::{ensure, Result};
use std::{
	fs::{self, File, Permissions},
	io::{ErrorKind, Write},
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
	process::Command,
};

/// How large it is.
const SIZE: u64 = 8 * 1_024 * 1_024;
/// Bytes written at a time to fill it.
const PIECE: usize = 4 * 1_024;

/// A disk; it is taken away when this is dropped.
pub(super) struct Disk {
	path: PathBuf,
	can_be_slow: bool,
}

impl Disk {
	/// Puts a disk at `path`, which takes the right to mount one: a file system in a file, whose writes
	/// can be held up; or one in memory, where there is no device for such a file.
	pub(super) fn put(path: &Path) -> Result<Self> {
		fs::create_dir_all(path)?;
		let can_be_slow = in_file(path).is_ok();
		if !can_be_slow {
			run("mount", &["-t", "tmpfs", "-o", &format!("size={SIZE}"), "panshi-chaos"], path)?;
		}
		let disk = Disk { path: path.to_path_buf(), can_be_slow };
		fs::set_permissions(path, Permissions::from_mode(0o700))?;
		Ok(disk)
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

	/// Whether [`Disk::hold`] can do its work.
	pub(super) fn can_be_slow(&self) -> bool {
		self.can_be_slow
	}

	/// Holds up whatever is written from now on.
	pub(super) fn hold(&self) -> Result<()> {
		run("fsfreeze", &["--freeze"], &self.path)
	}

	/// Lets writes go on.
	pub(super) fn let_go(&self) -> Result<()> {
		run("fsfreeze", &["--unfreeze"], &self.path)
	}

	fn filler(&self) -> PathBuf {
		self.path.join("filler")
	}
}

impl Drop for Disk {
	fn drop(&mut self) {
		if self.can_be_slow {
			// It is held up only where a run broke off.
			drop(self.let_go());
		}
		// Lazily: the compute node may still have files open.
		drop(run("umount", &["--lazy"], &self.path));
	}
}

/// Mounts a file system in a file beside `path`.
fn in_file(path: &Path) -> Result<()> {
	let image = path.with_extension("disk");
	File::create(&image)?.set_len(SIZE)?;
	run("mkfs.ext4", &["-q", "-F", "-m", "0"], &image)?;
	let text = image.display().to_string();
	run("mount", &["-t", "ext4", "-o", "loop", &text], path)?;
	fs::remove_dir(path.join("lost+found"))?;
	Ok(())
}

/// Runs `program` with `arguments` and `path` behind them.
fn run(program: &str, arguments: &[&str], path: &Path) -> Result<()> {
	let done = Command::new(program).args(arguments).arg(path).output()?;
	let said = String::from_utf8_lossy(&done.stderr);
	ensure!(done.status.success(), "{program} {} failed: {}", arguments.join(" "), said.trim());
	Ok(())
}
