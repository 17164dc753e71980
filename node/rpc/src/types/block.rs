//! At which block an answer holds.

use panshi_primitives::{BlockNumber, Hash};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A block, and whether it can still change.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockRef {
	/// Its hash.
	pub hash: Hash,
	/// Its height.
	pub number: BlockNumber,
	/// Whether it was final when the answer was given. What is final stays.
	pub finalized: bool,
}

/// An answer, and the block at whose end it holds.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer<T> {
	/// The block.
	pub block: BlockRef,
	/// The answer.
	pub value: T,
}

/// The block that a question is about: `"finalized"`, which is the default, `"best"`, or a hash.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum At {
	/// The latest finalized block.
	#[default]
	Finalized,
	/// The best block, which may still be replaced.
	Best,
	/// The block with this hash.
	Hash(Hash),
}

/// Text that names no block.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("\"{0}\" names no block: write \"finalized\", \"best\" or a hash of 64 hexadecimal digits")]
pub struct UnknownBlockName(String);

impl TryFrom<String> for At {
	type Error = UnknownBlockName;

	fn try_from(text: String) -> Result<Self, Self::Error> {
		match text.as_str() {
			"finalized" => Ok(At::Finalized),
			"best" => Ok(At::Best),
			hash => match hash.strip_prefix("0x").map(Hash::from_str) {
				Some(Ok(hash)) => Ok(At::Hash(hash)),
				_ => Err(UnknownBlockName(text)),
			},
		}
	}
}

impl fmt::Display for At {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			At::Finalized => f.write_str("finalized"),
			At::Best => f.write_str("best"),
			At::Hash(hash) => write!(f, "{hash:?}"),
		}
	}
}

impl From<At> for String {
	fn from(at: At) -> Self {
		at.to_string()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_block_is_named_as_it_is_read() {
		for at in [At::Finalized, At::Best, At::Hash(Hash::repeat_byte(0xab))] {
			assert_eq!(At::try_from(at.to_string()), Ok(at));
		}
		for wrong in ["", "latest", "0x12", "1234", &"ab".repeat(32)] {
			assert!(At::try_from(wrong.to_owned()).is_err(), "{wrong}");
		}
	}
}
