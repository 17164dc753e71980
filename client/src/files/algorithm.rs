//! Algorithms as their authors write them.

use super::field::{hash, text, FieldError};
use crate::words;
use panshi_primitives::job::{AggregationMode, AlgorithmContent, OutputShape, ParametersType};
use serde::{Deserialize, Serialize};

/// An algorithm. See `docs/files/algorithm.toml`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlgorithmFile {
	/// Name for people.
	pub name: String,
	/// Code name that compute nodes implement.
	pub code: String,
	/// Digest of the published specification or source.
	pub specification: String,
	/// Type of its parameters.
	pub parameters: ParametersFile,
	/// Lanes of the output for each item of the parameters.
	pub lanes_per_item: u32,
	/// How shares become a result.
	pub aggregation: AggregationFile,
}

/// Type of the parameters of an algorithm.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParametersFile {
	/// A list of variants.
	VariantList,
}

/// How shares become a result.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AggregationFile {
	/// The chain adds the share vectors.
	SealedSum,
}

impl TryFrom<&AlgorithmFile> for AlgorithmContent {
	type Error = FieldError;

	fn try_from(file: &AlgorithmFile) -> Result<Self, FieldError> {
		Ok(AlgorithmContent {
			name: text("name", &file.name)?,
			code: text("code", &file.code)?,
			specification: hash("specification", &file.specification)?,
			parameters: match file.parameters {
				ParametersFile::VariantList => ParametersType::VariantList,
			},
			output: OutputShape::LanesPerItem { lanes: file.lanes_per_item },
			aggregation: match file.aggregation {
				AggregationFile::SealedSum => AggregationMode::SealedSum,
			},
		})
	}
}

impl From<&AlgorithmContent> for AlgorithmFile {
	fn from(content: &AlgorithmContent) -> Self {
		let OutputShape::LanesPerItem { lanes } = content.output;
		AlgorithmFile {
			name: words::text(&content.name),
			code: words::text(&content.code),
			specification: words::hash(&content.specification),
			parameters: match content.parameters {
				ParametersType::VariantList => ParametersFile::VariantList,
			},
			lanes_per_item: lanes,
			aggregation: match content.aggregation {
				AggregationMode::SealedSum => AggregationFile::SealedSum,
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::files::tests::example;
	use panshi_primitives::job::{ALLELE_COUNTS, ALLELE_COUNTS_LANES};

	#[test]
	fn the_example_is_the_algorithm_that_counts_alleles() {
		let file: AlgorithmFile = example("algorithm.toml");
		let content = AlgorithmContent::try_from(&file).expect("the example is right");
		assert_eq!(content.code.as_slice(), ALLELE_COUNTS);
		assert_eq!(content.output, OutputShape::LanesPerItem { lanes: ALLELE_COUNTS_LANES });
		assert_eq!(AlgorithmFile::from(&content), file);
	}

	#[test]
	fn errors_name_the_field() {
		let mut file: AlgorithmFile = example("algorithm.toml");
		file.specification = "0x".to_owned();
		let error = AlgorithmContent::try_from(&file).expect_err("the file was spoilt");
		assert!(error.to_string().starts_with("specification: "), "{error}");
	}
}
