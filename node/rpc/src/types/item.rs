//! What is on the chain, and how a question names it.

use panshi_primitives::{
	agreement::{AgreementId, TemplateId},
	consortium::ComputeNodeId,
	data::{DataId, Fingerprint},
	job::JobId,
	AccountId, Hash,
};
use serde::{Deserialize, Serialize};

/// A value of the chain as JSON.
///
/// It has the form of the type in `panshi-primitives`: names in camel case, a variant without
/// content as its name and one with content as an object with its name as the only key; hashes and
/// keys as `0x` and hexadecimal digits, accounts as SS58 addresses, text as text; whole numbers of up
/// to 32 bits as numbers, greater ones, balances among them, as decimal strings.
pub type JsonValue = serde_json::Value;

/// A data identity by its number or by its fingerprint.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DataRef {
	/// By number.
	Id(DataId),
	/// By fingerprint.
	Fingerprint(Fingerprint),
}

/// Something on the chain that can be proved.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Item {
	/// A data identity.
	Data(DataId),
	/// The privacy ledger of a data identity.
	PrivacyLedger(DataId),
	/// A template.
	Template(TemplateId),
	/// An agreement: what the parties sign, where it stands, and its attestation.
	Agreement(AgreementId),
	/// An algorithm, by digest.
	Algorithm(Hash),
	/// A job and its call record.
	Job(JobId),
	/// A member.
	Member(AccountId),
	/// A compute node.
	ComputeNode(ComputeNodeId),
}
