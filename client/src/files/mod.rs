//! Files that people write: terms, templates, data sets, algorithms, keys and signatures.
//!
//! Every file is TOML, or JSON when its name ends in `.json`; the shapes are the same. Each has a
//! plain structure here that converts to the domain type and back, and a documented example under
//! `docs/files/`. An error names the field.

mod agreement;
mod algorithm;
mod consortium;
mod data;
mod duo;
mod field;
mod opening;
mod result_key;
mod signature;
mod template;
mod trust;
mod variants;

pub use agreement::{
	AgreementFile, AuthorizationFile, DisclosureFile, ParameterFile, PartyFile, PurposeFile,
	ReleaseFile, ShareFile, WindowsFile,
};
pub use algorithm::AlgorithmFile;
pub use consortium::{ConsortiumFile, OrganisationFile, QualificationFile};
pub use data::{AttributeFile, DataFile};
pub use duo::{modifier_text, permission_text};
pub use field::{country, FieldError, Money, Reason};
pub use opening::OpeningFile;
pub use result_key::ResultKeyFile;
pub use signature::SignatureFile;
pub use template::{ClauseFile, ParameterTypeFile, RequirementFile, TemplateFile};
pub use trust::{RelayTrustFile, TrustFile};
pub use variants::{list_variants, ParameterChunks, TooManyChunks, VariantListFileError};

use panshi_compute::new_file;
use serde::{de::DeserializeOwned, Serialize};
use std::path::{Path, PathBuf};

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
	/// The system refused.
	#[error("cannot open {}: {source}", path.display())]
	Io {
		/// The file.
		path: PathBuf,
		/// What the system said.
		source: std::io::Error,
	},
	/// There is a file of that name already.
	#[error("{} exists, and is not overwritten. Name a new file", path.display())]
	Exists {
		/// The file.
		path: PathBuf,
	},
	/// The content is not what the file should hold.
	#[error("{} cannot be read: {reason}", path.display())]
	Syntax {
		/// The file.
		path: PathBuf,
		/// Where and why.
		reason: String,
	},
}

fn is_json(path: &Path) -> bool {
	path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Reads the file at `path`, which holds a secret: what is wrong with it is not said, since that would
/// quote it.
pub(crate) fn read_secret<T: DeserializeOwned>(path: &Path) -> Result<T, FileError> {
	read(path).map_err(|error| match error {
		FileError::Syntax { path, .. } => {
			let reason = "it is not the file that this program wrote".to_owned();
			FileError::Syntax { path, reason }
		},
		error => error,
	})
}

/// Reads the file at `path`.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, FileError> {
	let text = std::fs::read_to_string(path)
		.map_err(|source| FileError::Io { path: path.to_owned(), source })?;
	let read = match is_json(path) {
		true => serde_json::from_str(&text).map_err(|error| error.to_string()),
		false => toml::from_str(&text).map_err(|error| error.to_string()),
	};
	read.map_err(|reason| {
		let reason = reason.trim_end().to_owned();
		FileError::Syntax { path: path.to_owned(), reason }
	})
}

/// Writes `value` to a new file at `path`, as [`write_bytes`] does.
pub fn write_new<T: Serialize>(path: &Path, value: &T, secret: bool) -> Result<(), FileError> {
	let syntax = |reason| FileError::Syntax { path: path.to_owned(), reason };
	let text = match is_json(path) {
		true => serde_json::to_string_pretty(value).map_err(|e| syntax(e.to_string()))?,
		false => toml::to_string(value).map_err(|e| syntax(e.to_string()))?,
	};
	write_bytes(path, text.as_bytes(), secret)
}

/// Writes `bytes` to a new file at `path`, which is there whole or not at all, also after a power cut.
/// Never overwrites; with `secret`, only its owner can read it.
pub fn write_bytes(path: &Path, bytes: &[u8], secret: bool) -> Result<(), FileError> {
	let mode = if secret { 0o600 } else { 0o666 };
	new_file::write(path, mode, bytes).map_err(|source| match source.kind() {
		std::io::ErrorKind::AlreadyExists => FileError::Exists { path: path.to_owned() },
		_ => FileError::Io { path: path.to_owned(), source },
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The documented example `name`.
	pub(super) fn example<T: DeserializeOwned>(name: &str) -> T {
		let folder = Path::new(env!("PANSHI_ROOT")).join("docs/files");
		read(&folder.join(name)).expect("the documented example can be read")
	}

	#[test]
	fn every_documented_example_is_tested() {
		let folder = Path::new(env!("PANSHI_ROOT")).join("docs/files");
		let mut names: Vec<String> = std::fs::read_dir(folder)
			.expect("the examples are in this repository")
			.filter_map(|entry| entry.ok()?.file_name().into_string().ok())
			.filter(|name| name.ends_with(".toml"))
			.collect();
		names.sort();
		assert_eq!(
			names,
			[
				"algorithm.toml",
				"association.toml",
				"authorization.toml",
				"consortium.toml",
				"data.toml",
				"overlap.toml",
				"publication.toml",
				"template-authorization.toml",
				"template-publication.toml",
			]
		);
	}

	#[test]
	fn a_failed_write_leaves_nothing_in_the_way() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("no/such/folder/result.key");
		let failed = write_bytes(&path, b"secret", true).expect_err("there is no folder");
		assert!(matches!(failed, FileError::Io { .. }), "{failed}");
		std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
		write_bytes(&path, b"secret", true).expect("the next attempt succeeds");
		let again = write_bytes(&path, b"other", true).expect_err("it is there");
		assert!(matches!(again, FileError::Exists { .. }), "{again}");
		assert_eq!(std::fs::read(&path).expect("it is there"), b"secret");
	}

	#[test]
	fn fails_with_the_name_of_the_file() {
		let missing = read::<DataFile>(Path::new("/no/such/data.toml")).expect_err("no file");
		assert!(missing.to_string().contains("/no/such/data.toml"), "{missing}");
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("data.json");
		std::fs::write(&path, "{\"media_type\": 1}").expect("a new file");
		let wrong = read::<DataFile>(&path).expect_err("no such data set");
		assert!(wrong.to_string().contains("data.json cannot be read"), "{wrong}");
	}
}
