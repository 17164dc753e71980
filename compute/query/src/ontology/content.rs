//! How much a term says.

use super::{Annotations, Ontology, TermError, TermId};
use std::collections::BTreeMap;

/// What one bit of information content counts in weights.
pub const WEIGHT_UNIT: u32 = 256;

/// Information content of every term that some disease has, as a whole number of 1/256 bit:
/// IC(t) = log2(N / n_t), where n_t of N diseases have t or a descendant of it (Resnik, "Using
/// information content to evaluate semantic similarity in a taxonomy", IJCAI 1995).
///
/// A term that every disease has weighs nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InformationContent {
	weights: BTreeMap<TermId, u32>,
}

impl InformationContent {
	/// Counts `annotations`.
	pub fn of(annotations: &Annotations, ontology: &Ontology) -> Result<Self, TermError> {
		let mut counts: BTreeMap<TermId, u32> = BTreeMap::new();
		for disease in annotations.diseases() {
			for term in ontology.closure(disease.terms.iter().copied())? {
				*counts.entry(term).or_default() += 1;
			}
		}
		let all = annotations.diseases().len() as f64;
		let weights = counts
			.into_iter()
			.map(|(term, count)| (term, weight(all / f64::from(count))))
			.collect();
		Ok(Self { weights })
	}

	/// Weights by term.
	pub fn weights(&self) -> &BTreeMap<TermId, u32> {
		&self.weights
	}
}

/// The logarithm of `ratio`, which is at least one and at most 2^18, in units of a weight.
fn weight(ratio: f64) -> u32 {
	(ratio.log2() * f64::from(WEIGHT_UNIT)).round() as u32
}
