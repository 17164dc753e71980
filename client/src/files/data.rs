//! What a holder declares of a data set.

use super::{
	duo::{modifier, modifier_text, permission, permission_text},
	field::{each, hash, list, named, present, text, word, FieldError, Reason},
};
use crate::words::{self, Word};
use panshi_primitives::{
	data::{Attribute, DataDescriptor, Lineage},
	duo::DataUse,
	genomics::{NormalisationRule, ReferenceBuild},
};
use serde::{Deserialize, Serialize};

/// A data set, as its holder writes it. See `docs/files/data.toml`.
///
/// What follows from the data themselves may be left out where the command line reads it from the
/// file with the data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DataFile {
	/// Commitment to the normalised content.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub fingerprint: Option<String>,
	/// `trimmed`, or `fully-justified 0x…` with the digest of the reference.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub rule: Option<String>,
	/// Number of normalised records.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub record_count: Option<u64>,
	/// Number of people the records describe.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub sample_count: Option<u32>,
	/// IANA media type or the name of the format.
	pub media_type: String,
	/// Genome assembly that positions refer to.
	pub reference_build: String,
	/// What the data may be used for, as a DUO term.
	pub permission: String,
	/// Conditions that all have to hold, as DUO terms.
	#[serde(default)]
	pub modifiers: Vec<String>,
	/// Salted commitment to the full metadata record.
	pub metadata: String,
	/// Where the holder's catalogue describes the data.
	#[serde(default)]
	pub location_hint: String,
	/// Earlier identity of the same holder that this one replaces.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub supersedes: Option<u32>,
	/// Identities that this one was computed from.
	#[serde(default)]
	pub derived_from: Vec<u32>,
	/// Statements in standard vocabularies.
	#[serde(default)]
	pub attributes: Vec<AttributeFile>,
}

/// A statement about a data set.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeFile {
	/// Compact URI of the property.
	pub term: String,
	/// Value where the term alone does not say it.
	#[serde(default)]
	pub value: String,
}

/// Reads a normalisation rule.
fn parse_rule(written: &str) -> Result<NormalisationRule, Reason> {
	let unknown = || Reason::Rule(written.to_owned());
	match written.trim().split_once(' ') {
		None if written.trim() == "trimmed" => Ok(NormalisationRule::Trimmed),
		Some(("fully-justified", digest)) => words::parse_hash(digest.trim())
			.map(|reference| NormalisationRule::FullyJustified { reference })
			.map_err(|_| unknown()),
		_ => Err(unknown()),
	}
}

impl TryFrom<&DataFile> for DataDescriptor {
	type Error = FieldError;

	fn try_from(file: &DataFile) -> Result<Self, FieldError> {
		let fingerprint = present("fingerprint", file.fingerprint.as_deref())?;
		let rule = present("rule", file.rule.as_deref())?;
		Ok(DataDescriptor {
			fingerprint: hash("fingerprint", fingerprint)?,
			rule: named("rule", parse_rule(rule))?,
			media_type: text("media_type", &file.media_type)?,
			reference_build: word::<ReferenceBuild>("reference_build", &file.reference_build)?,
			record_count: present("record_count", file.record_count)?,
			sample_count: present("sample_count", file.sample_count)?,
			attributes: each("attributes", &file.attributes, |field, attribute| {
				Ok(Attribute {
					term: text(&format!("{field}.term"), &attribute.term)?,
					value: text(&format!("{field}.value"), &attribute.value)?,
				})
			})?,
			data_use: DataUse {
				permission: permission("permission", &file.permission)?,
				modifiers: each("modifiers", &file.modifiers, |field, term| modifier(field, term))?,
			},
			metadata: hash("metadata", &file.metadata)?,
			location_hint: text("location_hint", &file.location_hint)?,
			lineage: Lineage {
				supersedes: file.supersedes,
				derived_from: list("derived_from", file.derived_from.clone())?,
			},
		})
	}
}

impl From<&DataDescriptor> for DataFile {
	fn from(data: &DataDescriptor) -> Self {
		DataFile {
			fingerprint: Some(words::hash(&data.fingerprint)),
			rule: Some(words::rule(&data.rule)),
			record_count: Some(data.record_count),
			sample_count: Some(data.sample_count),
			media_type: words::text(&data.media_type),
			reference_build: data.reference_build.word().to_owned(),
			permission: permission_text(&data.data_use.permission),
			modifiers: data.data_use.modifiers.iter().map(modifier_text).collect(),
			metadata: words::hash(&data.metadata),
			location_hint: words::text(&data.location_hint),
			supersedes: data.lineage.supersedes,
			derived_from: data.lineage.derived_from.to_vec(),
			attributes: data
				.attributes
				.iter()
				.map(|attribute| AttributeFile {
					term: words::text(&attribute.term),
					value: words::text(&attribute.value),
				})
				.collect(),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::files::tests::example;

	/// The example, with what otherwise follows from the data.
	fn described() -> DataFile {
		DataFile {
			fingerprint: Some(format!("0x{}", "02".repeat(32))),
			rule: Some("trimmed".to_owned()),
			record_count: Some(1_000),
			sample_count: Some(7),
			..example("data.toml")
		}
	}

	#[test]
	fn the_example_converts_and_comes_back() {
		let data = DataDescriptor::try_from(&described()).expect("it is right");
		let back = DataFile::from(&data);
		assert_eq!(DataDescriptor::try_from(&back).expect("it came back"), data);
		let json = serde_json::to_string(&back).expect("a file can be written as JSON");
		assert_eq!(serde_json::from_str::<DataFile>(&json).expect("and read"), back);
	}

	#[test]
	fn rules_are_read_as_they_are_written() {
		let reference = panshi_primitives::Hash::repeat_byte(9);
		for rule in [NormalisationRule::Trimmed, NormalisationRule::FullyJustified { reference }] {
			assert_eq!(parse_rule(&words::rule(&rule)).expect("what was written"), rule);
		}
		assert!(parse_rule("left-aligned").is_err());
		assert!(parse_rule("fully-justified 0x12").is_err());
	}

	#[test]
	fn errors_name_the_field() {
		type Spoil = fn(&mut DataFile);
		for (spoil, field) in [
			((|f| f.fingerprint = None) as Spoil, "fingerprint: is missing"),
			(|f| f.fingerprint = Some("0x".into()), "fingerprint: "),
			(|f| f.fingerprint = Some(format!("0x{}", "02".repeat(33))), "fingerprint: "),
			(|f| f.rule = Some("left".into()), "rule: "),
			(|f| f.record_count = None, "record_count: "),
			(|f| f.sample_count = None, "sample_count: "),
			(|f| f.media_type = "x".repeat(65), "media_type: "),
			(|f| f.reference_build = "hg18".into(), "reference_build: "),
			(|f| f.permission = "all".into(), "permission: "),
			(|f| f.modifiers = vec!["none".into()], "modifiers[0]: "),
			(|f| f.metadata = "".into(), "metadata: "),
			(|f| f.location_hint = "x".repeat(129), "location_hint: "),
			(|f| f.derived_from = (0..9).collect(), "derived_from: "),
			(|f| f.attributes[0].term = "x".repeat(33), "attributes[0].term: "),
		] {
			let mut file = described();
			spoil(&mut file);
			let error = DataDescriptor::try_from(&file).expect_err("the file was spoilt");
			assert!(error.to_string().starts_with(field), "{error}");
		}
	}
}
