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

/// Frequency, of 10,000, above which an allele is benign on its own: BA1, 5 %.
pub const BA1_ABOVE: u64 = 500;
/// Frequency, of 10,000, above which an allele is too common for a rare disease: BS1, 1 %.
pub const BS1_ABOVE: u64 = 100;
/// Frequency, of 10,000, up to which an allele counts as absent: PM2, 0.01 %.
pub const PM2_UP_TO: u64 = 1;

/// A criterion met by frequency.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FrequencyEvidence {
	/// Benign, stand-alone.
	Ba1,
	/// Benign, strong.
	Bs1,
	/// Pathogenic, supporting.
	Pm2,
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

	/// Criterion met by `allele_count` copies among `allele_number` alleles, if one is.
	pub fn of(allele_count: u64, allele_number: u64) -> Option<Self> {
		let above = |threshold: u64| {
			u128::from(allele_count) * 10_000 > u128::from(threshold) * u128::from(allele_number)
		};
		if allele_number == 0 || allele_count > allele_number {
			None
		} else if above(BA1_ABOVE) {
			Some(FrequencyEvidence::Ba1)
		} else if above(BS1_ABOVE) {
			Some(FrequencyEvidence::Bs1)
		} else if !above(PM2_UP_TO) {
			Some(FrequencyEvidence::Pm2)
		} else {
			None
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

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
