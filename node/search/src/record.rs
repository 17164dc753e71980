//! What the index knows, in plain types: the adapter fills them from the chain.

use serde::{Deserialize, Serialize};

/// Property whose value says how the data were made, such as `whole exome sequencing`.
pub const ASSAY: &str = "panshi:assay";

/// A data identity.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
	/// Number of the data identity.
	pub data: u32,
	/// Account of the member that holds the data.
	pub holder: String,
	/// Commitment to the normalised content.
	pub fingerprint: String,
	/// How the content was normalised.
	pub rule: String,
	/// IANA media type or the name of the format.
	pub media_type: String,
	/// Genome assembly that positions refer to, or `none`.
	pub reference_build: String,
	/// Number of normalised records.
	pub records: u64,
	/// Number of people the records describe.
	pub samples: u32,
	/// Statements in standard vocabularies.
	pub attributes: Vec<Attribute>,
	/// Main permission, as DUO accession.
	pub permission: String,
	/// Disease that the data may be used for, where the permission names one.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub disease: Option<String>,
	/// Conditions beside the permission.
	pub modifiers: Vec<Modifier>,
	/// Salted commitment to the full metadata record.
	pub metadata: String,
	/// Where the holder's catalogue describes the data.
	pub location_hint: String,
	/// Earlier identity that this one replaces.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub supersedes: Option<u32>,
	/// Identities that this one was computed from.
	pub derived_from: Vec<u32>,
	/// Block of registration.
	pub registered_at: u32,
	/// Compute node that serves the data, once the holder named one.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub node: Option<u32>,
	/// What it is by its holder and by operators and auditors: `registered`, `published`,
	/// `suspended` or `withdrawn`.
	pub status: String,
	/// How it is on offer, if it is.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub offer: Option<Offer>,
	/// Key of the chain's storage under which the identity stands, for a storage proof.
	pub storage_key: String,
}

/// How data are on offer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Offer {
	/// Publication agreement that put them on offer.
	pub publication: u32,
	/// First block at which that publication is not in force any more.
	pub until: u32,
}

/// A statement about a data set.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Attribute {
	/// Compact URI of the property.
	pub term: String,
	/// Value where the term alone does not say it.
	pub value: String,
}

/// A condition of use.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Modifier {
	/// DUO accession.
	pub term: String,
	/// What the condition names: a country, a block, a project.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub value: Option<String>,
}

impl Record {
	/// How the data were made, if an attribute says so.
	pub fn assay(&self) -> Option<&str> {
		let assay = self.attributes.iter().find(|attribute| attribute.term == ASSAY);
		assay.map(|attribute| attribute.value.as_str()).filter(|value| !value.is_empty())
	}
}

/// A member that holds data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Holder {
	/// Its account.
	pub account: String,
	/// Name of the organisation.
	pub name: String,
	/// ISO 3166-1 alpha-2 code of its seat.
	pub country: String,
}

/// An authorization in force: what was agreed to be paid for a job over data identities.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Authorization {
	/// Number of the agreement.
	pub agreement: u32,
	/// Data identities that jobs under it may use.
	pub data: Vec<u32>,
	/// Price of each job, in the smallest unit.
	pub price: u128,
	/// First block at which it is not in force any more.
	pub until: u32,
}

/// A template of authorizations that may be filled.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Template {
	/// Number of the template.
	pub template: u32,
	/// Name for people.
	pub name: String,
	/// Its version.
	pub version: u16,
	/// Fewest holders that an agreement may name.
	pub least_holders: u8,
	/// What is agreed.
	pub clauses: Vec<Clause>,
	/// What parties must be certified for.
	pub requires: Vec<Requirement>,
}

/// A clause of a template.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Clause {
	/// Short title.
	pub title: String,
	/// Hash of the full wording.
	pub wording: String,
	/// What fills it.
	pub parameter: String,
}

/// A qualification that parties of a role must hold.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Requirement {
	/// The role.
	pub role: String,
	/// The qualification.
	pub qualification: String,
}
