//! What opens the commitment to a text.

use super::FileError;
use crate::words;
use panshi_primitives::{signing::text_commitment, Hash};
use rand_core::{OsRng, RngCore};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A text and the salt under which the chain has a commitment to it.
///
/// # Security
///
/// Hand it to who may read the text. Once every copy of the salt is destroyed, nobody can show what
/// the commitment on the chain was made to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningFile {
	/// What the chain has.
	pub commitment: String,
	/// The salt.
	pub salt: String,
	/// The text.
	pub text: String,
}

impl OpeningFile {
	/// Commits to `text` under a salt from the system's randomness.
	pub fn commit(text: String) -> Self {
		let mut salt = [0; 32];
		OsRng.fill_bytes(&mut salt);
		let commitment = words::hash(&text_commitment(&salt, text.as_bytes()));
		OpeningFile { commitment, salt: words::bytes(&salt), text }
	}

	/// The commitment, if it is that of salt and text.
	pub fn commitment(&self) -> Option<Hash> {
		let salt = words::parse_bytes32(&self.salt)?;
		let commitment = text_commitment(&salt, self.text.as_bytes());
		(words::hash(&commitment) == self.commitment).then_some(commitment)
	}

	/// Writes it to a new file at `path` that only its owner can read.
	pub fn save(&self, path: &Path) -> Result<(), FileError> {
		super::write_new(path, self, true)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn opens_the_text_that_was_committed_to_and_no_other() {
		let opening = OpeningFile::commit("Why was the quota raised?".to_owned());
		assert!(opening.commitment().is_some());
		let other = OpeningFile { text: "Why was it lowered?".to_owned(), ..opening.clone() };
		assert_eq!(other.commitment(), None);
		let again = OpeningFile::commit(opening.text.clone());
		assert_ne!(again.commitment, opening.commitment, "every salt is new");
	}
}
