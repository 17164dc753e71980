//! Results with noise: counts that scatter around the true ones.

use super::{ResultError, SealedResult};
use crate::words;
use panshi_compute::{allele_counts::NoisedCounts, sealed_sum::ResultKeyPair};
use panshi_primitives::{
	genomics::VariantKey,
	job::{AggregationMode, Job, NOISED_ALLELE_COUNTS},
	privacy::{BadPlan, NoisePlan, Release},
};
use serde::Serialize;

impl SealedResult {
	/// Whether noise was added to the result.
	pub fn is_noised(&self) -> bool {
		self.job.spec.rho.is_some()
	}

	/// How the noise in the result was made.
	pub fn noise(&self) -> Result<NoisePlan, ResultError> {
		let Job { spec, participants, .. } = &self.job;
		let no_noise = |why| ResultError::NoNoise { job: self.id, why };
		Release::of(NOISED_ALLELE_COUNTS)
			.plan(
				AggregationMode::SealedSum,
				spec.items,
				spec.rho,
				participants.iter().map(|p| &p.holder),
			)
			.map_err(no_noise)?
			.ok_or(no_noise(BadPlan::NoRho))
	}

	/// Opens a noised result and joins it with the list of variants; see
	/// [`SealedResult::variants`]. Nothing is clamped or rounded.
	pub fn open_noised(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<NoisedResult, ResultError> {
		let deviation = self.noise()?.total_variance().deviation_milli().unwrap_or(u64::MAX);
		let counts = NoisedCounts::from_lanes(&self.lanes(key)?);
		let variants = self.variants(parameters)?.variants;
		Ok(NoisedResult {
			standard_deviation: words::thousandths(deviation),
			variants: variants
				.iter()
				.zip(&counts)
				.map(|(key, counts)| NoisedVariant::new(key, counts))
				.collect(),
		})
	}
}

/// Pooled counts with noise.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct NoisedResult {
	/// Standard deviation of the noise in every count, rounded up.
	pub standard_deviation: String,
	/// The counts.
	pub variants: Vec<NoisedVariant>,
}

/// Noised counts of one variant; they may be negative. No evidence follows from them alone.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct NoisedVariant {
	/// Name of the sequence.
	pub chrom: String,
	/// One-based position.
	pub pos: u32,
	/// Reference allele.
	#[serde(rename = "ref")]
	pub reference: String,
	/// Alternate allele.
	#[serde(rename = "alt")]
	pub alternate: String,
	/// Alleles that are the variant, with noise.
	pub ac: i64,
	/// Alleles that were called, with noise.
	pub an: i64,
	/// People both of whose alleles are the variant, with noise.
	pub hom: i64,
}

impl NoisedVariant {
	fn new(key: &VariantKey, counts: &NoisedCounts) -> Self {
		NoisedVariant {
			chrom: words::text(&key.sequence),
			pos: key.position,
			reference: words::text(&key.reference),
			alternate: words::text(&key.alternate),
			ac: counts.allele_count,
			an: counts.allele_number,
			hom: counts.homozygotes,
		}
	}
}
