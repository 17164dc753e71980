//! The content of an agreement: everything that its parties sign.

use super::{
	AgreementKind, DisclosureRule, Parameter, TemplateId, MAX_ALGORITHMS, MAX_CLAUSES,
	MAX_IDENTITIES, MAX_PARTIES,
};
use crate::{consortium::Role, data::DataId, duo::Purpose, AccountId, Balance, BlockNumber, Hash};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// A party to an agreement, and the role in which it signs.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Party {
	/// The member.
	pub account: AccountId,
	/// Its role in this agreement.
	pub role: Role,
}

/// Part of the income of a job that goes to an account.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Share {
	/// Party that is paid.
	pub account: AccountId,
	/// Its part; the parts of all shares sum to [`WHOLE`].
	pub parts: u32,
}

/// Longest time that each stage of a job may take, in blocks.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Windows {
	/// From the request until every compute node has accepted.
	pub accept: BlockNumber,
	/// From then until every share, answer or commitment is in; and from the last commitment until
	/// the result that all agreed on is there.
	pub compute: BlockNumber,
	/// From then until the checker has decided.
	pub check: BlockNumber,
}

/// When a result is released to the consumer.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum ReleaseRule {
	/// As soon as it is aggregated.
	AtOnce,
	/// When the named party has recorded its disclosure check.
	Checked(AccountId),
}

/// Terms of an authorization.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct AuthorizationTerms {
	/// What the results are for.
	pub purpose: Purpose,
	/// Digests of the algorithms that jobs may run.
	pub algorithms: BoundedVec<Hash, ConstU32<MAX_ALGORITHMS>>,
	/// Number of jobs that may be run.
	pub job_quota: u32,
	/// Price of each job.
	pub price: Balance,
	/// Who is paid how much of it.
	pub shares: BoundedVec<Share, ConstU32<MAX_PARTIES>>,
	/// Fewest distinct holders that take part in a job.
	pub least_holders: u8,
	/// Longest times of the stages of a job.
	pub windows: Windows,
	/// When results are released.
	pub release: ReleaseRule,
	/// What of a result may come out at all.
	pub disclosure: DisclosureRule,
}

/// Terms by kind.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Terms {
	/// The identities go on offer.
	Publication,
	/// The consumer may run jobs.
	Authorization(AuthorizationTerms),
}

/// A filled template: everything that the parties sign.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct AgreementContent {
	/// The template.
	pub template: TemplateId,
	/// Who signs; at most one entry for an account.
	pub parties: BoundedVec<Party, ConstU32<MAX_PARTIES>>,
	/// The data identities it is about.
	pub identities: BoundedVec<DataId, ConstU32<MAX_IDENTITIES>>,
	/// One parameter for each clause of the template, in order.
	pub parameters: BoundedVec<Parameter, ConstU32<MAX_CLAUSES>>,
	/// Last block at which signatures are taken and at which the operator may attest.
	pub sign_before: BlockNumber,
	/// Blocks from the attestation until it expires.
	pub term: BlockNumber,
	/// Blocks from notice to termination.
	pub notice: BlockNumber,
	/// Terms by kind.
	pub terms: Terms,
}

impl AgreementContent {
	/// Accounts of the parties in `role`.
	pub fn parties_in(&self, role: Role) -> impl Iterator<Item = &AccountId> {
		self.parties.iter().filter(move |p| p.role == role).map(|p| &p.account)
	}

	/// Index of the party `account`.
	pub fn party_index(&self, account: &AccountId) -> Option<usize> {
		self.parties.iter().position(|p| p.account == *account)
	}

	/// What kind of agreement it is.
	pub fn kind(&self) -> AgreementKind {
		match self.terms {
			Terms::Publication => AgreementKind::Publication,
			Terms::Authorization(_) => AgreementKind::Authorization,
		}
	}

	/// Whether its purpose names diseases.
	pub fn names_diseases(&self) -> bool {
		self.authorization().is_some_and(|terms| !terms.purpose.diseases.is_empty())
	}

	/// The terms of an authorization, if it is one.
	pub fn authorization(&self) -> Option<&AuthorizationTerms> {
		match &self.terms {
			Terms::Authorization(terms) => Some(terms),
			Terms::Publication => None,
		}
	}
}
