//! What the reader of an audit bundle trusts.

use super::{field::FieldError, Reason};
use crate::words;
use panshi_audit::Trust;
use serde::{Deserialize, Serialize};

/// Genesis and authorities of a chain, in a file that its reader has from somebody it trusts.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TrustFile {
	/// Hash of the first block.
	pub genesis: String,
	/// Public keys (sr25519) of the authorities, in the order of their turns.
	pub authorities: Vec<String>,
	/// How many of them have to have sealed the anchor or a block on it; without it, more than two
	/// thirds.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub quorum: Option<usize>,
}

impl From<&Trust> for TrustFile {
	fn from(trust: &Trust) -> Self {
		TrustFile {
			genesis: words::hash(&trust.genesis),
			authorities: trust.authorities.iter().map(|key| words::bytes(&key.0)).collect(),
			quorum: Some(trust.quorum),
		}
	}
}

impl TryFrom<&TrustFile> for Trust {
	type Error = FieldError;

	fn try_from(file: &TrustFile) -> Result<Self, FieldError> {
		let missing = |field: &str| FieldError { field: field.to_owned(), reason: Reason::Missing };
		let bytes = |field, text: &str| words::parse_bytes32(text).ok_or_else(|| missing(field));
		let genesis = bytes("genesis", &file.genesis)?.into();
		let keys = file.authorities.iter().map(|key| Ok(bytes("authorities", key)?.into()));
		let trust = Trust::new(genesis, keys.collect::<Result<_, FieldError>>()?);
		let quorum = file.quorum.unwrap_or(trust.quorum);
		Ok(Trust { quorum, ..trust })
	}
}
