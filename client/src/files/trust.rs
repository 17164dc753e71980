//! What the reader of an audit bundle trusts.

use super::field::{named, FieldError};
use crate::words;
use panshi_audit::{RelayTrust, Trust};
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
	/// The relay chain that has to have finalized the anchor or a block on it. Without it none is
	/// asked for.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub relay: Option<RelayTrustFile>,
}

/// What is trusted of a relay chain.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RelayTrustFile {
	/// Hash of its first block.
	pub genesis: String,
	/// Number of the parachain.
	pub para: u32,
	/// Public keys (ed25519) with which its validators vote.
	pub authorities: Vec<String>,
	/// Number of that set of validators.
	pub set: u64,
}

impl From<&RelayTrust> for RelayTrustFile {
	fn from(trust: &RelayTrust) -> Self {
		RelayTrustFile {
			genesis: words::hash(&trust.genesis),
			para: trust.para,
			authorities: trust.authorities.iter().map(|key| words::bytes(&key.0)).collect(),
			set: trust.set,
		}
	}
}

impl TryFrom<&RelayTrustFile> for RelayTrust {
	type Error = FieldError;

	fn try_from(file: &RelayTrustFile) -> Result<Self, FieldError> {
		let genesis = named("relay.genesis", words::parse_hash(&file.genesis))?;
		let keys = file.authorities.iter();
		let keys = keys.map(|key| Ok(named("relay.authorities", words::parse_hash(key))?.0.into()));
		let authorities = keys.collect::<Result<_, FieldError>>()?;
		Ok(RelayTrust { genesis, para: file.para, authorities, set: file.set })
	}
}

impl From<&Trust> for TrustFile {
	fn from(trust: &Trust) -> Self {
		TrustFile {
			genesis: words::hash(&trust.genesis),
			authorities: trust.authorities.iter().map(|key| words::bytes(&key.0)).collect(),
			quorum: Some(trust.quorum),
			relay: trust.relay.as_ref().map(RelayTrustFile::from),
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
		let relay = file.relay.as_ref().map(RelayTrust::try_from).transpose()?;
		Ok(Trust { quorum, relay, ..trust })
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_trust_reads_as_it_was_written_and_its_quorum_may_be_left_out() {
		let hash = |byte: u8| format!("0x{}", hex::encode([byte; 32]));
		let authorities = (1..=4).map(hash).collect();
		let file = TrustFile { genesis: hash(9), authorities, quorum: None, relay: None };
		let trust = Trust::try_from(&file).expect("hashes");
		assert_eq!((trust.authorities.len(), trust.quorum), (4, 3));
		let written = TrustFile::from(&trust);
		assert_eq!(Trust::try_from(&written).expect("just written"), trust);
		let relay =
			RelayTrustFile { genesis: hash(8), para: 2_000, authorities: vec![hash(7)], set: 3 };
		let with_relay = TrustFile { relay: Some(relay), ..written };
		let trust = Trust::try_from(&with_relay).expect("hashes");
		assert_eq!(trust.relay.as_ref().map(|relay| (relay.para, relay.set)), Some((2_000, 3)));
		assert_eq!(TrustFile::from(&trust), with_relay);
		let wrong = TrustFile { genesis: "0x12".to_owned(), ..file };
		let error = Trust::try_from(&wrong).expect_err("no hash");
		assert!(error.to_string().starts_with("genesis: "), "{error}");
	}
}
