//! Algorithms as their authors write them.

use super::field::{hash, text, FieldError, Reason};
use crate::words;
use panshi_primitives::job::{
	AggregationMode, AlgorithmContent, OutputShape, ParametersType, Strength,
};
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
	/// Lanes of the output for each item of the parameters, where the chain adds.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub lanes_per_item: Option<u32>,
	/// Most bytes of the sealed result or of each answer, where the chain does not add.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub most_bytes: Option<u32>,
	/// How shares become a result.
	pub aggregation: AggregationFile,
}

/// Type of the parameters of an algorithm.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParametersFile {
	/// A list of variants.
	VariantList,
	/// Of the joint association.
	Association,
	/// Of the evidence from pooled cases.
	Evidence,
	/// Of minimum, maximum, quantiles and histogram.
	Order,
	/// Of the logistic regression.
	Regression,
	/// Of the millionaires' comparison.
	Millionaires,
	/// Of the encrypted exact look-up.
	ExactQuery,
	/// Of the encrypted ranking by phenotypes.
	PhenotypeQuery,
	/// Of the overlap of cohorts.
	Overlap,
}

/// Both ways between what a file says and what the chain keeps.
const PARAMETERS: [(ParametersFile, ParametersType); 9] = [
	(ParametersFile::VariantList, ParametersType::VariantList),
	(ParametersFile::Association, ParametersType::Association),
	(ParametersFile::Evidence, ParametersType::Evidence),
	(ParametersFile::Order, ParametersType::Order),
	(ParametersFile::Regression, ParametersType::Regression),
	(ParametersFile::Millionaires, ParametersType::Millionaires),
	(ParametersFile::ExactQuery, ParametersType::ExactQuery),
	(ParametersFile::PhenotypeQuery, ParametersType::PhenotypeQuery),
	(ParametersFile::Overlap, ParametersType::Overlap),
];

/// How shares become a result.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AggregationFile {
	/// The chain adds the share vectors.
	SealedSum,
	/// All compute nodes agree on one sealed result, though all but one of them may cheat.
	AgreementAllButOne,
	/// Three compute nodes agree on one sealed result, of which one may cheat.
	AgreementHonestMajority,
	/// Each compute node answers for itself.
	Collect,
}

/// Both ways between what a file says and what the chain keeps.
const AGGREGATIONS: [(AggregationFile, AggregationMode); 4] = [
	(AggregationFile::SealedSum, AggregationMode::SealedSum),
	(
		AggregationFile::AgreementAllButOne,
		AggregationMode::Agreement { strength: Strength::AllButOne },
	),
	(
		AggregationFile::AgreementHonestMajority,
		AggregationMode::Agreement { strength: Strength::HonestMajority },
	),
	(AggregationFile::Collect, AggregationMode::Collect),
];

/// The counterpart of `wanted` in a table that has them all.
fn right<A: PartialEq, B: Copy>(table: &[(A, B)], wanted: A) -> B {
	table.iter().find(|(a, _)| *a == wanted).expect("the table has them all").1
}

/// The counterpart of `wanted` in a table that has them all.
fn left<A: Copy, B: PartialEq>(table: &[(A, B)], wanted: B) -> A {
	table.iter().find(|(_, b)| *b == wanted).expect("the table has them all").0
}

impl TryFrom<&AlgorithmFile> for AlgorithmContent {
	type Error = FieldError;

	fn try_from(file: &AlgorithmFile) -> Result<Self, FieldError> {
		Ok(AlgorithmContent {
			name: text("name", &file.name)?,
			code: text("code", &file.code)?,
			specification: hash("specification", &file.specification)?,
			parameters: right(&PARAMETERS, file.parameters),
			output: match (file.lanes_per_item, file.most_bytes) {
				(Some(lanes), None) => OutputShape::LanesPerItem { lanes },
				(None, Some(most)) => OutputShape::Bytes { most },
				_ => {
					let field = "lanes_per_item".to_owned();
					return Err(FieldError { field, reason: Reason::OutputSize });
				},
			},
			aggregation: right(&AGGREGATIONS, file.aggregation),
		})
	}
}

impl From<&AlgorithmContent> for AlgorithmFile {
	fn from(content: &AlgorithmContent) -> Self {
		let (lanes_per_item, most_bytes) = match content.output {
			OutputShape::LanesPerItem { lanes } => (Some(lanes), None),
			OutputShape::Bytes { most } => (None, Some(most)),
		};
		AlgorithmFile {
			name: words::text(&content.name),
			code: words::text(&content.code),
			specification: words::hash(&content.specification),
			parameters: left(&PARAMETERS, content.parameters),
			lanes_per_item,
			most_bytes,
			aggregation: left(&AGGREGATIONS, content.aggregation),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::files::tests::example;
	use panshi_primitives::job::{ALLELE_COUNTS, ALLELE_COUNTS_LANES, ASSOCIATION, OVERLAP_SIZE};

	#[test]
	fn the_example_is_the_algorithm_that_counts_alleles() {
		let file: AlgorithmFile = example("algorithm.toml");
		let content = AlgorithmContent::try_from(&file).expect("the example is right");
		assert_eq!(content.code.as_slice(), ALLELE_COUNTS);
		assert_eq!(content.output, OutputShape::LanesPerItem { lanes: ALLELE_COUNTS_LANES });
		assert_eq!(AlgorithmFile::from(&content), file);
	}

	#[test]
	fn the_example_of_an_association_names_its_strength() {
		let file: AlgorithmFile = example("association.toml");
		let content = AlgorithmContent::try_from(&file).expect("the example is right");
		assert_eq!(content.code.as_slice(), ASSOCIATION);
		let strength = Strength::HonestMajority;
		assert_eq!(content.aggregation, AggregationMode::Agreement { strength });
		assert!(content.is_sound());
	}

	#[test]
	fn the_example_of_an_overlap_tells_a_size_alone() {
		let file: AlgorithmFile = example("overlap.toml");
		let content = AlgorithmContent::try_from(&file).expect("the example is right");
		assert_eq!(content.code.as_slice(), OVERLAP_SIZE);
		let strength = Strength::AllButOne;
		assert_eq!(content.aggregation, AggregationMode::Agreement { strength });
		assert!(content.is_sound());
	}

	#[test]
	fn every_strength_and_parameter_is_written_as_it_is_read() {
		let file: AlgorithmFile = example("algorithm.toml");
		for (parameters, _) in PARAMETERS {
			for (aggregation, mode) in AGGREGATIONS {
				let of_bytes = mode != AggregationMode::SealedSum;
				let file = AlgorithmFile {
					parameters,
					aggregation,
					lanes_per_item: (!of_bytes).then_some(3),
					most_bytes: of_bytes.then_some(1_000),
					..file.clone()
				};
				let content = AlgorithmContent::try_from(&file).expect("the file is right");
				assert!(content.is_sound());
				assert_eq!(AlgorithmFile::from(&content), file);
			}
		}
	}

	#[test]
	fn an_output_has_one_size() {
		let mut file: AlgorithmFile = example("algorithm.toml");
		file.most_bytes = Some(1);
		let error = AlgorithmContent::try_from(&file).expect_err("there are two sizes");
		assert!(error.to_string().starts_with("lanes_per_item: "), "{error}");
		(file.lanes_per_item, file.most_bytes) = (None, None);
		assert!(AlgorithmContent::try_from(&file).is_err());
	}

	#[test]
	fn errors_name_the_field() {
		let mut file: AlgorithmFile = example("algorithm.toml");
		file.specification = "0x".to_owned();
		let error = AlgorithmContent::try_from(&file).expect_err("the file was spoilt");
		assert!(error.to_string().starts_with("specification: "), "{error}");
	}
}
