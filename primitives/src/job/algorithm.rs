//! Algorithms and their parameters.

use super::{JobOutput, MAX_RESULT_BYTES, MAX_RESULT_CHUNKS};
use crate::{sealed_sum::MAX_LANES, AccountId, Balance, Hash, Text};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Most bytes in one chunk of parameters.
pub const MAX_PARAMETER_CHUNK: u32 = 64 * 1_024;
/// Most chunks of one set of parameters. An encrypted ranking query takes 112.
pub const MAX_PARAMETER_CHUNKS: u32 = 128;

/// Code name of the algorithm that counts alleles; see [`AlgorithmContent::code`].
pub const ALLELE_COUNTS: &[u8] = b"panshi/allele-counts/1";
/// Code name of the algorithm that counts alleles and adds noise; see
/// [`crate::privacy::Release::of`]. It takes the same parameters and has the same lanes.
pub const NOISED_ALLELE_COUNTS: &[u8] = b"panshi/noised-allele-counts/1";
/// Lanes of [`ALLELE_COUNTS`] for each variant: allele count, allele number, homozygotes.
pub const ALLELE_COUNTS_LANES: u32 = 3;
/// Code name of the joint association over variants.
pub const ASSOCIATION: &[u8] = b"panshi/association/1";
/// Code name of the ACMG evidence from pooled cases.
pub const EVIDENCE: &[u8] = b"panshi/evidence/1";
/// Code name of minimum, maximum, quantiles and histogram.
pub const ORDER: &[u8] = b"panshi/order/1";
/// Code name of the histogram with noise; see [`crate::privacy::Release::of`]. It takes the same
/// parameters as [`ORDER`], whose question is a histogram.
pub const NOISED_HISTOGRAM: &[u8] = b"panshi/noised-histogram/1";
/// Code name of the logistic regression.
pub const REGRESSION: &[u8] = b"panshi/regression/1";
/// Code name of the millionaires' comparison.
pub const MILLIONAIRES: &[u8] = b"panshi/millionaires/1";
/// Code name of the encrypted exact look-up.
pub const EXACT_QUERY: &[u8] = b"panshi/exact-query/1";
/// Code name of the encrypted ranking of diseases by phenotypes.
pub const PHENOTYPE_RANKING: &[u8] = b"panshi/phenotype-ranking/1";
/// Code name of the overlap of cohorts: how many people, or who.
pub const OVERLAP: &[u8] = b"panshi/overlap/1";
/// Code name of the overlap of cohorts that tells how many people and never who; it takes the same
/// parameters.
pub const OVERLAP_SIZE: &[u8] = b"panshi/overlap-size/1";

/// Most parties of a joint computation.
pub const MAX_COMPUTING_PARTIES: u32 = 7;

/// How many of the parties to a joint computation may cheat. As long as no more do, inputs stay
/// hidden and no result is wrong; any of them can stop the computation.
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
pub enum Strength {
	/// All but one; two to [`MAX_COMPUTING_PARTIES`] parties.
	AllButOne,
	/// One of exactly three.
	HonestMajority,
}

impl Strength {
	/// Whether `parties` data sets of `holders` distinct holders may compute together. Under an
	/// honest majority each is of a holder of its own: who had two would be a majority.
	pub fn admits(self, parties: u32, holders: u32) -> bool {
		match self {
			Strength::AllButOne => holders >= 2 && parties <= MAX_COMPUTING_PARTIES,
			Strength::HonestMajority => parties == 3 && holders == 3,
		}
	}
}

/// How the chain makes one result of what the compute nodes submit.
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
pub enum AggregationMode {
	/// The chain adds the share vectors; see docs/protocols/sealed-sum.md.
	SealedSum,
	/// The compute nodes compute together, and all of them commit to the same sealed result; see
	/// docs/protocols/sealed-result.md.
	Agreement {
		/// How many of them may cheat. It is part of the algorithm's digest, and so of what every
		/// party to an agreement signs.
		strength: Strength,
	},
	/// Each compute node answers for itself, and the sealed answers are kept side by side.
	Collect,
}

/// Type of the parameters of an algorithm.
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
pub enum ParametersType {
	/// A [`crate::genomics::VariantList`].
	VariantList,
	/// Parameters of [`ASSOCIATION`].
	Association,
	/// Parameters of [`EVIDENCE`].
	Evidence,
	/// Parameters of [`ORDER`] and [`NOISED_HISTOGRAM`].
	Order,
	/// Parameters of [`REGRESSION`].
	Regression,
	/// Parameters of [`MILLIONAIRES`].
	Millionaires,
	/// A query of [`EXACT_QUERY`].
	ExactQuery,
	/// A query of [`PHENOTYPE_RANKING`].
	PhenotypeQuery,
	/// Parameters of [`OVERLAP`] and [`OVERLAP_SIZE`].
	Overlap,
}

/// Shape of the output of an algorithm.
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
pub enum OutputShape {
	/// A fixed number of lanes for each item of the parameters, and one weighted check lane at
	/// the end.
	LanesPerItem {
		/// The fixed number.
		lanes: u32,
	},
	/// Sealed bytes: of the one result, or of each answer.
	Bytes {
		/// Most of them.
		most: u32,
	},
}

impl OutputShape {
	/// Number of lanes for parameters of `items` items; none where the output has no lanes.
	pub fn lanes(&self, items: u32) -> Option<u32> {
		match self {
			OutputShape::LanesPerItem { lanes } => items.checked_mul(*lanes)?.checked_add(1),
			OutputShape::Bytes { .. } => None,
		}
	}
}

/// Why an algorithm has no output for a job.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoOutput {
	/// Its output does not have the form that its aggregation takes.
	BadShape,
	/// There would be too many lanes.
	TooManyLanes,
	/// There would be too many bytes on chain.
	TooManyBytes,
	/// Its strength does not admit these parties.
	WrongParties,
}

/// What is registered of an algorithm, and what its digest commits to.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct AlgorithmContent {
	/// Name for people.
	pub name: Text<64>,
	/// What compute nodes run: a code name they implement, such as [`ALLELE_COUNTS`].
	pub code: Text<64>,
	/// Digest of the published specification or source.
	pub specification: Hash,
	/// Type of its parameters.
	pub parameters: ParametersType,
	/// Shape of its output.
	pub output: OutputShape,
	/// How shares become a result.
	pub aggregation: AggregationMode,
}

impl AlgorithmContent {
	/// Whether the output has the form that the aggregation takes, within the bounds of a job.
	pub fn is_sound(&self) -> bool {
		match (self.aggregation, self.output) {
			(AggregationMode::SealedSum, OutputShape::LanesPerItem { lanes }) => lanes > 0,
			(
				AggregationMode::Agreement { .. } | AggregationMode::Collect,
				OutputShape::Bytes { most },
			) => (1..=MAX_RESULT_BYTES).contains(&most),
			_ => false,
		}
	}

	/// What a job with parameters of `items` items gives over `parties` data sets of `holders`
	/// distinct holders.
	pub fn output_for(
		&self,
		items: u32,
		parties: u32,
		holders: u32,
	) -> Result<JobOutput, NoOutput> {
		if !self.is_sound() {
			return Err(NoOutput::BadShape);
		}
		let output = match (self.aggregation, self.output) {
			(AggregationMode::Agreement { strength }, OutputShape::Bytes { most }) => {
				if !strength.admits(parties, holders) {
					return Err(NoOutput::WrongParties);
				}
				JobOutput::Agreed { most_bytes: most, strength }
			},
			(_, OutputShape::Bytes { most }) => JobOutput::Collected { most_bytes: most },
			(_, shape) => {
				// The sum over one holder is its input.
				if holders < 2 {
					return Err(NoOutput::WrongParties);
				}
				let lanes = shape.lanes(items).filter(|lanes| *lanes <= MAX_LANES);
				JobOutput::Sum { lanes: lanes.ok_or(NoOutput::TooManyLanes)? }
			},
		};
		if output.chunks(parties) > MAX_RESULT_CHUNKS {
			return Err(NoOutput::TooManyBytes);
		}
		Ok(output)
	}
}

/// A registered algorithm.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Algorithm {
	/// Member that registered it.
	pub author: AccountId,
	/// What it is.
	pub content: AlgorithmContent,
	/// Where it is in its life.
	pub status: AlgorithmStatus,
}

/// Life of an algorithm.
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
pub enum AlgorithmStatus {
	/// Waits for an operator's review.
	Registered,
	/// May be agreed on and run.
	Approved,
	/// May not be agreed on or run any more.
	Retired,
}

/// A set of parameters that a consumer uploads before the job, in chunks, against a deposit.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ParameterSet {
	/// Hash of each chunk that has arrived, by index; the digest of the set commits to the list.
	pub chunks: BoundedVec<Option<Hash>, ConstU32<MAX_PARAMETER_CHUNKS>>,
	/// Deposit on hold for it.
	pub deposit: Balance,
	/// Jobs in progress that use it.
	pub jobs: u32,
}

/// Why an algorithm cannot be moved to another status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReviewError {
	/// It is not waiting for a review.
	AlreadyReviewed,
	/// It is retired already.
	AlreadyRetired,
}

impl AlgorithmStatus {
	/// The status after a review that approves the algorithm or refuses it.
	pub fn review(self, approve: bool) -> Result<Self, ReviewError> {
		match (self, approve) {
			(AlgorithmStatus::Registered, true) => Ok(AlgorithmStatus::Approved),
			(AlgorithmStatus::Registered, false) => Ok(AlgorithmStatus::Retired),
			(AlgorithmStatus::Approved | AlgorithmStatus::Retired, _) => {
				Err(ReviewError::AlreadyReviewed)
			},
		}
	}

	/// The status after it was taken off the market.
	pub fn retire(self) -> Result<Self, ReviewError> {
		match self {
			AlgorithmStatus::Registered | AlgorithmStatus::Approved => Ok(AlgorithmStatus::Retired),
			AlgorithmStatus::Retired => Err(ReviewError::AlreadyRetired),
		}
	}
}

impl ParameterSet {
	/// Hashes of all chunks in order, once all have arrived.
	pub fn complete(&self) -> Option<alloc::vec::Vec<Hash>> {
		self.chunks.iter().copied().collect()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use AlgorithmStatus::{Approved, Registered, Retired};

	#[test]
	fn moves_only_forward() {
		for (from, review_yes, review_no, retire) in [
			(Registered, Ok(Approved), Ok(Retired), Ok(Retired)),
			(
				Approved,
				Err(ReviewError::AlreadyReviewed),
				Err(ReviewError::AlreadyReviewed),
				Ok(Retired),
			),
			(
				Retired,
				Err(ReviewError::AlreadyReviewed),
				Err(ReviewError::AlreadyReviewed),
				Err(ReviewError::AlreadyRetired),
			),
		] {
			assert_eq!(from.review(true), review_yes);
			assert_eq!(from.review(false), review_no);
			assert_eq!(from.retire(), retire);
		}
	}

	#[test]
	fn counts_the_check_lane() {
		let shape = OutputShape::LanesPerItem { lanes: 3 };
		assert_eq!(shape.lanes(10), Some(31));
		assert_eq!(shape.lanes(u32::MAX), None);
	}

	fn content(aggregation: AggregationMode, output: OutputShape) -> AlgorithmContent {
		AlgorithmContent {
			name: Text::default(),
			code: Text::default(),
			specification: Hash::zero(),
			parameters: ParametersType::VariantList,
			output,
			aggregation,
		}
	}

	const SUM: AggregationMode = AggregationMode::SealedSum;
	const MAJORITY: AggregationMode =
		AggregationMode::Agreement { strength: Strength::HonestMajority };
	const ANY: AggregationMode = AggregationMode::Agreement { strength: Strength::AllButOne };

	#[test]
	fn the_strength_is_part_of_the_digest() {
		let digest =
			|mode| crate::signing::algorithm_digest(&content(mode, OutputShape::Bytes { most: 1 }));
		assert_ne!(digest(MAJORITY), digest(ANY));
	}

	#[test]
	fn lanes_belong_to_sums_and_bytes_to_the_rest() {
		let lanes = |lanes| OutputShape::LanesPerItem { lanes };
		let bytes = |most| OutputShape::Bytes { most };
		for (mode, shape, sound) in [
			(SUM, lanes(1), true),
			(SUM, lanes(0), false),
			(SUM, bytes(1), false),
			(ANY, bytes(1), true),
			(ANY, bytes(MAX_RESULT_BYTES), true),
			(ANY, bytes(MAX_RESULT_BYTES + 1), false),
			(MAJORITY, bytes(0), false),
			(MAJORITY, lanes(1), false),
			(AggregationMode::Collect, bytes(1), true),
			(AggregationMode::Collect, lanes(1), false),
		] {
			let content = content(mode, shape);
			assert_eq!(content.is_sound(), sound, "{mode:?} {shape:?}");
			assert_eq!(content.output_for(1, 3, 3).is_ok(), sound, "{mode:?} {shape:?}");
		}
	}

	#[test]
	fn an_honest_majority_is_of_three_holders() {
		use NoOutput::WrongParties;
		let bytes = OutputShape::Bytes { most: 1 };
		for (mode, parties, holders, refused) in [
			(MAJORITY, 3, 3, None),
			(MAJORITY, 3, 2, Some(WrongParties)),
			(MAJORITY, 2, 2, Some(WrongParties)),
			(MAJORITY, 4, 4, Some(WrongParties)),
			(ANY, 2, 2, None),
			(ANY, 3, 2, None),
			(ANY, 2, 1, Some(WrongParties)),
			(ANY, 7, 7, None),
			(ANY, 8, 8, Some(WrongParties)),
			(AggregationMode::Collect, 1, 1, None),
		] {
			let output = content(mode, bytes).output_for(1, parties, holders);
			assert_eq!(output.err(), refused, "{mode:?} {parties} {holders}");
		}
	}

	#[test]
	fn what_a_job_keeps_on_chain_is_bounded() {
		let answers = |most| content(AggregationMode::Collect, OutputShape::Bytes { most });
		let output = |most, parties| answers(most).output_for(1, parties, parties);
		assert!(output(MAX_RESULT_BYTES, 1).is_ok());
		assert_eq!(output(MAX_RESULT_BYTES, 2), Err(NoOutput::TooManyBytes));
		assert!(output(MAX_RESULT_BYTES / 16, 16).is_ok());
		assert_eq!(output(MAX_RESULT_BYTES / 16 + 1, 16), Err(NoOutput::TooManyBytes));
		let sum = content(SUM, OutputShape::LanesPerItem { lanes: 1 });
		assert_eq!(sum.output_for(MAX_LANES - 1, 3, 3), Ok(JobOutput::Sum { lanes: MAX_LANES }));
		assert_eq!(sum.output_for(MAX_LANES, 3, 3), Err(NoOutput::TooManyLanes));
		assert_eq!(sum.output_for(1, 2, 1), Err(NoOutput::WrongParties));
	}
}
