//! The terms that the beacon knows by itself.

/// Permissions of the Data Use Ontology (release 2021-02-23) that the chain has, with their labels.
pub(super) const PERMISSIONS: &[(&str, &str)] = &[
	("DUO:0000004", "no restriction"),
	("DUO:0000042", "general research use"),
	("DUO:0000006", "health or medical or biomedical research"),
	("DUO:0000007", "disease specific research"),
	("DUO:0000011", "population origins or ancestry research only"),
];

/// Modifiers of the Data Use Ontology that the chain has, with their labels.
pub(super) const MODIFIERS: &[(&str, &str)] = &[
	("DUO:0000015", "no general methods research"),
	("DUO:0000016", "genetic studies only"),
	("DUO:0000018", "not for profit, non commercial use only"),
	("DUO:0000019", "publication required"),
	("DUO:0000020", "collaboration required"),
	("DUO:0000021", "ethics approval required"),
	("DUO:0000022", "geographical restriction"),
	("DUO:0000025", "time limit on use"),
	("DUO:0000027", "project specific restriction"),
	("DUO:0000029", "return to database or resource"),
	("DUO:0000045", "not for profit organisation use only"),
	("DUO:0000046", "non-commercial use only"),
];

/// Fields that can be compared, with what they mean.
pub(super) const FIELDS: &[(&str, &str)] = &[
	("referenceBuild", "genome assembly"),
	("dataType", "media type or assay"),
	("gene", "symbol or accession of a gene"),
	("holder", "account of the holder"),
	("records", "number of records"),
	("samples", "number of people"),
];

/// Vocabularies with a home of their own: prefix, name, address.
pub(super) const VOCABULARIES: &[(&str, &str, &str)] = &[
	("DUO", "Data Use Ontology", "http://purl.obolibrary.org/obo/duo.owl"),
	("HP", "Human Phenotype Ontology", "http://purl.obolibrary.org/obo/hp.owl"),
	("MONDO", "Mondo Disease Ontology", "http://purl.obolibrary.org/obo/mondo.owl"),
];

pub(super) fn is_permission(id: &str) -> bool {
	PERMISSIONS.iter().any(|(known, _)| *known == id)
}

pub(super) fn is_modifier(id: &str) -> bool {
	MODIFIERS.iter().any(|(known, _)| *known == id)
}
