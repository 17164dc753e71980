//! Terms of use by the GA4GH Data Use Ontology (DUO), and the rule that matches a purpose to them.
//!
//! Each permission and modifier names its DUO accession. [`DataUse::permits`] is the only place
//! where a purpose is compared with a data set's terms.

use crate::{BlockNumber, Text};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Upper bound of modifiers on one data set.
pub const MAX_MODIFIERS: u32 = 16;
/// Upper bound of diseases that a purpose names.
pub const MAX_DISEASES: u32 = 16;

/// Number of a term of the MONDO disease ontology: 5148 stands for `MONDO:0005148`.
pub type MondoId = u32;
/// ISO 3166-1 alpha-2 country code.
pub type Country = [u8; 2];

/// Main permission of a data set.
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
pub enum Permission {
	/// DUO:0000004, no restriction.
	NoRestriction,
	/// DUO:0000042, general research use.
	GeneralResearch,
	/// DUO:0000006, health, medical or biomedical research.
	HealthMedicalBiomedical,
	/// DUO:0000007, research on the named disease.
	DiseaseSpecific(MondoId),
	/// DUO:0000011, research on population origins or ancestry.
	PopulationOriginsAncestry,
}

/// A condition beside the permission.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Modifier {
	/// DUO:0000021, ethics approval required.
	EthicsApprovalRequired,
	/// DUO:0000045, not for profit organisations only.
	NotForProfitOrganisation,
	/// DUO:0000018, not for profit, non commercial use only.
	NotForProfitNonCommercial,
	/// DUO:0000046, non commercial use only.
	NonCommercialUse,
	/// DUO:0000015, no development of general methods.
	NoGeneralMethods,
	/// DUO:0000016, genetic studies only.
	GeneticStudiesOnly,
	/// DUO:0000019, results must be published.
	PublicationRequired,
	/// DUO:0000020, collaboration with the holder required.
	CollaborationRequired,
	/// DUO:0000029, derived data return to the holder.
	ReturnToResource,
	/// DUO:0000022, use within the named country only.
	Geographic(Country),
	/// DUO:0000025, use before the named block only.
	TimeLimit(BlockNumber),
	/// DUO:0000027, the named project only.
	ProjectSpecific(Text<32>),
}

/// What a data set may be used for.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct DataUse {
	/// The main permission.
	pub permission: Permission,
	/// Conditions that all have to hold.
	pub modifiers: BoundedVec<Modifier, ConstU32<MAX_MODIFIERS>>,
}

/// Field of a purpose.
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
pub enum Field {
	/// Research of any kind.
	GeneralResearch,
	/// Health, medical or biomedical research, clinical interpretation included.
	HealthMedicalBiomedical,
	/// Research on the diseases that the purpose names.
	Disease,
	/// Research on population origins or ancestry.
	PopulationOriginsAncestry,
}

/// What a consumer wants to use data for. Signed with the agreement; the flags are promises.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Purpose {
	/// Field of the work.
	pub field: Field,
	/// The disease studied and every ancestor of it in MONDO that the consumer claims; the operator
	/// verifies the claim when it attests.
	pub diseases: BoundedVec<MondoId, ConstU32<MAX_DISEASES>>,
	/// Name of the project.
	pub project: Text<32>,
	/// Country where results are used.
	pub country: Country,
	/// The consumer is a profit-making organisation.
	pub for_profit_organisation: bool,
	/// The use is commercial.
	pub commercial: bool,
	/// The work develops general methods.
	pub develops_methods: bool,
	/// The work is a genetic study.
	pub genetic_study: bool,
	/// An ethics committee approved the work.
	pub ethics_approved: bool,
	/// Results will be published.
	pub publishes: bool,
	/// The consumer works together with the holders.
	pub collaborates: bool,
	/// Derived data return to the holders.
	pub returns_results: bool,
}

/// Why a purpose does not fit the terms of a data set.
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
pub enum Mismatch {
	/// The permission does not cover the field of the work.
	Field,
	/// None of the diseases named is the one that the data may be used for.
	Disease,
	/// The data need an ethics approval that the purpose does not claim.
	EthicsApproval,
	/// The data are not for profit-making organisations.
	ForProfitOrganisation,
	/// The data are not for commercial use.
	CommercialUse,
	/// The data are not for the development of general methods.
	GeneralMethods,
	/// The data are for genetic studies only.
	GeneticStudy,
	/// The data require publication.
	Publication,
	/// The data require collaboration with the holder.
	Collaboration,
	/// The data require that derived data return to the holder.
	ReturnToResource,
	/// The data stay within another country.
	Geography,
	/// The data may not be used that long.
	Time,
	/// The data are for another project.
	Project,
}

impl DataUse {
	/// Checks `purpose`, for a use that ends before block `until`, against these terms.
	///
	/// Source: DUO release 2021-02-23, definitions of the terms named at each variant.
	pub fn permits(&self, purpose: &Purpose, until: BlockNumber) -> Result<(), Mismatch> {
		self.permission.permits(purpose)?;
		self.modifiers.iter().try_for_each(|modifier| modifier.permits(purpose, until))
	}
}

impl Permission {
	/// The accession of the term, such as `DUO:0000042`.
	pub const fn accession(&self) -> &'static str {
		match self {
			Permission::NoRestriction => "DUO:0000004",
			Permission::GeneralResearch => "DUO:0000042",
			Permission::HealthMedicalBiomedical => "DUO:0000006",
			Permission::DiseaseSpecific(_) => "DUO:0000007",
			Permission::PopulationOriginsAncestry => "DUO:0000011",
		}
	}

	/// The disease that the data may be used for, where it names one.
	pub const fn disease(&self) -> Option<MondoId> {
		match self {
			Permission::DiseaseSpecific(disease) => Some(*disease),
			_ => None,
		}
	}

	fn permits(&self, purpose: &Purpose) -> Result<(), Mismatch> {
		let disease_or_health =
			matches!(purpose.field, Field::HealthMedicalBiomedical | Field::Disease);
		match self {
			Permission::NoRestriction | Permission::GeneralResearch => Ok(()),
			Permission::HealthMedicalBiomedical => ensure(disease_or_health, Mismatch::Field),
			Permission::DiseaseSpecific(disease) => {
				ensure(purpose.field == Field::Disease, Mismatch::Field)?;
				ensure(purpose.diseases.contains(disease), Mismatch::Disease)
			},
			Permission::PopulationOriginsAncestry => {
				ensure(purpose.field == Field::PopulationOriginsAncestry, Mismatch::Field)
			},
		}
	}
}

impl Modifier {
	/// The accession of the term, such as `DUO:0000021`.
	pub const fn accession(&self) -> &'static str {
		match self {
			Modifier::EthicsApprovalRequired => "DUO:0000021",
			Modifier::NotForProfitOrganisation => "DUO:0000045",
			Modifier::NotForProfitNonCommercial => "DUO:0000018",
			Modifier::NonCommercialUse => "DUO:0000046",
			Modifier::NoGeneralMethods => "DUO:0000015",
			Modifier::GeneticStudiesOnly => "DUO:0000016",
			Modifier::PublicationRequired => "DUO:0000019",
			Modifier::CollaborationRequired => "DUO:0000020",
			Modifier::ReturnToResource => "DUO:0000029",
			Modifier::Geographic(_) => "DUO:0000022",
			Modifier::TimeLimit(_) => "DUO:0000025",
			Modifier::ProjectSpecific(_) => "DUO:0000027",
		}
	}

	fn permits(&self, purpose: &Purpose, until: BlockNumber) -> Result<(), Mismatch> {
		match self {
			Modifier::EthicsApprovalRequired => {
				ensure(purpose.ethics_approved, Mismatch::EthicsApproval)
			},
			Modifier::NotForProfitOrganisation => {
				ensure(!purpose.for_profit_organisation, Mismatch::ForProfitOrganisation)
			},
			Modifier::NotForProfitNonCommercial => {
				ensure(!purpose.for_profit_organisation, Mismatch::ForProfitOrganisation)?;
				ensure(!purpose.commercial, Mismatch::CommercialUse)
			},
			Modifier::NonCommercialUse => ensure(!purpose.commercial, Mismatch::CommercialUse),
			Modifier::NoGeneralMethods => {
				ensure(!purpose.develops_methods, Mismatch::GeneralMethods)
			},
			Modifier::GeneticStudiesOnly => ensure(purpose.genetic_study, Mismatch::GeneticStudy),
			Modifier::PublicationRequired => ensure(purpose.publishes, Mismatch::Publication),
			Modifier::CollaborationRequired => {
				ensure(purpose.collaborates, Mismatch::Collaboration)
			},
			Modifier::ReturnToResource => {
				ensure(purpose.returns_results, Mismatch::ReturnToResource)
			},
			Modifier::Geographic(country) => {
				ensure(purpose.country == *country, Mismatch::Geography)
			},
			Modifier::TimeLimit(last) => ensure(until <= *last, Mismatch::Time),
			Modifier::ProjectSpecific(project) => {
				ensure(purpose.project == *project, Mismatch::Project)
			},
		}
	}
}

fn ensure(holds: bool, mismatch: Mismatch) -> Result<(), Mismatch> {
	if holds {
		Ok(())
	} else {
		Err(mismatch)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec::Vec;

	fn text(s: &str) -> Text<32> {
		s.as_bytes().to_vec().try_into().expect("short text")
	}

	fn purpose(field: Field) -> Purpose {
		Purpose {
			field,
			diseases: Default::default(),
			project: text("P1"),
			country: *b"CN",
			for_profit_organisation: false,
			commercial: false,
			develops_methods: false,
			genetic_study: true,
			ethics_approved: true,
			publishes: true,
			collaborates: true,
			returns_results: true,
		}
	}

	fn data_use(permission: Permission, modifiers: Vec<Modifier>) -> DataUse {
		DataUse { permission, modifiers: modifiers.try_into().expect("few modifiers") }
	}

	#[test]
	fn permission_decides_by_field() {
		use Field as F;
		use Permission as P;
		let disease = |id| Purpose {
			diseases: alloc::vec![id].try_into().expect("one disease"),
			..purpose(F::Disease)
		};
		for (permission, purpose, wanted) in [
			(P::NoRestriction, purpose(F::PopulationOriginsAncestry), Ok(())),
			(P::GeneralResearch, purpose(F::GeneralResearch), Ok(())),
			(P::GeneralResearch, purpose(F::PopulationOriginsAncestry), Ok(())),
			(P::HealthMedicalBiomedical, purpose(F::HealthMedicalBiomedical), Ok(())),
			(P::HealthMedicalBiomedical, disease(1), Ok(())),
			(P::HealthMedicalBiomedical, purpose(F::GeneralResearch), Err(Mismatch::Field)),
			(P::DiseaseSpecific(5148), disease(5148), Ok(())),
			(P::DiseaseSpecific(5148), disease(1), Err(Mismatch::Disease)),
			(P::DiseaseSpecific(5148), purpose(F::HealthMedicalBiomedical), Err(Mismatch::Field)),
			(P::PopulationOriginsAncestry, purpose(F::PopulationOriginsAncestry), Ok(())),
			(P::PopulationOriginsAncestry, disease(1), Err(Mismatch::Field)),
		] {
			assert_eq!(data_use(permission, Vec::new()).permits(&purpose, 100), wanted);
		}
	}

	#[test]
	fn every_modifier_can_refuse_and_can_pass() {
		type Change = fn(&mut Purpose);
		let none: Change = |_| ();
		for (modifier, change, wanted) in [
			(
				Modifier::EthicsApprovalRequired,
				(|p| p.ethics_approved = false) as Change,
				Mismatch::EthicsApproval,
			),
			(
				Modifier::NotForProfitOrganisation,
				|p| p.for_profit_organisation = true,
				Mismatch::ForProfitOrganisation,
			),
			(
				Modifier::NotForProfitNonCommercial,
				|p| p.for_profit_organisation = true,
				Mismatch::ForProfitOrganisation,
			),
			(Modifier::NotForProfitNonCommercial, |p| p.commercial = true, Mismatch::CommercialUse),
			(Modifier::NonCommercialUse, |p| p.commercial = true, Mismatch::CommercialUse),
			(Modifier::NoGeneralMethods, |p| p.develops_methods = true, Mismatch::GeneralMethods),
			(Modifier::GeneticStudiesOnly, |p| p.genetic_study = false, Mismatch::GeneticStudy),
			(Modifier::PublicationRequired, |p| p.publishes = false, Mismatch::Publication),
			(Modifier::CollaborationRequired, |p| p.collaborates = false, Mismatch::Collaboration),
			(Modifier::ReturnToResource, |p| p.returns_results = false, Mismatch::ReturnToResource),
			(Modifier::Geographic(*b"CN"), |p| p.country = *b"DE", Mismatch::Geography),
			(Modifier::ProjectSpecific(text("P1")), |p| p.project = text("P2"), Mismatch::Project),
		] {
			let terms = data_use(Permission::GeneralResearch, alloc::vec![modifier.clone()]);
			for (change, wanted) in [(none, Ok(())), (change, Err(wanted))] {
				let mut purpose = purpose(Field::GeneralResearch);
				change(&mut purpose);
				assert_eq!(terms.permits(&purpose, 100), wanted, "{modifier:?}");
			}
		}
		let limited = data_use(Permission::GeneralResearch, alloc::vec![Modifier::TimeLimit(100)]);
		assert_eq!(limited.permits(&purpose(Field::GeneralResearch), 100), Ok(()));
		assert_eq!(limited.permits(&purpose(Field::GeneralResearch), 101), Err(Mismatch::Time));
	}
}
