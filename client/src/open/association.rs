//! Opening a joint association: from sealed bytes to the statistics of each variant that came out.

use super::{ResultError, SealedBytes};
use crate::words;
use panshi_compute::{
	protocols::results, questions::AssociationQuestion, sealed_sum::ResultKeyPair,
};
use panshi_mpc::programs::association::{GenotypeCounts, Output, Statistics};
use panshi_primitives::{genomics::VariantKey, job::ASSOCIATION};
use serde::Serialize;

/// What an association found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssociationResult {
	/// The variants that came out, the greatest `chi1` first; of equal ones the first in the list.
	pub variants: Vec<AssociationVariant>,
}

/// A variant that came out. Statistics that the counts do not determine are absent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssociationVariant {
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
	/// Cases of all holders with zero, one and two copies.
	pub cases: [u32; 3],
	/// Controls of all holders with zero, one and two copies.
	pub controls: [u32; 3],
	/// Chi-square of the trend test, one degree of freedom.
	pub chi1: Option<f64>,
	/// Chi-square of the genotype test, two degrees of freedom.
	pub chi2: Option<f64>,
	/// Odds of the alternate allele among cases over those among controls.
	pub odds_ratio: Option<f64>,
	/// Lower bound of its 95 % confidence interval.
	pub ci_low: Option<f64>,
	/// Upper bound of its 95 % confidence interval.
	pub ci_high: Option<f64>,
}

impl AssociationResult {
	/// Joins what was delivered with the list of variants that were asked about.
	pub fn new(question: &AssociationQuestion, output: &Output) -> Self {
		let variants = output.findings.iter().filter_map(|finding| {
			let index = usize::try_from(finding.variant).ok()?;
			let key = question.list.variants.get(index)?;
			Some(AssociationVariant::new(key, &finding.pooled))
		});
		let mut variants: Vec<_> = variants.collect();
		let chi1 = |variant: &AssociationVariant| variant.chi1.unwrap_or_default();
		variants.sort_by(|a, b| chi1(b).total_cmp(&chi1(a)));
		AssociationResult { variants }
	}
}

impl AssociationVariant {
	/// The statistics of `key` with these pooled counts.
	pub fn new(key: &VariantKey, pooled: &GenotypeCounts) -> Self {
		let Statistics { chi1, chi2, odds_ratio, interval } = Statistics::of(pooled);
		let (ci_low, ci_high) = interval.unzip();
		AssociationVariant {
			chrom: words::text(&key.sequence),
			pos: key.position,
			reference: words::text(&key.reference),
			alternate: words::text(&key.alternate),
			cases: pooled.cases,
			controls: pooled.controls,
			chi1,
			chi2,
			odds_ratio,
			ci_low,
			ci_high,
		}
	}
}

impl SealedBytes {
	/// Opens the result of a joint association; for `parameters` see [`SealedBytes::parameters`].
	pub fn association(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<AssociationResult, ResultError> {
		let strength = self.strength_of(ASSOCIATION)?;
		let question = self.question(AssociationQuestion::read(self.parameters(parameters)?))?;
		let output = results::association(&question.parameters, strength, &self.packets(key)?);
		let output = self.output(output)?;
		Ok(AssociationResult::new(&question, &output))
	}
}
