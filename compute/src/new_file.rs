//! New files that are there whole or not at all, also after a power cut.

use std::{
	fs::{self, File, Permissions},
	io::{self, Write},
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A file that is written under another name in its folder, and has its own once it is kept. Dropped
/// before, it leaves nothing.
pub struct NewFile {
	temporary: NamedTempFile,
	path: PathBuf,
}

impl NewFile {
	/// Begins the file that is to be at `path`, with these permissions as far as the process grants
	/// them. Fails with [`io::ErrorKind::AlreadyExists`] where there is something.
	pub fn begin(path: &Path, mode: u32) -> io::Result<Self> {
		if path.symlink_metadata().is_ok() {
			return Err(io::ErrorKind::AlreadyExists.into());
		}
		let temporary = tempfile::Builder::new()
			.prefix(".new-")
			.permissions(Permissions::from_mode(mode))
			.tempfile_in(folder(path))?;
		Ok(NewFile { temporary, path: path.to_owned() })
	}

	/// The file, to be written to.
	pub fn file(&mut self) -> &mut File {
		self.temporary.as_file_mut()
	}

	/// Makes the file durable, then gives it its name, which nothing has: a file that has come in the
	/// meantime is not overwritten.
	pub fn keep(self) -> io::Result<()> {
		let NewFile { temporary, path } = self;
		temporary.as_file().sync_all()?;
		temporary.persist_noclobber(&path).map_err(|failed| failed.error)?;
		// The name as well has to survive, or the file has to go: the caller says that it is not there.
		let kept = File::open(folder(&path)).and_then(|folder| folder.sync_all());
		if kept.is_err() {
			drop(fs::remove_file(&path));
		}
		kept
	}
}

/// Writes `bytes` to the new file at `path`: see [`NewFile`].
pub fn write(path: &Path, mode: u32, bytes: &[u8]) -> io::Result<()> {
	let mut new = NewFile::begin(path, mode)?;
	new.file().write_all(bytes)?;
	new.keep()
}

fn folder(path: &Path) -> &Path {
	let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
	folder.unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn names(folder: &Path) -> Vec<String> {
		let entries = fs::read_dir(folder).expect("the folder is ours");
		entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
	}

	#[test]
	fn a_file_is_whole_and_has_its_permissions() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("secret");
		write(&path, 0o600, b"whole").expect("there is room");
		assert_eq!(fs::read(&path).expect("it is there"), b"whole");
		let mode = fs::metadata(&path).expect("it is there").permissions().mode();
		assert_eq!(mode & 0o777, 0o600);
		assert_eq!(names(folder.path()), ["secret"]);
	}

	#[test]
	fn what_is_not_kept_leaves_nothing() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("table");
		let mut half = NewFile::begin(&path, 0o644).expect("there is room");
		half.file().write_all(b"half").expect("there is room");
		assert!(!path.exists(), "it has no name yet");
		drop(half);
		assert!(names(folder.path()).is_empty());
		write(&path, 0o644, b"whole").expect("nothing is in the way");
	}

	#[test]
	fn nothing_is_overwritten() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("table");
		let mut late = NewFile::begin(&path, 0o644).expect("there is room");
		late.file().write_all(b"late").expect("there is room");
		write(&path, 0o644, b"first").expect("there is room");
		let refused = late.keep().expect_err("it came too late");
		assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
		let again = write(&path, 0o644, b"again").expect_err("it is there");
		assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
		assert_eq!(fs::read(&path).expect("it is there"), b"first");
		assert_eq!(names(folder.path()), ["table"]);
	}

	#[test]
	fn fails_where_nothing_can_be_written() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		assert!(write(&folder.path().join("no/such/folder"), 0o644, b"").is_err());
	}
}
