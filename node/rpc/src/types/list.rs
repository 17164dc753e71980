//! Pages of agreements and jobs.

use super::JsonValue;
use panshi_primitives::{
	agreement::{AgreementId, AgreementKind},
	consortium::Role,
};
use serde::{Deserialize, Serialize};

/// Which part of a list is wanted. Lists go from the newest item to the oldest.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Page {
	/// Most items on the page; see [`crate::limits::MAX_PAGE`].
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub limit: Option<u32>,
	/// Only items with a lower number: `next` of the page before.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub before: Option<u32>,
}

/// A page of a list.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct List {
	/// The items.
	pub items: Vec<Entry>,
	/// Where the rest begins; null when there is no rest. A page may hold fewer items than were asked
	/// for, or none, and still not be the last one.
	pub next: Option<u32>,
}

/// An item of a list.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Entry {
	/// Its number.
	pub id: u32,
	/// What is on the chain under that number.
	pub value: JsonValue,
}

/// Which agreements are wanted. What is left out does not matter.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementFilter {
	/// Names of states, such as `active`, of which it has one.
	#[serde(default, skip_serializing_if = "Vec::is_empty")]
	pub states: Vec<String>,
	/// What kind it is.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub kind: Option<AgreementKind>,
	/// In which role the account is a party.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub role: Option<Role>,
}

/// Which jobs are wanted. What is left out does not matter.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JobFilter {
	/// Names of stages, such as `computing`, of which it is in one.
	#[serde(default, skip_serializing_if = "Vec::is_empty")]
	pub stages: Vec<String>,
	/// The authorization it runs under.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub agreement: Option<AgreementId>,
	/// What the account is in it.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub party: Option<JobParty>,
}

/// What an account is in a job.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum JobParty {
	/// The one who asked.
	Consumer,
	/// A holder of data in it.
	Holder,
}
