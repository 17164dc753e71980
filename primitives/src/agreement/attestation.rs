//! The operator's attestation and the checks it stands for.

use super::{AgreementContent, AuthorizationTerms, TemplateContent, MAX_CHECKS};
use crate::{consortium::QualificationKind, data::DataId, AccountId, BlockNumber, Hash};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// A check that the operator made before it attested.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Check {
	/// A party holds a qualification that the template asks of its role.
	PartyQualified {
		/// The party.
		party: AccountId,
		/// The qualification.
		kind: QualificationKind,
	},
	/// The attributes of an identity are true.
	AttributesVerified {
		/// The identity.
		data: DataId,
		/// Commitment to the report of the verification.
		report: Hash,
	},
	/// The diseases that the purpose names are what the consumer says.
	DiseasesVerified {
		/// Commitment to the report of the verification.
		report: Hash,
	},
}

/// The operator's attestation.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Attestation {
	/// Who attested.
	pub operator: AccountId,
	/// When.
	pub at: BlockNumber,
	/// What it checked.
	pub checks: BoundedVec<Check, ConstU32<MAX_CHECKS>>,
}

/// What a [`Check`] is about, without the report of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CheckSubject {
	/// That a party holds a qualification.
	Party(AccountId, QualificationKind),
	/// The attributes of an identity.
	Attributes(DataId),
	/// The diseases that the purpose names.
	Diseases,
}

impl Check {
	/// What the check is about.
	pub fn subject(&self) -> CheckSubject {
		match self {
			Check::PartyQualified { party, kind } => CheckSubject::Party(party.clone(), *kind),
			Check::AttributesVerified { data, .. } => CheckSubject::Attributes(*data),
			Check::DiseasesVerified { .. } => CheckSubject::Diseases,
		}
	}
}

impl AgreementContent {
	/// Everything that an operator has to check before it attests an agreement with this content,
	/// made with `template`.
	pub fn required_checks<'a>(
		&'a self,
		template: &'a TemplateContent,
	) -> impl Iterator<Item = CheckSubject> + 'a {
		let qualifications = template.requires.iter().flat_map(|(role, kind)| {
			self.parties_in(*role).map(|party| CheckSubject::Party(party.clone(), *kind))
		});
		let attributes = self.identities.iter().map(|data| CheckSubject::Attributes(*data));
		let names_diseases = |terms: &&AuthorizationTerms| !terms.purpose.diseases.is_empty();
		let diseases = self.authorization().filter(names_diseases).map(|_| CheckSubject::Diseases);
		qualifications.chain(attributes).chain(diseases)
	}
}
