//! Algorithms and their parameters.

use crate::{AccountId, Balance, Hash, Text};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Most bytes in one chunk of parameters.
pub const MAX_PARAMETER_CHUNK: u32 = 64 * 1_024;
/// Most chunks of one set of parameters.
pub const MAX_PARAMETER_CHUNKS: u32 = 64;

/// Code name of the algorithm that counts alleles; see [`AlgorithmContent::code`].
pub const ALLELE_COUNTS: &[u8] = b"panshi/allele-counts/1";
/// Code name of the algorithm that counts alleles and adds noise; see
/// [`crate::privacy::Release::of`]. It takes the same parameters and has the same lanes.
pub const NOISED_ALLELE_COUNTS: &[u8] = b"panshi/noised-allele-counts/1";
/// Lanes of [`ALLELE_COUNTS`] for each variant: allele count, allele number, homozygotes.
pub const ALLELE_COUNTS_LANES: u32 = 3;

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
}

impl OutputShape {
	/// Number of lanes for parameters of `items` items.
	pub fn lanes(&self, items: u32) -> Option<u32> {
		match self {
			OutputShape::LanesPerItem { lanes } => items.checked_mul(*lanes)?.checked_add(1),
		}
	}
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
}
