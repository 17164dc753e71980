//! What the owner publishes for an epoch, so that askers can ask.

use super::{params, CatalogueError};
use crate::{messages::digest, ontology::TermId};
use codec::{Decode, Encode};
use panshi_primitives::Hash;
use std::collections::BTreeMap;

/// Most bytes of a catalogue. That of the 2025 annotations has 1 MB.
pub const MAX_CATALOGUE_BYTES: usize = 64 << 20;
/// Most terms of a catalogue.
const MAX_TERMS: usize = 1 << 15;
/// Most diseases of a catalogue.
const MAX_DISEASES: usize = 1 << 16;

/// A disease as askers see it.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct CatalogueEntry {
	/// Identifier, such as `OMIM:619340`.
	pub id: String,
	/// Name.
	pub name: String,
	/// W_d: the weights of its closed terms added up.
	pub total: u32,
}

/// The terms with their weights and the diseases of a database. Its digest goes on chain and
/// names the database in every query.
///
/// # Security
///
/// All of it is public: names and number of diseases, one number for each disease, and the
/// weights. Owners whose counts are secret take the weights from public annotations.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Catalogue {
	/// Epoch of the database.
	pub(super) epoch: u32,
	/// Release of the ontology.
	pub(super) ontology: String,
	/// Terms and weights, lightest and so most frequent first, then by number.
	pub(super) terms: Vec<(TermId, u32)>,
	/// In the order of their identifiers.
	pub(super) diseases: Vec<CatalogueEntry>,
}

impl Catalogue {
	/// Reads a catalogue that somebody else wrote. Compare its [`Catalogue::digest`] with the one
	/// on chain.
	pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, CatalogueError> {
		if bytes.len() > MAX_CATALOGUE_BYTES {
			return Err(CatalogueError::Malformed);
		}
		let catalogue = Self::decode(&mut bytes).map_err(|_| CatalogueError::Malformed)?;
		if !bytes.is_empty() {
			return Err(CatalogueError::Malformed);
		}
		catalogue.check().map(|()| catalogue)
	}

	/// That everything is within its bounds, in order and without repetition.
	pub(super) fn check(&self) -> Result<(), CatalogueError> {
		let (terms, diseases) = (self.terms.len(), self.diseases.len());
		if terms == 0 || terms > MAX_TERMS || diseases == 0 || diseases > MAX_DISEASES {
			return Err(CatalogueError::Size { terms, diseases });
		}
		let in_order = |a: &(TermId, u32), b: &(TermId, u32)| (a.1, a.0) < (b.1, b.0);
		let ordered = self.terms.windows(2).all(|pair| in_order(&pair[0], &pair[1]))
			&& self.diseases.windows(2).all(|pair| pair[0].id < pair[1].id);
		let known = self.places().len() == terms
			&& self.terms.iter().all(|(term, _)| TermId::from_number(term.number()).is_some());
		if !ordered || !known {
			return Err(CatalogueError::Order);
		}
		let weights = self.terms.iter().all(|(_, w)| (1..params::PLAINTEXT as u32).contains(w));
		let heavy = self.diseases.iter().find(|d| u64::from(d.total) >= params::PLAINTEXT);
		match heavy {
			Some(disease) => Err(CatalogueError::Total { disease: disease.id.clone() }),
			None if !weights => Err(CatalogueError::Order),
			None => Ok(()),
		}
	}

	/// Epoch of the database.
	pub fn epoch(&self) -> u32 {
		self.epoch
	}

	/// Release of the ontology that terms are of.
	pub fn ontology(&self) -> &str {
		&self.ontology
	}

	/// Terms with their weights.
	pub fn terms(&self) -> &[(TermId, u32)] {
		&self.terms
	}

	/// Diseases in the order of their identifiers.
	pub fn diseases(&self) -> &[CatalogueEntry] {
		&self.diseases
	}

	/// What goes on chain for the epoch.
	pub fn digest(&self) -> Hash {
		digest(b"panshi/query/catalogue", self)
	}

	/// Place of every term.
	pub(super) fn places(&self) -> BTreeMap<TermId, usize> {
		self.terms.iter().enumerate().map(|(place, (term, _))| (*term, place)).collect()
	}

	/// Ciphertexts that a query over the terms takes.
	pub(super) fn blocks(&self) -> usize {
		self.terms.len().div_ceil(params::BLOCK)
	}

	/// Products that scores of all diseases take.
	pub(super) fn groups(&self) -> usize {
		self.diseases.len().div_ceil(params::ROWS)
	}

	/// Ciphertexts of an answer.
	pub(super) fn packs(&self) -> usize {
		self.groups().div_ceil(params::BLOCK)
	}
}
