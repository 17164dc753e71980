//! What the reader of an audit bundle trusts.

use super::field::{named, FieldError};
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
		let genesis = named("genesis", words::parse_hash(&file.genesis))?;
		let keys = file.authorities.iter();
		let keys = keys.map(|key| Ok(named("authorities", words::parse_hash(key))?.0.into()));
		let trust = Trust::new(genesis, keys.collect::<Result<_, FieldError>>()?);
		let quorum = file.quorum.unwrap_or(trust.quorum);
		Ok(Trust { quorum, ..trust })
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_trust_reads_as_it_was_written_and_its_quorum_may_be_left_out() {
		let hash = |byte: u8| format!("0x{}", hex::encode([byte; 32]));
		let authorities = (1..=4).map(hash).collect();
		let file = TrustFile { genesis: hash(9), authorities, quorum: None };
		let trust = Trust::try_from(&file).expect("hashes");
		assert_eq!((trust.authorities.len(), trust.quorum), (4, 3));
		let written = TrustFile::from(&trust);
		assert_eq!(Trust::try_from(&written).expect("just written"), trust);
		let wrong = TrustFile { genesis: "0x12".to_owned(), ..file };
		let error = Trust::try_from(&wrong).expect_err("no hash");
		assert!(error.to_string().starts_with("genesis: "), "{error}");
	}
}
