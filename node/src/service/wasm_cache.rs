// SPDX-License-Identifier: GPL-3.0-only

//! The folder in which the compiled runtime is kept.
//!
//! The wasm engine runs what it finds there without a look at it, so only this user may write to it.

use std::{
	fs::{self, DirBuilder},
	io,
	os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
	path::{Path, PathBuf},
};

/// What is wrong with a folder for compiled runtimes.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WasmCacheError {
	#[error("--wasm-cache: {} cannot be used: {source}", folder.display())]
	Unusable { folder: PathBuf, source: io::Error },
	#[error(
		"--wasm-cache: others may write to {}, and what lies there is run as it is: name a folder \
		 of your own, or a new one",
		_0.display()
	)]
	OpenToOthers(PathBuf),
}

/// Makes `folder` if it is not there yet; its absolute path.
pub(crate) fn open(folder: &Path) -> Result<PathBuf, WasmCacheError> {
	let unusable = |source| WasmCacheError::Unusable { folder: folder.into(), source };
	DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(unusable)?;
	let path = folder.canonicalize().map_err(unusable)?;
	let found = fs::metadata(&path).map_err(unusable)?;
	// Where the system keeps no such entry for a process, nothing can be said of its user.
	let ours = fs::metadata("/proc/self").map_err(unusable)?.uid();
	if found.permissions().mode() & 0o022 != 0 || found.uid() != ours {
		return Err(WasmCacheError::OpenToOthers(path));
	}
	Ok(path)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn makes_a_folder_for_this_user_alone() {
		let base = tempfile::tempdir().unwrap();
		let folder = base.path().join("below/cache");
		let path = open(&folder).unwrap();
		assert!(path.is_absolute());
		assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
		assert_eq!(open(&folder).unwrap(), path, "it is used again");
	}

	#[test]
	fn refuses_a_folder_that_others_write_to() {
		let base = tempfile::tempdir().unwrap();
		fs::set_permissions(base.path(), fs::Permissions::from_mode(0o770)).unwrap();
		assert!(matches!(open(base.path()), Err(WasmCacheError::OpenToOthers(_))));
	}

	#[test]
	fn refuses_what_is_no_folder() {
		let file = tempfile::NamedTempFile::new().unwrap();
		assert!(matches!(open(file.path()), Err(WasmCacheError::Unusable { .. })));
	}
}
