//! The founders of a consortium, as chain specifications write them.

use alloc::{string::String, vec::Vec};
use panshi_primitives::{
	consortium::{Qualification, QualificationKind, Role},
	AccountId, BlockNumber, Hash, Text,
};
use serde::{Deserialize, Serialize};

/// An organisation that is a member from the first block on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisMember {
	/// Its account.
	pub account: AccountId,
	/// Its name, at most 64 bytes.
	pub name: String,
	/// ISO 3166-1 alpha-2 code of its seat.
	pub country: String,
	/// What it does; at least one role.
	pub roles: Vec<Role>,
	/// What it is certified for; at most one of each kind.
	#[serde(default)]
	pub qualifications: Vec<GenesisQualification>,
}

/// A qualification that holds from the first block on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisQualification {
	/// What is certified.
	pub kind: QualificationKind,
	/// Who certified it, at most 64 bytes.
	pub issuer: String,
	/// Salted commitment to the evidence.
	pub evidence: Hash,
	/// First block at which it no longer counts.
	pub expires_at: BlockNumber,
}

impl GenesisMember {
	/// Name and country in the form that the chain keeps, unless they are too long.
	pub(crate) fn name_and_country(&self) -> Option<(Text<64>, [u8; 2])> {
		let name = self.name.as_bytes().to_vec().try_into().ok()?;
		let country = self.country.as_bytes().try_into().ok()?;
		Some((name, country))
	}
}

impl GenesisQualification {
	/// The qualification in the form that the chain keeps, unless the issuer is too long.
	pub(crate) fn to_qualification(&self) -> Option<Qualification> {
		let issuer = self.issuer.as_bytes().to_vec().try_into().ok()?;
		let Self { kind, evidence, expires_at, .. } = *self;
		Some(Qualification { kind, issuer, evidence, expires_at })
	}
}
