//! A patient's phenotypes as the asker holds them.

use super::{Catalogue, PatientError};
use crate::ontology::{Ontology, TermId};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Most terms that describe a patient, before closing.
const MAX_TERMS: usize = 256;

/// The weights of a patient's closed terms, in the order of a catalogue.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Patient {
	/// For every term of the catalogue its weight, or zero.
	pub(super) weights: Vec<u64>,
	/// W_q: their sum.
	pub(super) total: u32,
}

impl Patient {
	/// A patient with `terms`, closed over ancestors. Terms that no disease of the catalogue has
	/// weigh nothing.
	pub fn new(
		terms: &[TermId],
		ontology: &Ontology,
		catalogue: &Catalogue,
	) -> Result<Self, PatientError> {
		if ontology.version() != catalogue.ontology() {
			return Err(PatientError::Release {
				ontology: ontology.version().to_owned(),
				catalogue: catalogue.ontology().to_owned(),
			});
		}
		if terms.is_empty() || terms.len() > MAX_TERMS {
			return Err(PatientError::Count { given: terms.len() });
		}
		let closed = ontology.closure(terms.iter().copied())?;
		let weigh = |(term, weight): &(TermId, u32)| {
			if closed.contains(term) {
				u64::from(*weight)
			} else {
				0
			}
		};
		let weights: Vec<u64> = catalogue.terms().iter().map(weigh).collect();
		let total = weights.iter().sum::<u64>();
		if total == 0 {
			return Err(PatientError::NoWeight);
		}
		Ok(Self { weights, total: u32::try_from(total).map_err(|_| PatientError::TooMuch)? })
	}
}

impl fmt::Debug for Patient {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Patient").finish_non_exhaustive()
	}
}
