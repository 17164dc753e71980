//! The operator's attestation and the checks it stands for.

use super::{AgreementContent, Party, Standing, TemplateContent, MAX_CHECKS};
use crate::{
	consortium::{QualificationKind, Role},
	data::DataId,
	AccountId, BlockNumber, Hash,
};
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
		let scope = (&self.parties[..], &self.identities[..], self.names_diseases());
		required_checks(scope, &template.requires)
	}
}

impl Standing {
	/// Everything that an operator has to check before it attests the agreement.
	pub fn required_checks(&self) -> impl Iterator<Item = CheckSubject> + '_ {
		required_checks((&self.parties, &self.identities, self.names_diseases), &self.requires)
	}
}

fn required_checks<'a>(
	(parties, identities, names_diseases): (&'a [Party], &'a [DataId], bool),
	requires: &'a [(Role, QualificationKind)],
) -> impl Iterator<Item = CheckSubject> + 'a {
	let qualifications = requires.iter().flat_map(move |(role, kind)| {
		let of_role = parties.iter().filter(move |party| party.role == *role);
		of_role.map(|party| CheckSubject::Party(party.account.clone(), *kind))
	});
	let attributes = identities.iter().map(|data| CheckSubject::Attributes(*data));
	let diseases = names_diseases.then_some(CheckSubject::Diseases);
	qualifications.chain(attributes).chain(diseases)
}
