//! The audit trail: which events are about what.
//!
//! [`PALLETS`] and [`Subject::is_named_by`] are the rule. The node's index of the trail and the
//! client that reads blocks by itself both follow it; nothing else decides what a trail holds.

use crate::{agreement::AgreementId, data::DataId, job::JobId, AccountId, Hash};
use codec::{Decode, DecodeAll, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Pallets whose events make up the trails, by their names in the runtime.
pub const PALLETS: [&str; 6] =
	["Consortium", "DataRegistry", "Agreements", "ComputeJobs", "PrivacyBudget", "Audits"];

/// Name of the fields that hold the number of a compute node. Its events belong to the trail of the
/// member that runs it, which only the chain's state at that block can say.
pub const NODE_FIELD: &str = "node";

/// Name of the fields that hold a [`Subject`] as such.
pub const SUBJECT_FIELD: &str = "subject";

/// What a trail is about, and what auditors ask about and judge.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
#[cfg_attr(feature = "std", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "std", serde(rename_all = "camelCase"))]
pub enum Subject {
	/// A job.
	Job(JobId),
	/// An agreement.
	Agreement(AgreementId),
	/// A data identity.
	Data(DataId),
	/// An algorithm, by digest.
	Algorithm(Hash),
	/// A member. Beside the events that name its account these are the ones of transactions that it
	/// signed and of compute nodes that it runs.
	Member(AccountId),
}

/// Whether the events of `pallet` make up trails.
pub fn is_of_trails(pallet: &str) -> bool {
	PALLETS.contains(&pallet)
}

impl Subject {
	/// Whether an event with the field `name`, whose SCALE encoding is `value`, is about the
	/// subject.
	pub fn is_named_by(&self, name: &str, value: &[u8]) -> bool {
		match self {
			subject if name == SUBJECT_FIELD => {
				Self::numbered(name, value).as_ref() == Some(subject)
			},
			Subject::Algorithm(digest) => value == digest.as_bytes(),
			// Also within another value, such as the authority of an operator.
			Subject::Member(account) => {
				let account: &[u8] = account.as_ref();
				value.windows(account.len()).any(|bytes| bytes == account)
			},
			by_number => Self::numbered(name, value).as_ref() == Some(by_number),
		}
	}

	/// The subject that a field names by number or as such, if it does.
	pub fn numbered(name: &str, mut value: &[u8]) -> Option<Self> {
		let subject = match name {
			SUBJECT_FIELD => return Subject::decode_all(&mut value).ok(),
			"job" => Subject::Job,
			"agreement" => Subject::Agreement,
			"data" => Subject::Data,
			_ => return None,
		};
		let bytes = <[u8; 4]>::try_from(value).ok()?;
		Some(subject(u32::from_le_bytes(bytes)))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_name_by_the_field_they_stand_in() {
		let seven = 7u32.encode();
		assert!(Subject::Job(7).is_named_by("job", &seven));
		assert!(!Subject::Job(8).is_named_by("job", &seven));
		assert!(!Subject::Agreement(7).is_named_by("job", &seven));
		assert!(Subject::Agreement(7).is_named_by("agreement", &seven));
		assert!(Subject::Data(7).is_named_by("data", &seven));
		assert!(!Subject::Data(7).is_named_by("data", &7u16.encode()));
		assert_eq!(Subject::numbered("node", &seven), None);
	}

	#[test]
	fn what_auditors_say_belongs_to_its_subject_alone() {
		let seven = Subject::Agreement(7);
		assert!(seven.is_named_by("subject", &seven.encode()));
		assert!(!Subject::Data(7).is_named_by("subject", &seven.encode()));
		assert!(!seven.is_named_by("subject", &7u32.encode()));
		let member = Subject::Member(AccountId::new([7; 32]));
		assert!(member.is_named_by("subject", &member.encode()));
		assert!(!member.is_named_by("subject", &Subject::Algorithm(Hash::repeat_byte(7)).encode()));
	}

	#[test]
	fn digests_name_whole_and_accounts_also_within() {
		let digest = Hash::repeat_byte(7);
		assert!(Subject::Algorithm(digest).is_named_by("digest", digest.as_bytes()));
		assert!(!Subject::Algorithm(digest).is_named_by("by", &(1u8, digest).encode()));
		let account = AccountId::new([7; 32]);
		assert!(Subject::Member(account.clone()).is_named_by("by", &(1u8, account).encode()));
		assert!(!Subject::Member(AccountId::new([8; 32])).is_named_by("by", digest.as_bytes()));
	}

	#[test]
	fn a_pallet_without_business_makes_no_trail() {
		assert!(is_of_trails("ComputeJobs"));
		assert!(!is_of_trails("Balances"));
	}
}
