//! Terms of the GA4GH Data Use Ontology as files write them: the accession, and what it needs
//! after a space, such as `DUO:0000022 CN`.

use super::field::{country, named, text, FieldError, Reason};
use crate::words;
use panshi_primitives::duo::{Modifier, MondoId, Permission};

/// The modifiers that stand alone.
const PLAIN: &[Modifier] = &[
	Modifier::EthicsApprovalRequired,
	Modifier::NotForProfitOrganisation,
	Modifier::NotForProfitNonCommercial,
	Modifier::NonCommercialUse,
	Modifier::NoGeneralMethods,
	Modifier::GeneticStudiesOnly,
	Modifier::PublicationRequired,
	Modifier::CollaborationRequired,
	Modifier::ReturnToResource,
];
const GEOGRAPHIC: &str = "DUO:0000022";
const TIME_LIMIT: &str = "DUO:0000025";
const PROJECT: &str = "DUO:0000027";
const DISEASE: &str = Permission::DiseaseSpecific(0).accession();

/// The permissions that stand alone.
const PERMISSIONS: &[Permission] = &[
	Permission::NoRestriction,
	Permission::GeneralResearch,
	Permission::HealthMedicalBiomedical,
	Permission::PopulationOriginsAncestry,
];

fn parts(written: &str) -> (&str, &str) {
	let (term, argument) = written.trim().split_once(' ').unwrap_or((written.trim(), ""));
	(term, argument.trim())
}

/// `disease` as its accession.
pub(super) fn mondo_text(disease: MondoId) -> String {
	format!("MONDO:{disease:07}")
}

/// Reads the accession of a disease.
pub(super) fn mondo(field: &str, written: &str) -> Result<MondoId, FieldError> {
	let number = written.strip_prefix("MONDO:").and_then(|digits| digits.parse().ok());
	named(field, number.ok_or_else(|| Reason::Mondo(written.to_owned())))
}

/// `permission` as files write it.
pub fn permission_text(permission: &Permission) -> String {
	match permission.disease() {
		Some(disease) => format!("{} {}", permission.accession(), mondo_text(disease)),
		None => permission.accession().to_owned(),
	}
}

pub(super) fn permission(field: &str, written: &str) -> Result<Permission, FieldError> {
	let unknown = || Reason::Duo(written.to_owned());
	match parts(written) {
		(DISEASE, disease) => mondo(field, disease).map(Permission::DiseaseSpecific),
		(term, "") => {
			let known = PERMISSIONS.iter().find(|known| known.accession() == term);
			named(field, known.copied().ok_or_else(unknown))
		},
		_ => named(field, Err(unknown())),
	}
}

/// `modifier` as files write it.
pub fn modifier_text(modifier: &Modifier) -> String {
	let term = modifier.accession();
	match modifier {
		Modifier::Geographic(country) => format!("{term} {}", words::text(country)),
		Modifier::TimeLimit(last) => format!("{term} {last}"),
		Modifier::ProjectSpecific(project) => {
			format!("{term} {}", words::text(project))
		},
		_ => term.to_owned(),
	}
}

pub(super) fn modifier(field: &str, written: &str) -> Result<Modifier, FieldError> {
	let unknown = || Reason::Duo(written.to_owned());
	match parts(written) {
		(GEOGRAPHIC, code) => country(field, code).map(Modifier::Geographic),
		(TIME_LIMIT, block) => {
			named(field, block.parse().map(Modifier::TimeLimit).map_err(|_| unknown()))
		},
		(PROJECT, project) if !project.is_empty() => {
			text(field, project).map(Modifier::ProjectSpecific)
		},
		(term, "") => {
			let known = PLAIN.iter().find(|known| known.accession() == term);
			named(field, known.cloned().ok_or_else(unknown))
		},
		_ => named(field, Err(unknown())),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn permissions_are_read_as_they_are_written() {
		let all = PERMISSIONS.iter().copied();
		for wanted in all.chain([Permission::DiseaseSpecific(5_148)]) {
			let read = permission("permission", &permission_text(&wanted));
			assert_eq!(read.expect("what was written"), wanted);
		}
		assert_eq!(
			permission_text(&Permission::DiseaseSpecific(5_148)),
			"DUO:0000007 MONDO:0005148"
		);
	}

	#[test]
	fn modifiers_are_read_as_they_are_written() {
		let project = b"Rare diseases".to_vec().try_into().expect("short");
		let with_argument = [
			Modifier::Geographic(*b"CN"),
			Modifier::TimeLimit(100),
			Modifier::ProjectSpecific(project),
		];
		for wanted in PLAIN.iter().cloned().chain(with_argument) {
			let read = modifier("modifiers", &modifier_text(&wanted));
			assert_eq!(read.expect("what was written"), wanted);
		}
	}

	#[test]
	fn fails_on_what_is_no_term() {
		for wrong in ["", "DUO:0000005", "DUO:0000007", "DUO:0000042 CN", "general"] {
			assert!(permission("permission", wrong).is_err(), "{wrong}");
		}
		for wrong in ["", "DUO:0000022 China", "DUO:0000025 soon", "DUO:0000027", "DUO:0000021 x"] {
			let error = modifier("modifiers[0]", wrong).expect_err("no term");
			assert!(error.to_string().starts_with("modifiers[0]: "), "{error}");
		}
	}
}
