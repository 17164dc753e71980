//! The consumer's one-time key for the result of a job.

use super::{field::FieldError, FileError, Reason};
use crate::words;
use panshi_compute::sealed_sum::ResultKeyPair;
use panshi_primitives::ChannelKey;
use serde::{Deserialize, Serialize};
use std::{fmt, path::Path};
use zeroize::Zeroizing;

/// A result key in a file that only its owner can read.
///
/// # Security
///
/// Whoever reads the file opens the result. Make one for each job, and remove it when the result
/// has been opened for the last time.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ResultKeyFile {
	/// The public half, which the job names.
	pub public: String,
	secret: Zeroizing<String>,
}

impl fmt::Debug for ResultKeyFile {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("ResultKeyFile").field("public", &self.public).finish_non_exhaustive()
	}
}

impl ResultKeyFile {
	/// Makes a key pair from the system's randomness.
	pub fn generate() -> Self {
		let pair = ResultKeyPair::generate(&mut rand_core::OsRng);
		ResultKeyFile {
			public: words::bytes(&pair.public()),
			secret: Zeroizing::new(words::bytes(&*pair.to_bytes())),
		}
	}

	/// Reads the file at `path`. What is wrong with a damaged one is not said: it would quote the key.
	pub fn read(path: &Path) -> Result<Self, FileError> {
		super::read_secret(path)
	}

	/// Writes it to a new file at `path` that only its owner can read.
	pub fn save(&self, path: &Path) -> Result<(), FileError> {
		super::write_new(path, self, true)
	}

	/// The key pair, if the halves belong together.
	pub fn pair(&self) -> Result<ResultKeyPair, FieldError> {
		let wrong = |reason| FieldError { field: "secret".to_owned(), reason };
		let secret = words::parse_bytes32(&self.secret).map(Zeroizing::new);
		let pair = ResultKeyPair::from_bytes(*secret.ok_or_else(|| wrong(Reason::Missing))?);
		match words::bytes(&pair.public()) == self.public {
			true => Ok(pair),
			false => Err(wrong(Reason::OtherKey)),
		}
	}

	/// The public half.
	pub fn public(&self) -> Result<ChannelKey, FieldError> {
		self.pair().map(|pair| pair.public())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_saved_key_is_read_again_and_by_its_owner_only() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("result.key");
		let key = ResultKeyFile::generate();
		key.save(&path).expect("a new file");
		let read = ResultKeyFile::read(&path).expect("the file just written");
		assert_eq!(read.public().expect("a key"), key.public().expect("a key"));
		assert!(key.save(&path).is_err(), "it must not be overwritten");
		#[cfg(unix)]
		{
			use std::os::unix::fs::PermissionsExt;
			let mode = std::fs::metadata(&path).expect("the file").permissions().mode();
			assert_eq!(mode & 0o777, 0o600);
		}
	}

	#[test]
	fn a_damaged_file_is_not_quoted() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let key = ResultKeyFile::generate();
		for (name, text) in [
			("a.key", format!("public = \"0x\"\nsecret = {}\n", key.secret.as_str())),
			("b.key", format!("secret = \"{}\nother", key.secret.as_str())),
			("c.json", format!("{{\"secret\": [\"{}\"]}}", key.secret.as_str())),
		] {
			let path = folder.path().join(name);
			std::fs::write(&path, text).expect("a new file");
			let error = format!("{0} {0:?}", ResultKeyFile::read(&path).expect_err("damaged"));
			assert!(error.contains(name) && !error.contains(&key.secret[2..10]), "{error}");
		}
	}

	#[test]
	fn fails_when_the_halves_do_not_belong_together() {
		let mut key = ResultKeyFile::generate();
		key.public = ResultKeyFile::generate().public;
		let error = key.pair().expect_err("halves of two keys");
		assert!(error.to_string().starts_with("secret: "), "{error}");
		assert!(!format!("{key:?}").contains(key.secret.as_str()));
	}
}
