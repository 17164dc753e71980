//! Templates that agreements fill.

use super::field::{each, hash, present, text, word, FieldError};
use crate::words::{self, Word};
use panshi_primitives::{
	agreement::{AgreementKind, Clause, ParameterType, TemplateContent},
	consortium::{QualificationKind, Role},
	Hash,
};
use serde::{Deserialize, Serialize};

/// A template, as people write it. See `docs/files/template-authorization.toml`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateFile {
	/// Name for people.
	pub name: String,
	/// `publication` or `authorization`.
	pub kind: String,
	/// Number of the version that this one follows.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub follows: Option<u32>,
	/// Fewest holders that an authorization may name.
	pub least_holders: u8,
	/// Clauses, each filled by one parameter of the agreement.
	#[serde(default)]
	pub clauses: Vec<ClauseFile>,
	/// Qualifications that parties must hold when the operator attests.
	#[serde(default)]
	pub requires: Vec<RequirementFile>,
}

/// A clause: either its `wording`, which is hashed, or the `wording_hash`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseFile {
	/// Short title.
	pub title: String,
	/// The full wording; the chain gets its BLAKE2b-256 hash.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub wording: Option<String>,
	/// Hash of the full wording.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub wording_hash: Option<String>,
	/// What fills it.
	pub parameter: ParameterTypeFile,
}

/// What fills a clause: `"none"`, `"text"`, `"block"`, `"digest"`, or a table `number`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterTypeFile {
	/// Nothing: the clause is fixed text.
	None,
	/// Free text.
	Text,
	/// A whole number between two bounds, both included.
	Number {
		/// Least value.
		least: u64,
		/// Greatest value.
		greatest: u64,
	},
	/// A block number.
	Block,
	/// A hash.
	Digest,
}

/// A qualification that parties of a role must hold.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RequirementFile {
	/// The role.
	pub role: String,
	/// The qualification.
	pub qualification: String,
}

/// Hash of the wording of a clause.
fn wording_hash(wording: &str) -> Hash {
	sp_crypto_hashing::blake2_256(wording.trim().as_bytes()).into()
}

impl TryFrom<&TemplateFile> for TemplateContent {
	type Error = FieldError;

	fn try_from(file: &TemplateFile) -> Result<Self, FieldError> {
		Ok(TemplateContent {
			name: text("name", &file.name)?,
			kind: word::<AgreementKind>("kind", &file.kind)?,
			follows: file.follows,
			clauses: each("clauses", &file.clauses, clause)?,
			requires: each("requires", &file.requires, |field, requirement| {
				let role = word::<Role>(&format!("{field}.role"), &requirement.role)?;
				let field = format!("{field}.qualification");
				Ok((role, word::<QualificationKind>(&field, &requirement.qualification)?))
			})?,
			least_holders: file.least_holders,
		})
	}
}

fn clause(field: &str, file: &ClauseFile) -> Result<Clause, FieldError> {
	Ok(Clause {
		title: text(&format!("{field}.title"), &file.title)?,
		wording: match &file.wording {
			Some(wording) => wording_hash(wording),
			None => {
				let field = format!("{field}.wording_hash");
				hash(&field, present(&field, file.wording_hash.as_deref())?)?
			},
		},
		parameter: match file.parameter {
			ParameterTypeFile::None => ParameterType::None,
			ParameterTypeFile::Text => ParameterType::Text,
			ParameterTypeFile::Number { least, greatest } => {
				ParameterType::Number { least, greatest }
			},
			ParameterTypeFile::Block => ParameterType::Block,
			ParameterTypeFile::Digest => ParameterType::Digest,
		},
	})
}

impl From<&TemplateContent> for TemplateFile {
	fn from(content: &TemplateContent) -> Self {
		TemplateFile {
			name: words::text(&content.name),
			kind: content.kind.word().to_owned(),
			follows: content.follows,
			least_holders: content.least_holders,
			clauses: content.clauses.iter().map(ClauseFile::from).collect(),
			requires: content
				.requires
				.iter()
				.map(|(role, kind)| RequirementFile {
					role: role.word().to_owned(),
					qualification: kind.word().to_owned(),
				})
				.collect(),
		}
	}
}

impl From<&Clause> for ClauseFile {
	fn from(clause: &Clause) -> Self {
		ClauseFile {
			title: words::text(&clause.title),
			wording: None,
			wording_hash: Some(words::hash(&clause.wording)),
			parameter: match clause.parameter {
				ParameterType::None => ParameterTypeFile::None,
				ParameterType::Text => ParameterTypeFile::Text,
				ParameterType::Number { least, greatest } => {
					ParameterTypeFile::Number { least, greatest }
				},
				ParameterType::Block => ParameterTypeFile::Block,
				ParameterType::Digest => ParameterTypeFile::Digest,
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::files::tests::example;

	#[test]
	fn the_examples_convert_and_come_back() {
		for name in ["template-authorization.toml", "template-publication.toml"] {
			let content =
				TemplateContent::try_from(&example::<TemplateFile>(name)).expect("it is right");
			let back = TemplateFile::from(&content);
			assert_eq!(TemplateContent::try_from(&back).expect("it came back"), content, "{name}");
		}
	}

	#[test]
	fn errors_name_the_field() {
		type Spoil = fn(&mut TemplateFile);
		for (spoil, field) in [
			((|f| f.name = "x".repeat(65)) as Spoil, "name: has 65 bytes, of which 64 fit"),
			(|f| f.kind = "lease".into(), "kind: "),
			(|f| f.clauses[0].title = "x".repeat(65), "clauses[0].title: "),
			(|f| f.clauses[0].wording = None, "clauses[0].wording_hash: is missing"),
			(|f| f.requires[0].role = "king".into(), "requires[0].role: "),
			(|f| f.requires[0].qualification = "".into(), "requires[0].qualification: "),
		] {
			let mut file: TemplateFile = example("template-authorization.toml");
			spoil(&mut file);
			let error = TemplateContent::try_from(&file).expect_err("the file was spoilt");
			assert!(error.to_string().starts_with(field), "{error}");
		}
	}
}
