//! Evidence for or against pathogenicity that follows from an allele's frequency alone.
//!
//! Source: Richards et al. 2015, Genet Med 17:405 (ACMG/AMP), criteria BA1, BS1 and PM2; the
//! weight of PM2 as supporting evidence follows the ClinGen recommendation of 2020. The thresholds
//! are the general ones; a specification for a gene or disease may set others.
//!
//! # Security
//!
//! A frequency is only as good as the number of alleles behind it: a count over few people is an
//! illustration, not evidence to classify a patient's variant by.

use super::{Criterion, Evidence, Strength};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Frequency, of 10,000, above which an allele is benign on its own: BA1, 5 %.
pub const BA1_ABOVE: u64 = 500;
/// Frequency, of 10,000, above which an allele is too common for a rare disease: BS1, 1 %.
pub const BS1_ABOVE: u64 = 100;
/// Frequency, of 10,000, up to which an allele counts as absent: PM2, 0.01 %.
pub const PM2_UP_TO: u64 = 1;

/// A criterion met by frequency.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, Ord, PartialEq, PartialOrd)]
pub enum FrequencyEvidence {
	/// Benign, stand-alone.
	Ba1,
	/// Benign, strong.
	Bs1,
	/// Pathogenic, supporting.
	Pm2,
}

impl From<FrequencyEvidence> for Evidence {
	/// The criterion with its weight; PM2 is supporting.
	fn from(evidence: FrequencyEvidence) -> Self {
		match evidence {
			FrequencyEvidence::Ba1 => Criterion::Ba1.into(),
			FrequencyEvidence::Bs1 => Criterion::Bs1.into(),
			FrequencyEvidence::Pm2 => {
				Evidence { criterion: Criterion::Pm2, strength: Strength::Supporting }
			},
		}
	}
}

/// Frequencies, of a million, at which criteria are met.
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
pub struct FrequencyThresholds {
	/// An allele above it is benign on its own: BA1.
	pub ba1_above: u32,
	/// An allele above it, but not above that of BA1, is too common: BS1.
	pub bs1_above: u32,
	/// An allele up to it counts as absent: PM2.
	pub pm2_up_to: u32,
}

impl FrequencyThresholds {
	/// What frequencies are parts of.
	pub const UNIT: u32 = 1_000_000;

	/// The general ones: [`BA1_ABOVE`], [`BS1_ABOVE`], [`PM2_UP_TO`].
	pub const GENERAL: Self =
		FrequencyThresholds { ba1_above: 50_000, bs1_above: 10_000, pm2_up_to: 100 };

	/// Whether they are frequencies in order: that of PM2, of BS1, of BA1.
	pub const fn are_ordered(&self) -> bool {
		self.pm2_up_to <= self.bs1_above
			&& self.bs1_above <= self.ba1_above
			&& self.ba1_above <= Self::UNIT
	}

	/// Criterion met by `allele_count` copies among `allele_number` alleles, if one is.
	pub fn evidence(&self, allele_count: u64, allele_number: u64) -> Option<FrequencyEvidence> {
		let above = |threshold: u32| {
			let parts = u128::from(allele_count).saturating_mul(Self::UNIT.into());
			parts > u128::from(threshold).saturating_mul(allele_number.into())
		};
		if allele_number == 0 || allele_count > allele_number {
			None
		} else if above(self.ba1_above) {
			Some(FrequencyEvidence::Ba1)
		} else if above(self.bs1_above) {
			Some(FrequencyEvidence::Bs1)
		} else if !above(self.pm2_up_to) {
			Some(FrequencyEvidence::Pm2)
		} else {
			None
		}
	}
}

impl FrequencyEvidence {
	/// Code of the criterion.
	pub const fn code(self) -> &'static str {
		match self {
			FrequencyEvidence::Ba1 => "BA1",
			FrequencyEvidence::Bs1 => "BS1",
			FrequencyEvidence::Pm2 => "PM2",
		}
	}

	/// Criterion met by `allele_count` copies among `allele_number` alleles, if one is, at the
	/// general thresholds.
	pub fn of(allele_count: u64, allele_number: u64) -> Option<Self> {
		FrequencyThresholds::GENERAL.evidence(allele_count, allele_number)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn states_the_thresholds_once() {
		let parts = |threshold: u32| u64::from(threshold) * 10_000;
		let of = |threshold: u64| threshold * u64::from(FrequencyThresholds::UNIT);
		let general = FrequencyThresholds::GENERAL;
		assert!(general.are_ordered());
		assert_eq!(parts(general.ba1_above), of(BA1_ABOVE));
		assert_eq!(parts(general.bs1_above), of(BS1_ABOVE));
		assert_eq!(parts(general.pm2_up_to), of(PM2_UP_TO));
	}

	#[test]
	fn follows_the_thresholds() {
		use FrequencyEvidence::*;
		for (count, number, wanted) in [
			(0, 0, None),
			(5, 4, None),
			(0, 44, Some(Pm2)),
			(1, 10_000, Some(Pm2)),
			(2, 10_000, None),
			(100, 10_000, None),
			(101, 10_000, Some(Bs1)),
			(500, 10_000, Some(Bs1)),
			(501, 10_000, Some(Ba1)),
			(3, 44, Some(Ba1)),
			(u64::MAX, u64::MAX, Some(Ba1)),
		] {
			assert_eq!(FrequencyEvidence::of(count, number), wanted, "{count}/{number}");
		}
	}
}
